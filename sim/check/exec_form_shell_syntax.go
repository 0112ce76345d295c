package check

import (
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/lazy"
)

var execFormShellSyntax = Check{
	ID: "exec-form-shell-syntax", Title: "words of an exec form that only a shell would understand", Severity: Warning,
	Rules: []sim.RuleID{"exec-form-verbatim", "no-expansion-in-commands"},
	Run: func(c *Case, report func(Finding)) {
		for _, p := range c.places() {
			if p.isCommand() && p.Form == sim.ExecForm {
				c.reportSyntax(p, report)
			}
		}
	},
}

// reportSyntax makes one finding of an instruction: the first place, the others
// related to it.
func (c *Case) reportSyntax(p place, report func(Finding)) {
	l := c.commandLine(p)
	if isShellCommand(l.argv[:l.own]) || len(l.argv) > 0 && l.own == 0 && isCommandText(l.argv[0]) {
		return // a shell reads them; one-string-exec says it
	}
	var f Finding
	var first shellSyntax
	for i, w := range p.Words {
		syn, ok := findShellSyntax(l, l.own+i)
		if !ok && c.windows() {
			syn, ok = findCmdVariable(l, l.own+i)
		}
		if !ok {
			continue
		}
		at := c.within(w.From.Span, syn.at)
		if f.Message != "" {
			f.Related = append(f.Related, Related{Span: at, Message: "this, too, is left as it is"})
			continue
		}
		first = syn
		f.Span, f.Message = at, syn.says
	}
	if f.Message == "" {
		return
	}
	if !l.sure {
		f.Severity = Info
		f.Message += unsure(l)
	}
	f.Fixes = c.shellFixes(p, l, first)
	report(f)
}

func unsure(l commandLine) string {
	if l.own > 0 {
		return "; only " + l.program() + " itself could do more with it"
	}
	return ", unless the base image has an ENTRYPOINT that does more with it"
}

// within narrows the span of a word to a part of it, if that is written there
// once and as it is.
func (c *Case) within(at sim.Span, part string) sim.Span {
	raw := c.source(at)
	if strings.Count(raw, part) != 1 {
		return at
	}
	start := at.Start + strings.Index(raw, part)
	return c.Dockerfile.Source.Span(start, start+len(part))
}

// shellFixes rewrite the words so that what they say happens.
func (c *Case) shellFixes(p place, l commandLine, syn shellSyntax) []Fix {
	first := p.Words[0].From.Span
	switch {
	case syn.kind == inQuotes:
		return nil
	case syn.kind == assignment && l.own == 0 && isClean(append([]string{"env"}, l.argv...)):
		return []Fix{{Title: "let env set the variable", Edits: []Edit{{Span: c.at(first.Start), New: `"env", `}}}}
	case syn.kind == builtin && l.argv[0] == "exec" && len(p.Words) > 1 && isClean(l.argv[1:]):
		next := p.Words[1].From.Span
		return []Fix{{Title: "leave exec out", Edits: []Edit{{Span: c.Dockerfile.Source.Span(first.Start, next.Start)}}}}
	case l.own > 0 || !c.hasShell():
		return nil
	}
	last := p.Words[len(p.Words)-1].From.Span
	words := shellArgv(p, l.argv)
	if c.windows() {
		var ok bool
		if words, ok = cmdArgv(l.argv); !ok {
			return nil
		}
	}
	list := strings.Trim(execForm(words), "[]")
	at := c.Dockerfile.Source.Span(first.Start, last.End)
	if strings.Contains(c.source(at), "\n") {
		return nil
	}
	return []Fix{{Title: "let a shell read the words", Edits: []Edit{{Span: at, New: list}}}}
}

// isClean reports whether nothing in argv needs a shell.
func isClean(argv []string) bool {
	for i := range argv {
		if _, found := findShellSyntax(commandLine{argv: argv}, i); found {
			return false
		}
	}
	return true
}

// shellArgv is a shell with the words as its text. One program takes the
// shell's place; an ENTRYPOINT passes its arguments on.
func shellArgv(p place, argv []string) []string {
	text := shellText(argv)
	one := isOneCommand(text)
	if p.Keyword == "ENTRYPOINT" && one {
		return []string{"/bin/sh", "-c", "exec " + strings.TrimSuffix(text, ` "$@"`) + ` "$@"`, "--"}
	}
	if one {
		text = "exec " + text
	}
	return []string{"/bin/sh", "-c", text}
}

// shellText is words as a shell must read them for what they mean.
func shellText(argv []string) string {
	out := make([]string, len(argv))
	for i, w := range argv {
		out[i] = shellWordFor(w, operatorAt(argv, i) != "")
		if ws, closed := shellWords(w); closed && len(ws) > 1 && i > 0 && operatorAt(argv, i-1) != "" {
			out[i] = w // a command of several words behind &&
		}
	}
	return strings.Join(out, " ")
}

// optionList is a variable that by its name holds several words: in quotes they
// would be one.
var optionList = lazy.Regexp(`\$\{?\w*(OPTS|ARGS|FLAGS|OPTIONS|PARAMS|ARGUMENTS)\b`)

func shellWordFor(w string, operator bool) string {
	const special = " \t\n'\"\\&|;<>()#{}!"
	expands := strings.ContainsAny(w, "$`")
	switch {
	case operator, w == "$@" || w == "$*", optionList().MatchString(w) && !strings.ContainsAny(w, "'\"\\&|;<>()#"):
		return map[bool]string{true: `"$@"`, false: w}[w == "$@" || w == "$*"]
	case w == "":
		return "''"
	case expands:
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(w) + `"`
	case strings.ContainsAny(w, special):
		return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
	}
	return w
}

// operatorAt is the operator that word i of argv would be in a shell, "" if it
// is an argument: of find, or behind an option such as cut -d.
func operatorAt(argv []string, i int) string {
	w := argv[i]
	if i == 0 || isReadByProgram(argv, i) {
		return ""
	}
	prev, last := argv[i-1], i == len(argv)-1
	optionValue := strings.HasPrefix(prev, "-") && len(prev) == 2
	switch {
	case slices.Contains([]string{"&&", "||", "|"}, w):
		if last || optionValue || strings.HasPrefix(argv[i+1], "-") {
			return ""
		}
		return w
	case w == ";":
		if last || slices.Contains(argv[:i], "-exec") {
			return ""
		}
		return w
	case w == "&" && last, isRedirect(w) && !optionValue:
		return w
	}
	return ""
}

func isRedirect(w string) bool {
	switch w {
	case ">", ">>", "<", "2>", "2>>", "&>", "1>", "2>&1", ">&2", "1>&2", ">&1":
		return true
	}
	for _, prefix := range []string{">/", ">>/", "2>/", "2>>/", "&>/", "1>/", "</"} {
		if strings.HasPrefix(w, prefix) && !strings.Contains(w[1:], ">") {
			return true
		}
	}
	return false
}
