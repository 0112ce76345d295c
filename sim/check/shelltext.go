package check

import (
	"slices"
	"strings"
)

// shellWord is one word or operator of a text as a POSIX shell reads it.
type shellWord struct {
	text       string // without its quotes; expansions as written
	start, end int
	op         bool // an operator: && | ; ( …
	redirect   bool // an operator that redirects: > 2>&1 << …
	plain      bool // nothing in it is expanded: the program gets text
	quoted     bool // it has quotes or escapes
}

// longText is the size of a shell text above which its words are not looked at,
// in bytes: nobody writes one by hand.
const longText = 64 << 10

// shellWords reads a shell text; closed is false when a quote is left open. A
// comment ends it.
func shellWords(s string) (ws []shellWord, closed bool) {
	if len(s) > longText {
		return nil, false
	}
	r := shellReader{s: s}
	for {
		r.blanks()
		if r.pos >= len(s) || s[r.pos] == '#' {
			return ws, true
		}
		w, ok := r.operator()
		if !ok {
			if w, ok = r.word(); !ok {
				return ws, false
			}
		}
		ws = append(ws, w)
	}
}

type shellReader struct {
	s   string
	pos int
}

func (r *shellReader) blanks() {
	for r.pos < len(r.s) && strings.IndexByte(" \t\r\n", r.s[r.pos]) >= 0 {
		r.pos++
	}
}

// operator reads a run of operator characters; digits in front of < and >
// belong to it, and so does what follows >&.
func (r *shellReader) operator() (shellWord, bool) {
	start := r.pos
	i := start
	for i < len(r.s) && r.s[i] >= '0' && r.s[i] <= '9' {
		i++
	}
	if i < len(r.s) && i > start && r.s[i] != '<' && r.s[i] != '>' {
		i = start
	}
	first := i
	for i < len(r.s) && strings.IndexByte("&|;()<>", r.s[i]) >= 0 && (i == first || r.s[first] != '(' && r.s[first] != ')') {
		i++
	}
	if i == first {
		return shellWord{}, false
	}
	w := shellWord{start: start, op: true, redirect: strings.ContainsAny(r.s[first:i], "<>")}
	for w.redirect && r.s[i-1] == '&' && i < len(r.s) && (r.s[i] == '-' || r.s[i] >= '0' && r.s[i] <= '9') {
		i++
	}
	r.pos, w.end, w.text = i, i, r.s[start:i]
	return w, true
}

// word reads up to the next blank or operator that is not quoted.
func (r *shellReader) word() (shellWord, bool) {
	w := shellWord{start: r.pos, plain: true}
	var b strings.Builder
	for r.pos < len(r.s) && strings.IndexByte(" \t\r\n&|;()<>", r.s[r.pos]) < 0 {
		c := r.s[r.pos]
		switch c {
		case '\'', '"', '\\':
			w.quoted = true
			if !r.quoted(c, &b, &w) {
				return w, false
			}
			continue
		case '$', '`':
			w.plain = false
			if !r.expansion(&b) {
				return w, false
			}
			continue
		case '*', '?':
			w.plain = false
		case '~':
			w.plain = w.plain && r.pos > w.start
		case '{', '}':
			w.plain = false
		}
		b.WriteByte(c)
		r.pos++
	}
	w.end, w.text = r.pos, b.String()
	if i := strings.IndexByte(w.text, '['); i >= 0 && !w.quoted && strings.Contains(w.text[i:], "]") && len(w.text) > 1 {
		w.plain = false
	}
	return w, true
}

// quoted reads a quotation, or an escaped character.
func (r *shellReader) quoted(quote byte, b *strings.Builder, w *shellWord) bool {
	r.pos++
	if quote == '\\' {
		if r.pos < len(r.s) {
			b.WriteByte(r.s[r.pos])
			r.pos++
		}
		return true
	}
	for r.pos < len(r.s) {
		c := r.s[r.pos]
		switch {
		case c == quote:
			r.pos++
			return true
		case quote == '"' && c == '\\' && r.pos+1 < len(r.s) && strings.IndexByte("\\\"$`", r.s[r.pos+1]) >= 0:
			r.pos++
			c = r.s[r.pos]
		case quote == '"' && (c == '$' || c == '`'):
			w.plain = false
			if !r.expansion(b) {
				return false
			}
			continue
		}
		b.WriteByte(c)
		r.pos++
	}
	return false
}

// expansion copies $NAME, ${…}, $(…) or `…` as written.
func (r *shellReader) expansion(b *strings.Builder) bool {
	start := r.pos
	r.pos++
	ok := true
	switch {
	case r.s[start] == '`':
		ok = r.skipTo('`')
	case strings.HasPrefix(r.s[r.pos:], "{"):
		ok = r.skipTo('}')
	case strings.HasPrefix(r.s[r.pos:], "("):
		ok = r.skipNested()
	}
	b.WriteString(r.s[start:r.pos])
	return ok
}

func (r *shellReader) skipTo(end byte) bool {
	n := strings.IndexByte(r.s[r.pos:], end)
	if n < 0 {
		return false
	}
	r.pos += n + 1
	return true
}

// skipNested skips to the parenthesis that closes the one at pos.
func (r *shellReader) skipNested() bool {
	for depth := 0; r.pos < len(r.s); r.pos++ {
		switch r.s[r.pos] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				r.pos++
				return true
			}
		}
	}
	return false
}

// builtins are words that only a shell understands in the place of a program.
var builtins = strings.Fields(`. : [[ alias bg break builtin case cd command continue declare disown do done elif else
	esac eval exec exit export fg fi for function getopts hash if in jobs let local popd pushd read readonly return
	select set shift shopt source then time times trap type typeset ulimit umask unalias unset until wait while { } !`)

func isBuiltin(word string) bool { return slices.Contains(builtins, word) }

// isAssignment reports whether word is NAME=value.
func isAssignment(word string) bool {
	name, _, ok := strings.Cut(word, "=")
	return ok && isName(name)
}

func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != '_' && (c|0x20 < 'a' || c|0x20 > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// plainWords are the words of a shell text that does nothing a shell is needed
// for: one program and its arguments. ok is false for any other text.
func plainWords(s string) (words []string, ok bool) {
	ws, closed := shellWords(s)
	if !closed || len(ws) == 0 {
		return nil, false
	}
	for _, w := range ws {
		if w.op || !w.plain {
			return nil, false
		}
		words = append(words, w.text)
	}
	return words, !ws[0].startsShellSyntax()
}

func (w shellWord) startsShellSyntax() bool { return isBuiltin(w.text) || isAssignment(w.text) }

// isComplete reports whether a redirection needs no word behind it.
func isComplete(w shellWord) bool {
	last := w.text[len(w.text)-1]
	return last == '-' || last >= '0' && last <= '9'
}

// isOneCommand reports whether a text starts one program and does nothing
// else; redirections and expansions are allowed.
func isOneCommand(s string) bool {
	ws, closed := shellWords(s)
	if !closed || len(ws) == 0 || ws[0].op || ws[0].startsShellSyntax() {
		return false
	}
	for i, w := range ws {
		if w.op && !w.redirect || strings.HasPrefix(w.text, "<<") || w.redirect && !isComplete(w) && (i+1 == len(ws) || ws[i+1].op) {
			return false
		}
	}
	return !strings.Contains(s, "\n")
}
