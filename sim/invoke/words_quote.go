package invoke

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"

	"explain/sim/lazy"
)

// Quote writes words as a line that every POSIX shell, and Split, reads as
// those words: bare where nothing in a word means anything to a shell, else in
// single quotes. No words are "". Words hold no NUL: a shell cannot hand one on.
func Quote(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		if isPlain(w) && (i > 0 || isPlainCommand(w)) {
			b.WriteString(w)
		} else {
			b.WriteString(inSingleQuotes(w))
		}
	}
	return b.String()
}

// isPlain reports whether a word means itself without quotes. A % at its end
// could end a prompt.
func isPlain(w string) bool {
	if w == "" || w[0] == '=' || strings.HasSuffix(w, "%") || cmdVariable().MatchString(w) {
		return false
	}
	for i, c := range w {
		switch {
		case c < utf8.RuneSelf:
			if !isNameByte(byte(c)) && strings.IndexByte("@%+=:,./-", byte(c)) < 0 {
				return false
			}
		case c == utf8.RuneError && !strings.HasPrefix(w[i:], "\ufffd"):
			return false
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			return false
		}
	}
	return true
}

// isPlainCommand reports whether a plain word means itself in front of a line
// too, where A=b, time and a prompt mean something.
func isPlainCommand(w string) bool {
	switch w {
	case "declare", "local", "export", "readonly", "typeset", "nameref", "let", "select", "function", "coproc":
		return false
	}
	return !syntax.IsKeyword(w) && !strings.Contains(w, "=")
}

// inSingleQuotes is a word in single quotes. CR and LF are kept apart: together
// they are a line end of Windows, of which a shell at a terminal sees the LF.
func inSingleQuotes(w string) string {
	w = strings.ReplaceAll(w, "'", `'\''`)
	return "'" + strings.ReplaceAll(w, "\r\n", "\r''\n") + "'"
}

var dollarEscape = lazy.Regexp(`(?s)\\(x\{[0-9A-Fa-f]*\}?|x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|c.|.)`)

// plainEscapes are the escapes of $'…' that stand for one character.
var plainEscapes = map[byte]string{
	'a': "\a", 'b': "\b", 'e': "\x1b", 'E': "\x1b", 'f': "\f", 'n': "\n", 'r': "\r", 't': "\t", 'v': "\v",
	'\\': `\`, '\'': "'", '"': `"`, '?': "?",
}

// dollarQuoted is what bash makes of the text in $'…'. A NUL ends it.
func dollarQuoted(s string) string {
	var b strings.Builder
	for s != "" {
		m := dollarEscape().FindStringIndex(s)
		if m == nil {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:m[0]])
		text := dollarChar(s[m[0]:m[1]])
		if text == "\x00" {
			break
		}
		b.WriteString(text)
		s = s[m[1]:]
	}
	return b.String()
}

// dollarChar is one escape of $'…'; what is none stays.
func dollarChar(esc string) string {
	kind, digits := esc[1], esc[2:]
	if text, ok := plainEscapes[kind]; ok {
		return text
	}
	base := 16
	switch {
	case kind >= '0' && kind <= '7':
		digits, base = esc[1:], 8
	case kind == 'c' && digits != "":
		return controlChar(digits)
	case digits == "{" || digits == "{}":
		return "\x00"
	case kind != 'x' && kind != 'u' && kind != 'U' || digits == "":
		return esc
	}
	n, err := strconv.ParseUint(strings.Trim(digits, "{}"), base, 32)
	if err != nil {
		return esc
	}
	if kind == 'u' || kind == 'U' {
		return codePoint(uint32(n))
	}
	return string([]byte{byte(n)})
}

// controlChar is \cX.
func controlChar(c string) string {
	if c == "?" {
		return "\x7f"
	}
	return string([]byte{c[0] & 0x1f}) + c[1:]
}

// codePoint is a character in UTF-8 as bash writes it: also halves of surrogate
// pairs, and numbers that are no characters.
func codePoint(n uint32) string {
	if n < 0xd800 || n >= 0xe000 && n <= unicode.MaxRune {
		return string(rune(n))
	}
	size := 3 // bytes; k of them hold 5k+1 bits
	for n>>(5*size+1) != 0 {
		size++
	}
	if size > 6 {
		return ""
	}
	out := make([]byte, size)
	for i := size - 1; i > 0; i-- {
		out[i] = 0x80 | byte(n&0x3f)
		n >>= 6
	}
	out[0] = byte(0xff<<(8-size)) | byte(n)
	return string(out)
}
