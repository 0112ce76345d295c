package check

import "explain/sim"

var oneDashEntrypoint = Check{
	ID: "one-dash-entrypoint", Title: "a long option with one dash, which docker reads as a row of short ones", Severity: Warning,
	Rules: []sim.RuleID{"short-flags-cluster"},
	Run: func(c *Case, report func(Finding)) {
		for _, n := range c.notes("one-dash-option") {
			dash := sim.Span{File: n.Span.File, Start: n.Span.Start, End: n.Span.Start, Line: n.Span.Line, Col: n.Span.Col}
			report(Finding{
				Span: n.Span, Message: n.Says,
				Fixes: []Fix{{Title: "write two dashes", Edits: []Edit{{Span: dash, New: "-"}}}},
			})
		}
	},
}
