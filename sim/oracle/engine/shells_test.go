package engine

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
)

// realShells are the shells that the table is about, by their programs.
var realShells = []struct {
	name    string
	command []string
}{
	{sim.Dash, []string{"/bin/dash", "-c"}},
	{sim.Ash, []string{"/bin/busybox", "ash", "-c"}},
	{sim.Bash, []string{"/bin/bash", "-c"}},
}

// shellText is a text whose programs are the probe under the names a and b.
func (g gen) shellText() string {
	simple := func() string {
		return g.one("a", "b x", "exec a", "X=1 a", "a >/dev/stderr", "a 2>&1", "command a", "true", "cd /tmp", "export V=1", "eval a", "! a", "trap : TERM", "set -e", "[ 1 = 1 ]")
	}
	text := simple()
	for g.in(50) {
		text += g.one(" && ", "; ", " || ", "\n", " | ") + simple()
	}
	switch g.IntN(12) {
	case 0:
		return "(" + text + ")"
	case 1:
		return "{ " + text + "; }"
	case 2:
		return "if true; then " + text + "; fi"
	case 3:
		return "for i in 1; do " + text + "; done"
	case 4:
		return "a & " + text
	case 5:
		return "f() { " + text + "; }; f"
	case 6:
		return text + " # done"
	}
	return text
}

// TestShells asks a real PID 1: whether one of the text's programs is it.
func TestShells(t *testing.T) {
	e := startDocker(t)
	l := makeLayers(t)
	j := newJudge(e.Name)
	n := amount(t, "EXPLAIN_ENGINES_SHELLS", 300)
	e.load(t, []picture{{"shells", json.RawMessage(`{"Env":["PATH=/bin"]}`), []layer{l.probe, l.shells, links([]string{"/bin/a", "/bin/b"}, nil)}}})
	for _, seed := range seeds(t) {
		g := gen{rand.New(rand.NewPCG(seed, 7))}
		texts := make([]string, n/2)
		for i := range texts {
			texts[i] = g.shellText()
		}
		answers := make([][]Ran, len(texts)*len(realShells))
		each(len(answers), func(i int) {
			s := realShells[i%len(realShells)]
			words := append([]string{"run", "shells"}, append(s.command, texts[i/len(realShells)])...)
			out, err := e.do(nil, nil, words...)
			if err != nil {
				t.Errorf("%q: %v", words, err)
			}
			answers[i] = allProbed(out.stdout + out.stderr)
		})
		for i, ran := range answers {
			s, text := realShells[i%len(realShells)], texts[i/len(realShells)]
			says := sim.TakeoverOf(s.name, text)
			if len(ran) == 0 || says == sim.EitherWay {
				j.skipped["no program, or either way"]++
				continue
			}
			first := false
			for _, r := range ran {
				first = first || r.PID == 1
			}
			c := comparison{}
			c.note("PID 1", says == sim.TakesPlace, first)
			j.judge(Question{Name: fmt.Sprintf("seed %d", seed), Words: append(s.command, text), Request: report.Request{}}, Answer{}, c.found)
		}
	}
	require.Positive(t, j.asked)
	j.report(t)
}
