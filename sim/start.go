package sim

import "strings"

const startPrefix = "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: "

// Start says how far a process gets: what is refused for certain is said as
// certain, what depends on files that are not known as an "if".
func Start(img Image, p Process, inv Invocation) Outcome {
	o := start(img, p, inv)
	if says := readAsDockersOwn(img.Frontend); says != "" {
		o = o.Provided(says)
	}
	for _, says := range inv.Provided {
		o = o.Provided(says)
	}
	return o
}

// Provided is o as it is when it also rests on something that is not known.
func (o Outcome) Provided(says string) Outcome {
	o.Certain = false
	o.If = append(o.If[:len(o.If):len(o.If)], says)
	return o
}

// start is Start when everything that the line rests on holds.
func start(img Image, p Process, inv Invocation) Outcome {
	switch r := inv.Refused; {
	case r != nil:
		return Outcome{Phase: PhaseCLI, ExitCode: code(r.ExitCode), Message: r.Message, Certain: true, If: []string{}, Rule: r.Rule, Span: r.Span, Hint: r.Hint}
	case p.NoCommand():
		return refusedByEngine(inv, "no command specified", "no-command", "give a command after the image name, or set CMD or ENTRYPOINT")
	}
	if o, refused := refusedValues(p, inv); refused {
		return o
	}
	if o, missing := missingProgram(img, p, inv); missing {
		return o
	}
	return Outcome{Phase: PhaseRunning, If: conditions(img, p, inv)}
}

// seeHelp ends what the 20.10 client prints of a failed docker run.
const seeHelp = ".\nSee 'docker run --help'."

func code(n int) *int { return &n }

// refusedByEngine is an error of the daemon at create: docker run returns 125,
// docker create 1.
func refusedByEngine(inv Invocation, text string, rule RuleID, hint string) Outcome {
	o := Outcome{Phase: PhaseCreate, ExitCode: code(125), Certain: true, If: []string{}, Rule: rule, Hint: hint}
	if inv.Runner == "docker-create" {
		o.ExitCode = code(1)
		o.Message = "Error response from daemon: "
	} else {
		o.Message = "docker: Error response from daemon: "
	}
	if inv.Engine == "20.10" {
		text = strings.ToUpper(text[:1]) + text[1:]
		if inv.Runner != "docker-create" {
			text += seeHelp
		}
	}
	o.Message += text
	return o
}

// refusedValues is what the engine refuses of the other settings.
func refusedValues(p Process, inv Invocation) (Outcome, bool) {
	if w := p.WorkingDir; w.Unknown == "" && inv.WorkingDir.Text != "" && !strings.HasPrefix(w.Text, "/") {
		o := refusedByEngine(inv, "the working directory '"+w.Text+"' is invalid, it needs to be an absolute path", "workdir-flag", "begin the directory with /")
		o.Span = w.From.Span
		return o, true
	}
	if s := p.StopSignal; s.Unknown == "" && s.Text != "" && !ValidSignal(s.Text) {
		o := refusedByEngine(inv, "invalid signal: "+s.Text, "stop-signal-flag", "give a signal's name or number, such as SIGINT")
		o.Span = s.From.Span
		return o, true
	}
	return Outcome{}, false
}

// missingProgram finds the program that for certain is not in the image: the
// shell where there is none, anything in an empty image.
func missingProgram(img Image, p Process, inv Invocation) (Outcome, bool) {
	program := p.Argv[0]
	empty := img.Bottom.From == scratch && !img.HasFiles
	noShell := img.NoShell() && program.Text == "/bin/sh"
	if program.Unknown != "" || !empty && !noShell || inv.Runner == "docker-create" || inv.Init != nil && *inv.Init {
		return Outcome{}, false
	}
	o := Outcome{Phase: PhaseStart, ExitCode: code(127), Certain: true, If: []string{}, Rule: "shell-missing", Span: program.From.Span}
	fault := "stat " + program.Text + ": no such file or directory"
	if !strings.Contains(program.Text, "/") {
		fault = "executable file not found in $PATH"
	}
	o.Message = startPrefix + "exec: " + quoteJSON(program.Text) + ": " + fault
	if inv.Engine == "20.10" {
		o.Message = "docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: " + quoteJSON(program.Text) + ": " + fault + ": unknown."
	}
	o.Hint = "write the program and its words as a JSON array, or build on an image that has a shell"
	if !noShell {
		o.Rule, o.Hint = "pid1-is-argv0", "the image is empty: COPY the program into it"
	}
	return o, true
}

// conditions are what must hold for the process to start.
func conditions(img Image, p Process, inv Invocation) []string {
	program := p.Argv[0]
	name := "the image has " + quoteIfOdd(program.Text)
	switch {
	case program.Unknown != "":
		name = "the image has the program that " + program.Unknown + " names"
	case program.Text == "/bin/sh" && img.BinSh != "" && img.BinSh != "none":
		return []string{}
	case !strings.Contains(program.Text, "/") && !(img.OS == "windows" && strings.Contains(program.Text, `\`)):
		name = quoteIfOdd(program.Text) + " is found in the container's PATH"
	}
	return []string{name}
}

// quoteIfOdd shows a program's name, with quotes where blanks or nothing would hide.
func quoteIfOdd(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\n\"") {
		return quoteJSON(s)
	}
	return s
}
