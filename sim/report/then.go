package report

import (
	"fmt"
	"slices"
	"strings"

	"explain/sim"
)

// then says what follows: who is PID 1, as whom and where it runs, what stops it.
func (v *view) then() []line {
	p := v.Process
	if p == nil || len(p.Argv) == 0 || v.fails() {
		return nil
	}
	out := v.facts([]safe{v.pid1()}, []safe{v.user(), v.directory(), v.stop()}, []safe{v.health()})
	out = append(out, v.tree()...)
	out = append(out, v.endings()...)
	if len(v.Outcome.If) > 0 && v.Outcome.Phase == sim.PhaseRunning {
		out = append(out, v.provided()...)
	}
	return out
}

// facts is items on one line, or, if they are too long for one, by subject.
func (v *view) facts(subjects ...[]safe) []line {
	room := v.columns() - margin
	all := v.join(slices.Concat(subjects...)...)
	if width(all) <= room {
		return indent(margin, wrap(line{{all, plain}}, room))
	}
	var out []line
	for _, items := range subjects {
		v.shortFacts(items, room)
		out = append(out, v.flow(items, plain, room)...)
	}
	return indent(margin, out)
}

// shortFacts shortens items, in the end so that they fit on one line.
func (v *view) shortFacts(items []safe, room int) {
	most := room
	if v.squeeze >= single && width(v.join(items...)) > room {
		most = (room - 3*(len(items)-1)) / len(items)
	}
	for i := range items {
		if v.squeeze > loose && !v.All {
			items[i] = shorten(items[i], most, v.ellipsis)
		}
	}
}

// pid1 says who has number 1.
func (v *view) pid1() safe {
	p := v.Process.PID1
	switch {
	case p.Says != "":
		return v.prose(p.Says)
	case p.Init:
		return "PID 1 is " + v.value(p.Program) + ", the program is its child"
	case p.Shell:
		return "PID 1 is the shell " + v.value(p.Program)
	case p.Program != "":
		return "PID 1 is " + v.value(p.Program) + " itself"
	}
	return ""
}

// user is as whom it runs. Windows has no root: whom the image does not name is
// its own default.
func (v *view) user() safe {
	if v.Image != nil && v.Image.OS == "windows" {
		return "user " + v.setting(v.Process.User, "not set")
	}
	return "user " + v.setting(v.Process.User, "root")
}

func (v *view) directory() safe { return "in " + v.setting(v.Process.WorkingDir, "/") }

func (v *view) stop() safe {
	if v.Invocation.Runner == "docker-exec" {
		return "" // docker stop signals PID 1 only
	}
	says := "stops on " + v.setting(v.Process.StopSignal, "SIGTERM")
	if t := v.Process.StopTimeout; t != nil {
		says += v.prose(fmt.Sprintf(", killed %d s later", *t))
	}
	return says
}

// setting is a single value, or what holds without one.
func (v *view) setting(w sim.Word, otherwise safe) safe {
	if w.Text == "" && w.Unknown == "" {
		return otherwise
	}
	return v.word(w)
}

// health is the command that probes the container.
func (v *view) health() safe {
	h := v.Process.Healthcheck
	if h == nil || len(h.Test.Words) == 0 {
		return ""
	}
	var words []string
	for _, w := range h.Test.Words {
		words = append(words, string(v.word(w)))
	}
	if words[0] == "NONE" {
		return "health check disabled"
	}
	probe := safe(strings.Join(words[1:], " "))
	if words[0] == "CMD-SHELL" && len(words) == 2 {
		probe = v.raw(h.Test.Words[1].Text)
	}
	if !v.All {
		probe = shorten(probe, v.columns()-20, " "+v.ellipsis+" ")
	}
	return "health check: " + probe
}

// provided lists what the outcome rests on.
func (v *view) provided() []line {
	text := v.fact(v.prose("provided that " + strings.Join(v.Outcome.If, " and ")))
	return indent(margin, wrap(line{{text, plain}}, v.columns()-margin))
}
