package check

import (
	"slices"
	"strings"

	"explain/sim"
)

var cmdFlagDashes = Check{
	ID: "cmd-flag-dashes", Title: "a -- directly behind CMD or ENTRYPOINT, which the builder takes away", Severity: Info,
	Rules: []sim.RuleID{"flags-before-text"},
	Run: func(c *Case, report func(Finding)) {
		for _, p := range c.places() {
			if p.Keyword == "CMD" || p.Keyword == "ENTRYPOINT" {
				c.reportDashes(p, report)
			}
		}
	},
}

// reportDashes looks between the keyword and its text.
func (c *Case) reportDashes(p place, report func(Finding)) {
	end := p.outer.Span.End
	if at := p.Body().Place(); p.Form != sim.BareForm && !at.IsZero() {
		end = at.Start
	}
	gap := c.source(c.Dockerfile.Source.Span(p.Head().End, max(end, p.Head().End)))
	if !slices.Contains(strings.Fields(gap), "--") {
		return
	}
	start := p.Head().End + strings.Index(gap, "--")
	f := Finding{
		Span:    c.Dockerfile.Source.Span(start, start+2),
		Message: "this -- ends the flags of " + p.Keyword + " and is taken away: " + c.keptText(p),
	}
	if p.Form != sim.ShellForm || !strings.HasPrefix(p.text(), "--") {
		f.Fixes = []Fix{{Title: "leave the -- out", Safe: true, Edits: []Edit{{Span: c.Dockerfile.Source.Span(p.Head().End, start+2)}}}}
		if p.Form == sim.BareForm {
			f.Fixes = nil // bare-cmd and bare-entrypoint say what to write
		}
		report(f)
		return
	}
	f.Severity = Warning
	if words, ok := c.wordsOf(p); ok {
		at := c.Dockerfile.Source.Span(start, p.Body().Place().End)
		for _, ws := range [][]string{words, append([]string{"--"}, words...)} {
			array := execForm(ws)
			f.Fixes = append(f.Fixes, Fix{Title: "write " + brief(p.Keyword+" "+array), Edits: []Edit{{Span: at, New: array}}})
		}
	}
	report(f)
}

func (c *Case) keptText(p place) string {
	switch p.Form {
	case sim.BareForm:
		return "nothing is left"
	case sim.ExecForm:
		return "what is left is the array"
	}
	return c.shellOf(p) + " gets the text " + brief(p.text())
}
