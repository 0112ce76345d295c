package invoke

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"explain/sim"
)

// setting is one use of an option: what the client sets it to, and where that
// is written.
type setting struct {
	flag *Flag
	text string // the value, with hole for what is not known
	word int    // the word that names the option
	in   int    // the word that holds the value
	from int    // where in that word's text the value begins
}

// known reports whether all of the value is known.
func (s setting) known() bool { return !strings.Contains(s.text, hole) }

// isTrue is the value of a bool that is known.
func (s setting) isTrue() bool {
	on, _ := strconv.ParseBool(s.text)
	return on
}

// reading is what became of a command's words: its options and the others.
type reading struct {
	settings []setting
	others   []int // words that are no options and no values
	unread   []int // unknown words that stand for options which are not known
}

func (r reading) rest(from, to int) reading {
	for i := from; i < to; i++ {
		r.others = append(r.others, i)
	}
	return r
}

// last is the setting that counts where the last one wins.
func (r reading) last(name string) (s setting, ok bool) {
	for i := len(r.settings) - 1; i >= 0; i-- {
		if r.settings[i].flag.Name == name {
			return r.settings[i], true
		}
	}
	return setting{}, false
}

// all is the settings of a list, in order.
func (r reading) all(name string) []setting {
	var out []setting
	for _, s := range r.settings {
		if s.flag.Name == name {
			out = append(out, s)
		}
	}
	return out
}

// text is the value of an option that is given and known, else "".
func (r reading) text(name string) string {
	s, ok := r.last(name)
	if !ok || !s.known() {
		return ""
	}
	return s.text
}

// on reports whether a bool is given and true.
func (r reading) on(name string) bool {
	s, ok := r.last(name)
	return ok && s.isTrue()
}

// isSet reports whether one of some options is given.
func (r reading) isSet(names ...string) bool {
	return slices.ContainsFunc(r.settings, func(s setting) bool { return slices.Contains(names, s.flag.Name) })
}

// probes reports whether a --health-* option says anything: zero says nothing.
func (r reading) probes() bool {
	for _, name := range []string{"health-interval", "health-timeout", "health-start-period", "health-start-interval"} {
		if r.duration(name) != 0 {
			return true
		}
	}
	cmd, ok := r.last("health-cmd")
	return ok && cmd.text != "" || r.int("health-retries") != 0
}

// duration is the value of an option; 0 if it is not given or not known.
func (r reading) duration(name string) time.Duration {
	d, _ := time.ParseDuration(r.text(name))
	return d
}

// int is the value of an option; 0 if it is not given or not known.
func (r reading) int(name string) int {
	n, _ := strconv.ParseInt(r.text(name), 0, 64)
	return int(n)
}

// spanOf is where the value of s is written; a value that is not, or that is
// empty, is where its option is.
func (t *typed) spanOf(s setting) sim.Span {
	if s.in == s.word && s.from == len(t.texts[s.in]) {
		return t.words[s.word].From.Span
	}
	return t.span(s.in, s.from)
}

// valueOf is the value of s from its byte at on.
func (t *typed) valueOf(s setting, at int) sim.Word {
	from := sim.Origin{Source: sim.FromFlag, Span: t.spanOf(s)}
	if at > 0 {
		from.Span = t.span(s.in, s.from+at)
	}
	if text := s.text[at:]; !strings.Contains(text, hole) {
		return sim.Word{Text: text, From: from}
	}
	// What is not known is said of the word; here only a part of it matters.
	unknown := strings.Replace(t.words[s.in].Unknown, t.raw(s.in), t.rawAt(from.Span, s.in), 1)
	return sim.Word{Unknown: unknown, From: from}
}

// notPlain are the bytes that a shell may not leave as they are.
const notPlain = "\\'\"`$*?[{~"

// span is where word i is written from byte from of its text on. If the word is
// written with quotes in between, it is the whole word: never a wrong place.
func (t *typed) span(i, from int) sim.Span {
	whole := t.words[i].From.Span
	if from == 0 || !t.holds(whole) {
		return whole
	}
	before, raw := t.texts[i][:from], t.src.Text[whole.Start:whole.End]
	switch {
	case strings.HasPrefix(raw, before) && !strings.ContainsAny(before, notPlain) && len(raw) > from:
		return t.src.Span(whole.Start+from, whole.End)
	case len(raw) == len(t.texts[i])+2 && strings.ContainsAny(raw[:1], `'"`) && raw[1:len(raw)-1] == t.texts[i] && len(raw) > from+2:
		return t.src.Span(whole.Start+1+from, whole.End-1)
	}
	return whole
}
