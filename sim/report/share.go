package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// part is a section of rows that can be shortened.
type part struct {
	heading safe
	what    string // one row, in words
	draw    func([]row) []line
	rows    []row
	hidden  int // rows left out
	least   int // rows that are left out last of all
	floor   int // rows that are never left out
	worth   int // of its lines, compared with those of others
	lines   []line
}

// share shortens parts until drawn, which puts them together, has at most limit
// lines: time and again the part that takes most lines for its worth loses the
// row that matters least. If all are at their least and that is not enough, one
// row of each is, or only those that are never left out, and then only their
// sentences.
func (v *view) share(limit int, drawn func() []line, parts ...*part) []line {
	for _, p := range parts {
		if !v.All {
			p.keep(limit)
		}
		p.lines = v.section(p.heading, p.draw(p.rows))
	}
	last := scarce
	if v.squeeze == bare {
		last = scarcest
	}
	for need := enough; ; {
		out := drawn()
		if v.All || len(out) <= limit {
			return out
		}
		p := heaviest(parts, need)
		switch {
		case p != nil:
			p.keep(len(p.rows) - 1)
			p.lines = v.section(p.heading, p.draw(p.rows))
		case need == last:
			for _, p := range parts {
				p.strip()
				p.lines = v.section(p.heading, p.draw(p.rows))
			}
			return drawn()
		}
		if p == nil {
			need++
		}
	}
}

// strip leaves only the sentences.
func (p *part) strip() {
	for i := range p.rows {
		p.rows[i].below = nil
	}
}

// need is how scarce lines are.
type need int

const (
	enough   need = iota // each part keeps its least
	scarce               // one row
	scarcest             // what is never left out
)

// heaviest is the part that should lose a row, nil when none can.
func heaviest(parts []*part, n need) *part {
	var out *part
	for _, p := range parts {
		least := [...]int{p.least, min(p.least, 1), p.floor}[n]
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
	if len(p.rows) <= n {
		return
	}
	worst := make([]int, len(p.rows)) // indices, what goes first in front
	for i := range worst {
		worst[i] = i
	}
	slices.SortStableFunc(worst, func(a, b int) int { return cmp.Compare(p.rows[b].rank, p.rows[a].rank) })
	gone := make([]bool, len(p.rows))
	for _, i := range worst[:len(p.rows)-n] {
		gone[i] = true
	}
	var kept []row
	for i, r := range p.rows {
		if !gone[i] {
			kept = append(kept, r)
		}
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
