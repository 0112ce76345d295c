package sim

import (
	"path"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// The shells of which it is known how they end a -c string.
const (
	Dash = "dash"
	Ash  = "busybox ash"
	Bash = "bash"
)

// pid1 says which program has process number 1, and, behind a shell, whether
// the program gets the stop signal.
func pid1(p Process, img Image, inv Invocation) PID1 {
	if len(p.Argv) == 0 {
		return PID1{}
	}
	program := p.Argv[0]
	out := PID1{Program: program.Text}
	if program.Unknown != "" {
		out.Says = "PID 1 is not known: " + program.Unknown
		return out
	}
	out.Says = "PID 1 is " + quoteIfOdd(out.Program) + " itself, no shell in between"
	if s, ok := FindShellString(p.Argv); ok {
		out.Shell = true
		out.readString(s, binShell(s.Shell, img))
	}
	if inv.Init != nil && *inv.Init && inv.PIDMode == "" {
		out.Init = true
		out.Says = "PID 1 is docker-init, which starts " + quoteIfOdd(out.Program) + " and passes signals on to it"
		out.Program = "docker-init"
	}
	return out
}

// binShell is which shell a program name is in this image; "" is not known.
func binShell(program string, img Image) string {
	switch path.Base(program) {
	case "bash":
		return Bash
	case "dash":
		return Dash
	case "ash":
		return Ash
	}
	if program == "/bin/sh" || program == "sh" {
		return img.BinSh
	}
	return ""
}

// readString says what becomes of the shell: it stays PID 1, or the string's
// last program takes its place.
func (p *PID1) readString(s ShellString, shell string) {
	places := map[bool]string{}
	for _, sh := range []string{Dash, Ash, Bash} {
		places[Replaces(sh, s.Text)] += ", " + sh
	}
	name := path.Base(s.Shell)
	switch {
	case strings.TrimSpace(s.Text) == "":
		p.Forwards, p.Says = "no", "PID 1 is "+name+", which has nothing to run and exits 0"
	case shell != "" && shell != "none" && Replaces(shell, s.Text), len(places[false]) == 0:
		p.Forwards, p.Says = "yes", "PID 1 is the program that "+name+" starts last: it takes the shell's place"
	case shell != "" && shell != "none", len(places[true]) == 0:
		p.Forwards, p.Says = "no", "PID 1 is "+name+", which does not pass the stop signal on to what it starts"
	default:
		p.Forwards = "depends"
		p.Says = "who is PID 1 depends on the shell: with " + list(places[true]) + " the program takes its place, with " + list(places[false]) + " the shell stays and keeps the stop signal"
	}
}

func list(s string) string { return strings.TrimPrefix(s, ", ") }

// Replaces reports whether a shell's -c string ends with a program that takes
// the shell's place as PID 1, instead of running as its child. It follows what
// dash 0.5.12 (Debian), busybox ash 1.35 and bash 5.2 do.
func Replaces(shell, text string) bool {
	file, err := parseShell(text)
	if err != nil || len(file.Stmts) == 0 {
		return false
	}
	if hasTrap(file) {
		return false
	}
	for _, s := range file.Stmts {
		if execs(s) {
			return true
		}
	}
	last := file.Stmts[len(file.Stmts)-1]
	switch shell {
	case Ash:
		return ashReplaces(last)
	case Bash:
		return bashReplaces(last)
	}
	return false // Debian's dash never does without exec
}

// execs reports whether a statement, as a list's first or last part, is exec PROGRAM.
func execs(s *syntax.Stmt) bool {
	if s.Background || s.Negated {
		return false
	}
	switch cmd := s.Cmd.(type) {
	case *syntax.CallExpr:
		return len(cmd.Args) > 1 && cmd.Args[0].Lit() == "exec"
	case *syntax.BinaryCmd:
		return cmd.Op != syntax.Pipe && cmd.Op != syntax.PipeAll && (execs(cmd.X) || execs(cmd.Y))
	case *syntax.Block:
		return len(cmd.Stmts) > 0 && execs(cmd.Stmts[len(cmd.Stmts)-1])
	}
	return false
}

func hasTrap(file *syntax.File) (found bool) {
	syntax.Walk(file, func(n syntax.Node) bool {
		if c, ok := n.(*syntax.CallExpr); ok && len(c.Args) > 1 && c.Args[0].Lit() == "trap" {
			found = true
		}
		return !found
	})
	return found
}

// ashReplaces: busybox ash execs the command in tail position.
func ashReplaces(s *syntax.Stmt) bool {
	if s.Background || s.Negated || hasHeredoc(s) {
		return false
	}
	switch cmd := s.Cmd.(type) {
	case *syntax.CallExpr:
		return startsProgram(cmd)
	case *syntax.BinaryCmd:
		return (cmd.Op == syntax.AndStmt || cmd.Op == syntax.OrStmt && literal(cmd.X) == "false") && ashReplaces(cmd.Y)
	case *syntax.Subshell:
		return len(cmd.Stmts) > 0 && ashReplaces(cmd.Stmts[len(cmd.Stmts)-1])
	case *syntax.Block:
		return len(cmd.Stmts) > 0 && ashReplaces(cmd.Stmts[len(cmd.Stmts)-1])
	case *syntax.IfClause:
		return len(cmd.Then) > 0 && ashReplaces(cmd.Then[len(cmd.Then)-1])
	case *syntax.CaseClause:
		return true
	}
	return false
}

// bashReplaces: bash execs the last command only when it is a plain simple one
// without redirection.
func bashReplaces(s *syntax.Stmt) bool {
	if s.Background || s.Negated || len(s.Redirs) > 0 {
		return false
	}
	switch cmd := s.Cmd.(type) {
	case *syntax.CallExpr:
		return startsProgram(cmd)
	case *syntax.BinaryCmd:
		return (cmd.Op == syntax.AndStmt || cmd.Op == syntax.OrStmt && literal(cmd.X) == "false") && bashReplaces(cmd.Y)
	}
	return false
}

func hasHeredoc(s *syntax.Stmt) bool {
	for _, r := range s.Redirs {
		if r.Hdoc != nil {
			return true
		}
	}
	return false
}

// startsProgram reports whether a simple command starts a program rather than a
// builtin that stays in the shell.
func startsProgram(c *syntax.CallExpr) bool {
	if len(c.Args) == 0 {
		return false
	}
	switch c.Args[0].Lit() {
	case ":", "true", "false", "cd", "echo", "printf", "export", "set", "unset", "read", "wait", "test", "[", "eval", ".", "source", "exit", "return", "shift", "umask", "ulimit", "trap", "kill":
		return false
	}
	return true
}

// literal is a statement's only word when it is one plain word.
func literal(s *syntax.Stmt) string {
	if c, ok := s.Cmd.(*syntax.CallExpr); ok && len(c.Args) == 1 {
		return c.Args[0].Lit()
	}
	return ""
}
