package report

import (
	"fmt"
	"strings"
)

// squeeze is how much of what cannot be left out is shortened, so that an answer
// keeps to its lines whatever it is about. Nothing is, if it fits without.
type squeeze int

const (
	loose   squeeze = iota // long words take several rows, long sentences many
	shorter                // fewer rows, shorter sentences and places
	single                 // a row for each word
	paired                 // two groups of words side by side, one row each
	onerow                 // all groups on one row
	bare                   // and every sentence on one line
)

// rows is how many rows a group of words may take, and one word.
func (q squeeze) rows() (group, word int) {
	switch q {
	case loose:
		return 6, 4
	case shorter:
		return 4, 3
	}
	return 3, 1
}

// clamp is a sentence in at most so many lines of the given columns; 0 lines is no
// limit. What is left out is in its middle.
func (v *view) clamp(text safe, lines, columns int) safe {
	if lines == 0 || v.All {
		return text
	}
	const slack = 10 // lines end at blanks
	most := max(lines*(columns-slack)+slack, 8)
	if width(text) <= most {
		return text
	}
	keep := most - 2 - width(v.ellipsis)
	head, _ := cut(text, keep-keep/3, false)
	_, tail := cutEnd(text, keep/3)
	if at := strings.LastIndexByte(string(head), ' '); at > len(head)/2 {
		head = head[:at]
	}
	if at := strings.IndexByte(string(tail), ' '); at >= 0 && at < len(tail)/2 {
		tail = tail[at+1:]
	}
	return head + " " + v.ellipsis + " " + tail
}

// sentence is the text of a row with so many columns beside it. Rows share what
// lines there are.
func (v *view) sentence(text safe, beside int) safe {
	return v.clamp(text, [...]int{0, 3, 2, 2, 2, 1}[v.squeeze], v.columns()-beside)
}

// fact is one line of what follows from an answer.
func (v *view) fact(text safe) safe {
	return v.clamp(text, [...]int{0, 1, 1, 1, 1, 1}[v.squeeze], v.columns()-margin)
}

// where is a place, of which the end says most.
func (v *view) where(place safe) safe {
	most := [...]int{1 << 20, 40, 30, 24, 20, 20}[v.squeeze]
	if width(place) <= most || v.All {
		return place
	}
	_, tail := cutEnd(place, most-width(v.ellipsis))
	return v.ellipsis + tail
}

// compact draws all groups in few columns: as many side by side as the squeeze says.
func (v *view) compact(groups []group, room int) []group {
	groups = v.fewer(groups, 4)
	beside := min(2, len(groups))
	if v.squeeze >= onerow {
		beside = len(groups)
	}
	most := (room - 2*(beside-1)) / beside
	for i := range groups {
		g := &groups[i]
		g.words = v.shortWords(g.words, most)
		for j, c := range g.captions {
			g.captions[j] = shorten(c, most-stemAt(g.width()), v.ellipsis)
		}
	}
	return groups
}

// fewer is at most n groups: a mark stands for those in the middle.
func (v *view) fewer(groups []group, n int) []group {
	if len(groups) <= n {
		return groups
	}
	words, last := 0, len(groups)-1
	for _, g := range groups[n-2 : last] {
		words += len(g.words)
	}
	gap := group{words: []piece{v.leftOut(words, "words", v.columns()/2)}, ink: dim}
	return append(groups[:n-2:n-2], gap, groups[last])
}

// shortWords is words in at most so many columns: the longest are shortened first,
// and then a mark stands for those in the middle.
func (v *view) shortWords(words []piece, most int) []piece {
	for _, each := range []int{most, most / 2, most / 3, 12, 8} {
		out := make([]piece, len(words))
		for i, w := range words {
			out[i] = piece{v.shortWord(w.text, each), w.ink}
		}
		if (group{words: out}).width() <= most {
			return out
		}
	}
	mark := v.leftOut(len(words)-2, "words", most/2)
	each := max((most-width(mark.text)-4)/2, 1)
	first, last := words[0], words[len(words)-1]
	return []piece{{v.shortWord(first.text, each), first.ink}, mark, {v.shortWord(last.text, each), last.ink}}
}

// shortWord is a word in at most so many columns, and how long it is if there is
// room to say it.
func (v *view) shortWord(w safe, most int) safe {
	for _, says := range []string{" %d characters ", "%d chars"} {
		if middle := v.ellipsis + v.prose(fmt.Sprintf(says, width(w))) + v.ellipsis; width(middle) <= most/2 {
			return shorten(w, most, middle)
		}
	}
	return shorten(w, most, v.ellipsis)
}
