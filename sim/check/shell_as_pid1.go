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
		if !ok || !startsPrograms(s.Text) || c.lacksShell() {
			return
		}
		for _, keyword := range []string{"ENTRYPOINT", "CMD"} {
			if p, ok := c.writtenAt(process.Argv[s.Index], keyword); ok {
				c.reportPid1(p, process, process.Argv[s.Index], report)
			}
		}
	},
}

// startsPrograms reports whether a text starts something that would have to be
// stopped: not only builtins that end at once, a shell to type in, or a
// program that nobody knows before a variable has its value.
func startsPrograms(text string) bool {
	ws, _ := shellWords(text)
	first := true
	for i, w := range ws {
		if first && !w.op && !endsAtOnce(w.text) && !strings.HasPrefix(w.text, "$") && (len(ws) > i+2 || !isPosixShell(w.text)) {
			return true
		}
		first = w.op && !w.redirect
	}
	return false
}

func endsAtOnce(word string) bool {
	return slices.Contains([]string{"echo", "printf", "true", "false", "exit", ":", "pwd", "test", "[", "[["}, word)
}

func (c *Case) reportPid1(p place, process *sim.Process, text sim.Word, report func(Finding)) {
	if p.Form == sim.BareForm || p.Form == sim.ShellForm && !p.meantForShell() || p.Form == sim.ExecForm && len(p.Words) < 3 {
		return // ENTRYPOINT ["sh", "-c"] takes the text of CMD on purpose
	}
	f := Finding{Span: p.whole(), Message: process.PID1.Says}
	if process.PID1.Forwards == "no" {
		f.Message += ": docker stop waits " + patience(process) + " and then kills it"
	}
	if p.Form == sim.ExecForm {
		f.Span = text.From.Span
	}
	f.Fixes = c.execFixes(p, text)
	report(f)
}

// patience is how long docker stop waits.
func patience(process *sim.Process) string {
	if process.StopTimeout != nil {
		return itoa(*process.StopTimeout) + " seconds"
	}
	return "10 seconds"
}

// execFixes let the program take the shell's place.
func (c *Case) execFixes(p place, text sim.Word) (fixes []Fix) {
	at := text.From.Span
	if p.Form == sim.ExecForm {
		at.Start++ // behind the quote
	}
	if isOneCommand(text.Text) && handsOver(text.Text, 0) {
		fixes = append(fixes, Fix{Title: "put exec in front of the program", Safe: true, Edits: []Edit{{Span: c.at(at.Start), New: "exec "}}})
	} else if n := lastCommand(text.Text); n > 0 && p.Form != sim.ExecForm && handsOver(text.Text, n) {
		fixes = append(fixes, Fix{Title: "put exec in front of the last program", Edits: []Edit{{Span: p.Body().Span(n, n), New: "exec "}}})
	}
	if p.Form == sim.ExecForm {
		return fixes
	}
	if words, ok := plainWords(p.text()); ok && !isPosixShell(words[0]) && p.Keyword == "CMD" && c.entrypointWords() == 0 {
		fixes = append(fixes, c.asExecForm(p)...)
	}
	return fixes
}

// handsOver reports whether exec at byte n makes the program process 1.
func handsOver(text string, n int) bool { return sim.Replaces(sim.Dash, text[:n]+"exec "+text[n:]) }

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
