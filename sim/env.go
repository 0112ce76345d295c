package sim

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// envList is an environment in the order in which it grew, found by name.
type envList struct {
	words []Word // "NAME=value"; an unknown word without a name stands for more
	// index finds a name in words. It is made when the list gets long; nil before.
	index map[string]int
	// shared is true while words and index are another list's too: the first
	// change copies them.
	shared bool
}

// longEnv is the length from which a list has an index.
const longEnv = 16

// share is e for a child whose changes stay its own; e changes no more.
func (e envList) share() envList {
	e.shared = true
	return e
}

// own makes the list e's own.
func (e *envList) own() {
	if e.shared {
		e.words = append([]Word(nil), e.words...)
		e.index, e.shared = nil, false
	}
	if e.index == nil && len(e.words) >= longEnv {
		e.index = make(map[string]int, 2*len(e.words))
		for i := len(e.words) - 1; i >= 0; i-- {
			e.index[envName(e.words[i])] = i
		}
	}
}

// envName is what an entry is found by.
func envName(w Word) string {
	if w.Text == "" {
		return "\x00" + w.Unknown
	}
	name, _, _ := strings.Cut(w.Text, "=")
	return name
}

// find is the place of the first entry with a name, -1 when there is none.
func (e *envList) find(name string) int {
	if e.index != nil {
		if i, ok := e.index[name]; ok {
			return i
		}
		return -1
	}
	for i := range e.words {
		if envName(e.words[i]) == name {
			return i
		}
	}
	return -1
}

// get finds the entry of a name.
func (e *envList) get(name string) (Word, bool) {
	i := e.find(name)
	if i < 0 {
		return Word{}, false
	}
	return e.words[i], true
}

// apply folds entries in, as Trace.Replay does, and returns what the changed
// entries were before.
func (e *envList) apply(after List) (before List) {
	for _, w := range after.Words {
		e.own()
		name := envName(w)
		i := e.find(name)
		if i >= 0 {
			before.Set = true
			before.Words = append(before.Words, e.words[i])
		}
		switch {
		case w.Unknown == "" && !strings.Contains(w.Text, "="):
			e.remove(i)
		case i >= 0:
			e.words[i] = w
		default:
			if e.index != nil {
				e.index[name] = len(e.words)
			}
			e.words = append(e.words, w)
		}
	}
	return before
}

// remove takes entry i out, if there is one.
func (e *envList) remove(i int) {
	if i >= 0 {
		e.words = append(e.words[:i:i], e.words[i+1:]...)
		e.index = nil
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
