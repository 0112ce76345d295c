package invoke

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"
)

// param looks up $X, ${X}, ${#X} and ${X:-word} with its kin.
func (r *reader) param(p piece) []piece {
	e := p.exp
	name := e.Param.Value + p.suffix
	h := piece{kind: gap, id: "host-expansion", quoted: p.quoted, span: p.span, why: r.excerpt(p.span) + " of your shell"}
	h.many = !p.quoted && r.windows == "" // PowerShell does not split
	if p.suffix != "" {
		h.why = "$" + name + " of your shell"
	}
	if !syntax.ValidName(name) {
		h.many = manyFields(e, p.quoted)
		return []piece{h}
	}
	if e.Index != nil || e.Excl {
		h.many = manyFields(e, p.quoted)
		return []piece{h}
	}
	if e.Slice != nil || e.Repl != nil || e.Names != 0 || e.Width || e.Exp != nil && !byDefault(e.Exp.Op) {
		return []piece{h}
	}
	v := r.vars.get(name)
	if v.unknown != "" {
		if v.line && !strings.HasSuffix(v.unknown, "of your shell") {
			h.why = "$" + name + " = " + v.unknown
		}
		h.many = h.many && !e.Length
		return []piece{h}
	}
	switch {
	case e.Length:
		return []piece{{kind: kept, text: strconv.Itoa(utf8.RuneCountInString(v.text))}}
	case e.Exp != nil:
		return r.orWord(p, h, name, v)
	}
	return r.value(p, name, v)
}

// manyFields reports whether what is no plain variable may be several words:
// "$@" and "${a[@]}" are, $? and $# are not.
func manyFields(e *syntax.ParamExp, quoted bool) bool {
	name := e.Param.Value
	if e.Length || name == "?" || name == "#" || name == "$" {
		return false
	}
	if !quoted {
		return true
	}
	w, ok := e.Index.(*syntax.Word)
	return name == "@" || e.Excl || ok && w.Lit() == "@"
}

// value is a variable's text in its place.
func (r *reader) value(p piece, name string, v variable) []piece {
	if r.valueBytes += len(v.text); r.valueBytes > maxValues {
		r.refuse(p.span.start, "the variables make too much text of this", "give only the command itself")
		return nil
	}
	says := "$" + name + " is " + quoteValue(v.text) + " here: your shell puts it in, docker never sees the $"
	if v.unset {
		says = "$" + name + " is not set: your shell puts nothing here"
	}
	r.say("host-expansion", p.span, says)
	if p.quoted {
		return []piece{{kind: kept, text: v.text}}
	}
	if _, changed := r.vars.set["IFS"]; changed && v.text != "" {
		return []piece{{kind: gap, id: "host-expansion", why: "$" + name + " split at IFS", many: true, span: p.span}}
	}
	return []piece{{kind: soft, text: v.text}}
}

// byDefault reports whether an operator is of the kind ${X:-word}.
func byDefault(op syntax.ParExpOperator) bool {
	switch op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull, syntax.DefaultUnset, syntax.DefaultUnsetOrNull,
		syntax.ErrorUnset, syntax.ErrorUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		return true
	}
	return false
}

// orWord chooses between a variable's text and the word.
func (r *reader) orWord(p, h piece, name string, v variable) []piece {
	has := !v.unset
	switch p.exp.Exp.Op {
	case syntax.AlternateUnsetOrNull, syntax.DefaultUnsetOrNull, syntax.ErrorUnsetOrNull, syntax.AssignUnsetOrNull:
		has = has && v.text != ""
	}
	switch op := p.exp.Exp.Op; op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull:
		if !has {
			return r.value(p, name, variable{unset: v.unset})
		}
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		if !has {
			h.why = "$" + name + " is not set: your shell stops here"
			return []piece{h}
		}
		return r.value(p, name, v)
	default:
		if has {
			return r.value(p, name, v)
		}
	}
	r.say("host-expansion", p.span, "your shell puts in what stands in the braces")
	word := r.braceWord(p)
	if op := p.exp.Exp.Op; op == syntax.AssignUnset || op == syntax.AssignUnsetOrNull {
		v := variable{exported: v.exported, line: true, span: r.at(p.span.start, p.span.end)}
		v.text, v.unknown = r.oneText(word, p.span)
		r.vars.put(name, v)
		if v.unknown == "" {
			return r.value(p, name, v)
		}
	}
	return word
}

// braceWord is the word of ${X:-word}: text that is split like a variable's,
// except for what is quoted in it.
func (r *reader) braceWord(p piece) []piece {
	w := p.exp.Exp.Word
	if w == nil {
		return nil
	}
	at := r.span(w)
	if p.quoted {
		return r.expand(r.names(r.between(nil, w.Parts, at, inBraceQuoted)))
	}
	ps := r.expand(r.tilde(r.names(r.between(nil, w.Parts, at, inBrace)), at, false))
	for i := range ps {
		if ps[i].kind == bare {
			ps[i].kind = soft
		}
	}
	return ps
}

// quoteValue shows a variable's text in a note.
func quoteValue(s string) string { return strconv.Quote(shorten(s, 40)) }
