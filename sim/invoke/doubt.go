package invoke

import (
	"strings"

	"explain/sim"
	"explain/sim/lazy"
)

// doubt writes down what the reading of a line rests on where a word of it may
// stand for options: they can be any, and the image may be among them.
func (t *typed) doubt(inv *sim.Invocation, r reading) {
	what := "image"
	if inv.Runner == "docker-exec" {
		what = "container"
	}
	for n, i := range r.unread {
		holds := t.words[i].Unknown + " holds options only"
		if len(r.others) == 0 && n == len(r.unread)-1 {
			holds = t.words[i].Unknown + " ends in the " + what
		}
		inv.Provided = append(inv.Provided, holds)
		inv.Doubts = append(inv.Doubts, sim.Assumption{ID: "unknown-options", Says: holds + ", and none of its options says what runs" + t.readings(r, what), Settle: t.settleWord(i)})
	}
}

// readings is what the first word that is no option is: what runs, or the first
// word behind that.
func (t *typed) readings(r reading, what string) string {
	if len(r.others) == 0 {
		return ""
	}
	first, behind := t.raw(r.others[0]), t.rawWords(r.others[1:])
	one, other := ": then "+first+" is the "+what, "; if it holds the "+what+" itself, the words behind the "+what+" are "+first
	if behind == "" {
		return one + other
	}
	return one + " and the words behind it are " + behind + other + " " + behind
}

func (t *typed) rawWords(at []int) string {
	raw := make([]string, len(at))
	for n, i := range at {
		raw[n] = t.raw(i)
	}
	return strings.Join(raw, " ")
}

var oneVariable = lazy.Regexp(`^\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})$`)

// settleWord is how to say what word i stands for.
func (t *typed) settleWord(i int) string {
	m := oneVariable().FindStringSubmatch(t.raw(i))
	if m == nil {
		return "write what " + t.raw(i) + " stands for in its place"
	}
	return "explain --host-env " + m[1] + m[2] + "=VALUE " + Quote([]string{t.title()})
}
