package check

import (
	"strings"

	"explain/sim"
)

var commentAfterInstruction = Check{
	ID: "comment-after-instruction", Title: "a comment behind an instruction, which becomes part of it", Severity: Warning,
	Rules: []sim.RuleID{"comment-is-whole-line"},
	Run: func(c *Case, report func(Finding)) {
		for _, p := range c.places() {
			becomes := commentBecomes[p.Keyword]
			n := commentStart(p.Args.String)
			if becomes == "" || n < 0 {
				continue
			}
			report(c.trailingComment(p, n, becomes))
		}
	},
}

// commentBecomes is what a comment turns into behind the instructions that keep
// it. In shell form the shell hides it; other instructions refuse it.
var commentBecomes = map[string]string{
	"WORKDIR": "part of the folder's name",
	"USER":    "part of the user's name",
	"ENV":     "part of the value",
	"ARG":     "further ARG names",
	"VOLUME":  "further folders",
	"COPY":    "file names, the last one as the destination",
	"ADD":     "file names, the last one as the destination",
	"LABEL":   "part of the value",
}

func (c *Case) trailingComment(p place, n int, becomes string) Finding {
	text := p.Args.String
	kept := len(strings.TrimRight(text[:n], " \t"))
	at := p.Args.Span(kept, len(text))
	f := Finding{
		Span:    p.Args.Span(n, len(text)),
		Message: "only a whole line can be a comment: behind " + p.Keyword + ", " + brief(text[n:]) + " becomes " + becomes,
	}
	if !strings.Contains(c.source(at), "\n") && enough(p.Keyword, text[:n]) {
		f.Fixes = []Fix{{Title: "move the comment to a line of its own", Safe: true, Edits: c.moveComment(p.outer, at)}}
	}
	return f
}

// enough reports whether an instruction is complete without the comment.
func enough(keyword, args string) bool {
	fields := len(strings.Fields(args))
	switch keyword {
	case "COPY", "ADD", "ENV", "LABEL":
		return fields > 1
	}
	return fields > 0
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

// commentStart finds a # that looks like the begin of a comment: blanks around
// it and no quotes. -1 for none.
func commentStart(s string) int {
	quote, from := byte(0), 0
	for i := 1; i+1 < len(s); i++ {
		if s[i] != '#' || !isBlank(s[i-1]) || !isBlank(s[i+1]) {
			continue
		}
		if quote = openQuote(quote, s[from:i]); quote == 0 {
			return i
		}
		from = i
	}
	return -1
}
