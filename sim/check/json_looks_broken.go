package check

import (
	"strings"

	"explain/sim"
)

var jsonLooksBroken = Check{
	ID: "json-looks-broken", Title: "text that looks like a JSON array but is none, and so becomes shell text", Severity: Warning,
	Rules: []sim.RuleID{"broken-json-is-shell-form", "shell-form-wraps"},
	Run: func(c *Case, report func(Finding)) {
		for _, p := range c.places() {
			if f, ok := p.jsonFault(); ok && len(c.swallowed(p.outer)) == 0 {
				report(c.brokenArray(p, f))
			}
		}
	},
}

// jsonFault is what is wrong with a shell form that was meant as an exec form.
func (p place) jsonFault() (JSONFault, bool) {
	switch {
	case p.Form != sim.ShellForm:
		return JSONFault{}, false
	case p.Keyword == "RUN":
		return findArrayFault(p.text())
	}
	return FindJSONFault(p.text())
}

// meantForShell reports whether p is in shell form on purpose.
func (p place) meantForShell() bool {
	_, broken := p.jsonFault()
	return p.Form == sim.ShellForm && !broken
}

func (c *Case) brokenArray(p place, f JSONFault) Finding {
	out := Finding{
		Span:    p.Body().Span(f.Start, f.End),
		Message: f.Says + ", so the whole line is shell text: " + c.fate(p),
	}
	if f.edits == nil {
		return out
	}
	fix, ok := c.jsonFix(p, f, false)
	if !ok {
		return out
	}
	out.Fixes = append(out.Fixes, fix)
	if second, ok := c.jsonFix(p, f, true); ok && differ(f.edits) {
		out.Fixes[0].Title = `drop the backslash in front of $`
		second.Title = `double the backslash: the program gets it`
		out.Fixes = append(out.Fixes, second)
	}
	return out
}

func differ(edits []textEdit) bool {
	for _, e := range edits {
		if e.alt != "" {
			return true
		}
	}
	return false
}

// fate says what becomes of a text that a shell gets by mistake.
func (c *Case) fate(p place) string {
	shell := c.shellOf(p)
	if p.Keyword == "HEALTHCHECK" {
		shell = "the image's shell"
	}
	ws, closed := shellWords(p.text())
	if len(ws) > 1 && ws[0].text == "exec" {
		ws = ws[1:]
	}
	switch {
	case strings.HasPrefix(shell, "cmd"):
		return shell + " gets it as it is"
	case !closed:
		return shell + " stops at a quote that is never closed"
	case len(ws) == 0 || ws[0].op || strings.ContainsAny(ws[0].text, "$`"):
		return shell + " gets it as it is"
	case ws[0].text == "[":
		return shell + " runs the test command ["
	}
	return shell + " looks for a program called " + brief(ws[0].text)
}

// jsonFix makes the text an array; a comment behind it moves to its own line.
func (c *Case) jsonFix(p place, f JSONFault, alt bool) (Fix, bool) {
	fix := Fix{Title: f.title, Safe: f.safe}
	for _, e := range f.edits {
		at := p.Body().Span(e.start, e.end)
		if f.comment != "" && e.end == len(p.text()) && e.start < e.end {
			if strings.Contains(c.source(at), "\n") {
				return fix, false
			}
			fix.Edits = append(fix.Edits, c.moveComment(p.outer, at)...)
			continue
		}
		fix.Edits = append(fix.Edits, Edit{Span: at, New: e.text(alt)})
	}
	return fix, true
}
