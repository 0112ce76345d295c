package invoke

import (
	"strings"

	"explain/sim"
)

// hint is the way out of an option that could not be read.
func (t *typed) hint(f *fault, table *table) string {
	i := t.wordAt(f.span)
	if i < 0 {
		return ""
	}
	if name := t.longName(i, table); name != "" {
		return "long options have two dashes: --" + name
	}
	typed, _, _ := strings.Cut(strings.TrimLeft(t.texts[i], "-"), "=")
	if name := nearest(typed, table); name != "" {
		return "the option is --" + name
	}
	for _, g := range globalFlags {
		if g.Name == typed || g.Short == typed {
			return t.raw(i) + " is an option of docker itself: it goes in front of the subcommand"
		}
	}
	return ""
}

func (t *typed) wordAt(span sim.Span) int {
	for i := range t.words {
		if t.words[i].From.Span == span {
			return i
		}
	}
	return -1
}

// nearest is the one option that a name abbreviates or spells otherwise: docker
// knows no abbreviations.
func nearest(typed string, table *table) string {
	var found []string
	plain := strings.ReplaceAll(strings.ToLower(typed), "_", "-")
	for _, f := range table.flags {
		switch {
		case f.Name == typed || f.Short == typed || len(typed) < 2:
			return ""
		case f.Name == plain:
			return f.Name
		case strings.HasPrefix(f.Name, plain):
			found = append(found, f.Name)
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// imageHint: an image name that cannot be one is often the value of an option
// in front of it that was split, or takes none.
func (t *typed) imageHint(r reading) string {
	image := r.others[0]
	for _, s := range r.settings {
		if s.word == image-1 && s.flag.Type == "bool" || s.in == image-1 && s.in == s.word {
			return ""
		}
		if s.in == image-1 {
			return "is " + t.raw(image) + " meant to belong to " + t.raw(s.word) + " " + t.raw(s.in) + "? a blank ends a word unless it is quoted"
		}
	}
	return "options end at the first word that is none: that word is the image"
}
