package report

import (
	"fmt"
	"strings"

	"explain/sim"
)

// margin is the blanks in front of what stands below a heading.
const margin = 2

// maxRows is how many rows one group of words, and one word, may take before
// its middle is left out.
const (
	maxRows     = 6
	maxWordRows = 4
)

// group is neighbouring words of argv that were written in one place, and what
// stands below their bracket.
type group struct {
	words    []piece
	ink      ink
	captions []safe // whose words, where, and what becomes of them
}

// argv draws the words of the process with brackets below that say where they
// come from.
func (v *view) argv() []line {
	if v.Process == nil || len(v.Process.Argv) == 0 {
		return nil
	}
	var parts [][]line
	room := v.columns() - margin
	for _, band := range bestBands(v.groups(), room) {
		if len(band) == 1 {
			parts = append(parts, v.block(band[0].group, room))
		} else {
			parts = append(parts, v.sideBySide(band))
		}
	}
	return indent(margin, stack(parts...))
}

// groups parts argv where the origin changes.
func (v *view) groups() []group {
	var out []group
	positional := v.positional()
	argv := v.Process.Argv
	for start, i := 0, 1; i <= len(argv); i++ {
		if i < len(argv) && together(argv[i-1], argv[i]) && (positional[i] == "") == (positional[i-1] == "") {
			continue
		}
		out = append(out, v.group(argv[start:i], positional, start))
		start = i
	}
	return out
}

// together reports whether two neighbours were written in one place.
func together(a, b sim.Word) bool {
	return a.From.Source == b.From.Source && a.From.In == b.From.In && a.From.Step == b.From.Step &&
		a.Assumed == b.Assumed && (a.Unknown == "") == (b.Unknown == "")
}

// positional maps an index in argv to "yes", "no" or "unknown" for the words
// behind SHELL -c STRING.
func (v *view) positional() map[int]string {
	m := map[int]string{}
	for _, p := range v.Process.Positional {
		m[p.Argv] = p.Used
	}
	return m
}

// group draws words; at is the index in argv of the first one.
func (v *view) group(words []sim.Word, positional map[int]string, at int) group {
	g := group{ink: inkOf(words[0].From.Source)}
	for i, w := range words {
		ink := g.ink
		if used := positional[at+i]; used != "" && used != "yes" {
			ink = ink.and(dim)
		}
		g.words = append(g.words, piece{v.word(w), ink})
	}
	if words[0].Unknown != "" {
		g.captions = append(g.captions, "not known: no words or more")
	} else {
		g.captions = append(g.captions, v.source(words[0]))
	}
	if place := v.wordPlace(words[0]); place != "" {
		g.captions = append(g.captions, place)
	}
	if becomes := v.becomes(at, at+len(words)); becomes != "" {
		g.captions = append(g.captions, becomes)
	}
	return g
}

// becomes says which names the words from, from+1 … to-1 get inside the shell's
// text, and whether that text uses them.
func (v *view) becomes(from, to int) safe {
	var parts []string
	var used string
	names := map[string][]string{}
	for _, p := range v.Process.Positional {
		if p.Argv < from || p.Argv >= to {
			continue
		}
		if names[p.Used] == nil {
			parts = append(parts, p.Used)
		}
		names[p.Used] = append(names[p.Used], p.Becomes)
	}
	for i, u := range parts {
		parts[i] = nameRange(names[u]) + ": " + usedSays[u]
		used = strings.Join(parts[:i+1], ", ")
	}
	return v.prose(used)
}

var usedSays = map[string]string{
	"yes":     "used",
	"no":      "not used",
	"unknown": "perhaps used",
}

// nameRange is "$0", "$0 $1" or "$0 … $7".
func nameRange(names []string) string {
	if len(names) <= 3 {
		return strings.Join(names, " ")
	}
	return names[0] + " … " + names[len(names)-1]
}

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

// block draws one group on its own, in as many rows as it takes.
func (v *view) block(g group, room int) []line {
	out := v.rows(g.words, room)
	wide := 0
	for _, l := range out {
		wide = max(wide, l.width())
	}
	out = append(out, line{{v.bracket(wide), g.ink}})
	return append(out, v.captions(g, stemAt(wide), room)...)
}

// captions puts them side by side where they fit.
func (v *view) captions(g group, at, room int) []line {
	return indent(at, v.flow(g.captions, g.ink, room-at))
}

// flow puts items side by side, broken between them where possible.
func (v *view) flow(items []safe, ink ink, room int) []line {
	var out []line
	var cur safe
	for _, item := range items {
		joined := v.join(cur, item)
		if cur != "" && width(joined) > room {
			out = append(out, wrap(line{{cur, ink}}, room)...)
			joined = item
		}
		cur = joined
	}
	return append(out, wrap(line{{cur, ink}}, room)...)
}

// join puts texts that are not empty side by side.
func (v *view) join(texts ...safe) safe {
	var out safe
	for _, t := range texts {
		if t != "" && out != "" {
			out += " " + v.dot + " "
		}
		out += t
	}
	return out
}

// bracket is drawn below n columns of words.
func (v *view) bracket(n int) safe {
	switch n {
	case 0, 1:
		return v.single
	case 2:
		return v.left + v.right
	}
	return v.left + v.stem + repeat(v.run, n-3) + v.right
}

// spaced is words two blanks apart.
func spaced(words []piece) line {
	var l line
	for i, w := range words {
		if i > 0 {
			l = append(l, piece{"  ", plain})
		}
		l = append(l, w)
	}
	return l
}

// rows breaks words into rows of at most room columns. The middle of a word or
// of a list that would take too many is left out.
func (v *view) rows(words []piece, room int) []line {
	out := []line{nil}
	starts := []int{0} // of each row, the words that begin there
	for _, w := range words {
		last := len(out) - 1
		if free := room - out[last].width() - 2; len(out[last]) > 0 {
			if width(w.text) > free && (width(w.text) <= room || free < room/2) {
				out, starts, last = append(out, nil), append(starts, 0), last+1
			} else {
				out[last] = append(out[last], piece{"  ", plain})
			}
		}
		starts[last]++
		for i, part := range v.wordRows(w, room-out[last].width(), room) {
			if i > 0 {
				out, starts, last = append(out, nil), append(starts, 0), last+1
			}
			out[last] = append(out[last], part)
		}
	}
	if v.All || len(out) <= maxRows {
		return out
	}
	const first = maxRows - 2
	last, hidden := len(out)-1, 0
	for _, n := range starts[first:last] {
		hidden += n
	}
	return append(out[:first:first], line{v.leftOut(hidden, "words", room)}, out[last])
}

// wordRows is one word in rows, the first of which has first columns.
func (v *view) wordRows(w piece, first, room int) []piece {
	var out []piece
	for _, part := range breakWord(w.text, first, room) {
		out = append(out, piece{part, w.ink})
	}
	if v.All || len(out) <= maxWordRows {
		return out
	}
	_, end := cutEnd(w.text, room)
	if _, after, ok := strings.Cut(string(end), " "); ok && len(after) > len(end)/2 {
		end = safe(after)
	}
	hidden := width(w.text) - width(out[0].text) - width(out[1].text) - width(end)
	return []piece{out[0], out[1], v.leftOut(hidden, "characters", room), {end, w.ink}}
}

// leftOut stands in place of what is not shown, in as many words as fit.
func (v *view) leftOut(n int, what string, room int) piece {
	count := fmt.Sprintf(" %d more ", n)
	for _, says := range []string{count + what + ": --all ", count + what + " ", count} {
		if mark := v.ellipsis + v.prose(says) + v.ellipsis; width(mark) <= room {
			return piece{mark, dim}
		}
	}
	return piece{v.ellipsis, dim}
}

// breakWord cuts a word into rows, the first of which has first columns. A row
// ends at a single blank, for which the end of the row stands, or else where it
// is full.
func breakWord(s safe, first, room int) []safe {
	var out []safe
	for n := first; ; n = room {
		if fits(s, n) {
			return append(out, s)
		}
		head, tail := cut(s, n, true)
		if at := lastBlank(s[:min(len(head)+2, len(s))]); at > len(head)/2 {
			head, tail = s[:at], s[at+1:]
		}
		out, s = append(out, head), tail
	}
}

// lastBlank is the place of the last blank that has no blank beside it.
func lastBlank(s safe) int {
	for i := len(s) - 2; i > 0; i-- {
		if s[i] == ' ' && s[i-1] != ' ' && s[i+1] != ' ' {
			return i
		}
	}
	return -1
}
