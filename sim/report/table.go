package report

import "slices"

// row is one item of a section: a step, a finding, a note.
type row struct {
	key   piece  // its number or severity
	text  line   // the sentence
	cites []safe // where it was written, and the name of the rule or check
	below []line // what stands under the sentence
	// command is a shell command that belongs to it
	command safe
	rank    int // 0 is kept longest when lines are short
}

// layout is a way to draw rows.
type layout int

const (
	wide    layout = iota // the cites beside the sentence, in columns
	stacked               // the cites beside the sentence, below each other
	narrow                // the cites below the sentence
)

// leastText is the columns below which a sentence is not squeezed by its cites.
var leastText = map[layout]int{wide: 48, stacked: 36}

// table draws rows in the layout that takes the fewest lines.
func (v *view) table(rows []row) []line {
	keys := 0
	for _, r := range rows {
		keys = max(keys, width(r.key.text))
	}
	var best []line
	for _, how := range []layout{wide, stacked, narrow} {
		cols := citeColumns(rows, how)
		text := v.columns() - margin - keys - 2*min(keys, 1)
		for _, c := range cols {
			text -= c + 2
		}
		if text < leastText[how] {
			continue
		}
		if lines := v.drawRows(rows, keys, text, cols, how); best == nil || len(lines) < len(best) {
			best = lines
		}
	}
	return best
}

// citeColumns is the widths of the columns beside the sentence.
func citeColumns(rows []row, how layout) []int {
	var cols []int
	for _, r := range rows {
		for i, c := range r.cites {
			if how == stacked {
				i = 0
			}
			for len(cols) <= i {
				cols = append(cols, 0)
			}
			cols[i] = max(cols[i], width(c))
		}
	}
	if how == narrow {
		return nil
	}
	return slices.DeleteFunc(cols, func(n int) bool { return n == 0 && how == stacked })
}

// drawRows draws each row: its key, its sentence in text columns, its cites.
func (v *view) drawRows(rows []row, keys, text int, cols []int, how layout) []line {
	at := keys + 2*min(keys, 1)
	var out []line
	for _, r := range rows {
		body := append(wrap(r.text, text), r.wrapBelow(text)...)
		switch how {
		case narrow:
			body = append(body, v.citesBelow(r, text)...)
		default:
			body = beside(body, text, citeLines(r.cites, cols, how))
		}
		body = indent(at, body)
		if len(body) > 0 && keys > 0 {
			body[0] = append(line{{blanks(keys - width(r.key.text)), plain}, r.key, {"  ", plain}}, body[0][1:]...)
		}
		out = append(out, body...)
	}
	return indent(margin, out)
}

func (r row) wrapBelow(text int) []line {
	var out []line
	for _, l := range r.below {
		out = append(out, wrap(l, text)...)
	}
	return out
}

// citesBelow are a row's cites on a line of their own.
func (v *view) citesBelow(r row, text int) []line {
	return wrap(line{{v.join(r.cites...), dim}}, text)
}

// citeLines are a row's cites as columns, or below each other.
func citeLines(cites []safe, cols []int, how layout) []line {
	if how == wide {
		var l line
		for i, c := range cites {
			l = append(l, piece{c + blanks(cols[i]-width(c)+2), dim})
		}
		return []line{l}
	}
	var out []line
	for _, c := range cites {
		if c != "" {
			out = append(out, line{{c, dim}})
		}
	}
	return out
}

// beside puts right next to left, which is text columns wide.
func beside(left []line, text int, right []line) []line {
	for i, r := range right {
		if i == len(left) {
			left = append(left, nil)
		}
		left[i] = left[i].pad(text + 2).plus(r...)
	}
	return left
}
