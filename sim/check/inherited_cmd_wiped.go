package check

import (
	"slices"

	"explain/sim"
)

var inheritedCmdWiped = Check{
	ID: "inherited-cmd-wiped", Title: "an ENTRYPOINT that empties the CMD which the image would have inherited", Severity: Info,
	Rules: []sim.RuleID{"entrypoint-resets-cmd"},
	Run: func(c *Case, report func(Finding)) {
		if c.Image == nil || c.Dockerfile == nil || len(c.Image.Cmd.Words) > 0 {
			return
		}
		if s, ok := lastStep(c.Image.Trace, sim.SlotCmd); ok && s.Rule == "entrypoint-resets-cmd" {
			c.reportWiped(s, report)
		}
	},
}

// lastStep is the last step that touched a slot.
func lastStep(trace sim.Trace, slot sim.Slot) (last sim.Step, ok bool) {
	for _, s := range trace {
		if s.Slot == slot {
			last, ok = s, true
		}
	}
	return last, ok
}

func (c *Case) reportWiped(s sim.Step, report func(Finding)) {
	words := s.Before.Words
	ins := c.instructionAt(s.Span)
	if ins == nil || len(words) == 0 || !s.Before.Known() || isPrompt(sim.Texts(words)) {
		return
	}
	from := words[0].From
	f := Finding{
		Span:    ins.Head(),
		Message: "this " + ins.Keyword + " empties the inherited CMD: " + brief(execForm(sim.Texts(words))) + owner(from) + " is gone",
		Fixes: []Fix{{
			Title: "keep it: add CMD " + brief(execForm(sim.Texts(words))),
			Edits: []Edit{c.lineBelow(ins, "CMD "+execForm(sim.Texts(words)))},
		}},
	}
	switch last := words[len(words)-1].From; {
	case !last.Span.IsZero():
		f.Severity = Warning
		f.Related = []Related{{Span: last.Span, Message: "this CMD stands in another stage, so it counts as inherited"}}
	case startsOld(sim.Texts(c.Image.Entrypoint.Words), c.Image.Bottom.Entrypoint):
		f.Severity = Warning
		f.Message += ", though ENTRYPOINT still starts what it was for"
	}
	report(f)
}

// startsOld reports whether the new ENTRYPOINT ends in the base's: the same
// again, or with a wrapper in front.
func startsOld(words, old []string) bool {
	return len(old) > 0 && len(words) >= len(old) && slices.Equal(words[len(words)-len(old):], old)
}

// isPrompt reports whether a CMD only offers a shell to type in, as those of
// distributions do: nobody misses it.
func isPrompt(words []string) bool {
	return len(words) == 1 && (isPosixShell(words[0]) || isWindowsShell(words[0]))
}

// owner says whose word it is.
func owner(o sim.Origin) string {
	if o.In == "" {
		return ""
	}
	if o.Source == sim.FromBaseImage {
		return " of " + o.In
	}
	return " of stage " + o.In
}
