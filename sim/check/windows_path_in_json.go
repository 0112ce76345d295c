package check

import (
	"strings"

	"explain/sim"
)

var windowsPathInJSON = Check{
	ID: "windows-path-in-json", Title: "a Windows path in exec form whose backslashes are read as escapes", Severity: Warning,
	Rules: []sim.RuleID{"exec-form-verbatim", "escape-directive"},
	Run: func(c *Case, report func(Finding)) {
		for _, p := range c.places() {
			if p.Form != sim.ExecForm {
				continue
			}
			for _, w := range p.Words {
				c.reportPath(w, report)
			}
		}
	},
}

// reportPath compares a word with how it is written.
func (c *Case) reportPath(w sim.Word, report func(Finding)) {
	raw := c.source(w.From.Span)
	if len(raw) < 2 || strings.Contains(raw, "\n") || !isWindowsPath(raw[1:]) || strings.IndexFunc(w.Text, isControl) < 0 {
		return
	}
	report(Finding{
		Span:    w.From.Span,
		Message: "in JSON a backslash begins an escape: this word holds " + controls(w.Text) + ", and is not the path that it looks like",
		Fixes:   []Fix{{Title: "double the backslashes", Edits: []Edit{{Span: w.From.Span, New: doubled(raw)}}}},
	})
}

func isControl(r rune) bool { return r < ' ' }

// controls names the control characters of a word, each once.
func controls(s string) string {
	names := map[rune]string{'\t': "a TAB", '\n': "a newline", '\r': "a carriage return", '\b': "a backspace", '\f': "a form feed"}
	var out []string
	seen := map[rune]bool{}
	for _, r := range s {
		if name := names[r]; name != "" && !seen[r] {
			seen[r] = true
			out = append(out, name)
		}
	}
	return strings.Join(out, " and ")
}

// doubled is a JSON string with every single backslash doubled, except in front
// of a quote.
func doubled(raw string) string {
	var b strings.Builder
	for i := 0; i < len(raw); i++ {
		b.WriteByte(raw[i])
		if raw[i] != '\\' || i+1 < len(raw) && raw[i+1] == '"' {
			continue
		}
		b.WriteByte('\\')
		if i+1 < len(raw) && raw[i+1] == '\\' {
			i++
		}
	}
	return b.String()
}
