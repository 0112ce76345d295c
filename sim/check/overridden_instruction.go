package check

import (
	"strings"

	"explain/sim"
)

var overriddenInstruction = Check{
	ID: "overridden-instruction", Title: "an instruction that another one in the same stage overrides, or a SHELL that nothing uses", Severity: Warning,
	Rules:    []sim.RuleID{"last-cmd-wins", "last-entrypoint-wins"},
	BuildKit: "MultipleInstructionsDisallowed", Hadolint: "DL4003 DL4004 DL3012",
	Run: func(c *Case, report func(Finding)) {
		if c.Dockerfile == nil {
			return
		}
		for i := range c.Dockerfile.Stages {
			ps := c.placesOf(&c.Dockerfile.Stages[i])
			c.reportLosers(ps, report)
			for _, p := range ps {
				if p.Keyword == "SHELL" && !p.onbuild() {
					c.reportShell(p, ps, report)
				}
			}
		}
	},
}

var lastWins = map[string]sim.RuleID{
	"CMD": "last-cmd-wins", "ENTRYPOINT": "last-entrypoint-wins", "HEALTHCHECK": "healthcheck-replaces",
}

// reportLosers finds all but the last of the instructions of which one counts.
func (c *Case) reportLosers(ps []place, report func(Finding)) {
	winner := map[string]place{}
	key := func(p place) string { return p.outer.Keyword + " " + p.Keyword }
	for _, p := range ps {
		if lastWins[p.Keyword] != "" {
			winner[key(p)] = p
		}
	}
	for _, p := range ps {
		w, ok := winner[key(p)]
		if !ok || w.n == p.n {
			continue
		}
		report(Finding{
			Span:    p.outer.Span,
			Message: "this " + p.Keyword + " is never used: a stage has one, and the last one counts (line " + itoa(w.outer.Span.Line) + ")",
			Rules:   []sim.RuleID{lastWins[p.Keyword]},
			Related: []Related{{Span: w.outer.Span, Message: "this one counts"}},
			Fixes:   []Fix{{Title: "remove this " + p.Keyword, Edits: []Edit{c.withoutLine(p.outer)}}},
		})
	}
}

// reportShell looks at what stands below a SHELL, and above it.
func (c *Case) reportShell(shell place, ps []place, report func(Finding)) {
	next := -1
	for _, p := range ps[shell.n+1:] {
		switch {
		case usesShell(p):
			return
		case p.Keyword == "SHELL" && !p.onbuild() && next < 0:
			next = p.n
		}
		if next >= 0 {
			break
		}
	}
	f := Finding{Span: shell.outer.Span, Rules: []sim.RuleID{"shell-sets-shell", "shell-not-retroactive"}}
	if len(ps) > 1 || !c.Dockerfile.Fragment {
		f.Fixes = []Fix{{Title: "remove this SHELL", Edits: []Edit{c.withoutLine(shell.outer)}}}
	}
	if next >= 0 {
		f.Message = "this SHELL changes nothing: no shell form stands between it and the SHELL in line " + itoa(ps[next].Span.Line)
		f.Related = []Related{{Span: ps[next].Span, Message: "this one replaces it"}}
		report(f)
		return
	}
	if c.lateShell(shell, ps, &f) {
		report(f)
	}
}

// usesShell reports whether p is shell-form text that runs in the SHELL above.
func usesShell(p place) bool {
	switch {
	case p.Keyword == "HEALTHCHECK" || p.onbuild():
		return false
	case p.Keyword == "RUN" && p.Form != sim.ExecForm:
		return true
	}
	return p.isCommand() && p.Form != sim.ExecForm
}

// lateShell is the last SHELL of a stage with nothing below it. It is kept in
// the image: later stages, triggers and health checks use it.
func (c *Case) lateShell(shell place, ps []place, f *Finding) bool {
	for _, p := range ps {
		if p.onbuild() || p.Keyword == "HEALTHCHECK" && p.Form == sim.ShellForm {
			return false
		}
	}
	for _, st := range c.Dockerfile.Stages[shell.stage.Index+1:] {
		if shell.stage.Name != "" && st.Base == shell.stage.Name || strings.Contains(st.Base, "$") {
			return false
		}
	}
	for _, p := range ps[:shell.n] {
		if p.Keyword != "RUN" && usesShell(p) {
			f.Message = "this SHELL comes too late for " + p.Keyword + " in line " + itoa(p.Span.Line) + ": it counts only for what stands below it"
			f.Related = []Related{{Span: p.Span, Message: "this keeps " + c.shellOf(p)}}
			return true
		}
	}
	f.Severity = Info
	f.Message = "nothing below this SHELL is in shell form: it changes only what images built on this one do"
	return true
}
