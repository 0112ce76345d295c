package diagnose

import (
	"slices"
	"strings"
)

// Match is an outcome that was found in a text.
type Match struct {
	Outcome *Outcome
	Words   Words
	Text    string // the part of the line that says so, without control characters
	Line    int    // of the first place, from 1
	Count   int    // how often it stands there
	rank    int    // of the outcome in the table
}

// mostMatches bounds an answer: a log can hold a thousand messages.
const mostMatches = 24

// Find finds the outcomes that a text speaks of, the most telling ones first.
func Find(text string) []Match {
	f := finder{text: text}
	f.lines(text)
	if f.isVague() && strings.Contains(strings.TrimSpace(text), "\n") && len(text) < longestLine {
		f.joined(text)
	}
	f.codes(text)
	return withoutExplained(f.sorted())
}

// sorted is what was found in the order of the table. There are few, and a sort of
// the library would be more code than all of this.
func (f *finder) sorted() []Match {
	out := make([]Match, 0, len(f.found))
	for rank := range Outcomes {
		for i := range f.found {
			if f.found[i].rank == rank {
				out = append(out, f.found[i])
			}
		}
	}
	return out
}

// finder is one text on its way to what is in it.
type finder struct {
	text  string
	live  []candidate    // what may stand in the text
	seen  map[string]int // lines that were looked at, and what was found there, from 1; 0 for nothing
	found []Match
}

// joined looks at a text whose lines a terminal, or YAML, has broken.
func (f *finder) joined(text string) {
	before := f.found
	f.found, f.seen = nil, nil
	f.lines(strings.Join(strings.Fields(text), " "))
	if f.isVague() {
		f.found = before
	}
}

// isVague reports whether nothing was found that says what failed.
func (f *finder) isVague() bool {
	return !slices.ContainsFunc(f.found, func(m Match) bool { return !general[m.Outcome.ID] })
}

// candidate is a pattern of an outcome, by the outcome's place in the table.
type candidate struct {
	rank int
	pattern
}

// keep leaves out the patterns whose keys stand nowhere in the text.
func (f *finder) keep(text string) {
	f.live = f.live[:0]
	for i := range Outcomes {
		for _, p := range Outcomes[i].patterns {
			if strings.Contains(text, p.key) || p.key == `\r` && strings.Contains(text, "\r") {
				f.live = append(f.live, candidate{i, p})
			}
		}
	}
}

// lines looks at one line after another.
func (f *finder) lines(text string) {
	f.keep(text)
	for n := 1; text != "" && len(f.live) > 0 && len(f.found) < mostMatches; n++ {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		if line = clean(line); line == "" {
			continue
		}
		f.line(n, line)
	}
}

// line takes the first outcome of the table that a line speaks of.
func (f *finder) line(n int, line string) {
	stripped, done := "", false
	for _, c := range f.live {
		if !strings.Contains(line, c.key) {
			continue
		}
		if !done {
			stripped, done = body(line), true
			if at, known := f.seen[stripped]; known {
				if at > 0 {
					f.found[at-1].Count++
				}
				return
			}
		}
		if w, at, ok := c.words(stripped); ok {
			f.remember(stripped, f.add(c.rank, Outcomes[c.rank], w, excerpt(stripped, at), n))
			return
		}
	}
	if done {
		f.remember(stripped, 0)
	}
}

// mostSeen is how many different lines are remembered.
const mostSeen = 1000

func (f *finder) remember(line string, at int) {
	if f.seen == nil {
		f.seen = map[string]int{}
	}
	if len(f.seen) < mostSeen {
		f.seen[line] = at
	}
}

// excerpt is the line, or of a long one what stands around the message.
func excerpt(line string, at []int) string {
	if len(line) <= longestText {
		return line
	}
	return brief(line[at[0]:])
}

// add counts a match, and gives its place in what was found, from 1.
func (f *finder) add(rank int, o *Outcome, w Words, text string, line int) int {
	for k, v := range w {
		if v = strings.TrimSpace(v); v == "" && k != "name" {
			delete(w, k)
		} else {
			w[k] = brief(v)
		}
	}
	for i := range f.found {
		if m := &f.found[i]; m.Outcome == o && same(m.Words, w) {
			m.Count++
			return i + 1
		}
	}
	f.found = append(f.found, Match{Outcome: o, Words: w, Text: text, Line: line, Count: 1, rank: rank})
	return len(f.found)
}

// same reports whether two messages have the same words.
func same(a, b Words) bool {
	for k, v := range a {
		if w, ok := b[k]; !ok || w != v {
			return false
		}
	}
	return len(a) == len(b)
}

// withoutExplained leaves out what says less about what another one says: an exit
// code that belongs to a message, the catch-alls beside a message of their own.
func withoutExplained(found []Match) (out []Match) {
	for _, m := range found {
		explained := slices.ContainsFunc(found, func(o Match) bool {
			if o.Outcome == m.Outcome {
				return m.Words["name"] == "" && o.Words["name"] != "" && general[m.Outcome.ID]
			}
			return explains(o, m)
		})
		if !explained {
			out = append(out, m)
		}
	}
	return out
}

// explains reports whether o says what m says, and more.
func explains(o, m Match) bool {
	if o.Outcome.kind == aboutCode {
		return false
	}
	switch m.Outcome.ID {
	case "client-refused", "daemon-refused", "container-cannot-run":
		return !general[o.Outcome.ID]
	case "crash-loop":
		return !general[o.Outcome.ID]
	case "build-failed":
		return !general[o.Outcome.ID] && o.Outcome.kind != aboutCode
	case "dockerfile-refused":
		return o.Outcome.kind == aboutBuild || o.Outcome.ID == "invalid-signal" || o.Outcome.ID == "unknown-flag"
	}
	if m.Outcome.kind != aboutCode || general[o.Outcome.ID] && o.Outcome.ID != "container-cannot-run" {
		return false
	}
	return slices.Contains(o.Outcome.Codes, atoi(m.Words["code"])) || o.Words["code"] == m.Words["code"]
}

// general are the outcomes that only say that something failed.
var general = map[string]bool{"client-refused": true, "daemon-refused": true, "container-cannot-run": true, "crash-loop": true, "build-failed": true}
