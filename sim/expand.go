package sim

import (
	"strconv"
	"strings"
	"unicode"

	"mvdan.cc/sh/v3/syntax"
)

// expand is what a program gets of one word of a shell's text: none, one or more
// words. A word of which anything is not known is unknown as it is written.
func (r *shellReader) expand(w *syntax.Word) []Word {
	if r.isAllParameters(w) {
		return append([]Word{}, r.scope.params...)
	}
	f := &fields{}
	at := Origin{Source: FromShellText, Span: Span{Start: int(w.Pos().Offset()), End: int(w.End().Offset())}}
	if !r.parts(f, w.Parts, w, false) {
		return []Word{{Unknown: r.written(w.Pos(), w.End()), From: at}}
	}
	out := f.words()
	for i := range out {
		out[i].From = at
	}
	return out
}

// isAllParameters reports whether a word is "$@", with parameters that are known
// or stand for themselves.
func (r *shellReader) isAllParameters(w *syntax.Word) bool {
	if len(w.Parts) != 1 || r.scope.lost {
		return false
	}
	q, ok := w.Parts[0].(*syntax.DblQuoted)
	if !ok || q.Dollar || len(q.Parts) != 1 {
		return false
	}
	p, ok := q.Parts[0].(*syntax.ParamExp)
	return ok && plainParam(p) && p.Exp == nil && p.Param.Value == "@"
}

// expandOne is a word where a shell splits nothing: the value of an assignment.
func (r *shellReader) expandOne(w *syntax.Word) Word {
	f := &fields{whole: true}
	if !r.parts(f, w.Parts, w, false) || strings.Contains(w.Lit(), ":~") {
		return Word{Unknown: r.written(w.Pos(), w.End())}
	}
	out := f.words()
	if len(out) == 0 {
		return Word{}
	}
	return out[0]
}

// fields are the words that a word becomes.
type fields struct {
	whole   bool // nothing is split
	out     []string
	current strings.Builder
	started bool
}

func (f *fields) add(s string) {
	f.started = true
	f.current.WriteString(s)
}

// next ends a field.
func (f *fields) next() {
	if f.started {
		f.out = append(f.out, f.current.String())
	}
	f.current.Reset()
	f.started = false
}

// split adds what an unquoted expansion gives.
func (f *fields) split(s string) {
	if f.whole {
		f.add(s)
		return
	}
	const blanks = " \t\n"
	for s != "" {
		if n := strings.IndexAny(s, blanks); n == 0 {
			f.next()
			s = strings.TrimLeft(s, blanks)
		} else if n > 0 {
			f.add(s[:n])
			s = s[n:]
		} else {
			f.add(s)
			return
		}
	}
}

func (f *fields) words() []Word {
	f.next()
	out := make([]Word, len(f.out))
	for i, s := range f.out {
		out[i] = Word{Text: s}
	}
	return out
}

// parts expands the parts of a word; false means that the result is not known.
func (r *shellReader) parts(f *fields, parts []syntax.WordPart, w *syntax.Word, quoted bool) bool {
	for i, part := range parts {
		ok := false
		switch x := part.(type) {
		case *syntax.Lit:
			if quoted {
				f.current.WriteString(unescapeQuoted(x.Value))
				ok = true
			} else {
				ok = r.literal(f, x.Value, i == 0 && (len(w.Parts) == 0 || x == w.Parts[0]), len(parts) > 1)
			}
		case *syntax.SglQuoted:
			ok = r.single(f, x)
		case *syntax.DblQuoted:
			ok = r.double(f, x, w)
		case *syntax.ParamExp:
			ok = r.param(f, x, quoted)
		}
		if !ok {
			return false
		}
	}
	return true
}

// literal adds text that stands outside quotes.
func (r *shellReader) literal(f *fields, s string, first, more bool) bool {
	if more && strings.HasSuffix(s, "$") {
		return false // $'…' or $"…", read as a shell that has neither
	}
	if s != "[" && s != "[[" && isPattern(s, more) && !f.whole {
		return false
	}
	if r.in.Shell != Dash && r.in.Shell != Ash && !f.whole && strings.Contains(s, "{") && (strings.Contains(s, ",") || strings.Contains(s, "..")) {
		return false // bash makes several words of it
	}
	if first && strings.HasPrefix(s, "~") {
		name, rest, slash := strings.Cut(s[1:], "/")
		home := r.scope.lookup("HOME")
		if name != "" || !home.set || home.word.Unknown != "" || !slash && more {
			return false
		}
		f.add(home.word.Text)
		if s = rest; slash {
			s = "/" + rest
		}
	}
	f.add(unescape(s))
	return true
}

// isPattern reports whether unquoted text may stand for names of files.
func isPattern(s string, more bool) bool {
	escaped := false
	for i, c := range s {
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '*' || c == '?':
			return true
		case c == '[' && (more || strings.Contains(s[i:], "]")):
			return true
		}
	}
	return false
}

// unescape takes the backslashes out of text outside quotes.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			if i++; s[i] == '\n' {
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// unescapeQuoted takes the backslashes out that count between double quotes.
func unescapeQuoted(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("$`\"\\\n", s[i+1]) >= 0 {
			if i++; s[i] == '\n' {
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (r *shellReader) single(f *fields, x *syntax.SglQuoted) bool {
	switch {
	case !x.Dollar:
		f.add(x.Value)
	case strings.Contains(x.Value, `\`) || r.in.Shell == "":
		return false
	case r.in.Shell == Dash: // it knows no $'…'
		f.add("$" + x.Value)
	default:
		f.add(x.Value)
	}
	return true
}

func (r *shellReader) double(f *fields, x *syntax.DblQuoted, w *syntax.Word) bool {
	if x.Dollar {
		return false
	}
	if len(x.Parts) == 1 {
		if p, ok := x.Parts[0].(*syntax.ParamExp); ok && plainParam(p) && p.Exp == nil && p.Param.Value == "@" {
			return r.param(f, p, true) // which may be no word at all
		}
	}
	f.started = true
	return r.parts(f, x.Parts, w, true)
}

// plainParam reports whether an expansion is $NAME, ${NAME} or one with an
// operator that every POSIX shell has.
func plainParam(p *syntax.ParamExp) bool {
	return p.Param != nil && !p.Excl && !p.Width && !p.IsSet && p.Index == nil && p.Slice == nil && p.Repl == nil && p.Names == 0 && len(p.Modifiers) == 0 && p.Flags == nil && p.NestedParam == nil
}

// param adds an expansion.
func (r *shellReader) param(f *fields, p *syntax.ParamExp, quoted bool) bool {
	if !plainParam(p) || p.Length && p.Exp != nil {
		return false
	}
	if name := p.Param.Value; name == "@" || name == "*" || name == "#" {
		return r.parameters(f, p, quoted)
	}
	v := r.scope.lookup(p.Param.Value)
	switch {
	case v.word.Unknown != "":
		return false
	case p.Length:
		if strings.IndexFunc(v.word.Text, func(c rune) bool { return c > unicode.MaxASCII }) >= 0 || !v.set && r.scope.nounset {
			return false
		}
		v.word.Text = strconv.Itoa(len(v.word.Text))
	case p.Exp != nil:
		var ok bool
		if v, ok = r.operator(p, v, quoted); !ok {
			return false
		}
	case !v.set && r.scope.nounset:
		return false
	}
	return r.value(f, v.word.Text, quoted)
}

// value adds what an expansion gives.
func (r *shellReader) value(f *fields, s string, quoted bool) bool {
	switch {
	case quoted:
		f.current.WriteString(s)
	case !f.whole && (strings.ContainsAny(s, `*?[\`) || r.changesIFS()):
		return false
	default:
		f.split(s)
	}
	return true
}

// changesIFS reports whether the text may split words at something else.
func (r *shellReader) changesIFS() bool {
	for _, name := range r.changed {
		if name == "IFS" {
			return true
		}
	}
	return strings.Contains(r.text, "IFS")
}

// parameters adds $@, $* or $#.
func (r *shellReader) parameters(f *fields, p *syntax.ParamExp, quoted bool) bool {
	n, ok := r.scope.count()
	if !ok || p.Exp != nil || r.changesIFS() {
		return false
	}
	texts := Texts(r.scope.params)
	switch name := p.Param.Value; {
	case name == "#" && p.Length, name == "#":
		return !p.Length && r.value(f, strconv.Itoa(n), quoted)
	case p.Length:
		return r.value(f, strconv.Itoa(n), quoted)
	case f.whole || quoted && name == "*":
		f.add(strings.Join(texts, " "))
		return true
	}
	for i, t := range texts {
		if i > 0 {
			f.next()
		}
		switch {
		case quoted:
			f.add(t)
		case !r.value(f, t, false):
			return false
		}
	}
	return true
}

// operator is what ${NAME:-WORD} and its like give.
func (r *shellReader) operator(p *syntax.ParamExp, v shellVar, quoted bool) (shellVar, bool) {
	has := v.set
	switch p.Exp.Op {
	case syntax.AlternateUnsetOrNull, syntax.DefaultUnsetOrNull, syntax.ErrorUnsetOrNull, syntax.AssignUnsetOrNull:
		has = v.set && v.word.Text != ""
	}
	word := func() (shellVar, bool) {
		if p.Exp.Word == nil {
			return shellVar{set: true}, true
		}
		for _, part := range p.Exp.Word.Parts {
			if _, lit := part.(*syntax.Lit); !lit && !quoted {
				if _, param := part.(*syntax.ParamExp); !param {
					return v, false // quotes in it keep it together
				}
			}
		}
		w := r.expandOne(p.Exp.Word)
		if quoted && strings.ContainsAny(r.written(p.Exp.Word.Pos(), p.Exp.Word.End()), `'"\~`) {
			return v, false
		}
		return shellVar{set: true, word: w}, w.Unknown == "" && !strings.Contains(p.Exp.Word.Lit(), `\`)
	}
	switch p.Exp.Op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull:
		if !has {
			return shellVar{set: true}, true
		}
		return word()
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull:
		if has {
			return v, true
		}
		return word()
	case syntax.AssignUnset, syntax.AssignUnsetOrNull:
		if has {
			return v, true
		}
		w, ok := word()
		if ok {
			r.scope.vars[p.Param.Value] = w
		} else {
			r.scope.forget([]string{p.Param.Value})
		}
		return w, ok
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		return v, has
	case syntax.RemSmallPrefix, syntax.RemLargePrefix, syntax.RemSmallSuffix, syntax.RemLargeSuffix:
		return r.trimmed(p, v)
	}
	return v, false
}

// trimmed is ${NAME#TEXT} and ${NAME%TEXT} with a text that is no pattern.
func (r *shellReader) trimmed(p *syntax.ParamExp, v shellVar) (shellVar, bool) {
	if p.Exp.Word == nil {
		return v, v.set || !r.scope.nounset
	}
	text := p.Exp.Word.Lit()
	if text == "" || strings.ContainsAny(text, `*?[\~`) || !v.set && r.scope.nounset {
		return v, false
	}
	if op := p.Exp.Op; op == syntax.RemSmallPrefix || op == syntax.RemLargePrefix {
		v.word.Text = strings.TrimPrefix(v.word.Text, text)
	} else {
		v.word.Text = strings.TrimSuffix(v.word.Text, text)
	}
	v.set = true
	return v, true
}
