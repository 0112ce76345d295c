package check

import (
	"regexp"
	"strings"

	"explain/sim"
	"explain/sim/lazy"
)

var swallowedInstruction = Check{
	ID: "swallowed-instruction", Title: "an instruction that a \\ at the end of the line above made part of the one before", Severity: Warning,
	Rules: []sim.RuleID{"continuation-joins-lines", "continuation-skips-comments"},
	Run: func(c *Case, report func(Finding)) {
		if c.Dockerfile == nil {
			return
		}
		for i := range c.Dockerfile.Stages {
			st := &c.Dockerfile.Stages[i]
			c.reportSwallowed(&st.From, report)
			for j := range st.Instructions {
				c.reportSwallowed(&st.Instructions[j], report)
			}
		}
	},
}

// continued is a line that belongs to the instruction above it.
type continued struct {
	start, end int // of its text, without blanks and its own \
	prev       int // where the text of the line before ends, in front of its \
	escape     int // where the \ stands that joins it
}

func (c *Case) reportSwallowed(ins *sim.Instruction, report func(Finding)) {
	src := c.Dockerfile.Source
	lines := c.swallowed(ins)
	if len(lines) == 0 {
		return
	}
	fixes := c.cutContinuations(ins, lines)
	for _, l := range lines {
		text := src.Text[l.start:l.end]
		keyword := strings.Fields(text)[0]
		at := src.Span(l.escape, l.escape+1)
		report(Finding{
			Span: src.Span(l.start, l.end),
			Message: "this " + keyword + " is no instruction of its own: the " + src.Text[l.escape:l.escape+1] +
				" at the end of line " + itoa(at.Line) + " joins it to " + ins.Keyword,
			Related: []Related{{Span: at, Message: "this joins the next line that is neither empty nor a comment"}},
			Fixes:   fixes,
		})
	}
}

// cutContinuations makes instructions of all swallowed lines: one alone might
// swallow the next. There is no fix if what comes out is no Dockerfile.
func (c *Case) cutContinuations(ins *sim.Instruction, lines []continued) []Fix {
	fix := Fix{Title: "end the instruction above"}
	for _, l := range lines {
		e := c.cutContinuation(l)
		before := c.Dockerfile.Source.Text[c.lineStart(e.Span):e.Span.End]
		if strings.Contains(c.source(e.Span), "#") || strings.HasPrefix(strings.TrimSpace(before), "#") {
			return nil // it would take a comment along, or end one
		}
		fix.Edits = append(fix.Edits, e)
	}
	const most = 1 << 20 // bytes: a large file full of them is not worth the time
	if c.look().parsed += len(c.Dockerfile.Source.Text); c.look().parsed > most {
		return nil
	}
	text, err := Apply(c.Dockerfile.Source.Text, fix.Edits)
	if err != nil {
		return nil
	}
	d, err := sim.Parse(sim.File{Name: c.Dockerfile.Source.Name, Text: text})
	if err != nil {
		return nil
	}
	fixed := Case{Dockerfile: &d}
	if rest := fixed.instructionAt(ins.Head()); rest == nil || len(fixed.swallowed(rest)) > 0 {
		return nil
	}
	return []Fix{fix}
}

// cutContinuation ends the instruction before the swallowed line: without the
// escape character, and without an operator that waits for more.
func (c *Case) cutContinuation(l continued) Edit {
	src := c.Dockerfile.Source
	text := src.Text[:l.prev]
	for {
		rest := strings.TrimRight(text, " \t\r\n")
		if endsInEscape(rest, c.Dockerfile.Escape) {
			rest = rest[:len(rest)-1]
		}
		rest = strings.TrimRight(rest, "&|;")
		if rest == text {
			return Edit{Span: src.Span(len(text), l.escape+1)}
		}
		text = rest
	}
}

// swallowed finds the continuation lines of ins that look like instructions.
func (c *Case) swallowed(ins *sim.Instruction) (found []continued) {
	if strings.IndexByte(c.source(ins.Span), '\n') < 0 {
		return nil
	}
	quote := byte(0)
	for n, l := range c.continuedLines(ins) {
		text := c.Dockerfile.Source.Text[l.start:l.end]
		if n > 0 && quote == 0 && looksLikeInstruction(text) && c.plausibleIndent(ins, l) && !c.wanted(ins, l) {
			found = append(found, l)
		}
		quote = openQuote(quote, text)
	}
	return found
}

// wanted reports whether a line is what the instruction waits for: HEALTHCHECK
// its CMD, ONBUILD its trigger.
func (c *Case) wanted(ins *sim.Instruction, l continued) bool {
	first := ins.Args.Place().Start
	if ins.Trigger != nil && ins.Trigger.Keyword == "HEALTHCHECK" && first != l.start {
		first = ins.Trigger.Args.Place().Start
	}
	return (ins.Keyword == "HEALTHCHECK" || ins.Keyword == "ONBUILD") && first == l.start
}

// continuedLines are the physical lines of an instruction, without comments,
// empty lines and heredocs.
func (c *Case) continuedLines(ins *sim.Instruction) (lines []continued) {
	text := c.Dockerfile.Source.Text
	pos, prev, escape := ins.Span.Start, 0, 0
	for pos < len(text) {
		next := len(text)
		if n := strings.IndexByte(text[pos:], '\n'); n >= 0 {
			next = pos + n + 1
		}
		line := strings.TrimRight(text[pos:next], " \t\r\n")
		trimmed := strings.TrimLeft(line, " \t")
		start, end := pos+len(line)-len(trimmed), pos+len(line)
		pos = next
		if len(lines) > 0 && (trimmed == "" || trimmed[0] == '#') {
			continue
		}
		more := endsInEscape(trimmed, c.Dockerfile.Escape)
		l := continued{start: start, end: end, prev: prev, escape: escape}
		if more {
			l.end = start + len(strings.TrimRight(trimmed[:len(trimmed)-1], " \t"))
			escape = end - 1
		}
		if l.start < l.end { // not a lone \
			lines = append(lines, l)
			prev = escape
		}
		if !more {
			break
		}
	}
	return lines
}

// endsInEscape reports whether a line without trailing blanks is continued.
func endsInEscape(line string, escape byte) bool {
	n := len(line)
	return n > 0 && line[n-1] == escape && (n < 2 || line[n-2] != escape)
}

// plausibleIndent: an instruction stands as far left as the one that swallowed
// it; only JSON behind CMD, ENTRYPOINT or SHELL is unmistakable anywhere.
func (c *Case) plausibleIndent(ins *sim.Instruction, l continued) bool {
	src := c.Dockerfile.Source
	return src.Span(l.start, l.end).Col <= ins.Span.Col || unmistakable().MatchString(src.Text[l.start:l.end])
}

var unmistakable = lazy.Regexp(`^(CMD|ENTRYPOINT|SHELL)[ \t]+\[`)

// instructionShapes is how the arguments of each instruction begin, or what all
// of them look like.
var instructionShapes = map[string]func() *regexp.Regexp{
	"ADD":         lazy.Regexp(`^\S+\s+\S+`),
	"ARG":         lazy.Regexp(`^\w+(=.*)?$`),
	"CMD":         lazy.Regexp(`^[^=)\s]`),
	"COPY":        lazy.Regexp(`^\S+\s+\S+`),
	"ENTRYPOINT":  lazy.Regexp(`^[^=)\s]`),
	"ENV":         lazy.Regexp(`^\w+(=|\s+\S)`),
	"EXPOSE":      lazy.Regexp(`^(\d|\$\w|\$\{)`),
	"FROM":        lazy.Regexp(`^(--platform\S+\s+)?\S+(\s+[Aa][Ss]\s+\S+)?$`),
	"HEALTHCHECK": lazy.Regexp(`^(--|NONE$|CMD\s)`),
	"LABEL":       lazy.Regexp(`^\S+=`),
	"ONBUILD":     lazy.Regexp(`^[A-Z]+\s`),
	"RUN":         lazy.Regexp(`^[^=)\s]`),
	"SHELL":       lazy.Regexp(`^\[`),
	"STOPSIGNAL":  lazy.Regexp(`^(SIG[A-Z0-9+-]+|\d+|\$\S+)$`),
	"USER":        lazy.Regexp(`^[\w.:${}-]+$`),
	"VOLUME":      lazy.Regexp(`^(/|\[|\$)`),
	"WORKDIR":     lazy.Regexp(`^[\w./$~:\\{}-]+$`),
}

// looksLikeInstruction: an upper-case keyword, a blank, and arguments that it
// may have.
func looksLikeInstruction(line string) bool {
	keyword, args, ok := cutBlank(line)
	shape := instructionShapes[keyword]
	return ok && shape != nil && shape().MatchString(args)
}

func cutBlank(s string) (word, rest string, ok bool) {
	n := strings.IndexAny(s, " \t")
	if n < 0 {
		return s, "", false
	}
	return s[:n], strings.TrimLeft(s[n:], " \t"), true
}

// insideQuotes reports whether a shell text leaves a quote open.
func insideQuotes(s string) bool { return openQuote(0, s) != 0 }

// openQuote is the quote that is open behind s, 0 for none; quote is the one in
// front of it.
func openQuote(quote byte, s string) byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quote != '\'':
			i++
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote
}
