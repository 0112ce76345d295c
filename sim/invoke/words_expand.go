package invoke

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"explain/sim"
	"explain/sim/lazy"
)

// piece is a stretch of a word on its way through the shell's expansions.
type piece struct {
	kind   pieceKind
	text   string
	exp    *syntax.ParamExp // param
	suffix string           // param: more letters of its name, which braces brought
	quoted bool             // param and gap: inside double quotes
	single bool             // kept: in single quotes
	why    string           // gap: what it would take to know it
	id     string           // gap: of its note
	many   bool             // gap: it may be any number of words
	span   span             // param and gap
}

type pieceKind int

const (
	bare  pieceKind = iota // as written, outside quotes
	kept                   // protected by quotes or a \
	soft                   // a variable's text outside quotes: split at blanks, may be a file pattern
	param                  // a variable not yet looked up
	gap                    // not known
)

// place is where a stretch of source stands.
type place int

const (
	outside       place = iota
	inDouble            // "…"
	inBrace             // ${X:-…}
	inBraceQuoted       // "${X:-…}"
)

func (q place) quoted() bool { return q == inDouble || q == inBraceQuoted }

// lineWord is a word of the line with what is known beside its text.
type lineWord struct {
	sim.Word
	wordFacts
}

// wordSpan is a word as written: the parser counts a \ newline behind it in.
func (p *paste) wordSpan(w *syntax.Word) span {
	start, end := p.offset(w.Pos()), p.offset(w.End())
	for end > start {
		switch {
		case p.mask[end-1] == 0 || p.mask[end-1] == '\r':
			end--
		case p.mask[end-1] == '\n' && end-2 >= start && p.mask[end-2] == '\\':
			end -= 2
		default:
			return span{start, end}
		}
	}
	return span{start, end}
}

// words is what the shell makes of one written word: none, one or more.
func (r *reader) words(w *syntax.Word) (out []lineWord) {
	at := r.wordSpan(w)
	if r.escapedTwice(at) {
		why := r.excerpt(at) + " (an escape inside backquotes)"
		return []lineWord{{Word: r.plainWord("", at, why), wordFacts: wordFacts{many: true}}}
	}
	r.spelling(at)
	parts := r.between(nil, w.Parts, at, outside)
	lists, braced := [][]piece{parts}, false
	if strings.Contains(bareText(parts), "{") {
		lists, braced = r.alternatives(at, r.cells(w, at))
	}
	for _, ps := range lists {
		ps = r.tilde(r.names(ps), at, !braced)
		for _, f := range fields(r.expand(ps)) {
			out = append(out, r.lineWord(f, at))
		}
	}
	return out
}

// escapedTwice reports whether a \ stands inside backquotes, which take one \
// away before the commands in them are read.
func (r *reader) escapedTwice(at span) bool {
	return r.backquoted > 0 && strings.Contains(r.text[at.start:at.end], `\`)
}

func bareText(ps []piece) string {
	var b strings.Builder
	for _, p := range ps {
		if p.kind == bare {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// cells is a word for brace expansion.
func (r *reader) cells(w *syntax.Word, at span) (out []cell) {
	plain := func(from, to int) {
		for _, p := range r.literal(nil, from, to, outside) {
			if p.kind == bare {
				out = append(out, textCells(p.text)...)
			} else {
				out = append(out, cell{raw: `\` + p.text, pieces: []piece{p}})
			}
		}
	}
	for _, part := range w.Parts {
		if _, ok := part.(*syntax.Lit); ok {
			continue
		}
		s, e := r.offset(part.Pos()), r.offset(part.End())
		plain(at.start, s)
		c := cell{raw: string(r.mask[s:e]), pieces: r.part(nil, part, outside)}
		if _, ok := part.(*syntax.CmdSubst); !ok {
			c.level = openBraces(c.raw)
		}
		out = append(out, c)
		at.start = e
	}
	plain(at.start, at.end)
	return out
}

// between reads the source at a span in which the parser found parts. What is
// none of them is text: the parser drops a \ newline there, and we look
// ourselves.
func (r *reader) between(out []piece, parts []syntax.WordPart, at span, q place) []piece {
	for _, part := range parts {
		if _, ok := part.(*syntax.Lit); ok {
			continue
		}
		out = r.literal(out, at.start, r.offset(part.Pos()), q)
		out = r.part(out, part, q)
		at.start = r.offset(part.End())
	}
	return r.literal(out, at.start, at.end, q)
}

// literal reads text without expansions: escapes go, the rest stays.
func (r *reader) literal(out []piece, from, to int, q place) []piece {
	kind := bare
	if q.quoted() {
		kind = kept
	}
	var run []byte
	flush := func() {
		if len(run) > 0 {
			out = append(out, piece{kind: kind, text: string(run)})
			run = nil
		}
	}
	for i := from; i < to; i++ {
		switch c := r.mask[i]; {
		case c == 0 || c == '\r': // of CR LF: others are hidden
		case c == '\\' && i+1 == len(r.mask) && !q.quoted():
			r.say("unfinished-line", span{i, i + 1}, `nothing follows this \: at a prompt your shell waits for the rest`)
		case c == '\\' && i+1 < len(r.mask) && r.mask[i+1] == '\n':
			i++
		case c == '\\' && i+1 < to && (!q.quoted() || escapes(r.mask[i+1], q)):
			i++
			if kind == kept {
				run = append(run, r.byteAt(i))
				continue
			}
			flush()
			out = append(out, piece{kind: kept, text: string([]byte{r.byteAt(i)})})
		case c == '\\' && !q.quoted():
			flush()
			out = append(out, piece{kind: kept, text: `\`})
		default:
			run = append(run, r.byteAt(i))
		}
	}
	flush()
	return out
}

// escapes reports whether a \ before c vanishes inside double quotes.
func escapes(c byte, q place) bool {
	return c == '$' || c == '`' || c == '"' || c == '\\' || c == '}' && q == inBraceQuoted
}

// part reads one part that is no plain text.
func (r *reader) part(out []piece, part syntax.WordPart, q place) []piece {
	at := r.span(part)
	h := piece{kind: gap, id: "host-expansion", quoted: q.quoted(), span: at}
	switch part := part.(type) {
	case *syntax.SglQuoted:
		text := r.single(part)
		if q == inBraceQuoted && !part.Dollar {
			// In "${X:-'a'}" the quotes are characters, but $ and \ still count.
			text = "'" + text + "'"
			if strings.ContainsAny(text, "$`\\\"") {
				h.why = "$ between single quotes in ${…}"
				return append(out, h)
			}
		}
		return append(out, piece{kind: kept, text: text, single: true})
	case *syntax.DblQuoted:
		inner := span{at.start + 1, at.end - 1}
		if part.Dollar {
			inner.start++
		}
		if q == outside || q == inBrace {
			q = inDouble
		}
		return r.between(append(out, piece{kind: kept}), part.Parts, inner, q)
	case *syntax.ParamExp:
		return append(out, piece{kind: param, exp: part, quoted: q.quoted(), span: at})
	case *syntax.CmdSubst:
		h.many = !q.quoted()
		h.why = r.excerpt(at)
	case *syntax.ArithmExp:
		h.why = r.excerpt(at) + ", which your shell computes"
	case *syntax.ProcSubst:
		h.why = r.excerpt(at) + ", a file name that your shell makes up"
	case *syntax.ExtGlob:
		r.refuse(at.start+1, "a ( inside a word: bash reads it only with extglob, other shells not at all", "put the word in quotes")
	}
	return append(out, h)
}

// single is the text between single quotes.
func (r *reader) single(q *syntax.SglQuoted) string {
	start, end := r.offset(q.Left)+1, r.offset(q.Right)
	if q.Dollar {
		start++
	}
	out := make([]byte, 0, end-start)
	for i := start; i < end; i++ {
		if c := r.mask[i]; c != 0 && c != '\r' {
			out = append(out, r.byteAt(i))
		}
	}
	if q.Dollar {
		return dollarQuoted(string(out))
	}
	return string(out)
}

var (
	nameStart   = lazy.Regexp(`^[A-Za-z0-9_]+`)
	psVariable  = lazy.Regexp(`^:[A-Za-z_][A-Za-z0-9_]*`)
	cmdVariable = lazy.Regexp(`%[A-Z_][A-Z0-9_]+%`)
)

// names mends what stands next to a variable: letters that braces put behind
// $X belong to its name, and PowerShell writes $env:X.
func (r *reader) names(ps []piece) (out []piece) {
	if !has(ps, param) {
		return ps
	}
	for i := 0; i < len(ps); i++ {
		p := ps[i]
		if p.kind == param && p.exp.Short && i+1 < len(ps) && syntax.ValidName(p.exp.Param.Value) {
			next := &ps[i+1]
			if m := nameStart().FindString(next.text); m != "" && next.kind == bare && !p.quoted {
				p.suffix, next.text = m, next.text[len(m):]
			}
			if m := psVariable().FindString(next.text); m != "" && strings.EqualFold(p.exp.Param.Value, "env") && p.suffix == "" {
				next.text = next.text[len(m):]
				p = piece{kind: gap, id: "powershell-variable", why: "$env" + m + " of PowerShell", quoted: true, span: span{p.span.start, p.span.end + len(m)}}
			}
		}
		if p.kind != bare || p.text != "" {
			out = append(out, p)
		}
	}
	return out
}
