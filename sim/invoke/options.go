package invoke

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"explain/sim"
)

// typed is the words of one command as the client sees them.
type typed struct {
	src   *sim.Source
	words []sim.Word
	texts []string // words' texts, with hole for what is not known
	line  Simple   // what is known of the line beside its words
	host  Host
	notes []sim.Note
}

// hole stands in a text for the part of a word that is not known. No argument
// of a process can hold a NUL byte.
const hole = "\x00"

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

// value is pflag's view of one Flag: it judges, and remembers nothing.
type value struct {
	flag   *Flag
	engine string
}

func (v *value) String() string { return "" }
func (v *value) Type() string   { return v.flag.Type }

func (v *value) Set(text string) error {
	refuses := v.flag.refuses()
	if refuses == nil || strings.Contains(text, hole) {
		return nil
	}
	return refuses(text, v.engine)
}

// withoutWord is what the types that take no word are set to when none is
// given with "=".
var withoutWord = map[string]string{"bool": "true", "optional": "default"}

// flagSet is a table as pflag, the client's own parser, wants it.
func flagSet(table []Flag, engine string) *pflag.FlagSet {
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.SetOutput(io.Discard)
	values := make([]value, len(table))
	flags := make([]pflag.Flag, len(table))
	for i := range table {
		f := &table[i]
		values[i] = value{flag: f, engine: engine}
		flags[i] = pflag.Flag{Name: f.Name, Shorthand: f.Short, Value: &values[i], NoOptDefVal: withoutWord[f.Type]}
		set.AddFlag(&flags[i])
	}
	return set
}

// reading is what became of a command's words: its options and the others.
type reading struct {
	settings []setting
	others   []int // words that are no options and no values
	unread   []int // unknown words that stand for options which are not known
}

// options gives the words from i on to the options of table. The first word
// that is none ends them, unless others may follow it (mixed).
func (t *typed) options(table []Flag, i int, mixed bool) (reading, *fault) {
	var r reading
	set := flagSet(table, t.host.Engine)
	for i < len(t.texts) {
		switch text := t.texts[i]; {
		case text == "--":
			return r.rest(i+1, len(t.texts)), nil
		case t.standsForOptions(i):
			r.unread = append(r.unread, i)
			i++
		case len(text) > 1 && text[0] == '-':
			n, err := t.option(set, i, &r)
			if err != nil {
				return r, err
			}
			i += n
		case !mixed:
			return r.rest(i, len(t.texts)), nil
		default:
			r.others = append(r.others, i)
			i++
		}
	}
	return r, nil
}

func (r reading) rest(from, to int) reading {
	for i := from; i < to; i++ {
		r.others = append(r.others, i)
	}
	return r
}

// standsForOptions: a bare expansion that is not the last word may be any
// number of options.
func (t *typed) standsForOptions(i int) bool {
	return t.texts[i] == hole && t.line.Many(i) && i+1 < len(t.texts)
}

// option reads the option in word i and says how many words it took. pflag is
// shown one word, and the next one only when it asks for a value: so the place
// of every value is known without a second parser.
func (t *typed) option(set *pflag.FlagSet, i int, r *reading) (int, *fault) {
	before := len(r.settings)
	took, err := 1, t.parse(set, i, i+1, r)
	var needs *pflag.ValueRequiredError
	if errors.As(err, &needs) && i+1 < len(t.texts) {
		r.settings = r.settings[:before]
		took, err = 2, t.parse(set, i, i+2, r)
	}
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &invalid):
		last := len(r.settings) - 1
		wrong := r.settings[last]
		r.settings = r.settings[:last]
		return took, &fault{err: err, span: t.spanOf(wrong)}
	case err != nil && strings.Contains(t.texts[i], hole):
		r.settings, r.unread = r.settings[:before], append(r.unread, i)
		return 1, nil
	case err != nil:
		return took, &fault{err: err, span: t.words[i].From.Span}
	}
	return took, nil
}

// parse lets pflag read words [i:j], of which the second can only be a value.
func (t *typed) parse(set *pflag.FlagSet, i, j int, r *reading) error {
	return set.ParseAll(t.texts[i:j], func(f *pflag.Flag, text string) error {
		s := setting{flag: f.Value.(*value).flag, text: text, word: i, in: i, from: len(t.texts[i])}
		switch written := strings.HasSuffix(t.texts[i], text); {
		case j == i+2 && f.NoOptDefVal == "":
			s.in, s.from = i+1, 0
		case written && (f.NoOptDefVal == "" || strings.HasSuffix(t.texts[i], "="+text)):
			s.from -= len(text)
		}
		r.settings = append(r.settings, s)
		return set.Set(f.Name, text)
	})
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
	return sim.Word{Unknown: t.words[s.in].Unknown, From: from}
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
