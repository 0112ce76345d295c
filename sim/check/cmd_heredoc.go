package check

import (
	"explain/sim"
	"explain/sim/lazy"
)

var cmdHeredoc = Check{
	ID: "cmd-heredoc", Title: "a heredoc behind CMD, ENTRYPOINT or HEALTHCHECK, which know none", Severity: Warning,
	Rules: []sim.RuleID{"heredoc-not-for-commands"},
	Run: func(c *Case, report func(Finding)) {
		for _, p := range c.places() {
			if p.Form != sim.ShellForm || p.Keyword == "RUN" {
				continue
			}
			m := heredoc().FindStringSubmatchIndex(p.text())
			if m == nil || insideQuotes(p.text()[:m[2]]) {
				continue
			}
			report(Finding{
				Span: p.Body().Span(m[2], m[3]),
				Message: p.Keyword + " knows no heredoc: " + p.text()[m[2]:m[3]] +
					" stays in the text of the shell, which finds no lines for it, and the lines below are read as instructions",
			})
		}
	},
}

// heredoc matches << and its word, but neither <<< nor a shift of bits.
var heredoc = lazy.Regexp(`(?:^|[^<0-9])(<<-?[ \t]*["'\\]?[A-Za-z_]\w*["']?)`)
