package report

// column is a group beside others: where it begins, and the columns of its
// captions.
type column struct {
	group
	at       int
	captions int
}

func (g group) width() int {
	n := 2 * (len(g.words) - 1)
	for _, w := range g.words {
		n += width(w.text)
	}
	return n
}

// captionWidth is the columns that the captions take: on one line each, or, if
// tight, wrapped.
func (g group) captionWidth(tight bool) int {
	const most = 20
	n := 0
	for _, c := range g.captions {
		if !tight {
			n = max(n, width(c))
			continue
		}
		n = max(n, min(width(c), most))
		for _, u := range units(line{{c, plain}}) {
			n = max(n, u.width())
		}
	}
	return n
}

// stemAt is the column of the stem of a bracket, below which captions begin.
func stemAt(width int) int {
	if width < 3 {
		return 0
	}
	return 1
}

// bestBands puts groups side by side, with wrapped captions if that saves a band.
func bestBands(groups []group, room int) [][]column {
	loose := bands(groups, room, false)
	if tight := bands(groups, room, true); len(tight) < len(loose) {
		return tight
	}
	return loose
}

// bands puts groups side by side as long as they fit into room.
func bands(groups []group, room int, tight bool) [][]column {
	var out [][]column
	at := room
	for _, g := range groups {
		captions := g.captionWidth(tight)
		need := max(g.width(), stemAt(g.width())+captions)
		if at+need > room {
			out, at = append(out, nil), 0
		}
		last := len(out) - 1
		out[last] = append(out[last], column{g, at, captions})
		at += need + 2
	}
	for _, band := range out { // the last one has what is left
		c := &band[len(band)-1]
		c.captions = max(c.captions, room-c.at-1)
	}
	return out
}

// sideBySide draws groups as columns.
func (v *view) sideBySide(band []column) []line {
	var out []line
	for _, c := range band {
		for row, l := range v.column(c) {
			if row == len(out) {
				out = append(out, nil)
			}
			out[row] = out[row].pad(c.at).plus(l...)
		}
	}
	return out
}

// column draws one of them: the words, the bracket, the captions.
func (v *view) column(c column) []line {
	n := c.width()
	out := []line{spaced(c.words), {{v.bracket(n), c.ink}}}
	for _, text := range c.group.captions {
		out = append(out, indent(stemAt(n), wrap(line{{text, c.ink}}, c.captions))...)
	}
	return out
}
