package sim

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// envList is an environment in the order in which it grew, found by name.
type envList struct {
	words []Word // "NAME=value"; an unknown word without a name stands for more
	index map[string]int
	// shared is true while words and index are another list's too: the first
	// change copies them.
	shared bool
}

// share is e for a child whose changes stay its own; e changes no more.
func (e envList) share() envList {
	e.shared = true
	return e
}

// own makes the list e's own.
func (e *envList) own() {
	if e.shared || e.index == nil {
		e.words = append([]Word(nil), e.words...)
		index := make(map[string]int, len(e.index)+1)
		for k, v := range e.index {
			index[k] = v
		}
		e.index, e.shared = index, false
	}
}

// get finds the entry of a name.
func (e *envList) get(name string) (Word, bool) {
	i, ok := e.index[name]
	if !ok {
		return Word{}, false
	}
	return e.words[i], true
}

// apply folds entries in, as Trace.Replay does, and returns what the changed
// entries were before.
func (e *envList) apply(after List) (before List) {
	e.own()
	for _, w := range after.Words {
		name, _, isSet := strings.Cut(w.Text, "=")
		if w.Text == "" {
			name = "\x00" + w.Unknown
		}
		i, ok := e.index[name]
		if ok {
			before.Set = true
			before.Words = append(before.Words, e.words[i])
		}
		switch {
		case !isSet && w.Unknown == "":
			if ok {
				e.remove(i)
			}
		case ok:
			e.words[i] = w
		default:
			e.index[name] = len(e.words)
			e.words = append(e.words, w)
		}
	}
	return before
}

func (e *envList) remove(i int) {
	e.words = append(e.words[:i:i], e.words[i+1:]...)
	for k, v := range e.index {
		switch {
		case v == i:
			delete(e.index, k)
		case v > i:
			e.index[k] = v - 1
		}
	}
}

// vars is the environment as names and values.
func (e *envList) vars() []Env {
	out := make([]Env, 0, len(e.words))
	for _, w := range e.words {
		name, value, _ := strings.Cut(w.Text, "=")
		w.Text = value
		if w.Unknown != "" {
			w.Text = ""
		}
		out = append(out, Env{Name: name, Value: w})
	}
	return out
}
