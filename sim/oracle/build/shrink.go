package build

import (
	"strings"
	"time"
)

// shrinkTime bounds the work that goes into one case.
const shrinkTime = 5 * time.Second

// Shrink makes a failing case smaller as long as the same class of problem
// stays: options first, then lines, then bytes.
func Shrink(p Problem) Problem {
	return shrink(p, func(c Case) []Problem { return Judge(c).Problems })
}

func shrink(p Problem, judge func(Case) []Problem) Problem {
	s := &shrinker{best: p, judge: judge, until: time.Now().Add(shrinkTime)}
	s.options()
	for before := -1; before != len(s.best.Case.Dockerfile) && s.more(); {
		before = len(s.best.Case.Dockerfile)
		s.pieces(strings.SplitAfter(s.best.Case.Dockerfile, "\n"))
		s.pieces(strings.Split(s.best.Case.Dockerfile, ""))
	}
	return s.best
}

type shrinker struct {
	best  Problem
	judge func(Case) []Problem
	until time.Time
}

func (s *shrinker) more() bool { return time.Now().Before(s.until) }

// try takes the case if it has the problem too.
func (s *shrinker) try(c Case) bool {
	if !s.more() {
		return false
	}
	for _, p := range s.judge(c) {
		if p.Class == s.best.Class {
			s.best = p
			return true
		}
	}
	return false
}

// options drops what was typed on the command line.
func (s *shrinker) options() {
	c := s.best.Case
	c.Target = ""
	s.try(c)
	c = s.best.Case
	c.Platform = ""
	s.try(c)
	for k := range s.best.Case.Args {
		c = s.best.Case
		c.Args = map[string]string{}
		for other, v := range s.best.Case.Args {
			if other != k {
				c.Args[other] = v
			}
		}
		s.try(c)
	}
}

// pieces removes runs of pieces, long ones first.
func (s *shrinker) pieces(parts []string) {
	if s.best.Case.Twin != "" {
		return // the two texts belong together
	}
	for size := len(parts) / 2; size > 0; size /= 2 {
		for at := 0; at < len(parts) && s.more(); {
			end := min(at+size, len(parts))
			rest := append(append([]string{}, parts[:at]...), parts[end:]...)
			c := s.best.Case
			c.Dockerfile = strings.Join(rest, "")
			if s.try(c) {
				parts = rest
			} else {
				at = end
			}
		}
	}
}
