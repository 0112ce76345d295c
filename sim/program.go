package sim

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"explain/sim/lazy"

	"mvdan.cc/sh/v3/syntax"
)

// The beginnings of what runc refuses, in the words of docker run.
const (
	startPrefix    = "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: "
	oldStartPrefix = "docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
)

// cannotStart is what for certain does not start: nobody has the user's name, or
// the program is not there.
func cannotStart(img Image, p Process, inv Invocation) (Outcome, bool) {
	switch {
	case inv.Runner == "docker-create":
		return Outcome{}, false
	case img.OS == "windows":
		return emptyWindows(img, p)
	}
	if o, missing := missingUser(img, p, inv); missing {
		return o, true
	}
	if o, missing := missingProgram(img, p, inv); missing {
		return o, true
	}
	if o, refused := unreadable(img, p, inv); refused {
		return o, true
	}
	return nulByte(p)
}

// unreadable is a text that the shell refuses before it runs any of it: dash, ash
// and bash exit with 2. What it says is known of quotes that are not closed only.
func unreadable(img Image, p Process, inv Invocation) (Outcome, bool) {
	s, ok := FindShellString(p.Argv)
	if !ok || img.OS == "windows" || inv.PIDMode != "" || hasOptions(p.Argv[1:s.Index]) {
		return Outcome{}, false
	}
	shell := shellKind(s.Shell, img)
	stmts, err := parseShell(shell, s.Text)
	e, ok := err.(syntax.ParseError)
	if !ok || len(stmts) > 0 || !everyShellRefuses(s.Text, e.Text) {
		return Outcome{}, false
	}
	o := Outcome{Phase: PhaseExec, ExitCode: code(2), Certain: true, If: []string{}, Rule: "shell-takes-one-string", Span: p.Argv[s.Index].From.Span,
		Hint: "the shell cannot read its text: line " + strconv.Itoa(int(e.Pos.Line())) + ": " + e.Text}
	if shell == "" {
		o = o.Provided(quoteIfOdd(s.Shell) + " is dash, busybox ash or bash")
	}
	return o, true
}

// everyShellRefuses reports whether an error is about the structure of the text
// itself: what is wrong in ${ } shows when it is expanded, what is in $( ) may be
// read then only, and a heredoc may end with the text.
func everyShellRefuses(text, says string) bool {
	for _, in := range []string{"$(", "`", "((", "<<", "[["} {
		if strings.Contains(text, in) {
			return false
		}
	}
	return strings.Count(text, "${") == len(simpleExpansion().FindAllString(text, -1)) && !strings.Contains(says, "parameter") && !strings.Contains(says, "case patterns")
}

var simpleExpansion = lazy.Regexp(`\$\{\w+(:?[-+=?][\w./: -]*)?\}`)

// hasOptions reports whether a shell has options that may change what it reads.
func hasOptions(words []Word) bool {
	for _, w := range words {
		if w.Text != "-c" && w.Text != "-ec" && w.Text != "-e" && w.Text != "-o" && w.Text != "pipefail" && w.Text != "-l" && w.Text != "-lc" && w.Text != "-x" && w.Text != "-ex" && w.Text != "-exc" {
			return true
		}
	}
	return false
}

// isEmpty reports whether an image for certain has no files.
func (img Image) isEmpty() bool { return img.Bottom.From == scratch && !img.HasFiles }

// emptyWindows says of an empty Windows image what is known: not in which words
// its runtime refuses.
func emptyWindows(img Image, p Process) (Outcome, bool) {
	if !img.isEmpty() || p.Argv[0].Unknown != "" {
		return Outcome{}, false
	}
	o := Outcome{Phase: PhaseStart, If: []string{}, Rule: "pid1-is-argv0", Span: p.Argv[0].From.Span, Hint: emptyHint}
	return o.Provided("nothing brings " + quoteIfOdd(p.Argv[0].Text) + " into the empty image"), true
}

const emptyHint = "the image is empty: COPY the program into it"

// missingUser: an empty image has no /etc/passwd, so there is nobody whose name
// could be given.
func missingUser(img Image, p Process, inv Invocation) (Outcome, bool) {
	user, group, _ := strings.Cut(p.User.Text, ":")
	if !img.isEmpty() || len(mountsOf(img, inv)) > 0 || p.User.Unknown != "" || isID(user) && isID(group) {
		return Outcome{}, false
	}
	text := "unable to find user " + user + ": no matching entries in passwd file"
	if isID(user) {
		text = "unable to find group " + group + ": no matching entries in group file"
	}
	o := Outcome{Phase: PhaseStart, ExitCode: code(125), Certain: true, If: []string{}, Rule: "user-sets", Span: p.User.From.Span,
		Message: "docker: Error response from daemon: " + text, Hint: "the image has no /etc/passwd: give a number"}
	if p.User.From.Source == FromFlag {
		o.Rule = "user-flag"
	}
	if inv.Engine == "20.10" {
		o.Message += "."
	}
	return o, true
}

// isID reports whether a user or a group needs no looking up.
func isID(name string) bool {
	_, err := strconv.Atoi(name)
	return name == "" || err == nil
}

// fault is why a program cannot be started.
type fault struct {
	text     string // what runc says
	tini     string // what docker-init says
	exitCode int
	hint     string
	provided string // what that rests on, "" for nothing
}

func noSuchFile(program string) *fault {
	return &fault{text: "stat " + program + ": no such file or directory", tini: "No such file or directory", exitCode: 127}
}

func notInPath() *fault {
	return &fault{text: "executable file not found in $PATH", tini: "No such file or directory", exitCode: 127}
}

func aDirectory(hint string) *fault {
	return &fault{text: "is a directory: permission denied", tini: "Permission denied", exitCode: 126, hint: hint}
}

// missingProgram finds the program that for certain is not there, or is none.
func missingProgram(img Image, p Process, inv Invocation) (Outcome, bool) {
	program := p.Argv[0]
	if program.Unknown != "" {
		return Outcome{}, false
	}
	mounts := mountsOf(img, inv)
	find := faultOfPath
	if !strings.Contains(program.Text, "/") {
		find = faultOfName
	}
	f := find(img, p, mounts)
	if f == nil {
		return Outcome{}, false
	}
	o := Outcome{Phase: PhaseStart, ExitCode: code(f.exitCode), Certain: true, If: []string{}, Rule: "pid1-is-argv0", Span: program.From.Span, Hint: f.hint}
	if img.NoShell() && program.Text == "/bin/sh" && f.exitCode == 127 {
		o.Rule, o.Hint = "shell-missing", "write the program and its words as a JSON array, or build on an image that has a shell"
	}
	o.say(program.Text, f, inv)
	if f.provided != "" {
		o = o.Provided(f.provided)
	}
	return o, true
}

// say words a fault as runc does, or docker-init, which has started by then.
func (o *Outcome) say(program string, f *fault, inv Invocation) {
	switch {
	case inv.wrapsInit():
		o.Phase, o.Message = PhaseExec, "[FATAL tini (7)] exec "+program+" failed: "+f.tini
		o.Hint += "; the 7 is the number of the process, which may be another one"
		o.Hint = strings.TrimPrefix(o.Hint, "; ")
	case inv.Engine == "20.10":
		text := strings.TrimPrefix(f.text, "is a directory: ")
		o.Message = oldStartPrefix + "exec: " + quoteJSON(program) + ": " + text + ": unknown."
	default:
		o.Message = startPrefix + "exec: " + quoteJSON(program) + ": " + f.text
	}
}

// wrapsInit reports whether docker-init starts the program.
func (inv Invocation) wrapsInit() bool { return inv.Init != nil && *inv.Init && inv.PIDMode == "" }

// faultOfPath is what is wrong with a program that is named with a slash, nil if
// that is not known.
func faultOfPath(img Image, p Process, mounts []Mount) *fault {
	program := p.Argv[0].Text
	at, ok := placeOf(p, mounts)
	switch m := at.mount; {
	case !ok:
		return nil
	case m != nil && m.Target == at.path && (m.Brings == BringsTmpfs || m.Brings == BringsVolume):
		f := aDirectory(m.From + " makes " + m.Target + " a directory")
		if !img.isEmpty() {
			f.provided = "the image has no file " + m.Target + ", over which nothing can be mounted"
		}
		return f
	case m != nil && m.Brings == BringsTmpfs:
		f := noSuchFile(program)
		f.hint = m.From + " hides what the image has in " + m.Target
		return f
	case m != nil:
		return nil
	case img.isEmpty():
		return faultInEmpty(img, p, at.path, mounts)
	case img.NoShell() && at.path == "/bin/sh":
		return noSuchFile(program)
	}
	return nil
}

// faultInEmpty is what is wrong with a path in an image without files.
func faultInEmpty(img Image, p Process, at string, mounts []Mount) *fault {
	mountPoint := func(m Mount) bool { return below(m.Target, at) }
	switch {
	case isDirectory(at, img, p):
		return aDirectory(at + " is a directory: name the program in it")
	case isEngineOwn(at), slices.ContainsFunc(mounts, mountPoint):
		return nil
	}
	f := noSuchFile(p.Argv[0].Text)
	f.hint = emptyHint
	return f
}

// faultOfName is what is wrong with a program that is looked for in PATH.
func faultOfName(img Image, p Process, mounts []Mount) *fault {
	dirs, ok := searched(p)
	near := func(m Mount) bool {
		return m.Brings != BringsTmpfs && (m.Target == "" || slices.ContainsFunc(dirs, func(dir string) bool {
			dir = path.Join("/", dir)
			return below(dir, m.Target) || below(m.Target, dir)
		}))
	}
	f := notInPath()
	switch {
	case p.Argv[0].Text == "":
		f.hint = "the first word is empty: it names no program"
	case !ok:
		return nil
	case len(dirs) == 0:
		f.hint = "PATH is empty: write the program with its folder"
	case img.isEmpty() && !slices.ContainsFunc(mounts, near):
		f.hint = emptyHint
	default:
		return nil
	}
	return f
}

// nulByte: no process can be given a word with a NUL byte in it.
func nulByte(p Process) (Outcome, bool) {
	for _, w := range p.Argv {
		if strings.Contains(w.Text, "\x00") {
			o := Outcome{Phase: PhaseExec, If: []string{}, Rule: "pid1-is-argv0", Span: w.From.Span, Hint: "no word of a process can hold a NUL byte: take the \\u0000 out"}
			return o.Provided("nothing on the way cuts the word off at its NUL byte"), true
		}
	}
	return Outcome{}, false
}

// conditions are what must hold for the process to start.
func conditions(img Image, p Process, inv Invocation) []string {
	out := []string{}
	if says := programIsThere(img, p, inv); says != "" {
		out = append(out, says)
	}
	return append(out, userIsThere(img, p)...)
}

// programIsThere is the condition on the program, "" if it is known to hold.
func programIsThere(img Image, p Process, inv Invocation) string {
	program := p.Argv[0]
	shown := quoteIfOdd(program.Text)
	switch {
	case program.Unknown != "":
		return "the image has the program that " + program.Unknown + " names"
	case !strings.Contains(program.Text, "/") && !(img.OS == "windows" && strings.Contains(program.Text, `\`)):
		return shown + " is found in the container's PATH"
	}
	at, ok := placeOf(p, mountsOf(img, inv))
	switch {
	case ok && at.mount != nil:
		return at.mount.From + " brings " + shown
	case program.Text == "/bin/sh" && img.BinSh != "" && img.BinSh != "none":
		return ""
	}
	return "the image has " + shown
}

// userIsThere is the condition on a user and a group that are given by name, and
// that the image was not made with.
func userIsThere(img Image, p Process) (says []string) {
	from := p.User.From.Source
	if p.User.Unknown != "" || img.OS == "windows" || from == FromBaseImage || from == FromInstruction && img.HasFiles {
		return nil
	}
	user, group, _ := strings.Cut(p.User.Text, ":")
	if !isID(user) && user != "root" {
		says = append(says, "the image has the user "+quoteIfOdd(user))
	}
	if !isID(group) && group != "root" {
		says = append(says, "the image has the group "+quoteIfOdd(group))
	}
	return says
}
