package catalogue

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// defaultPath is what "{PATH}" stands for: the search path that BuildKit gives
// an image that sets none.
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// notKnown is the value of a variable whose value is not known.
const notKnown = "?"

// Entry is one configuration of an image and the tags that have it. Nil lists
// are absent.
type Entry struct {
	terms string // the tags as the text has them

	OS         string
	Entrypoint []string
	Cmd        []string
	Shell      []string
	OnBuild    []string
	Env        []string // "K=V", the value "?" is one that is not known
	User       string
	WorkingDir string
	StopSignal string
	BinSh      string // see sim.Base
	Certainty  string // exact, near, assumed, published
	// Stale names the variable whose value is that of another release than the
	// tags name, "" if there is none.
	Stale string
	// NoHealth: the catalogue does not record the image's HEALTHCHECK.
	NoHealth bool
}

// Tags are the tags of e, in the order of the text.
func (e *Entry) Tags() []string { return expandTerms(e.terms) }

// Has reports whether tag is one of e's, without expanding them.
func (e *Entry) Has(tag string) bool { return termsHave(e.terms, tag) }

// decode reads the lines of one image. An entry shares with the one before it
// what it does not change.
func decode(block string) ([]Entry, error) {
	out := make([]Entry, 0, strings.Count(block, "\n:")+1)
	cur := Entry{OS: "linux"}
	for line := range strings.Lines(block) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] != ':' && cur.terms == "":
			return nil, fmt.Errorf("catalogue: %q stands before the first tags", line)
		case line[0] == ':' && cur.terms != "":
			out = append(out, cur)
		}
		if err := cur.apply(line[0], line[1:]); err != nil {
			return nil, fmt.Errorf("catalogue: %q: %w", line, err)
		}
	}
	if cur.terms != "" {
		out = append(out, cur)
	}
	return out, nil
}

// apply changes e as one line of the text says.
func (e *Entry) apply(kind byte, value string) (err error) {
	switch kind {
	case ':':
		e.terms = value
	case 'e':
		e.Entrypoint, err = list(value)
	case 'c':
		e.Cmd, err = list(value)
	case 's':
		e.Shell, err = list(value)
	case 'o':
		e.OnBuild, err = list(value)
	case '+', '-':
		e.Env = changeEnv(e.Env, kind, value)
	default:
		return e.applyText(kind, value)
	}
	return err
}

// applyText is apply for the lines whose value is the rest of the line.
func (e *Entry) applyText(kind byte, value string) error {
	switch kind {
	case 'u':
		e.User = value
	case 'w':
		e.WorkingDir = value
	case 'g':
		e.StopSignal = value
	case 'p':
		e.OS = value
	case 'b':
		e.BinSh = value
	case 'q':
		e.Certainty = value
	case '~':
		e.Stale = value
	case 'h':
		e.NoHealth = value != ""
	default:
		return fmt.Errorf("no line begins with %q", kind)
	}
	return nil
}

// list reads a JSON list of strings; "" is absent.
func list(text string) (words []string, err error) {
	if text == "" {
		return nil, nil
	}
	return words, json.Unmarshal([]byte(text), &words)
}

// changeEnv is env with one variable set ('+') or dropped ('-', "" for all), in
// a new list: the entry before keeps its own.
func changeEnv(env []string, kind byte, value string) []string {
	name := nameOf(value)
	isIt := func(kv string) bool { return nameOf(kv) == name }
	if kind == '-' {
		env = slices.DeleteFunc(slices.Clone(env), isIt)
		if value == "" || len(env) == 0 {
			return nil
		}
		return env
	}
	value = strings.ReplaceAll(value, "{PATH}", defaultPath)
	if at := slices.IndexFunc(env, isIt); at >= 0 {
		env = slices.Clone(env)
		env[at] = value
		return env
	}
	return append(env[:len(env):len(env)], value)
}

// nameOf is the name in "NAME=value".
func nameOf(kv string) string {
	name, _, _ := strings.Cut(kv, "=")
	return name
}
