package report

import (
	"io"
	"slices"
	"strings"

	"explain/sim"
)

// linesOfMatrix is how many lines a matrix may take at 80 columns: what is long is
// shortened until it fits.
const linesOfMatrix = 35

// MatrixText draws m: for each way to start the image a table of what runs, a
// row for each CMD, a column for each ENTRYPOINT. Rows that are alike are one,
// and so are starts for which it does not matter what the image says. Where
// columns would be too narrow it is a list.
func MatrixText(w io.Writer, m Matrix, s Style) error {
	v := s.view(&Report{Files: m.Files}, &Answer{Summary: m.Summary})
	switch {
	case m.Error != nil:
		return paint(w, v.inputError(m.Error), s.Color)
	case m.Outcome != nil:
		v.Outcome = *m.Outcome
		return paint(w, stack(v.summary(), v.failure()), s.Color)
	}
	var out []line
	for _, b := range brevities {
		out = (&matrixView{v, &m, b}).lines()
		if v.All || len(out) <= max(linesOfMatrix, linesOfMatrix*80/v.columns()) {
			break
		}
	}
	return paint(w, out, s.Color)
}

// brevity is how much of an argv a cell shows: so many words, and so many columns
// of each. Zero is all.
type brevity struct {
	words, wide int
	tight       bool // no empty lines between rows
}

// brevities are tried in turn.
var brevities = []brevity{{}, {tight: true}, {12, 30, true}, {9, 22, true}, {8, 16, true}, {7, 12, true}, {5, 10, true}}

// matrixView is a matrix on its way to a terminal.
type matrixView struct {
	*view
	m *Matrix
	brevity
}

func (v *matrixView) lines() []line {
	parts := [][]line{wrap(line{{v.prose(v.m.Title), bold}}, v.columns())}
	var alike []int
	for i, start := range v.m.Starts {
		rows := mergeRows(v.matrixRows(i))
		if len(rows) == 1 && allAlike(rows[0].cells) {
			alike = append(alike, i)
			continue
		}
		head := wrap(line{{v.prose(start.Line), bold}}, v.columns())
		parts = append(parts, append(head, indent(margin, v.startTable(rows))...))
	}
	return stack(append(parts, v.alike(alike), v.remarks())...)
}

// alike is the starts for which it does not matter what the image says, a line each.
func (v *matrixView) alike(starts []int) []line {
	if len(starts) == 0 {
		return nil
	}
	wide := 0
	for _, i := range starts {
		wide = max(wide, width(v.prose(v.m.Starts[i].Line)))
	}
	out := wrap(line{{"whatever ENTRYPOINT and CMD are", bold}}, v.columns())
	for _, i := range starts {
		title, runs := line{{v.prose(v.m.Starts[i].Line), plain}}, v.matrixRows(i)[0].cells[0]
		if room := v.columns() - margin - wide - 2; room >= leastCell {
			out = append(out, indent(margin, cells([]cell{{[]line{title}, wide}, {wrap(runs, room), room}}))...)
			continue
		}
		out = append(out, indent(margin, wrap(title, v.columns()-margin))...)
		out = append(out, indent(2*margin, wrap(runs, v.columns()-2*margin))...)
	}
	return out
}

// remarks say what the marks mean, and where other tables differ.
func (v *matrixView) remarks() []line {
	var out []line
	for _, c := range v.m.Cells {
		if c.Outcome.Phase == sim.PhaseStart {
			out = wrap(line{{v.cross + " ", failing}, {"the container does not start: it does not have that program", dim}}, v.columns())
			break
		}
	}
	if v.wide > 0 {
		out = append(out, wrap(line{{"some words are shortened: --all", dim}}, v.columns())...)
	}
	return append(out, wrap(line{{v.prose(v.m.Note), dim}}, v.columns())...)
}

// matrixRow is what runs for one CMD, or for several that change nothing.
type matrixRow struct {
	title line
	cells []line // by ENTRYPOINT
	here  int    // the cell that is the given image, -1 for none
}

// startTable is the table of one way to start the image.
func (v *matrixView) startTable(rows []matrixRow) []line {
	for _, r := range rows {
		if r.here >= 0 {
			r.cells[r.here] = append(line{{v.arrow + " ", bold}}, r.cells[r.here]...)
		}
	}
	if grid := v.grid(rows); grid != nil {
		return grid
	}
	return v.matrixList(rows)
}

func (v *matrixView) matrixRows(start int) []matrixRow {
	var rows []matrixRow
	for c, cmd := range v.m.Cmds {
		row := matrixRow{line{{v.written(cmd, "no CMD"), dim}}, make([]line, len(v.m.Entrypoints)), -1}
		for _, cell := range v.m.Cells {
			if cell.Start != start || cell.Cmd != c {
				continue
			}
			row.cells[cell.Entrypoint] = v.matrixCell(cell)
			if cell.Current {
				row.here = cell.Entrypoint
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// mergeRows makes one row of rows that are all alike.
func mergeRows(rows []matrixRow) []matrixRow {
	merged := matrixRow{line{{"any CMD", dim}}, rows[0].cells, -1}
	for _, r := range rows {
		for i := range r.cells {
			if flat(r.cells[i]) != flat(rows[0].cells[i]) {
				return rows
			}
		}
		merged.here = max(merged.here, r.here)
	}
	return []matrixRow{merged}
}

func allAlike(cells []line) bool {
	return !slices.ContainsFunc(cells, func(l line) bool { return flat(l) != flat(cells[0]) })
}

// written is the instruction, or what it is called when there is none.
func (v *matrixView) written(w Variant, none safe) safe {
	switch {
	case w.Unknown != "":
		return v.brief(v.unknownLeft + v.prose(w.Unknown) + v.unknownRight)
	case w.ID == "none":
		return none
	}
	return v.brief(v.prose(w.Written))
}

// brief is a text of which each part between blanks is short, and the whole not
// long.
func (v *matrixView) brief(s safe) safe {
	if v.wide == 0 {
		return s
	}
	parts := strings.Split(string(s), " ")
	for i, p := range parts {
		parts[i] = string(shorten(safe(p), max(v.wide, len("ENTRYPOINT")), v.ellipsis))
	}
	return shorten(safe(strings.Join(parts, " ")), 3*v.wide, v.ellipsis)
}

// matrixCell is the words, or why there are none.
func (v *matrixView) matrixCell(c Cell) line {
	if len(c.Argv) == 0 {
		return line{{v.cross + " " + v.prose(shortly(c.Outcome.Message)), failing}}
	}
	runs := v.argvLine(c.Argv, v.brevity)
	if c.Outcome.Phase == sim.PhaseStart {
		return append(line{{v.cross + " ", failing}}, runs...)
	}
	return runs
}

// shortly is a message without what says where: it is about no file that anybody
// wrote.
func shortly(message string) string {
	message = strings.TrimPrefix(message, "docker: Error response from daemon: ")
	if rest, ok := strings.CutPrefix(message, "dockerfile parse error on line "); ok {
		_, message, _ = strings.Cut(rest, ": ")
	}
	return message
}

// argvLine is the words of an argv in their colours. Words that are assumed stand
// in the marks of what is not known.
func (v *view) argvLine(argv []sim.Word, b brevity) line {
	var l line
	from, to := b.gap(len(argv))
	for i, w := range argv {
		ink := inkOf(w.From.Source)
		if i > 0 && (i <= from || i >= to) {
			l = append(l, piece{" ", plain})
		}
		if i >= from && i < to {
			if i == from {
				l = append(l, piece{v.ellipsis, dim})
			}
			continue
		}
		if w.Assumed && (i == 0 || !argv[i-1].Assumed) {
			l = append(l, piece{v.unknownLeft, ink})
		}
		l = append(l, piece{b.word(v, w), ink})
		if w.Assumed && (i+1 == len(argv) || !argv[i+1].Assumed) {
			l = append(l, piece{v.unknownRight, ink})
		}
	}
	return l
}

// gap is the words that are left out of n: all but the last behind the first ones.
func (b brevity) gap(n int) (from, to int) {
	if b.words == 0 || n <= b.words {
		return n, n
	}
	return b.words - 2, n - 1
}

// word is a word as shown. What is not known is not shortened.
func (b brevity) word(v *view, w sim.Word) safe {
	if b.wide == 0 || w.Unknown != "" {
		return v.word(w)
	}
	return shorten(v.word(w), b.wide, v.ellipsis)
}

// leastCell is the columns below which a cell of a table is hard to read.
const leastCell = 16

// grid is the table, or nil where it does not fit.
func (v *matrixView) grid(rows []matrixRow) []line {
	table := [][]line{{nil}}
	for _, e := range v.m.Entrypoints {
		table[0] = append(table[0], line{{v.written(e, "no ENTRYPOINT"), dim}})
	}
	for _, r := range rows {
		table = append(table, append([]line{r.title}, r.cells...))
	}
	widths := tableWidths(table, v.columns()-margin)
	if widths == nil {
		return nil
	}
	var drawn [][]line
	lines := 0
	for _, r := range table {
		row := make([]cell, len(r))
		for i, l := range r {
			row[i] = cell{wrap(l, widths[i]), widths[i]}
		}
		drawn = append(drawn, cells(row))
		lines += len(drawn[len(drawn)-1])
	}
	if lines > len(table) && len(rows) > 1 && !v.tight {
		return stack(drawn...)
	}
	return slices.Concat(drawn...)
}

// tableWidths are as wide as the cells if that fits into room. Otherwise the
// widest give way, nil if to less than can be read.
func tableWidths(table [][]line, room int) []int {
	widths := make([]int, len(table[0]))
	least := slices.Repeat([]int{leastCell}, len(widths))
	total := 2 * (len(widths) - 1)
	for i := range widths {
		for _, row := range table {
			widths[i] = max(widths[i], row[i].width())
			for _, u := range units(row[i]) {
				least[i] = max(least[i], u.width())
			}
		}
		total += widths[i]
	}
	for ; total > room; total-- {
		widest := slices.Index(widths, slices.Max(widths))
		if widths[widest]--; widths[widest] < least[widest] {
			return nil
		}
	}
	return widths
}

// matrixList is the rows below each other, a line for each cell.
func (v *matrixView) matrixList(rows []matrixRow) []line {
	var out []line
	for _, r := range rows {
		for i, e := range v.m.Entrypoints {
			title := line{{v.written(e, "no ENTRYPOINT") + ", ", dim}}.plus(r.title...)
			out = append(out, wrap(title, v.columns()-margin)...)
			out = append(out, indent(margin, wrap(r.cells[i], v.columns()-2*margin))...)
		}
	}
	return out
}

// cell is lines in a column of a table.
type cell struct {
	lines []line
	width int
}

// cells puts them side by side.
func cells(row []cell) []line {
	var out []line
	at := 0
	for _, c := range row {
		for i, l := range c.lines {
			for len(out) <= i {
				out = append(out, nil)
			}
			out[i] = out[i].pad(at).plus(l...)
		}
		at += c.width + 2
	}
	return out
}
