package check

import (
	"path"
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/lazy"
)

var oneStringExec = Check{
	ID: "one-string-exec", Title: "a whole command in one string of an exec form, which is the name of one program", Severity: Warning,
	Rules: []sim.RuleID{"exec-form-verbatim", "pid1-is-argv0"},
	Run: func(c *Case, report func(Finding)) {
		for _, p := range c.places() {
			if p.isCommand() && p.Form == sim.ExecForm && len(p.Words) > 0 {
				c.reportOneString(p, report)
			}
		}
	},
}

func (c *Case) reportOneString(p place, report func(Finding)) {
	l := c.commandLine(p)
	if isShellCommand(l.argv[:l.own]) {
		return
	}
	word := l.argv[l.own]
	starts := l.own == 0 || isWrapper(l.argv[0]) || isScript(l.argv[0])
	switch {
	case starts && isCommandText(word):
		f := Finding{
			Span: p.Words[0].From.Span, Fixes: c.splitFixes(p, word),
			Message: quoteJSON(brief(word)) + " is one word: Docker looks for a program with exactly this name, blanks and all",
		}
		if l.own > 0 && !isWrapper(l.argv[0]) {
			f.Severity = Info
			f.Message = quoteJSON(brief(word)) + " is one word: " + l.program() + " gets it whole, blanks and all"
		} else if !l.sure {
			f.Severity = Info
			f.Message += ", unless the base image has an ENTRYPOINT that splits it"
		}
		report(f)
	default:
		c.reportGluedOption(p, l, report)
	}
}

// reportGluedOption finds an option and its value in one word.
func (c *Case) reportGluedOption(p place, l commandLine, report func(Finding)) {
	for i := range p.Words {
		n := l.own + i
		w := l.argv[n]
		m := gluedOption().FindStringSubmatch(w)
		if n == 0 || m == nil || isReadByProgram(l.argv, n) {
			continue
		}
		report(Finding{
			Severity: Info, Span: p.Words[i].From.Span,
			Message: quoteJSON(brief(w)) + " is one word: " + l.program() + " gets the option and its value as one argument, with the blank in it",
			Fixes: []Fix{{Title: "write two words", Edits: []Edit{{
				Span: p.Words[i].From.Span, New: quoteJSON(m[1]) + ", " + quoteJSON(m[2]),
			}}}},
		})
		return
	}
}

var gluedOption = lazy.Regexp(`^(--?[A-Za-z][\w-]*) +([^\s=]+)$`)

// runnables are programs whose name, with a blank behind it, begins a command.
var runnables = strings.Fields(`npm npx yarn pnpm bun deno node nodejs python python2 python3 pip pip3 uv uvicorn gunicorn
	flask django-admin celery poetry pipenv ruby bundle rails rake puma java mvn gradle php composer go cargo dotnet perl
	sh bash dash ash zsh nginx httpd apachectl apache2ctl redis-server mongod mysqld postgres serve vite next nest tsc ls cat echo
	sleep tail cd exec env tini dumb-init gosu su-exec supervisord curl wget apt-get apt apk yum dnf make git docker kubectl`)

// isCommandText tells a command line from a file name with blanks in it: its
// first word is a usual program, or a later one is an option, a path, a
// variable or an operator.
func isCommandText(s string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 {
		return false
	}
	if slices.Contains(runnables, path.Base(fields[0])) {
		return true
	}
	return slices.ContainsFunc(fields[1:], func(f string) bool {
		return argumentLike().MatchString(f)
	})
}

var argumentLike = lazy.Regexp(`^(-{1,2}\w|\.{0,2}/|~/|\$[\w{(]|&&|\|\|?|;|[0-9]?>|<)`)

// splitFixes write the words one by one, or hand the text to a shell.
func (c *Case) splitFixes(p place, text string) (fixes []Fix) {
	at := p.Words[0].From.Span
	words, ok := commandWords(text)
	if c.windows() {
		words, ok = cmdWords(text)
	}
	if ok {
		list := strings.Trim(execForm(words), "[]")
		return []Fix{{Title: "write every word as a string of its own", Edits: []Edit{{Span: at, New: list}}}}
	}
	if len(p.Words) > 1 || !c.hasShell() || insideQuotes(text) {
		return nil
	}
	shell := []string{"/bin/sh", "-c"}
	switch {
	case c.windows():
		shell = []string{"cmd", "/S", "/C"}
		if strings.ContainsAny(text, "\"$") {
			return nil // quotes would reach cmd with backslashes
		}
	case isOneCommand(text):
		text = "exec " + text
	}
	list := strings.Trim(execForm(append(shell, text)), "[]")
	return []Fix{{Title: "hand the text to a shell", Edits: []Edit{{Span: at, New: list}}}}
}

// commandWords splits a text into the words of a program; nginx has an option
// whose value holds a blank and a ; without quotes.
func commandWords(text string) ([]string, bool) {
	if m := nginxText().FindStringSubmatch(text); m != nil {
		return []string{m[1], "-g", "daemon off;"}, true
	}
	return plainWords(text)
}

var nginxText = lazy.Regexp(`^(\S*nginx) +-g +["']?daemon off;?["']?$`)
