package check

import "explain/sim"

// place is an instruction and where it stands. For ONBUILD it is the
// instruction behind it; outer is then the whole.
type place struct {
	*sim.Instruction
	outer *sim.Instruction
	stage *sim.Stage
	n     int // in stage.Instructions
}

// onbuild reports whether the instruction stands behind ONBUILD.
func (p place) onbuild() bool { return p.outer != p.Instruction }

// isCommand reports whether p has an exec and a shell form and is no SHELL.
func (p place) isCommand() bool { return p.Form != sim.NoForm && p.Keyword != "SHELL" }

// places are the instructions of the Dockerfile, without FROM.
func (c *Case) places() []place { return c.look().places }

// placesOf are the instructions of a stage.
func (c *Case) placesOf(st *sim.Stage) []place {
	x := c.look()
	return x.places[x.first[st.Index]:x.first[st.Index+1]]
}

// source is the text under a span of the Dockerfile.
func (c *Case) source(at sim.Span) string {
	text := c.Dockerfile.Source.Text
	if at.File != c.Dockerfile.Source.Name || at.Start < 0 || at.End > len(text) || at.Start > at.End {
		return ""
	}
	return text[at.Start:at.End]
}

// inForce finds the instruction of the file that set the image's ENTRYPOINT or
// CMD.
func (c *Case) inForce(keyword string) (place, bool) {
	if c.Image == nil {
		return place{}, false
	}
	l := c.Image.Cmd
	if keyword == "ENTRYPOINT" {
		l = c.Image.Entrypoint
	}
	if len(l.Words) == 0 {
		return place{}, false
	}
	return c.writtenAt(l.Words[len(l.Words)-1], keyword)
}

// writtenAt finds the instruction in which a word was written.
func (c *Case) writtenAt(w sim.Word, keyword string) (place, bool) {
	x := c.look()
	i := x.find(w.From.Span)
	if i < 0 || x.places[i].Keyword != keyword {
		return place{}, false
	}
	return x.places[i], true
}

// runs reports whether the words of an instruction reach the process; they may,
// when no process is known.
func (c *Case) runs(p place) bool {
	if c.Process == nil {
		return true
	}
	for _, w := range c.Process.Argv {
		if contains(p.outer.Span, w.From.Span) {
			return true
		}
	}
	return false
}

// chain is the stages from the bottom up to the target.
func (c *Case) chain() (out []*sim.Stage) {
	if c.Dockerfile == nil || c.Image == nil || len(c.Image.Stages) != len(c.Dockerfile.Stages) {
		return nil
	}
	for i := range c.Image.Stages {
		if c.Image.Stages[i].Target {
			for at := i; at >= 0; at = c.parent(at) {
				out = append([]*sim.Stage{&c.Dockerfile.Stages[at]}, out...)
			}
		}
	}
	return out
}

// parent is the stage that stage n is FROM, -1 when it is FROM an image.
func (c *Case) parent(n int) int {
	for i := n - 1; i >= 0; i-- {
		if name := c.Dockerfile.Stages[i].Name; name != "" && name == c.Image.Stages[n].From {
			return i
		}
	}
	return -1
}

// shellOf is the shell in front of a shell form, as one would type it.
func (c *Case) shellOf(p place) string {
	x := c.look()
	return x.shells[x.first[p.stage.Index]+p.n]
}

// command is the keyword that stands in front of the text.
func (p place) command() string {
	if p.Keyword == "HEALTHCHECK" {
		return "HEALTHCHECK CMD"
	}
	return p.Keyword
}

// text is the shell form's text.
func (p place) text() string { return p.Body().String }

// whole is the span of everything behind the keyword.
func (p place) whole() sim.Span {
	if at := p.Body().Place(); at.End > at.Start {
		return at
	}
	return p.Head()
}
