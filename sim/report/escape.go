package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// safe is text that can be sent to a terminal: no control characters, nothing
// invisible, nothing that turns the line around. String constants are safe as
// they stand; any other string becomes safe in this file only, so the compiler
// finds what was not escaped.
type safe string

// escaper turns what users wrote into safe text. ascii: only ASCII comes out.
type escaper struct{ ascii bool }

// plainPunctuation is how a sentence of ours reads in ASCII.
var plainPunctuation = strings.NewReplacer("…", "...", "–", "-", "—", "-", "’", "'", "‘", "'", "“", `"`, "”", `"`,
	"→", "->", "·", "-", "×", "x", "‹", "<", "›", ">", "≥", ">=", "≤", "<=", "≠", "!=")

// Prose is a sentence as a terminal can be sent it, whatever users wrote in it.
func (s Style) Prose(text string) string { return string(escaper{s.ASCII}.prose(text)) }

// Verbatim is the same for a text that has to be told from others: its
// punctuation stays.
func (s Style) Verbatim(text string) string { return string(escaper{s.ASCII}.raw(text)) }

// Page is a page of ours as it is, in the characters that the terminal has.
func (s Style) Page(text string) string {
	if !s.ASCII {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for i, l := range lines {
		if body, ended := strings.CutSuffix(l, "\n"); ended {
			lines[i] = s.Prose(body) + "\n"
		} else {
			lines[i] = s.Prose(l)
		}
	}
	return strings.Join(lines, "")
}

// prose makes a sentence safe.
func (e escaper) prose(s string) safe {
	if e.ascii {
		s = plainPunctuation.Replace(s)
	}
	return e.raw(s)
}

// raw escapes what a terminal must not get and leaves all else alone: for lines
// of source and for commands, which carry quotes of their own.
func (e escaper) raw(s string) safe { return e.escape(s, "") }

// escape writes runes of s that cannot be shown as escapes, and a backslash in
// front of those in quoted.
func (e escaper) escape(s, quoted string) safe {
	var b strings.Builder
	var before rune // the last rune, if it was shown as it is
	for _, r := range s {
		switch {
		case e.hidden(r, before):
			b.WriteString(escaped(r))
			before = 0
			continue
		case strings.ContainsRune(quoted, r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return safe(b.String())
}

// hidden reports whether r must be escaped after the rune before it.
func (e escaper) hidden(r, before rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r < ' ' || r == 0x7f
	case e.ascii, unseen(r):
		return true
	case r == emojiSelector:
		return !unicode.IsSymbol(before) || displaywidth.Rune(before) != 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return before == 0 || before == ' ' || unicode.Is(unicode.Variation_Selector, r)
	}
	return false
}

// emojiSelector asks for the coloured, two columns wide form of the symbol in
// front of it.
const emojiSelector = '\ufe0f'

// looksBlank names the runes that count as printable and show nothing: fillers
// and joiners.
func looksBlank(r rune) bool {
	switch r {
	case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0:
		return true
	}
	return false
}

func escaped(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\t':
		return `\t`
	case r == '\r':
		return `\r`
	case r < utf8.RuneSelf:
		return fmt.Sprintf(`\x%02x`, r)
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

// special are the characters that mean something to a shell. A word with one of
// them is shown in quotes: here it is only text.
const special = " $`|&;<>()*?\"'‹"

// value shows one word so that its ends, its blanks and its emptiness can be
// seen. Bare and single-quoted words are literal; in double quotes a backslash
// escapes, as in JSON.
func (e escaper) value(s string) safe {
	s = string([]rune(s)) // bytes that are no UTF-8 become U+FFFD, as they do in JSON
	bare := safe(s)
	switch visible := e.raw(s) == bare; {
	case s == "":
		return `""`
	case visible && !strings.ContainsAny(s, special):
		return bare
	case visible && strings.ContainsAny(s, "\\\"$`") && !strings.Contains(s, "'"):
		return "'" + bare + "'"
	}
	return `"` + e.escape(s, `"\`) + `"`
}

// command makes a shell command safe. It is not quoted anew: it is for copying.
func (e escaper) command(s string) safe { return e.raw(s) }
