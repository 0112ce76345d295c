package report

import (
	"fmt"
	"strings"
)

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
	most, _ := v.squeeze.rows()
	if v.All || len(out) <= most {
		return out
	}
	first := most - 2
	last, hidden := len(out)-1, 0
	for _, n := range starts[first:last] {
		hidden += n
	}
	return append(out[:first:first], line{v.leftOut(hidden, "words", room)}, out[last])
}

// wordRows is one word in rows, the first of which has first columns.
func (v *view) wordRows(w piece, first, room int) []piece {
	_, most := v.squeeze.rows()
	if most == 1 && !v.All {
		return []piece{{v.shortWord(w.text, first), w.ink}}
	}
	var out []piece
	for _, part := range breakWord(w.text, first, room) {
		out = append(out, piece{part, w.ink})
	}
	if v.All || len(out) <= most {
		return out
	}
	_, end := cutEnd(w.text, room)
	if _, after, ok := strings.Cut(string(end), " "); ok && len(after) > len(end)/2 {
		end = safe(after)
	}
	head := out[:most-2]
	hidden := width(w.text) - width(end)
	for _, part := range head {
		hidden -= width(part.text)
	}
	return append(head[:len(head):len(head)], v.leftOut(hidden, "characters", room), piece{end, w.ink})
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
