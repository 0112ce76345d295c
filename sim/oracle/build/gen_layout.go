package build

import "strings"

// line is one instruction before it is laid out on physical lines.
type line struct {
	keyword, args string
	body          string // heredoc lines below, with their newlines
}

// layout writes an instruction: case, indentation, separator, continuations.
func (g *gen) layout(l line) string {
	keyword := l.keyword
	if g.chance(5) || g.quirk() {
		keyword = g.oddCase(keyword + " ")
		keyword = strings.TrimSpace(keyword)
	}
	sep := " "
	if g.quirk() {
		sep = pick(g, "  ", "\t", "\v", "\f", "\r", "\t \t")
	}
	if g.wrong() && g.chance(20) {
		sep = pick(g, "\u00a0", "", "=", ": ")
	}
	text := keyword
	if l.args != "" {
		text += sep + l.args
	}
	if g.chance(10) {
		text += pick(g, " ", "\t", "  ", "\u00a0")
	}
	text = g.breakLines(text, pick(g, 0, 0, 0, 0, 1, 1, 2, 4))
	if g.chance(8) {
		text = pick(g, " ", "    ", "\t", " \t ", "\f", "\u2003") + text
	}
	return text + g.eol + l.body
}

// breakLines puts n continuations into a line, mostly at blanks.
func (g *gen) breakLines(s string, n int) string {
	places := map[int]bool{}
	for range n {
		at := g.between(1, len(s))
		if i := strings.IndexByte(s[at-1:], ' '); i >= 0 && g.chance(80) {
			at += i
		}
		places[at] = true
	}
	var b strings.Builder
	for i := range len(s) {
		if places[i] && s[i]&0xC0 != 0x80 { // not inside a character
			b.WriteString(g.lineBreak(s[i-1] == ' ' || g.quirk()))
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// lineBreak is a continuation and what people write between the lines; blanks
// in front of the next line only where they do no harm.
func (g *gen) lineBreak(atBlank bool) string {
	var b strings.Builder
	b.WriteString(g.escape)
	if g.quirk() {
		b.WriteString(pick(g, " ", "\t", " \t "))
	}
	if g.wrong() {
		b.WriteString(pick(g, " # note", g.escape, "\v", "\u00a0"))
	}
	b.WriteString(g.eol)
	for g.chance(15) {
		b.WriteString(pick(g, "# between", "  # between", "", "   ", "#", "\t# \"x\"", "# "+g.escape, "#check=skip=all") + g.eol)
	}
	if atBlank && g.chance(75) {
		b.WriteString(pick(g, "    ", "  ", "\t", " "))
	}
	return b.String()
}
