package check

import "explain/sim"

var bareCmd = Check{
	ID: "bare-cmd", Title: "CMD with nothing behind it, which runs an empty text instead of removing the CMD", Severity: Warning,
	Rules: []sim.RuleID{"bare-instruction-is-empty-shell"},
	Run: func(c *Case, report func(Finding)) {
		c.reportBare("CMD", "", report)
	},
}
