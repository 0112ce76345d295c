package invoke

import (
	"errors"
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
	help  bool // --help stands in front of the subcommand
	notes []sim.Note
}

// hole stands in a text for the part of a word that is not known. No argument
// of a process can hold a NUL byte.
const hole = "\x00"

// options gives the words from i on to the options of table. The first word
// that is none ends them, unless others may follow it (mixed).
func (t *typed) options(table *table, i int, mixed bool) (reading, *fault) {
	var r reading
	set := table.take()
	defer table.sets.Put(set)
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

// standsForOptions: a bare expansion that is not the last word may be any
// number of options.
func (t *typed) standsForOptions(i int) bool {
	return t.texts[i] == hole && t.line.Many(i) && i+1 < len(t.texts) && isBare(t.raw(i))
}

// isBare reports whether a word is nothing but one expansion: $X, ${X:-a},
// $(cmd), "$@" and not $X/img.
func isBare(raw string) bool {
	raw = strings.Trim(raw, `"`)
	if len(raw) < 2 || raw[0] != '$' {
		return len(raw) > 1 && raw[0] == '`' && strings.IndexByte(raw[1:], '`') == len(raw)-2
	}
	switch open := raw[1]; open {
	case '{', '(':
		return closing(raw[1:]) == len(raw)-2
	case '@', '*', '#', '?', '-', '$', '!':
		return len(raw) == 2
	}
	return strings.Trim(raw[1:], "_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// closing is where the bracket that s begins with is closed; -1 if it is not.
func closing(s string) int {
	depth, quote := 0, byte(0)
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '{' || c == '(':
			depth++
		case c == '}' || c == ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
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
		s := setting{flag: f.Value.(value).flag, text: text, word: i, in: i, from: len(t.texts[i])}
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
