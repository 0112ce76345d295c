package build

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"explain/sim"
)

// tally counts what the cases of a run exercised.
type tally struct {
	cases    map[string]int // by "production: outcome"
	fired    []int          // by detector
	rules    map[sim.RuleID]int
	words    int
	problems []Problem
}

var allDetectors = detectors()

func newTally() *tally {
	return &tally{cases: map[string]int{}, fired: make([]int, len(allDetectors)), rules: map[sim.RuleID]int{}}
}

// count adds a judged case.
func (t *tally) count(o Outcome) {
	from, _, _ := strings.Cut(o.Case.From, " ")
	t.cases[from+": "+kind(o.Truth)]++
	v := newView(o)
	for i, d := range allDetectors {
		if d.fires(v) {
			t.fired[i]++
		}
	}
	for _, s := range o.Image.Trace {
		t.rules[s.Rule]++
		for _, r := range s.Also {
			t.rules[r]++
		}
	}
	if o.Ours.Rule != "" {
		t.rules[o.Ours.Rule]++
	}
	t.words += o.Words
	t.problems = append(t.problems, o.Problems...)
}

func kind(r Result) string {
	switch {
	case r.Panic != "":
		return "converter panics"
	case r.Unresolved:
		return "image not found"
	case r.Failed():
		return "refused"
	}
	return "built"
}

// add merges another worker's counts.
func (t *tally) add(o *tally) {
	for k, n := range o.cases {
		t.cases[k] += n
	}
	for i, n := range o.fired {
		t.fired[i] += n
	}
	for r, n := range o.rules {
		t.rules[r] += n
	}
	t.words += o.words
	t.problems = append(t.problems, o.problems...)
}

// silent is the detectors that never fired.
func (t *tally) silent() (out []string) {
	for i, d := range allDetectors {
		if t.fired[i] == 0 {
			out = append(out, d.rule+" "+d.what)
		}
	}
	return out
}

// uncited is the builder's rules that no trace and no error cites.
func (t *tally) uncited() (out []sim.RuleID) {
	for _, r := range sim.Rules {
		if r.Actor == sim.Builder && t.rules[r.ID] == 0 {
			out = append(out, r.ID)
		}
	}
	return out
}

// print writes the tables: cases, rules of the notes with the rarest way to
// reach each, rules that our traces cite.
func (t *tally) print(w io.Writer) {
	for _, k := range slices.Sorted(maps.Keys(t.cases)) {
		fmt.Fprintf(w, "%8d  %s\n", t.cases[k], k)
	}
	fmt.Fprintf(w, "%8d  words with a place\n\nrules of the notes: cases, ways to reach it, the rarest of them\n", t.words)
	type line struct{ sum, ways, least, at int }
	lines := map[string]*line{}
	for i, d := range allDetectors {
		l := lines[d.rule]
		if l == nil {
			l = &line{least: t.fired[i], at: i}
			lines[d.rule] = l
		}
		l.sum += t.fired[i]
		l.ways++
		if t.fired[i] < l.least {
			l.least, l.at = t.fired[i], i
		}
	}
	for _, r := range slices.SortedFunc(maps.Keys(lines), byNumber) {
		l := lines[r]
		fmt.Fprintf(w, "%6s %8d %3d ways, %6d × %s\n", r, l.sum, l.ways, l.least, allDetectors[l.at].what)
	}
	fmt.Fprintln(w, "\nrules that our traces and errors cite")
	for _, r := range sim.Rules {
		if r.Actor == sim.Builder {
			fmt.Fprintf(w, "%8d  %s\n", t.rules[r.ID], r.ID)
		}
	}
}

func byNumber(a, b string) int {
	number := func(s string) int {
		n, _ := strconv.Atoi(strings.SplitN(s, "/", 2)[0])
		return n
	}
	return cmp.Or(cmp.Compare(number(a), number(b)), cmp.Compare(a, b))
}
