package check

import (
	"path"

	"explain/sim"
)

var shellCmdUnderExecEntrypoint = Check{
	ID: "shell-cmd-under-exec-entrypoint", Title: "a CMD in shell form, whose shell becomes three arguments of the ENTRYPOINT", Severity: Warning,
	Rules: []sim.RuleID{"entrypoint-then-args", "shell-form-wraps"},
	Run: func(c *Case, report func(Finding)) {
		p, ok := c.inForce("CMD")
		if !ok || !c.runs(p) || !p.meantForShell() {
			return
		}
		front := c.Image.Entrypoint.Words
		if n := c.entrypointWords(); n == 0 || n != len(front) || !c.Image.Entrypoint.Known() {
			return
		}
		if s, ok := sim.FindShellString(c.process().Argv); ok && s.Index < len(front) {
			return // the text of ENTRYPOINT decides: shell-form-entrypoint
		}
		report(c.shellAsArguments(p, front))
	},
}

func (c *Case) shellAsArguments(p place, front []sim.Word) Finding {
	program := path.Base(front[0].Text)
	words := c.shellOf(p) + " " + quoteJSON(brief(p.text()))
	f := Finding{Span: p.whole(), Fixes: c.asExecForm(p)}
	switch {
	case isShellCommand(sim.Texts(front)):
		f.Message = "ENTRYPOINT is a shell already and takes only one word as its text: " + shellName(c.shellOf(p)) + ", a shell with nothing to run"
		array := execForm([]string{p.text()})
		f.Fixes = []Fix{{Title: "write it as " + brief("CMD "+array), Edits: []Edit{{Span: p.Body().Place(), New: array}}}}
	case isWrapper(program):
		f.Severity = Info
		f.Message = program + " gets the words " + words + " and starts them: the shell stands between " + program + " and the program"
	case isScript(program):
		f.Severity = Info
		f.Message = program + " gets the words " + words + ": they run only if the script ends in exec \"$@\""
	default:
		f.Message = program + " gets the words " + words + " as arguments, and no shell runs the text"
	}
	if at := front[0].From.Span; !at.IsZero() {
		f.Related = []Related{{Span: at, Message: "this program gets them"}}
	}
	return f
}

// shellName is the program of a shell as typed.
func shellName(shell string) string {
	name, _, _ := cutBlank(shell)
	return name
}
