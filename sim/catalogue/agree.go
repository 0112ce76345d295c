package catalogue

import (
	"slices"
	"strings"

	"explain/sim"
)

// field is one slot of an entry: its value as one text, to be compared, and
// how it gets into a base.
type field struct {
	slot  sim.Slot
	title string
	text  func(*Entry) string
	put   func(*sim.Base, *Entry)
}

var fields = []field{
	{sim.SlotEntrypoint, "ENTRYPOINT", func(e *Entry) string { return join(e.Entrypoint) }, func(b *sim.Base, e *Entry) { b.Entrypoint = e.Entrypoint }},
	{sim.SlotCmd, "CMD", func(e *Entry) string { return join(e.Cmd) }, func(b *sim.Base, e *Entry) { b.Cmd = e.Cmd }},
	{sim.SlotShell, "SHELL", func(e *Entry) string { return join(e.Shell) }, func(b *sim.Base, e *Entry) { b.Shell = e.Shell }},
	{sim.SlotOnbuild, "ONBUILD", func(e *Entry) string { return join(e.OnBuild) }, func(b *sim.Base, e *Entry) { b.OnBuild = e.OnBuild }},
	{sim.SlotUser, "USER", func(e *Entry) string { return e.User }, func(b *sim.Base, e *Entry) { b.User = e.User }},
	{sim.SlotWorkdir, "WORKDIR", func(e *Entry) string { return e.WorkingDir }, func(b *sim.Base, e *Entry) { b.WorkingDir = e.WorkingDir }},
	{sim.SlotStopSignal, "STOPSIGNAL", func(e *Entry) string { return e.StopSignal }, func(b *sim.Base, e *Entry) { b.StopSignal = e.StopSignal }},
}

// join tells lists apart: an absent one is "", an empty one is not.
func join(words []string) string {
	if words == nil {
		return ""
	}
	return "\x00" + strings.Join(words, "\x00")
}

// witnesses are the entries by which a tag is judged that the catalogue does
// not have.
type witnesses struct {
	all   []Entry // of the same variant; of the whole image when there is none
	few   bool    // there is none of the variant: nothing can be relied on
	guess *Entry  // the nearest tag's, or an empty one
}

// agree is the entry whose value of a field can be relied on, nil when there is
// none. A value with a release number in it follows the tag.
func (w *witnesses) agree(text func(*Entry) string) *Entry {
	if w.few || hasRelease(text(&w.all[0])) || differ(w.all, text) {
		return nil
	}
	return &w.all[0]
}

// base is what the witnesses have in common; slots in which they differ are
// unknown and hold the guess. The environment is never known as a whole, since
// its values follow the release; entries that all have stay.
func (w *witnesses) base(ref string) sim.Base {
	b := sim.Base{OS: w.all[0].OS, Unknown: map[sim.Slot]string{}}
	why := " (tags differ)"
	if w.few {
		why = " (no tag like it is in the catalogue)"
	}
	for _, f := range fields {
		e := w.agree(f.text)
		if e == nil {
			b.Unknown[f.slot] = f.title + " of " + ref + why
			e = w.guess
		}
		f.put(&b, e)
	}
	b.Unknown[sim.SlotEnv] = "ENV of " + ref + why
	if !w.few {
		b.Env = commonEnv(w.all)
	}
	if e := w.agree(func(e *Entry) string { return e.BinSh }); e != nil {
		b.BinSh = e.BinSh
	}
	if w.all[0].NoHealth {
		b.Unknown[sim.SlotHealthcheck] = "HEALTHCHECK of " + ref
	}
	return b
}

// differ reports whether text is not the same for all entries.
func differ(entries []Entry, text func(*Entry) string) bool {
	want := text(&entries[0])
	return slices.ContainsFunc(entries, func(e Entry) bool { return text(&e) != want })
}

// commonEnv are the variables that all entries have with one value, without
// those that name a release or hold a checksum or a key.
func commonEnv(entries []Entry) []string {
	var out []string
	for _, kv := range entries[0].Env {
		missing := func(e Entry) bool { return !slices.Contains(e.Env, kv) }
		if !hasRelease(kv) && !hasDigest(kv) && !slices.ContainsFunc(entries, missing) {
			out = append(out, kv)
		}
	}
	return out
}

// hasRelease reports whether there is a number like 3.9 in text, or the value
// that stands for an unknown one.
func hasRelease(text string) bool {
	for i := 1; i+1 < len(text); i++ {
		if text[i] == '.' && digits(text[i-1:]) > 0 && digits(text[i+1:]) > 0 {
			return true
		}
	}
	return strings.HasSuffix(text, "="+notKnown)
}

// hasDigest reports whether there are 16 hexadecimal digits in a row in text.
func hasDigest(text string) bool {
	run := 0
	for i := range len(text) {
		if !strings.Contains("0123456789abcdefABCDEF", text[i:i+1]) {
			run = -1
		}
		if run++; run == 16 {
			return true
		}
	}
	return false
}
