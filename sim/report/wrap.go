package report

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// width is the columns that s takes on a terminal.
func width(s safe) int { return displaywidth.String(string(s)) }

// fits reports whether s takes at most n columns, without reading all of it.
func fits(s safe, n int) bool {
	_, tail := cut(s, n, false)
	return tail == ""
}

// unit is a part of a line between blanks. It can have several inks.
type unit struct {
	line
	gap int // the blanks in front of it
}

// wrap breaks l at blanks into lines of at most max columns. What has no blank
// and is longer is cut.
func wrap(l line, max int) []line {
	var out []line
	var cur line
	for _, u := range units(l) {
		for i, part := range chop(u.line, max) {
			switch {
			case len(cur) == 0:
				cur = part
			case i > 0 || cur.width()+u.gap+part.width() > max:
				out, cur = append(out, cur), part.withoutDot()
			default:
				cur = glue(cur, u.gap, part)
			}
		}
	}
	if len(cur) > 0 {
		out = append(out, cur)
	}
	return out
}

func units(l line) []unit {
	var out []unit
	cur := unit{}
	for _, p := range l {
		for i, part := range strings.Split(string(p.text), " ") {
			if i > 0 && len(cur.line) > 0 && !cur.isDot() {
				out, cur = append(out, cur), unit{}
			}
			switch {
			case i > 0 && cur.isDot():
				cur.line[0].text += " " + safe(part)
				continue
			case i > 0:
				cur.gap++
			}
			if part != "" {
				cur.line = append(cur.line, piece{safe(part), p.ink})
			}
		}
	}
	if len(cur.line) > 0 {
		out = append(out, cur)
	}
	return out
}

// isDot reports whether u is what parts items: it goes with the next one.
func (u unit) isDot() bool {
	return len(u.line) == 1 && (u.line[0].text == fine.dot || u.line[0].text == coarse.dot)
}

// withoutDot is a unit at the beginning of a line: the break parts the items.
func (l line) withoutDot() line {
	for _, dot := range []safe{fine.dot, coarse.dot} {
		if rest, ok := strings.CutPrefix(string(l[0].text), string(dot)+" "); ok && rest != "" {
			return line{{safe(rest), l[0].ink}}.plus(l[1:]...)
		}
	}
	return l
}

// glue appends a unit behind blanks. Neighbours of one ink become one piece.
func glue(l line, gap int, unit line) line {
	last := len(l) - 1
	if l[last].ink == unit[0].ink {
		joined := piece{l[last].text + blanks(gap) + unit[0].text, unit[0].ink}
		return l[:last].plus(joined).plus(unit[1:]...)
	}
	return l.plus(piece{blanks(gap), plain}).plus(unit...)
}

// chop cuts a unit into parts of at most max columns.
func chop(unit line, max int) []line {
	if unit.width() <= max {
		return []line{unit}
	}
	var out []line
	var cur line
	for _, p := range unit {
		for rest := p.text; rest != ""; {
			head, tail := cut(rest, max-cur.width(), len(cur) == 0)
			if head == "" {
				out, cur = append(out, cur), nil
				continue
			}
			cur, rest = append(cur, piece{head, p.ink}), tail
		}
	}
	return append(out, cur)
}

// cut splits s behind at most n columns, never inside a character as it is
// seen. With force head has at least one character.
func cut(s safe, n int, force bool) (head, tail safe) {
	g := displaywidth.StringGraphemes(string(s))
	end := 0
	for g.Next() {
		n -= g.Width()
		if n < 0 && !(force && end == 0) {
			break
		}
		end += len(g.Value())
	}
	return s[:end], s[end:]
}

// cutEnd splits s in front of its last n columns, at most.
func cutEnd(s safe, n int) (head, tail safe) {
	skip := width(s) - n
	if skip <= 0 {
		return "", s
	}
	head, tail = cut(s, skip, true)
	if width(tail) > n { // a wide character stood across the place
		more, rest := cut(tail, 1, true)
		return head + more, rest
	}
	return head, tail
}

// shorten is s in at most max columns, with middle in place of what is left
// out. Two thirds of what is kept is the beginning.
func shorten(s safe, max int, middle safe) safe {
	if width(s) <= max {
		return s
	}
	keep := max - width(middle)
	if keep < 0 {
		head, _ := cut(s, max, false)
		return head
	}
	head, _ := cut(s, keep-keep/3, false)
	_, tail := cutEnd(s, keep/3)
	return head + middle + tail
}
