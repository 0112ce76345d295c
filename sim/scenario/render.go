package scenario

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"explain/sim"
	"explain/sim/report"
)

// Width is the width in which the text output of scenarios is printed.
const Width = 80

// blocks draws each answer and puts an empty line between them.
func blocks(rep *report.Report, draw func(report.Answer) []string) string {
	var out []string
	for _, a := range rep.Answers {
		out = append(out, joinLines(draw(a)))
	}
	return strings.Join(out, "\n")
}

func joinLines(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// renderOutcome draws the keys that want has; all of them when it has none.
func renderOutcome(rep *report.Report, want string) (string, error) {
	return blocks(rep, func(a report.Answer) []string {
		return append(processLines(a.Process, want), outcomeLines(a.Outcome, want)...)
	}), nil
}

// processLines draws what want has of the process: its directory (cwd), and
// variables by their names.
func processLines(p *sim.Process, want string) (lines []string) {
	if p == nil {
		return nil
	}
	if strings.Contains("\n"+want, "\ncwd: ") {
		lines = append(lines, "cwd: "+valueOf(p.WorkingDir))
	}
	for _, e := range p.Env {
		if e.Name != "" && strings.Contains("\n"+want, "\n"+e.Name+": ") {
			lines = append(lines, e.Name+": "+valueOf(e.Value))
		}
	}
	return lines
}

// valueOf is a value, or what is not known of it.
func valueOf(w sim.Word) string {
	if w.Unknown != "" {
		return "‹" + w.Unknown + "›"
	}
	return w.Text
}

func outcomeLines(o sim.Outcome, want string) (lines []string) {
	add := func(key, value string) {
		if value != "" && (want == "" || strings.Contains("\n"+want, "\n"+key+": ")) {
			lines = append(lines, key+": "+strings.ReplaceAll(value, "\n", "\n  "))
		}
	}
	add("phase", string(o.Phase))
	if o.ExitCode != nil {
		add("exit", strconv.Itoa(*o.ExitCode))
	}
	add("message", o.Message)
	add("if", strings.Join(o.If, "; "))
	if strings.Contains("\n"+want, "\ncertain: ") {
		add("certain", strconv.FormatBool(o.Certain))
	}
	if strings.Contains("\n"+want, "\nhint: ") {
		add("hint", o.Hint)
	}
	return lines
}

// renderError draws the place and the sentence, and the hint where want has one.
func renderError(rep *report.Report, want string) (string, error) {
	if rep.Error == nil {
		return "", nil
	}
	text := rep.Error.Error() + "\n"
	if rep.Error.Hint != "" && strings.Count(want, "\n") != 1 {
		text += rep.Error.Hint + "\n"
	}
	return text, nil
}

func renderTrace(rep *report.Report, _ string) (string, error) {
	return blocks(rep, func(a report.Answer) (lines []string) {
		for _, s := range a.Trace {
			lines = append(lines, fmt.Sprintf("%d %s %s", s.N, s.Rule, s.Slot))
		}
		return lines
	}), nil
}

// renderFindings draws every finding once: an answer's, then those of the file.
func renderFindings(rep *report.Report, _ string) (string, error) {
	var lines []string
	seen := map[string]bool{}
	add := func(fs []report.Finding) {
		for _, f := range fs {
			l := fmt.Sprintf("%s %s %s", f.Severity, f.Check, place(rep, f.Span))
			if !seen[l] {
				seen[l] = true
				lines = append(lines, l)
			}
		}
	}
	for _, a := range rep.Answers {
		add(a.Findings)
	}
	add(rep.Findings)
	return joinLines(lines), nil
}

// place is line:col in the first file, file:line:col in the others.
func place(rep *report.Report, s sim.Span) string {
	switch {
	case s.IsZero():
		return "-"
	case len(rep.Files) > 0 && s.File == rep.Files[0].Name:
		return fmt.Sprintf("%d:%d", s.Line, s.Col)
	}
	return s.String()
}

func renderText(rep *report.Report, _ string) (string, error) {
	var b strings.Builder
	err := report.Text(&b, rep, report.Style{Width: Width})
	return b.String(), err
}

func renderMarkdown(rep *report.Report, _ string) (string, error) {
	var b strings.Builder
	err := report.Markdown(&b, rep)
	return b.String(), err
}

// renderJSON draws the document with line breaks, which a review can read.
func renderJSON(rep *report.Report, _ string) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(rep)
	return b.String(), err
}
