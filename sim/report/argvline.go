package report

import (
	"strings"

	"explain/sim"
)

// margin is the blanks in front of what stands below a heading.
const margin = 2

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
	groups := v.groups()
	if v.squeeze >= paired && !v.All {
		groups = v.compact(groups, room)
	}
	for _, band := range bestBands(groups, room) {
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
