package report

import (
	"errors"
	"fmt"
	"strings"

	"explain/sim"
)

// ArgvJSON is the argv of the only answer as one JSON array. It is an error if
// there is another number of answers, or the argv is not certain. Characters that
// a terminal acts on are escaped.
func ArgvJSON(r *Report) (string, error) {
	words, err := certainArgv(r)
	if err != nil {
		return "", err
	}
	text, err := encoded(sim.Texts(words))
	return string(text), err
}

// ShellLine is the argv of the only answer as a command line that any POSIX
// shell reads as just these words. Characters that a terminal would act on are
// made by printf. The errors are those of ArgvJSON.
func ShellLine(r *Report) (string, error) {
	words, err := certainArgv(r)
	if err != nil {
		return "", err
	}
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = shellQuote(w.Text)
		if i == 0 && quoted[0] == w.Text && actsAsFirst(w.Text) {
			quoted[0] = "'" + w.Text + "'"
		}
	}
	return strings.Join(quoted, " "), nil
}

func certainArgv(r *Report) ([]sim.Word, error) {
	switch {
	case r.Error != nil:
		return nil, r.Error
	case len(r.Answers) == 0:
		return nil, errors.New("there is no answer, so there is no argv")
	case len(r.Answers) > 1:
		return nil, fmt.Errorf("there are %d answers, so there is no one argv", len(r.Answers))
	}
	p := r.Answers[0].Process
	switch {
	case p == nil || len(p.Argv) == 0:
		return nil, fmt.Errorf("nothing would run: %s", r.Answers[0].Summary)
	case !p.Certain:
		return nil, errors.New("the argv is not certain: " + doubt(&r.Answers[0]))
	}
	return p.Argv, nil
}

// doubt names the first word that is not certain.
func doubt(a *Answer) string {
	for _, w := range a.Process.Argv {
		switch {
		case w.Unknown != "":
			return "the " + w.Unknown + " is not known"
		case w.Assumed:
			return fmt.Sprintf("%q is assumed", w.Text)
		}
	}
	return a.Summary
}

// reserved are the words that a shell takes for itself where a command begins.
var reserved = strings.Fields("! { } case do done elif else esac fi for if in then until while " +
	"function select time coproc")

// actsAsFirst reports whether a shell takes an unquoted s at the beginning of a
// command for something else: an assignment or a reserved word.
func actsAsFirst(s string) bool {
	for _, r := range reserved {
		if s == r {
			return true
		}
	}
	return strings.Contains(s, "=")
}

// shellQuote is s as one word of a POSIX shell.
func shellQuote(s string) string {
	if s != "" && strings.Trim(s, bareCharacters) == "" && s[0] != '=' {
		return s
	}
	var b strings.Builder
	for rest := s; ; {
		visible, hidden, tail := splitHidden(rest)
		if visible != "" || s == "" {
			b.WriteString("'" + strings.ReplaceAll(visible, "'", `'\''`) + "'")
		}
		if hidden == "" {
			return b.String()
		}
		b.WriteString(`"$(printf '` + octal(hidden) + `')"`)
		rest = tail
	}
}

const bareCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-"

// splitHidden cuts s around the first run of characters that a terminal must
// not get. A line feed is no such character between quotes.
func splitHidden(s string) (visible, hidden, tail string) {
	acts := func(r rune) bool { return r != '\n' && unseen(r) }
	start := strings.IndexFunc(s, acts)
	if start < 0 {
		return s, "", ""
	}
	end := strings.IndexFunc(s[start:], func(r rune) bool { return !acts(r) })
	if end < 0 {
		end = len(s) - start
	}
	return s[:start], s[start : start+end], s[start+end:]
}

func octal(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, `\%03o`, s[i])
	}
	return b.String()
}
