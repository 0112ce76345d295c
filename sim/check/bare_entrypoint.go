package check

import "explain/sim"

var bareEntrypoint = Check{
	ID: "bare-entrypoint", Title: "ENTRYPOINT with nothing behind it, which runs an empty text instead of removing the ENTRYPOINT", Severity: Warning,
	Rules: []sim.RuleID{"bare-instruction-is-empty-shell"},
	Run: func(c *Case, report func(Finding)) {
		c.reportBare("ENTRYPOINT", ", whatever words follow", report)
	},
}

// reportBare finds instructions that have nothing behind their keyword.
func (c *Case) reportBare(keyword, also string, report func(Finding)) {
	for _, p := range c.places() {
		if p.Keyword != keyword || p.Form != sim.BareForm {
			continue
		}
		does := "runs nothing and exits 0" + also
		if winner, ok := c.inForce("CMD"); ok && keyword == "CMD" && winner.outer == p.outer && c.entrypointWords() > 0 {
			does = "is what ENTRYPOINT gets as arguments"
		}
		gap := c.Dockerfile.Source.Span(p.Head().End, p.outer.Span.End)
		report(Finding{
			Span:    p.Head(),
			Message: keyword + " with nothing behind it is shell form with an empty text: " + c.shellOf(p) + ` "" ` + does + "; " + keyword + " [] is what removes it",
			Fixes:   []Fix{{Title: "write " + keyword + " []", Edits: []Edit{{Span: gap, New: " []"}}}},
		})
	}
}
