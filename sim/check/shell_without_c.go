package check

import (
	"path"
	"slices"
	"strings"

	"explain/sim"
)

var shellWithoutC = Check{
	ID: "shell-without-c", Title: "SHELL without -c, which makes the shell open a file named like the text", Severity: Warning,
	Rules: []sim.RuleID{"shell-sets-shell", "shell-form-wraps"},
	Run: func(c *Case, report func(Finding)) {
		for _, p := range c.places() {
			if p.Keyword == "SHELL" && lacksC(sim.Texts(p.Words)) {
				report(c.withoutC(p))
			}
		}
	},
}

// lacksC reports whether words start a POSIX shell without -c.
func lacksC(words []string) bool {
	if len(words) == 0 || !isPosixShell(words[0]) {
		return false
	}
	return !slices.ContainsFunc(words[1:], func(w string) bool {
		return len(w) > 1 && w[0] == '-' && w[1] != '-' && strings.Contains(w, "c")
	})
}

func isPosixShell(program string) bool {
	return slices.Contains([]string{"sh", "bash", "dash", "ash", "zsh", "ksh", "mksh"}, path.Base(program))
}

func (c *Case) withoutC(p place) Finding {
	shell := path.Base(p.Words[0].Text)
	last := p.Words[len(p.Words)-1].From.Span
	f := Finding{
		Severity: Info, Span: p.whole(),
		Message: "without -c, " + shell + " takes the text of a shell form as the name of a file to read",
		Fixes:   []Fix{{Title: `add "-c"`, Safe: true, Edits: []Edit{{Span: c.at(last.End), New: `, "-c"`}}}},
	}
	if user, ok := c.shellUser(p); ok {
		f.Severity = Warning
		f.Message += ": " + user.Keyword + " in line " + itoa(user.Span.Line) + " looks for a file called " + brief(user.text())
		f.Related = []Related{{Span: user.Span, Message: "this shell form uses it"}}
	}
	return f
}

// shellUser is the first shell form below a SHELL that uses it.
func (c *Case) shellUser(shell place) (place, bool) {
	for _, p := range c.placesOf(shell.stage)[shell.n+1:] {
		switch {
		case p.Keyword == "SHELL" && !p.onbuild():
			return place{}, false
		case p.isCommand() && p.Form == sim.ShellForm && p.Keyword != "HEALTHCHECK" && !p.onbuild():
			return p, true
		}
	}
	return place{}, false
}
