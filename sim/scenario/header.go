package scenario

import (
	"fmt"
	"strings"

	"explain/sim"
)

// line is one line of the comment and where it begins.
type line struct {
	text string
	at   int
}

// keyNames are the keys in the order in which errors list them.
var keyNames = []string{"rules", "source", "target", "build-arg", "platform", "engine", "exact", "host-env", "disable", "dockerfile", "chomp"}

// readComment finds title, prose and keys. A paragraph belongs to the keys when
// each of its lines looks like one, so that a misspelt key is an error and a
// sentence with a colon is prose.
func (s *Scenario) readComment(src *sim.Source) error {
	var prose []string
	for _, par := range paragraphs(string(s.comment)) {
		switch {
		case allKeys(par):
			if err := s.readKeys(src, par); err != nil {
				return err
			}
		case s.Title == "":
			s.Title = strings.TrimSpace(par[0].text)
			prose = appendParagraph(prose, par[1:])
		default:
			prose = appendParagraph(prose, par)
		}
	}
	s.Prose = strings.Join(prose, "\n\n")
	return nil
}

func appendParagraph(prose []string, par []line) []string {
	if len(par) == 0 {
		return prose
	}
	texts := make([]string, len(par))
	for i, l := range par {
		texts[i] = l.text
	}
	return append(prose, strings.Join(texts, "\n"))
}

// paragraphs splits at empty lines.
func paragraphs(comment string) (out [][]line) {
	var par []line
	at := 0
	for _, text := range strings.SplitAfter(comment, "\n") {
		l := line{text: strings.TrimRight(text, "\r\n"), at: at}
		at += len(text)
		if strings.TrimSpace(l.text) != "" {
			par = append(par, l)
			continue
		}
		if par != nil {
			out = append(out, par)
		}
		par = nil
	}
	if par != nil {
		out = append(out, par)
	}
	return out
}

func allKeys(par []line) bool {
	for _, l := range par {
		if _, _, ok := cutKey(l.text); !ok {
			return false
		}
	}
	return true
}

// cutKey splits `key: value`; a key is lower-case letters and hyphens.
func cutKey(text string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(text, ":")
	if !ok || key == "" || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz-") != "" {
		return "", "", false
	}
	if value != "" && value[0] != ' ' {
		return "", "", false
	}
	return key, strings.TrimSpace(value), true
}

func (s *Scenario) readKeys(src *sim.Source, par []line) error {
	for _, l := range par {
		key, value, _ := cutKey(l.text)
		if msg, hint := s.set(key, value); msg != "" {
			return &sim.Error{Span: src.Span(l.at, l.at+len(l.text)), Msg: msg, Hint: hint}
		}
	}
	return nil
}

// set takes one key's value; msg says what is wrong with it, "" nothing.
func (s *Scenario) set(key, value string) (msg, hint string) {
	switch key {
	case "rules":
		s.Rules = append(s.Rules, list(value)...)
	case "disable":
		s.Disable = append(s.Disable, list(value)...)
	case "source":
		s.Source = value
	case "target":
		s.Target = value
	case "platform":
		s.Platform = value
	case "engine":
		s.Engine = value
	case "dockerfile":
		s.Dockerfile = value
	case "exact":
		s.Exact = value == "" || value == "true"
	case "build-arg":
		return setPair(&s.BuildArgs, key, value)
	case "host-env":
		return setPair(&s.HostEnv, key, value)
	case "chomp":
		for _, name := range list(value) {
			s.chomp[name] = true
		}
	default:
		return fmt.Sprintf("key %q means nothing here", key), "keys are " + strings.Join(keyNames, ", ")
	}
	return "", ""
}

func setPair(m *map[string]string, key, value string) (msg, hint string) {
	name, v, ok := strings.Cut(value, "=")
	if !ok || name == "" {
		return key + " has no name and value", "write " + key + ": NAME=VALUE"
	}
	if *m == nil {
		*m = map[string]string{}
	}
	(*m)[name] = v
	return "", ""
}

// list splits at commas and blanks.
func list(value string) []string {
	return strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
}
