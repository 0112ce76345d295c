package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"explain/sim"
)

// Base is what the catalogue knows of ref for an operating system ("" is
// linux); ok is false for an image that it does not know. See the package
// comment for what holds of tags that it does not have.
func (c Catalogue) Base(ref, os string) (sim.Base, bool) {
	if c.text != builtin {
		return c.lookUp(ref, os)
	}
	asked := question{ref, os}
	if a, ok := memory.get(asked); ok {
		return a.base, a.ok
	}
	b, ok := c.lookUp(ref, os)
	memory.put(asked, answer{b, ok})
	return b, ok
}

// memory keeps what was looked up in the built-in text: the page asks for the same bases at every
// key press. Callers do not write to the answers.
var memory = &memo{answers: map[question]answer{}}

type (
	question struct{ ref, os string }
	answer   struct {
		base sim.Base
		ok   bool
	}
	memo struct {
		sync.Mutex
		answers map[question]answer
	}
)

// remembered is how many answers are kept; then all are forgotten.
const remembered = 256

func (m *memo) get(q question) (answer, bool) {
	m.Lock()
	defer m.Unlock()
	a, ok := m.answers[q]
	return a, ok
}

func (m *memo) put(q question, a answer) {
	m.Lock()
	defer m.Unlock()
	if len(m.answers) >= remembered {
		clear(m.answers)
	}
	m.answers[q] = a
}

func (m *memo) forget() {
	m.Lock()
	defer m.Unlock()
	clear(m.answers)
}

func (c Catalogue) lookUp(ref, os string) (sim.Base, bool) {
	r, ok := parseReference(ref)
	if !ok {
		return sim.Base{}, false
	}
	entries, err := c.Entries(r.image)
	if err != nil || len(entries) == 0 {
		return sim.Base{}, false
	}
	q := query{reference: r, ref: ref, entries: entries}
	if r.mirror != "" {
		q.note("%s is taken for its copy of the official image %s", r.mirror, r.image)
	}
	q.chooseOS(os)
	b := q.answer()
	b.Ref, b.From, b.Date, b.Notes = ref, "catalogue", c.Date(), q.notes
	return b, true
}

// query is one lookup on its way to an answer.
type query struct {
	reference
	ref     string
	entries []Entry // of the image; after chooseOS of one operating system
	notes   []string
}

func (q *query) note(format string, args ...any) {
	q.notes = append(q.notes, fmt.Sprintf(format, args...))
}

// chooseOS keeps the entries of the operating system that is meant: the tag's
// when it names a Windows variant, the only one there is, else os.
func (q *query) chooseOS(os string) {
	if os == "" {
		os = "linux"
	}
	want := os
	if isWindows(q.tag) {
		want = "windows"
	}
	has := func(e Entry) bool { return e.OS == want }
	if !slices.ContainsFunc(q.entries, has) {
		want = q.entries[0].OS
	}
	q.entries = slices.DeleteFunc(q.entries, func(e Entry) bool { return e.OS != want })
	if want != os {
		q.note("%s is an image for %s, not for %s", q.ref, want, os)
	}
}

// answer finds the tag, or what can be said without it.
func (q *query) answer() sim.Base {
	tag := q.tag
	switch {
	case tag != "" && q.digest:
		q.note("the digest is not looked at: the catalogue knows tags, and answers for %s:%s", q.image, tag)
	case tag == "" && q.digest:
		q.note("the catalogue knows tags, not digests: it is sure only of what all tags of %s have in common", q.image)
		return q.anyTag()
	case tag == "":
		tag = "latest"
	}
	if e := q.find(tag); e != nil {
		q.certainty(e)
		return e.base(q.ref)
	}
	return q.estimate(tag)
}

// estimate is what can be said of a tag that the catalogue does not have.
func (q *query) estimate(tag string) sim.Base {
	w := witnesses{all: q.peers(variant(tag)), guess: &Entry{}}
	for _, near := range nearTags(tag) {
		if e := q.find(near); e != nil {
			w.guess = e
			q.note("the catalogue has no %s:%s; the nearest tag it has is %s:%s", q.image, tag, q.image, near)
			break
		}
	}
	if w.guess.terms == "" {
		q.note("the catalogue has no %s:%s and no tag like it", q.image, tag)
	}
	if w.all == nil {
		w.all, w.few = q.entries, true
	}
	return w.base(q.ref)
}

// anyTag is what all tags of the image have in common.
func (q *query) anyTag() sim.Base {
	w := witnesses{all: q.entries, guess: &Entry{}}
	if e := q.find("latest"); e != nil {
		w.guess = e
	}
	return w.base(q.ref)
}

// find is the entry that has a tag, nil if none has.
func (q *query) find(tag string) *Entry {
	for i := range q.entries {
		if q.entries[i].Has(tag) {
			return &q.entries[i]
		}
	}
	return nil
}

// peers are the entries that have a tag of a variant.
func (q *query) peers(v string) []Entry {
	var out []Entry
	for _, e := range q.entries {
		if slices.ContainsFunc(e.Tags(), func(tag string) bool { return variant(tag) == v }) {
			out = append(out, e)
		}
	}
	return out
}

// certainty says of an exact answer how it was found out, if not for certain.
func (q *query) certainty(e *Entry) {
	switch e.Certainty {
	case "near":
		q.note("what the catalogue says of %s was worked out from files close to the image's own", q.ref)
	case "assumed":
		q.note("what the catalogue says of %s is what such images usually have", q.ref)
	case "published":
		q.note("what the catalogue says of %s comes from a copy that was published earlier", q.ref)
	}
	if e.Stale != "" {
		i := slices.IndexFunc(e.Env, func(kv string) bool { return nameOf(kv) == e.Stale })
		q.note("%s and the variables that go with it may be of a neighbouring release", e.Env[i])
	}
}

// base is e as a base of which everything is known.
func (e *Entry) base(ref string) sim.Base {
	b := sim.Base{
		Entrypoint: e.Entrypoint, Cmd: e.Cmd, Shell: e.Shell, OnBuild: e.OnBuild,
		User: e.User, WorkingDir: e.WorkingDir, StopSignal: e.StopSignal,
		OS: e.OS, BinSh: e.BinSh, Unknown: map[sim.Slot]string{},
	}
	var missing []string
	for _, kv := range e.Env {
		if name, ok := strings.CutSuffix(kv, "="+notKnown); ok {
			missing = append(missing, name)
			continue
		}
		b.Env = append(b.Env, kv)
	}
	if missing != nil {
		b.Unknown[sim.SlotEnv] = strings.Join(missing, ", ") + " of " + ref
	}
	if e.NoHealth {
		b.Unknown[sim.SlotHealthcheck] = "HEALTHCHECK of " + ref
	}
	return b
}
