package check

import (
	"sort"
	"strings"

	"explain/sim"
)

// index is what checks ask of a Case again and again. It keeps the time that
// they take proportional to the file.
type index struct {
	places []place
	first  []int // of the places of stage i
	shells []string
	starts map[*sim.Stage]*place // the last ENTRYPOINT of a stage
	inCmd  *place                // the CMD in force
	lines  string                // how the file ends its lines
	parsed int                   // bytes of fixed texts that were tried
}

// look makes the index when it is needed first.
func (c *Case) look() *index {
	if c.index != nil {
		return c.index
	}
	x := &index{starts: map[*sim.Stage]*place{}, lines: "\n"}
	c.index = x
	if c.Dockerfile == nil {
		return x
	}
	if strings.Contains(c.Dockerfile.Source.Text, "\r\n") {
		x.lines = "\r\n"
	}
	for i := range c.Dockerfile.Stages {
		x.first = append(x.first, len(x.places))
		x.addStage(&c.Dockerfile.Stages[i], c.defaultShell())
	}
	x.first = append(x.first, len(x.places))
	x.addTrace(c)
	if p, ok := c.inForce("CMD"); ok {
		x.inCmd = &p
	}
	return x
}

func (x *index) addStage(st *sim.Stage, shell string) {
	for j := range st.Instructions {
		p := place{Instruction: &st.Instructions[j], outer: &st.Instructions[j], stage: st, n: j}
		if p.Trigger != nil {
			p.Instruction = p.Trigger
		}
		x.places = append(x.places, p)
		x.shells = append(x.shells, shell)
		if p.Keyword == "SHELL" && !p.onbuild() {
			shell = strings.Join(sim.Texts(p.Words), " ")
		}
		if p.Keyword == "ENTRYPOINT" && !p.onbuild() {
			x.starts[st] = &p
		}
	}
}

// addTrace corrects the shells: those of a stage's parents and of base images
// show in the trace only.
func (x *index) addTrace(c *Case) {
	if c.Image == nil {
		return
	}
	for _, s := range c.Image.Trace {
		n := len(s.After.Words)
		if n < 2 || s.Slot != sim.SlotCmd && s.Slot != sim.SlotEntrypoint {
			continue
		}
		if i := x.find(s.Span); i >= 0 && x.places[i].outer.Span == s.Span {
			x.shells[i] = strings.Join(sim.Texts(s.After.Words[:n-1]), " ")
		}
	}
}

// find is the place in which a span lies, -1 for none. Instructions stand in
// the order of the file.
func (x *index) find(at sim.Span) int {
	i := sort.Search(len(x.places), func(i int) bool { return x.places[i].outer.Span.Start > at.Start }) - 1
	if i < 0 || !contains(x.places[i].outer.Span, at) {
		return -1
	}
	return i
}

func (c *Case) defaultShell() string {
	if c.Image != nil && c.Image.OS == "windows" {
		return "cmd /S /C"
	}
	return "/bin/sh -c"
}
