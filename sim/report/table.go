package report

import (
	"fmt"
	"slices"
	"strings"
)

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

// part is a section of rows that can be shortened.
type part struct {
	heading safe
	what    string // one row, in words
	draw    func([]row) []line
	rows    []row
	hidden  int // rows left out
	least   int // rows that are left out last of all
	worth   int // of its lines, compared with those of others
	lines   []line
}

// share shortens parts until drawn, which puts them together, has at most limit
// lines: time and again the part that takes most lines for its worth loses the
// row that matters least. If all are at their least and that is not enough, one
// row of each is.
func (v *view) share(limit int, drawn func() []line, parts ...*part) []line {
	for _, p := range parts {
		if !v.All {
			p.keep(limit)
		}
		p.lines = v.section(p.heading, p.draw(p.rows))
	}
	for scarce := false; ; {
		out := drawn()
		if v.All || len(out) <= limit {
			return out
		}
		p := heaviest(parts, scarce)
		switch {
		case p != nil:
			p.keep(len(p.rows) - 1)
			p.lines = v.section(p.heading, p.draw(p.rows))
		case scarce:
			return out
		}
		scarce = scarce || p == nil
	}
}

// heaviest is the part that should lose a row, nil when none can.
func heaviest(parts []*part, scarce bool) *part {
	var out *part
	for _, p := range parts {
		least := p.least
		if scarce {
			least = min(least, 1)
		}
		if len(p.rows) > least && (out == nil || p.load() > out.load()) {
			out = p
		}
	}
	return out
}

// load is high for what takes many lines for little.
func (p *part) load() int { return 100 * len(p.lines) / p.worth }

// keep leaves only the n rows that matter most. Of equal ones the first goes: a
// later step is nearer to the result.
func (p *part) keep(n int) {
	kept := slices.Clone(p.rows)
	for len(kept) > n {
		worst := 0
		for i, r := range kept {
			if r.rank > kept[worst].rank {
				worst = i
			}
		}
		kept = slices.Delete(kept, worst, worst+1)
	}
	p.hidden += len(p.rows) - len(kept)
	p.rows = kept
}

// more counts what parts left out: "3 more steps, 1 more note: --all".
func (v *view) more(parts ...*part) []line {
	var counts []string
	for _, p := range parts {
		if p.hidden > 0 {
			counts = append(counts, fmt.Sprintf("%d more %s", p.hidden, plural(p.hidden, p.what)))
		}
	}
	if len(counts) == 0 {
		return nil
	}
	text := line{{v.prose(strings.Join(counts, ", ") + ": --all"), dim}}
	return indent(margin, wrap(text, v.columns()-margin))
}

func plural(n int, what string) string {
	if n == 1 {
		return what
	}
	return what + "s"
}
