package check

import (
	"slices"
	"strings"

	"explain/sim"
)

var shellAsPid1 = Check{
	ID: "shell-as-pid1", Title: "a shell that stays process 1 and keeps the stop signal from the program", Severity: Info,
	Rules:    []sim.RuleID{"pid1-is-argv0", "shell-form-wraps"},
	BuildKit: "JSONArgsRecommended", Hadolint: "DL3025",
	Run: func(c *Case, report func(Finding)) {
		process := c.process()
		if process == nil || !process.PID1.Shell || process.PID1.Init || !slices.Contains([]string{"no", "depends"}, process.PID1.Forwards) {
			return
		}
		if c.Outcome != nil && c.Outcome.Phase != "" && c.Outcome.Phase != sim.PhaseRunning {
			return // it does not get that far
		}
		s, ok := sim.FindShellString(process.Argv)
		if !ok || onlyBuiltins(s.Text) {
			return
		}
		for _, keyword := range []string{"ENTRYPOINT", "CMD"} {
			if p, ok := c.writtenAt(process.Argv[s.Index], keyword); ok {
				c.reportPid1(p, process, process.Argv[s.Index], report)
			}
		}
	},
}

// onlyBuiltins reports whether the text starts no program that would have to
// be stopped.
func onlyBuiltins(text string) bool {
	ws, _ := shellWords(text)
	first := true
	for _, w := range ws {
		if first && !w.op && !slices.Contains([]string{"echo", "printf", "true", "false", "exit", ":", "pwd"}, w.text) {
			return false
		}
		first = w.op && !w.redirect
	}
	return true
}

func (c *Case) reportPid1(p place, process *sim.Process, text sim.Word, report func(Finding)) {
	if p.Form == sim.BareForm || p.Form == sim.ShellForm && !p.meantForShell() {
		return
	}
	f := Finding{Span: p.whole(), Message: process.PID1.Says}
	if process.PID1.Forwards == "no" {
		f.Message += ": docker stop waits its time and then kills everything"
	}
	if p.Form == sim.ExecForm {
		f.Span = text.From.Span
	}
	f.Fixes = c.execFixes(p, text)
	report(f)
}

// execFixes let the program take the shell's place.
func (c *Case) execFixes(p place, text sim.Word) (fixes []Fix) {
	at := text.From.Span
	if p.Form == sim.ExecForm {
		at.Start++ // behind the quote
		if isOneCommand(text.Text) {
			fixes = append(fixes, Fix{Title: "put exec in front of the program", Safe: true, Edits: []Edit{{Span: c.at(at.Start), New: "exec "}}})
		}
		return fixes
	}
	if isOneCommand(text.Text) {
		fixes = append(fixes, Fix{Title: "put exec in front of the program", Safe: true, Edits: []Edit{{Span: c.at(at.Start), New: "exec "}}})
	} else if n := lastCommand(text.Text); n > 0 {
		fixes = append(fixes, Fix{Title: "put exec in front of the last program", Edits: []Edit{{Span: p.Body().Span(n, n), New: "exec "}}})
	}
	if p.Keyword == "CMD" && c.entrypointWords() == 0 {
		fixes = append(fixes, asExecForm(p)...)
	}
	return fixes
}

// lastCommand is where the last command of A && B or A; B begins, if it is one
// program in the foreground; 0 otherwise.
func lastCommand(text string) int {
	ws, closed := shellWords(text)
	if !closed {
		return 0
	}
	start := 0
	for i, w := range ws {
		switch {
		case !w.op || w.redirect:
		case (w.text == "&&" || w.text == ";") && i+1 < len(ws):
			start = ws[i+1].start
		default:
			return 0
		}
	}
	for _, w := range ws {
		if isBuiltin(w.text) && slices.Contains([]string{"if", "for", "while", "until", "case", "trap", "function", "{"}, w.text) {
			return 0
		}
	}
	if start == 0 || !isOneCommand(text[start:]) || strings.HasPrefix(text[start:], "exec ") {
		return 0
	}
	return start
}
