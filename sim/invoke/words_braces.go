package invoke

import (
	"math"
	"strconv"
	"strings"

	"explain/sim/lazy"
)

// maxBraces bounds the work that the braces of one text may make: characters
// looked at and written.
const maxBraces = 20_000_000

// cell is what brace expansion sees of a word: one character, or a part that
// it does not look into (quotes, an escape, $X).
type cell struct {
	c      byte // 0 for such a part
	raw    string
	level  int // how many { more than } bash counts in the part
	pieces []piece
}

// braces expands {a,b} and {1..3} of a word, as bash does before anything else
// and on the text alone. It is a port of bash's braces.c, whose odd corners
// (`{a}{b,c}`, `{1.."a,b"}`) come with it.
type braces struct{ left *int }

// spend counts n characters of work; false when the budget is gone.
func (b braces) spend(n int) bool {
	*b.left -= n + 1
	return *b.left > 0
}

// expand is bash's brace_expand.
func (b braces) expand(text []cell) [][]cell {
	i, found := b.findOpen(text)
	if !found || !b.spend(len(text)) {
		return [][]cell{text}
	}
	end, _ := b.gobble(text, i+1, '}')
	amble := text[i+1 : end]
	var middle [][]cell
	if hasComma(amble) {
		middle = b.list(amble)
	} else if middle = b.sequence(amble); middle == nil {
		if end+1 == len(text) {
			return [][]cell{text}
		}
		middle = [][]cell{text[i : end+1]}
	}
	out := b.product([][]cell{text[:i]}, middle)
	if end+1 < len(text) {
		out = b.product(out, b.expand(text[end+1:]))
	}
	return out
}

// findOpen finds the first { with a } that makes it worth looking at.
func (b braces) findOpen(text []cell) (at int, found bool) {
	for i := 0; ; i++ {
		var ok bool
		if i, ok = b.gobble(text, i, '{'); !ok {
			return i, false
		}
		if _, ok := b.gobble(text, i+1, '}'); ok {
			return i, true
		}
	}
}

// gobble is bash's brace_gobbler: the next `want` on this level, from i.
func (b braces) gobble(text []cell, i int, want byte) (at int, found bool) {
	level, commas := 0, want != '}'
	for ; i < len(text) && b.spend(1); i++ {
		c := text[i].c
		if c == want && level == 0 && commas {
			if c != '{' || !aloneBrace(text, i) {
				return i, true
			}
			continue
		}
		level += text[i].level
		switch {
		case c == '{':
			level++
		case c == '}' && level > 0:
			level--
		case want == '}' && level == 0 && (c == ',' || c == '.' && is(text, i+1, '.') && !is(text, i+2, '}')):
			commas = true
		}
	}
	return len(text), false
}

func is(text []cell, i int, c byte) bool { return i < len(text) && text[i].c == c }

// aloneBrace reports whether the { at i stands between blanks, or is the {} of
// find.
func aloneBrace(text []cell, i int) bool {
	before := i == 0 || strings.HasSuffix(text[i-1].raw, " ") || strings.HasSuffix(text[i-1].raw, "\t")
	return before && (i+1 == len(text) || is(text, i+1, '}'))
}

// hasComma looks for a comma as bash does here: into quotes too, past escapes.
func hasComma(text []cell) bool {
	for _, c := range text {
		for i := 0; i < len(c.raw); i++ {
			if c.raw[i] == ',' {
				return true
			}
			if c.raw[i] == '\\' {
				i++
			}
		}
	}
	return false
}

// list is bash's expand_amble: the alternatives between commas.
func (b braces) list(amble []cell) (out [][]cell) {
	for start := 0; ; {
		i, more := b.gobble(amble, start, ',')
		out = append(out, b.expand(amble[start:i])...)
		if !more {
			return out
		}
		start = i + 1
	}
}

// product is bash's array_concat.
func (b braces) product(left, right [][]cell) (out [][]cell) {
	for _, l := range left {
		for _, r := range right {
			if !b.spend(len(l) + len(r)) {
				return out
			}
			out = append(out, append(append(make([]cell, 0, len(l)+len(r)), l...), r...))
		}
	}
	return out
}

// sequence is bash's expand_seqterm: {x..y} and {x..y..step}. Nil: it is none.
func (b braces) sequence(amble []cell) [][]cell {
	var text strings.Builder
	for _, c := range amble {
		if c.c == 0 {
			return nil
		}
		text.WriteByte(c.c)
	}
	from, rest, ok := strings.Cut(text.String(), "..")
	if !ok {
		return nil
	}
	to, step, hasStep := strings.Cut(rest, "..")
	by := int64(1)
	if hasStep {
		var err error
		if by, err = strconv.ParseInt(step, 10, 64); err != nil {
			return nil
		}
	}
	if len(from) == 1 && len(to) == 1 && isLetter(from[0]) && isLetter(to[0]) {
		if (from[0]^to[0])&0x20 != 0 {
			// Between Z and a stand \ and `, which bash reads as such.
			return [][]cell{{{raw: text.String(), pieces: []piece{{kind: gap, why: "your shell makes words of it", many: true, id: "brace-expansion"}}}}}
		}
		return b.count(int64(from[0]), int64(to[0]), by, func(n int64) []cell { return textCells(string(rune(n))) })
	}
	x, err1 := strconv.ParseInt(from, 10, 64)
	y, err2 := strconv.ParseInt(to, 10, 64)
	if err1 != nil || err2 != nil {
		return nil
	}
	width := 0
	if zeroPadded(from) || zeroPadded(to) {
		width = max(len(from), len(to))
	}
	return b.count(x, y, by, func(n int64) []cell { return textCells(padded(n, width)) })
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// zeroPadded reports whether a number is written like 01 or -01.
func zeroPadded(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return len(s) > 1 && s[0] == '0'
}

// padded is n with zeros up to a width that counts the sign.
func padded(n int64, width int) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	return sign + strings.Repeat("0", max(0, width-len(s)-len(sign))) + s
}

// count is bash's mkseq: from x to y, in either direction; the sign of the step
// does not matter, and 0 is 1.
func (b braces) count(x, y, by int64, cells func(int64) []cell) (out [][]cell) {
	if by < 0 {
		by = -by
	}
	if by <= 0 {
		by = 1
	}
	if math.Abs(float64(x)-float64(y))/float64(by) > maxBraces {
		*b.left = 0
	}
	for n := x; b.spend(8); {
		out = append(out, cells(n))
		switch {
		case n < y && y-n >= by && y-n > 0:
			n += by
		case n > y && n-y >= by && n-y > 0:
			n -= by
		default:
			return out
		}
	}
	return out
}

func textCells(s string) []cell {
	out := make([]cell, len(s))
	for i := range len(s) {
		out[i] = cell{c: s[i], raw: s[i : i+1]}
	}
	return out
}

// alternatives is a word's parts after brace expansion, one list for each word
// that comes out; expanded is false if braces did nothing.
func (r *reader) alternatives(w span, parts []cell) (words [][]piece, expanded bool) {
	if r.braceWork == 0 {
		r.braceWork = maxBraces
	}
	b := braces{left: &r.braceWork}
	found := b.expand(parts)
	if *b.left <= 0 {
		r.braceWork = 1
		h := piece{kind: gap, why: "your shell makes very many words of it", many: true, span: w}
		return [][]piece{{h}}, true
	}
	if len(found) == 1 && len(found[0]) == len(parts) {
		return [][]piece{joinCells(parts)}, false
	}
	for _, cells := range found {
		words = append(words, r.newDollar(joinCells(cells), w))
	}
	r.say("brace-expansion", w, "bash and zsh make "+plural(len(found), "word")+" of {…} before docker sees it; a plain POSIX sh passes it on as it is")
	return words, true
}

// beforeDollar is a $ that begins an expansion.
var beforeDollar = lazy.Regexp(`\$[A-Za-z0-9_@*#?!$({'"-]`)

// newDollar gives up on a word in which braces moved a $ in front of something
// that it then expands.
func (r *reader) newDollar(ps []piece, w span) []piece {
	for i, p := range ps {
		if p.kind == bare && (beforeDollar().MatchString(p.text) || strings.HasSuffix(p.text, "$") && i+1 < len(ps)) {
			return []piece{{kind: gap, why: "your shell makes a variable of it", many: true, span: w}}
		}
	}
	return ps
}

// openBraces is how many { more than } bash's brace expansion counts in a part
// that is none of its business: it looks for quotes and ${, not for what they
// mean together.
func openBraces(raw string) (level int) {
	quote := byte(0)
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case c == '\\' && quote != '\'':
			i++
		case c == '$' && quote != '\'' && i+1 < len(raw) && raw[i+1] == '{':
			i++
			if quote == 0 {
				level++
			}
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`':
			quote = c
		case c == '{':
			level++
		case c == '}' && level > 0:
			level--
		}
	}
	return level
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// joinCells puts the characters between two parts together again.
func joinCells(cells []cell) (out []piece) {
	var run []byte
	flush := func() {
		if len(run) > 0 {
			out = append(out, piece{kind: bare, text: string(run)})
			run = nil
		}
	}
	for _, c := range cells {
		if c.c != 0 {
			run = append(run, c.c)
			continue
		}
		flush()
		out = append(out, c.pieces...)
	}
	flush()
	return out
}
