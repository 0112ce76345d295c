package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"explain/sim"
)

// Base is what the catalogue knows of ref for an operating system ("" is
// linux); ok is false for an image that it does not know. See the package
// comment for what holds of tags that it does not have.
func (c Catalogue) Base(ref, os string) (sim.Base, bool) {
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
	w := witnesses{all: q.peers(variant(tag)), around: q.around(tag), guess: &Entry{}}
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
		w.all, w.few = q.entries, len(q.entries) < enough
	}
	return w.base(q.ref)
}

// anyTag is what all tags of the image have in common.
func (q *query) anyTag() sim.Base {
	w := witnesses{all: q.entries, few: len(q.entries) < enough, guess: &Entry{}}
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

// around are the two entries of a tag's variant that are next older and the two
// that are next newer; nil when there is none on a side. What they agree on
// held for the tag in every trial (see the tests), one on each side was not
// always enough.
func (q *query) around(tag string) []Entry {
	v, of := numbers(tag), variant(tag)
	var older, newer []dated
	for _, e := range q.entries {
		switch n := newest(e.Tags(), of); {
		case n == nil:
		case compareVersions(n, v) < 0:
			older = append(older, dated{n, e})
		default:
			newer = append(newer, dated{n, e})
		}
	}
	if v == nil || older == nil || newer == nil {
		return nil
	}
	slices.SortStableFunc(older, func(a, b dated) int { return compareVersions(b.version, a.version) })
	slices.SortStableFunc(newer, func(a, b dated) int { return compareVersions(a.version, b.version) })
	var out []Entry
	for _, d := range append(older[:min(2, len(older))], newer[:min(2, len(newer))]...) {
		out = append(out, d.Entry)
	}
	return out
}

// dated is an entry with its version.
type dated struct {
	version []int
	Entry
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
