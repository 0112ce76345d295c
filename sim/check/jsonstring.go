package check

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainString reads a string in ordinary double quotes.
func (r *jsonReader) plainString() {
	start := r.pos
	windows := isWindowsPath(r.s[start+1:])
	r.pos++
	opened := 0 // quotes inside that were not escaped
	for r.pos < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.pos:])
		switch {
		case c == '"' && r.closes(start, opened):
			r.pos++
			r.guess = r.guess || opened%2 == 1
			return
		case c == '"':
			r.fault(r.pos, r.pos+1, "this \" ends the string too early; inside a string it is written \\\"", likely)
			r.edit(r.pos, r.pos, `\`)
			opened++
		case strings.ContainsRune(doubleQuotes, c) && r.ends(r.pos+n) && !strings.ContainsAny(r.s[start:r.pos], doubleQuotes):
			r.fault(r.pos, r.pos+n, "the string ends in a typographic quote "+string(c)+", where JSON needs \"", typography)
			r.edit(r.pos, r.pos+n, `"`)
			r.pos += n
			return
		case c == '\\':
			n = r.escape(windows)
		case c < ' ':
			r.control(c)
		}
		r.pos += n
	}
	r.neverClosed(start)
}

// closes decides whether the " at pos ends the string that began at start.
// opened counts the quotes inside so far that were not escaped: with an odd
// number, this one rather ends an inner quotation.
func (r *jsonReader) closes(start, opened int) bool {
	rest := r.s[r.pos+1:]
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	blank := len(trimmed) < len(rest)
	inner := opened%2 == 1
	if trimmed == "" {
		return true
	}
	switch next, _ := utf8.DecodeRuneInString(trimmed); next {
	case ']', ')', '}':
		return !inner || !strings.Contains(trimmed, `"`)
	case ',':
		next := strings.TrimLeftFunc(trimmed[1:], unicode.IsSpace)
		return !inner || next == "" || strings.ContainsRune(`"'],`, rune(next[0]))
	case '"':
		return !inner && (blank || !r.ends(r.pos+2))
	case ':', ';', '，', '、', '،', '；', '#':
		return !inner
	}
	before, _ := utf8.DecodeLastRuneInString(r.s[start+1 : r.pos])
	return !inner && blank && !unicode.IsSpace(before) && before != '='
}

// ends reports whether an element may end at i: a comma, a bracket or the end
// of the text follows.
func (r *jsonReader) ends(i int) bool {
	rest := strings.TrimLeftFunc(r.s[i:], unicode.IsSpace)
	return rest == "" || strings.ContainsRune(",])};", rune(rest[0]))
}

// oddString reads a string in quotes that JSON does not know.
func (r *jsonReader) oddString(quote rune) {
	start := r.pos
	r.pos += utf8.RuneLen(quote)
	close := r.oddEnd(quote)
	if close < 0 {
		r.stop(start, start+utf8.RuneLen(quote), quoteName(quote)+" are not JSON, and this one is never closed")
		return
	}
	n := len(r.faults)
	r.fault(start, close, quoteName(quote)+" are not JSON: a string needs \"", typography)
	r.edit(start, r.pos, `"`)
	r.oddContent(close)
	_, width := utf8.DecodeRuneInString(r.s[close:])
	r.edit(close, close+width, `"`)
	r.pos = close + width
	r.faults[n].End = r.pos
}

// oddEnd finds the closing quote: one of the same kind with which an element
// may end.
func (r *jsonReader) oddEnd(quote rune) int {
	for i, c := range r.s[r.pos:] {
		at := r.pos + i
		next := at + utf8.RuneLen(c)
		if c < 0 || c == utf8.RuneError || !sameQuote(quote, c) {
			continue
		}
		if r.ends(next) || followsBlankQuote(r.s[next:]) {
			return at
		}
	}
	return -1
}

// oddContent mends what would not be JSON between double quotes.
func (r *jsonReader) oddContent(end int) {
	windows := isWindowsPath(r.s[r.pos:end])
	for r.pos < end {
		c, n := utf8.DecodeRuneInString(r.s[r.pos:])
		switch {
		case c == '"':
			r.edit(r.pos, r.pos, `\`)
		case c == '\\':
			n = r.escape(windows)
		case c < ' ':
			r.control(c)
		}
		r.pos += n
	}
}

func sameQuote(open, c rune) bool {
	switch {
	case strings.ContainsRune(doubleQuotes, open):
		return c == '"' || strings.ContainsRune(doubleQuotes, c)
	case strings.ContainsRune(singleQuotes, open):
		return c == '\'' || strings.ContainsRune(singleQuotes, c)
	}
	return c == open
}

// followsBlankQuote: blanks and then the next string, its comma forgotten.
func followsBlankQuote(rest string) bool {
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	c, _ := utf8.DecodeRuneInString(trimmed)
	return len(trimmed) < len(rest) && isQuote(c)
}

func quoteName(q rune) string {
	switch {
	case q == '\'':
		return "single quotes"
	case q == '`':
		return "backticks"
	}
	return "typographic quotes (" + string(q) + ")"
}

// escape reads a backslash and what it escapes, and returns their length. In a
// Windows path no backslash is meant as an escape.
func (r *jsonReader) escape(windows bool) int {
	rest := r.s[r.pos+1:]
	c, n := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "":
		return 1
	case c == '\\':
		return 2
	case windows && c == '"' && r.ends(r.pos+2):
		r.fault(r.pos, r.pos+2, `\" is a quote inside the string, so the string does not end here`, likely)
		r.edit(r.pos, r.pos, `\`)
		return 1
	case c == '"':
		return 2
	case isEscape(rest):
		if windows {
			r.edit(r.pos, r.pos, `\`)
		}
		return 2
	}
	r.badEscape(c, n)
	return 1 + n
}

func isEscape(rest string) bool {
	if rest[0] != 'u' {
		return strings.IndexByte(`/bfnrt`, rest[0]) >= 0
	}
	if len(rest) < 5 {
		return false
	}
	_, err := strconv.ParseUint(rest[1:5], 16, 32)
	return err == nil
}

// badEscape mends \x: for \' and \$ the backslash was meant for a shell, else
// for the program, which then gets it by doubling it.
func (r *jsonReader) badEscape(c rune, n int) {
	says := fmt.Sprintf(`\%c is no escape that JSON knows`, c)
	if c == 'u' {
		says = `\u needs four hexadecimal digits behind it`
	}
	r.fault(r.pos, r.pos+1+n, says, likely)
	switch c {
	case '\'':
		r.edit(r.pos, r.pos+1, "")
	case '$':
		r.edits = append(r.edits, textEdit{start: r.pos, end: r.pos + 1, new: "", alt: `\\`})
	default:
		r.edit(r.pos, r.pos, `\`)
	}
}

// control mends a control character: JSON wants it written as an escape.
func (r *jsonReader) control(c rune) {
	escaped, name := fmt.Sprintf(`\u%04x`, c), codePoint(c)
	if c == '\t' {
		escaped, name = `\t`, "a TAB"
	}
	r.fault(r.pos, r.pos+1, "a string cannot hold "+name+" as it is: JSON writes it "+escaped, likely)
	r.edit(r.pos, r.pos+1, escaped)
}

// neverClosed is a string that runs to the end of the text.
func (r *jsonReader) neverClosed(start int) {
	text := strings.TrimRightFunc(r.s, unicode.IsSpace)
	if inner, ok := strings.CutSuffix(text, "]"); ok && !strings.HasSuffix(inner, `\`) {
		at := len(strings.TrimRightFunc(inner, unicode.IsSpace))
		r.edit(at, at, `"`)
	} else {
		r.guess = true
	}
	r.done = true
	r.fault(start, start+1, "the string that begins with this \" is never closed", likely)
}

// isWindowsPath reports whether a string begins with a drive whose backslash is
// not doubled.
func isWindowsPath(s string) bool {
	return len(s) > 3 && (s[0]|0x20) >= 'a' && (s[0]|0x20) <= 'z' && s[1] == ':' && s[2] == '\\' && s[3] != '\\'
}
