package check

import (
	"path"
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/lazy"
)

// process is what starts, or what would start if the image were run as it is.
func (c *Case) process() *sim.Process {
	if c.Process != nil || c.Image == nil {
		return c.Process
	}
	inv := sim.Invocation{Runner: "none"}
	if c.Invocation != nil {
		inv = *c.Invocation
	}
	p := sim.Resolve(*c.Image, inv)
	return &p
}

// entrypointWords counts the words of argv that are ENTRYPOINT or --entrypoint.
func (c *Case) entrypointWords() int {
	var words []sim.Word
	if c.Image != nil {
		words = c.Image.Entrypoint.Words
	}
	if c.Invocation != nil && c.Invocation.Entrypoint.Set {
		words = c.Invocation.Entrypoint.Words
	}
	if len(words) == 1 && words[0].Text == "" && words[0].Unknown == "" {
		return 0
	}
	return len(words)
}

// commandLine is the exec form of an instruction as the end of the argv that it
// makes: the words of an ENTRYPOINT stand in front of those of a CMD.
type commandLine struct {
	argv []string
	own  int // where the instruction's own words begin
	// sure is false when what stands in front is not known, or is a program
	// that does with the words what nobody can tell: a script.
	sure bool
}

// program is what starts.
func (l commandLine) program() string { return path.Base(l.argv[0]) }

// commandLine finds what runs the words of an exec form.
func (c *Case) commandLine(p place) commandLine {
	own := sim.Texts(p.Words)
	if p.Keyword != "CMD" || p.onbuild() {
		return commandLine{argv: own, sure: true}
	}
	front, known := c.frontOf(p)
	l := commandLine{argv: append(sim.Texts(front), own...), own: len(front), sure: known}
	if len(front) > 0 && isScript(front[0].Text) {
		l.sure = false
	}
	return l
}

// frontOf is the ENTRYPOINT that a CMD follows; known is false when the base
// may have one of its own.
func (c *Case) frontOf(cmd place) (words []sim.Word, known bool) {
	if p := c.look().inCmd; p != nil && p.outer == cmd.outer {
		for _, w := range c.Image.Entrypoint.Words {
			if w.Unknown != "" {
				return nil, false
			}
		}
		return c.Image.Entrypoint.Words[:len(c.Image.Entrypoint.Words):len(c.Image.Entrypoint.Words)], true
	}
	p := c.look().starts[cmd.stage]
	switch {
	case p == nil:
		return nil, cmd.stage.Base == "scratch"
	case p.Form != sim.ExecForm:
		return append([]sim.Word{{Text: "/bin/sh"}, {Text: "-c"}}, p.Words...), true
	}
	return p.Words, true
}

// isScript reports whether a program is by its name a start script: what it
// does with its arguments is in the script.
func isScript(program string) bool {
	base := path.Base(program)
	return strings.HasSuffix(base, ".sh") || strings.Contains(base, "entrypoint") || base == "script" || base == "init"
}

// wrappers start the words that they are given as a program of its own.
var wrappers = strings.Fields(`catatonit chpst docker-init dumb-init env gosu ionice nice nohup s6-setuidgid setpriv
	setsid stdbuf su-exec sudo tini tini-static timeout xvfb-run`)

func isWrapper(program string) bool { return slices.Contains(wrappers, path.Base(program)) }

// languages are programs that read further words as text of their own: a
// script, a pattern, a query. What looks like the shell's in it may be theirs.
var languages = strings.Fields(`sh bash dash ash zsh ksh mksh fish busybox cmd cmd.exe powershell powershell.exe pwsh pwsh.exe
	su runuser ssh script awk gawk mawk sed grep egrep rg perl jq yq envsubst gomplate dockerize consul-template make find
	expr test [ xargs parallel concurrently nodemon watch entr psql mysql mongo mongosh redis-cli sqlite3 execlineb`)

// front is how many words of an argv are looked at for a program: wrappers are
// not longer, and an argv can have 100,000 words.
const front = 64

// isReadByProgram reports whether word i of argv is read by a program that has
// a language of its own.
func isReadByProgram(argv []string, i int) bool {
	for _, w := range argv[:min(i, front)] {
		if slices.Contains(languages, path.Base(w)) {
			return true
		}
	}
	return i > 0 && scriptOption().MatchString(argv[i-1])
}

var scriptOption = lazy.Regexp(`^(-[a-zA-Z]?[ceE]|-[rp]|--(eval|exec|execute|command|regexp?|print|format|expression))$`)

// isShellCommand reports whether front hands its next word to a shell as text.
func isShellCommand(front []string) bool {
	words := make([]sim.Word, 0, len(front)+1)
	for _, w := range front {
		words = append(words, sim.Word{Text: w})
	}
	s, ok := sim.FindShellString(append(words, sim.Word{Text: "x"}))
	return ok && s.Index == len(front) || len(front) > 1 && isWindowsShell(front[0])
}

func isWindowsShell(program string) bool {
	base := strings.ToLower(path.Base(strings.ReplaceAll(program, `\`, "/")))
	return slices.Contains([]string{"cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh", "pwsh.exe"}, base)
}

// hasShell reports whether the image may have a shell to use in a fix.
func (c *Case) hasShell() bool { return c.Image == nil || c.Image.BinSh != "none" }
