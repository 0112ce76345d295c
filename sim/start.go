package sim

import (
	"strings"

	"explain/sim/lazy"
)

// Start says how far a process gets: what is refused for certain is said as
// certain, what depends on files that are not known as an "if".
func Start(img Image, p Process, inv Invocation) Outcome {
	o := start(img, p, inv)
	if says := readAsDockersOwn(img.Frontend); says != "" {
		o = o.Provided(says)
	}
	if img.Checked && inv.Refused == nil {
		o = o.Provided(ChecksPass)
	}
	for _, says := range inv.Provided {
		o = o.Provided(says)
	}
	return o
}

// ChecksPass is what must hold where a finding of BuildKit's checks fails the build.
const ChecksPass = "the checks of docker build find nothing"

// Provided is o as it is when it also rests on something that is not known.
func (o Outcome) Provided(says string) Outcome {
	o.Certain = false
	o.If = append(o.If[:len(o.If):len(o.If)], says)
	return o
}

// start is Start when everything that the line rests on holds.
func start(img Image, p Process, inv Invocation) Outcome {
	if r := inv.Refused; r != nil {
		return Outcome{Phase: PhaseCLI, ExitCode: code(r.ExitCode), Message: r.Message, Certain: true, If: []string{}, Rule: r.Rule, Span: r.Span, Hint: r.Hint}
	}
	if o, refused := refusedValues(img, p, inv); refused {
		return o
	}
	if p.NoCommand() {
		text := "no command specified"
		if inv.Engine == "20.10" {
			text = "No command specified"
		}
		return refusedByEngine(inv, text, "no-command", "give a command after the image name, or set CMD or ENTRYPOINT")
	}
	if o, refused := refusedName(inv); refused {
		return o
	}
	if o, fails := cannotStart(img, p, inv); fails {
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
	if inv.Engine == "20.10" && inv.Runner != "docker-create" {
		text += seeHelp
	}
	o.Message += text
	return o
}

// refusedValues is what the engine refuses of the other settings.
func refusedValues(img Image, p Process, inv Invocation) (Outcome, bool) {
	if w := p.WorkingDir; w.Unknown == "" && inv.WorkingDir.Text != "" && !strings.HasPrefix(w.Text, "/") && img.OS != "windows" {
		o := refusedByEngine(inv, "the working directory '"+w.Text+"' is invalid, it needs to be an absolute path", "workdir-flag", "begin the directory with /")
		o.Span = w.From.Span
		return o, true
	}
	if s := p.StopSignal; s.Unknown == "" && s.Text != "" && !ValidSignal(s.Text) {
		text := "invalid signal: "
		if inv.Engine == "20.10" {
			text = "Invalid signal: "
		}
		o := refusedByEngine(inv, text+s.Text, "stop-signal-flag", "give a signal's name or number, such as SIGINT")
		o.Span = s.From.Span
		return o, true
	}
	return Outcome{}, false
}

// IsScratch reports whether a reference is the name of no image.
func IsScratch(ref string) bool {
	return strings.HasPrefix(FullReference(ref), "docker.io/library/scratch:")
}

// ReservedName is what comes of starting scratch: it is a word of FROM, and
// cannot be pulled (moby/moby daemon/server/router/image validateRepoName).
func ReservedName(inv Invocation) Outcome {
	o := refusedByEngine(inv, "'scratch' is a reserved name", "from-scratch-is-empty", "scratch is no image: it can only stand behind FROM; name the image that is built on it")
	o.Span = inv.Image.From.Span
	return o
}

var containerName = lazy.Regexp(`^/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$`)

// refusedName refuses a --name that no container can have (moby/moby
// daemon/names.go reserveName).
func refusedName(inv Invocation) (Outcome, bool) {
	n := inv.Name
	if n.Text == "" || containerName().MatchString(n.Text) {
		return Outcome{}, false
	}
	o := refusedByEngine(inv, "Invalid container name ("+n.Text+"), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed", "", "a container's name begins with a letter or a digit and has at least two characters")
	if strings.HasPrefix(n.Text, "-") {
		o.Hint = "--name has taken " + n.Text + " for its value: give it a name in front of that"
	}
	o.Span = n.From.Span
	return o, true
}

// quoteIfOdd shows a program's name, with quotes where blanks or nothing would hide.
func quoteIfOdd(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\n\"") {
		return quoteJSON(s)
	}
	return s
}
