package invoke

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"explain/sim"
)

// environment is what a line changes in the container's environment: env files
// first, wherever they stand, then -e. All is passed on as it is; only docker
// run and docker create keep the last -e of a name alone (once).
func (t *typed) environment(r reading, once bool) (changes []sim.EnvChange, bad *fault) {
	for _, s := range r.all("env-file") {
		lines, err := t.envFile(s)
		if err != nil {
			return nil, &fault{err: err, span: t.spanOf(s)}
		}
		changes = append(changes, lines...)
	}
	return append(changes, t.envFlags(r.all("env"), once)...), nil
}

// envFlags is the -e options, or the last of each name.
func (t *typed) envFlags(settings []setting, once bool) []sim.EnvChange {
	var out []sim.EnvChange
	seen := map[string]bool{}
	for _, s := range slices.Backward(settings) {
		e := t.envFlag(s)
		if once && e.Name != "" && seen[e.Name] {
			continue
		}
		seen[e.Name] = true
		out = append(out, e)
	}
	slices.Reverse(out)
	return out
}

// envFlag is one -e. If its name is not known it stands for any variables.
func (t *typed) envFlag(s setting) sim.EnvChange {
	name, _, hasValue := strings.Cut(s.text, "=")
	switch {
	case strings.Contains(name, hole):
		return sim.EnvChange{Value: t.valueOf(s, 0), HasValue: true}
	case hasValue:
		return sim.EnvChange{Name: name, Value: t.valueOf(s, len(name)+1), HasValue: true}
	}
	value, set := t.variable(name, t.spanOf(s))
	return sim.EnvChange{Name: name, Value: value, HasValue: set}
}

// variable is the value that the client finds for a name in its environment;
// set is false only if it is known to find none.
func (t *typed) variable(name string, at sim.Span) (value sim.Word, set bool) {
	value, set = t.line.Variable(name, t.host)
	if value.Unknown != "" && t.line.hidden == "" && t.host.EnvIsAll {
		value, set = sim.Word{}, false
	}
	if value.From.Source == "" {
		value.From.Source = sim.FromHost
	}
	if value.From.Span.IsZero() {
		value.From.Span = at
	}
	return value, set
}

// envFile is the variables of one --env-file. A file whose text is not at hand
// stands for any variables.
func (t *typed) envFile(s setting) ([]sim.EnvChange, error) {
	text, given, err := "", false, error(nil)
	if s.known() && t.host.File != nil {
		text, given, err = t.host.File(s.text)
	}
	switch {
	case err != nil:
		return nil, err
	case given:
		return t.envLines(sim.NewSource(sim.File{Name: s.text, Text: text}))
	}
	unknown := t.valueOf(s, 0)
	unknown.Unknown = "the lines of " + orElse(unknown.Text, "an env file")
	unknown.Text = ""
	return []sim.EnvChange{{Value: unknown, HasValue: true}}, nil
}

// envLines reads NAME=VALUE lines: nothing is expanded and quotes are ordinary
// characters. A line with a name only takes the shell's value, if it has one.
func (t *typed) envLines(file *sim.Source) (changes []sim.EnvChange, err error) {
	start, end, number := 0, 0, 0
	lines := bufio.NewScanner(strings.NewReader(file.Text))
	lines.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		n, line, err := bufio.ScanLines(data, atEOF)
		start, end = end, end+n
		return n, line, err
	})
	for lines.Scan() {
		number++
		e, ok, err := t.envLine(file, lines.Text(), start, number)
		if err != nil {
			return nil, t.envFileError(file.Name, err)
		}
		if ok {
			changes = append(changes, e)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, t.envFileError(file.Name, err)
	}
	return changes, nil
}

// envLine reads the line that begins at byte start; ok is false if it sets
// nothing.
func (t *typed) envLine(file *sim.Source, line string, start, number int) (e sim.EnvChange, ok bool, err error) {
	if !utf8.ValidString(line) {
		return e, false, fmt.Errorf("invalid utf8 bytes at line %d: %v", number, []byte(line))
	}
	end := start + len(line)
	if number == 1 {
		line = strings.TrimPrefix(line, "\ufeff")
	}
	line = strings.TrimLeftFunc(line, unicode.IsSpace)
	start = end - len(line)
	if line == "" || line[0] == '#' {
		return e, false, nil
	}
	name, value, hasValue := strings.Cut(line, "=")
	switch {
	case name == "":
		return e, false, fmt.Errorf("no variable name on line '%s'", line)
	case strings.ContainsAny(name, " \t"):
		return e, false, fmt.Errorf("variable '%s' contains whitespaces", name)
	case !hasValue:
		word, set := t.variable(name, file.Span(start, end))
		return sim.EnvChange{Name: name, Value: word, HasValue: set}, set, nil
	}
	from := sim.Origin{Source: sim.FromEnvFile, Span: file.Span(start+len(name)+1, end)}
	return sim.EnvChange{Name: name, Value: sim.Word{Text: value, From: from}, HasValue: true}, true, nil
}

// envFileError is err in the words of the client.
func (t *typed) envFileError(name string, err error) error {
	invalid, ok := strings.CutPrefix(err.Error(), "invalid utf8")
	switch {
	case t.host.Engine != oldClient:
		return fmt.Errorf("invalid env file (%s): %w", name, err)
	case errors.Is(err, bufio.ErrTooLong):
		return err
	case ok:
		return fmt.Errorf("env file %s contains invalid utf8%s", name, invalid)
	}
	return fmt.Errorf("poorly formatted environment: %w", err)
}

// orElse is text, or other where there is none.
func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
