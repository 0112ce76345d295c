package check

import (
	"path"
	"strings"

	"explain/sim"
)

var programTwice = Check{
	ID: "program-twice", Title: "a CMD or arguments that begin with the program which ENTRYPOINT already starts", Severity: Warning,
	Rules: []sim.RuleID{"entrypoint-then-args"},
	Run: func(c *Case, report func(Finding)) {
		process := c.process()
		if process == nil || c.Image == nil {
			return
		}
		n := c.entrypointWords()
		if n == 0 || len(process.Argv) <= n {
			return
		}
		program, again := process.Argv[0], process.Argv[n]
		if program.Unknown != "" || again.Unknown != "" || again.From.Span.IsZero() || !sameProgram(program.Text, again.Text) {
			return
		}
		if s, ok := sim.FindShellString(process.Argv); ok && s.Index < n {
			return // it becomes $0
		}
		report(c.secondStart(process.Argv, n))
	},
}

func sameProgram(a, b string) bool {
	return programName(a) == programName(b) && !isWrapper(a)
}

func programName(s string) string {
	return strings.TrimSuffix(path.Base(strings.ReplaceAll(s, `\`, "/")), ".exe")
}

func (c *Case) secondStart(argv []sim.Word, n int) Finding {
	name := argv[n].Text
	f := Finding{
		Span:    argv[n].From.Span,
		Message: "ENTRYPOINT starts " + argv[0].Text + " already, so " + name + " is its argument here: " + listed(sim.Texts(argv)),
		Fixes:   c.withoutWord(argv, n),
	}
	if at := argv[0].From.Span; !at.IsZero() {
		f.Related = []Related{{Span: at, Message: "this starts it"}}
	}
	return f
}

// withoutWord deletes word n of argv where it is written.
func (c *Case) withoutWord(argv []sim.Word, n int) []Fix {
	title := "leave the second " + argv[n].Text + " out"
	at := argv[n].From.Span
	switch {
	case argv[n].From.Source == sim.FromRunArgs:
		image := c.Invocation.Image.From.Span
		if image.File != at.File || image.End > at.Start {
			return nil
		}
		gone := behind(image)
		gone.End = at.End
		return []Fix{{Title: title, Edits: []Edit{{Span: gone}}}}
	case argv[n].From.Source == sim.FromCmd && c.source(at) == quoteJSON(argv[n].Text):
		if n+1 < len(argv) && argv[n+1].From.Span.File == at.File && argv[n+1].From.Span.Start > at.End {
			at.End = argv[n+1].From.Span.Start
		}
		return []Fix{{Title: title, Edits: []Edit{{Span: at}}}}
	}
	return nil
}
