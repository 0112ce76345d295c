package report

import (
	"io"
	"slices"
	"strings"

	"explain/sim"
)

// MatrixText draws m: for each way to start the image a table of what runs, a
// row for each CMD, a column for each ENTRYPOINT. Rows that are alike are one.
// Where columns would be too narrow it is a list.
func MatrixText(w io.Writer, m Matrix, s Style) error {
	v := s.view(&Report{}, &Answer{})
	if m.Error != nil {
		return paint(w, v.inputError(m.Error), s.Color)
	}
	parts := [][]line{wrap(line{{v.prose(m.Title), bold}}, v.columns())}
	for i, start := range m.Starts {
		head := wrap(line{{v.prose(start.Line), bold}}, v.columns())
		parts = append(parts, append(head, indent(margin, v.startTable(&m, i))...))
	}
	if m.Note != "" {
		parts = append(parts, wrap(line{{v.prose(m.Note), dim}}, v.columns()))
	}
	return paint(w, stack(parts...), s.Color)
}

// matrixRow is what runs for one CMD, or for several that change nothing.
type matrixRow struct {
	title line
	cells []line // by ENTRYPOINT
	here  int    // the cell that is the given image, -1 for none
}

// startTable is the table of one way to start the image.
func (v *view) startTable(m *Matrix, start int) []line {
	rows := mergeRows(v.matrixRows(m, start))
	if len(rows) == 1 && allAlike(rows[0].cells) {
		text := rows[0].cells[0].plus(piece{", whatever ENTRYPOINT and CMD are", dim})
		return wrap(text, v.columns()-margin)
	}
	for _, r := range rows {
		if r.here >= 0 {
			r.cells[r.here] = append(line{{v.arrow + " ", bold}}, r.cells[r.here]...)
		}
	}
	if grid := v.grid(m, rows); grid != nil {
		return grid
	}
	return v.matrixList(m, rows)
}

func (v *view) matrixRows(m *Matrix, start int) []matrixRow {
	var rows []matrixRow
	for c, cmd := range m.Cmds {
		row := matrixRow{line{{v.written(cmd, "no CMD"), dim}}, make([]line, len(m.Entrypoints)), -1}
		for _, cell := range m.Cells {
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
func (v *view) written(w Variant, none safe) safe {
	if w.Written == "" {
		return none
	}
	return v.prose(w.Written)
}

// matrixCell is the words, or why there are none.
func (v *view) matrixCell(c Cell) line {
	if len(c.Argv) == 0 {
		message := strings.TrimPrefix(c.Outcome.Message, "docker: Error response from daemon: ")
		return line{{v.cross + " " + v.prose(message), failing}}
	}
	return v.argvLine(c.Argv)
}

// argvLine is the words of an argv in their colours. Words that are assumed stand
// in the marks of what is not known.
func (v *view) argvLine(argv []sim.Word) line {
	var l line
	for i, w := range argv {
		ink := inkOf(w.From.Source)
		if i > 0 {
			l = append(l, piece{" ", plain})
		}
		if w.Assumed && (i == 0 || !argv[i-1].Assumed) {
			l = append(l, piece{v.unknownLeft, ink})
		}
		l = append(l, piece{v.word(w), ink})
		if w.Assumed && (i+1 == len(argv) || !argv[i+1].Assumed) {
			l = append(l, piece{v.unknownRight, ink})
		}
	}
	return l
}

// leastCell is the columns below which a cell of a table is hard to read.
const leastCell = 16

// grid is the table, or nil where it does not fit.
func (v *view) grid(m *Matrix, rows []matrixRow) []line {
	table := [][]line{{nil}}
	for _, e := range m.Entrypoints {
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
	if lines > len(table) && len(rows) > 1 {
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
func (v *view) matrixList(m *Matrix, rows []matrixRow) []line {
	var out []line
	for _, r := range rows {
		for i, e := range m.Entrypoints {
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
