package sim

import (
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Ending is what comes of somebody who wants the container to end: docker stop,
// or Ctrl-C. Ways has one entry when it is certain, else one for each condition.
type Ending struct {
	Signal string      `json:"signal"` // what arrives: SIGTERM
	Ways   []EndingWay `json:"ways"`
}

// EndingWay is one way to end. ExitCode is what docker run returns, nil when the
// program decides, or when it goes on. After is when it ends, in seconds from the
// signal: 0 is at once, nil never.
type EndingWay struct {
	If       string `json:"if"` // "" when it is always so
	Says     string `json:"says"`
	After    *int   `json:"after"`
	Killed   bool   `json:"killed"` // by SIGKILL, with no chance to clean up
	ExitCode *int   `json:"exitCode"`
}

// defaultPatience is how long docker stop waits, in seconds (moby
// daemon/container/container.go DefaultStopTimeout).
const defaultPatience = 10

// ending knows who gets a signal and what they do about it.
type ending struct {
	p        Process
	inv      Invocation
	in       *Inside
	signal   signal
	patience int // seconds until SIGKILL; negative: for ever
	program  string
	typed    bool // Ctrl-C, not docker stop
}

// Stop is what docker stop does to a container that runs p; nil where that is not
// known: for Windows, and for docker exec.
func Stop(img Image, p Process, inv Invocation, in *Inside) *Ending {
	if !signalled(img, p, inv, in) {
		return nil
	}
	e := newEnding(p, inv, in)
	e.signal, e.patience = readSignal(p.StopSignal.Text), defaultPatience
	if inv.StopTimeout != nil {
		e.patience = *inv.StopTimeout
	}
	if p.StopSignal.Unknown != "" {
		return &Ending{Ways: []EndingWay{{If: "", Says: "which signal docker stop sends is not known: " + p.StopSignal.Unknown}}}
	}
	return &Ending{Signal: e.signal.name, Ways: e.ways()}
}

// CtrlC is what Ctrl-C does in the terminal of docker run; nil where nobody can
// type it.
func CtrlC(img Image, p Process, inv Invocation, in *Inside) *Ending {
	if !signalled(img, p, inv, in) || inv.Detach || inv.Runner != "docker-run" || inv.Doubts != nil {
		return nil
	}
	e := newEnding(p, inv, in)
	e.signal, e.typed, e.patience = signal{sigInt, "SIGINT"}, true, -1
	return &Ending{Signal: "SIGINT", Ways: e.ways()}
}

// signalled reports whether there is something that a signal could end.
func signalled(img Image, p Process, inv Invocation, in *Inside) bool {
	if in != nil && !in.takesTime() {
		return false
	}
	return len(p.Argv) > 0 && img.OS != "windows" && inv.Runner != "docker-exec" && inv.Runner != ""
}

// takesTime reports whether a text has anything but builtins, which end at once.
func (in *Inside) takesTime() bool {
	return in.More || in.Error != nil || slices.ContainsFunc(in.Commands, func(c ShellCommand) bool {
		return c.Kind != RunsBuiltin || slices.Contains([]string{"wait", "read", ".", "source", "eval"}, c.Words[0].Text)
	})
}

func newEnding(p Process, inv Invocation, in *Inside) *ending {
	e := &ending{p: p, inv: inv, in: in, program: quoteIfOdd(p.Argv[0].Text)}
	if p.Argv[0].Unknown != "" {
		e.program = "the program"
	}
	return e
}

func one(w EndingWay) []EndingWay { return []EndingWay{w} }

// ways are the ways to end, by who has number 1.
func (e *ending) ways() []EndingWay {
	switch s := e.signal; {
	case s.number == sigKill:
		return one(e.atOnce("SIGKILL ends everything at once", 128+sigKill, true))
	case e.inv.wrapsInit():
		return e.behindInit("docker-init passes " + s.name + " on to ")
	case e.inv.PIDMode != "":
		return e.notFirst(e.program)
	case e.p.PID1.Shell:
		return e.shell()
	case isInit(e.p.Argv[0]):
		return one(EndingWay{If: "", Says: e.program + " passes " + s.name + " on to the program that it has started"})
	case e.isBareShell():
		return e.bareShell()
	}
	return e.first(e.program)
}

// isInit reports whether a program is one of the small ones that are made for
// being process 1.
func isInit(w Word) bool {
	switch path.Base(w.Text) {
	case "tini", "tini-static", "dumb-init", "catatonit", "docker-init":
		return true
	}
	return false
}

// atOnce is an end without waiting.
func (e *ending) atOnce(says string, exitCode int, killed bool) EndingWay {
	return EndingWay{Says: says, After: code(0), Killed: killed, ExitCode: code(exitCode)}
}

// kept is what happens when nobody does anything about the signal.
func (e *ending) kept(says string) EndingWay {
	switch {
	case e.typed && !e.inv.TTY:
		return EndingWay{Says: says + "; after three times docker run gives up with exit code 1, and the container runs on"}
	case e.typed:
		return EndingWay{Says: says}
	case e.patience < 0:
		return EndingWay{Says: says + ", and docker stop waits for ever"}
	}
	return EndingWay{Says: says + ": " + e.killed(), After: code(e.patience), Killed: true, ExitCode: code(128 + sigKill)}
}

func (e *ending) killed() string {
	if e.patience == 0 {
		return "SIGKILL follows at once"
	}
	return "SIGKILL follows " + seconds(e.patience) + " later"
}

func seconds(n int) string {
	if n == 1 {
		return "1 second"
	}
	return strconv.Itoa(n) + " seconds"
}

// handled is the way of a program that does something about the signal.
func (e *ending) handled(program string) EndingWay {
	return EndingWay{If: program + " handles " + e.signal.name, Says: "it ends as it likes, with its own exit code"}
}

// noHandler are programs that are known to do nothing about signals.
func noHandler(program string) bool {
	switch path.Base(program) {
	case "sleep", "tail", "cat", "yes":
		return true
	}
	return false
}

// first is a program that is process 1: the kernel gives it only the signals for
// which it has a handler (pid_namespaces(7)).
func (e *ending) first(program string) []EndingWay {
	ignored := e.kept(program + " is PID 1 and has no handler for " + e.signal.name + ", so nothing happens")
	if noHandler(program) {
		return one(ignored)
	}
	ignored.If = "it does not"
	ignored.Says = e.kept("as PID 1 it never gets the signal").Says
	return []EndingWay{e.handled(program), ignored}
}

// notFirst is a program that is not process 1: what it does not handle ends it.
func (e *ending) notFirst(program string) []EndingWay {
	if !e.signal.ends() {
		ignored := e.kept("it goes on: " + e.signal.name + " does nothing to a program without a handler")
		ignored.If = "it does not"
		return []EndingWay{e.handled(program), ignored}
	}
	dies := e.atOnce(e.signal.name+" ends "+program+" at once", 128+e.signal.number, false)
	if noHandler(program) {
		return one(dies)
	}
	dies.If, dies.Says = "it does not", e.signal.name+" ends it at once"
	return []EndingWay{e.handled(program), dies}
}

// behindInit is what docker-init's child does.
func (e *ending) behindInit(says string) []EndingWay {
	if !e.p.PID1.Shell {
		ways := e.notFirst(e.program)
		for i := range ways {
			if ways[i].If == "" {
				ways[i].Says = says + e.program + ": " + ways[i].Says
			}
		}
		return ways
	}
	return e.byShell(e.staysBehindInit, e.notFirst)
}

// staysBehindInit is a shell that is docker-init's child: signals do to it what they
// do to any process, but that it reacts to SIGINT after its program, and that ash
// and bash ignore SIGQUIT.
func (e *ending) staysBehindInit(shell string) []EndingWay {
	if ways, trapped := e.trapped(); trapped {
		return ways
	}
	switch {
	case e.signal.number == sigInt:
		return e.interrupted(shell)
	case !e.signal.ends(), e.signal.number == sigQuit && shell != Dash:
		return one(e.kept(e.signal.name + " does nothing to " + e.program))
	}
	return one(e.atOnce("docker-init passes "+e.signal.name+" on to "+e.program+", which it ends; what the shell has started is killed without being told", 128+e.signal.number, false))
}

// shell is a shell with a string as process 1.
func (e *ending) shell() []EndingWay { return e.byShell(e.stays, e.first) }

// stays is a shell that has number 1 while its programs run.
func (e *ending) stays(shell string) []EndingWay {
	ways, trapped := e.trapped()
	switch {
	case trapped:
		return ways
	case e.signal.number == sigInt:
		return e.interrupted(shell)
	case shell == Bash && e.trapOf("EXIT") != nil && e.signal.ends() && e.signal.number != sigQuit:
		// A trap on EXIT gives bash a handler for what would end it.
		return one(e.atOnce("bash has a trap on EXIT, so "+e.signal.name+" ends it at once; what it has started is killed without being told", 128+e.signal.number, false))
	}
	return one(e.kept("only " + e.program + " gets " + e.signal.name + ", as PID 1 it ignores it and passes nothing on to " + e.child()))
}

// interrupted is a shell that gets SIGINT. With -c, dash and ash have a handler for
// it, bash while it waits for a program.
func (e *ending) interrupted(shell string) []EndingWay {
	child, exit := e.child(), code(128+sigInt)
	if e.trapOf("EXIT") != nil && shell != Bash {
		exit = nil // the trap's
	}
	ends := EndingWay{Says: "SIGINT ends " + e.program + " at once; what it has started is killed without being told", After: code(0), ExitCode: exit}
	switch waits := e.waits(); {
	case waits && (shell != Bash || e.trapOf("EXIT") != nil || e.inv.wrapsInit()):
		return one(ends)
	case waits:
		return one(e.kept(e.program + " is PID 1 and has no handler for SIGINT, so nothing happens"))
	case e.typed && e.inv.TTY && !e.background():
		died := EndingWay{Says: "the terminal sends SIGINT to " + child + " as well, and " + e.program + " ends after it", After: code(0), ExitCode: exit}
		if noHandler(child) {
			return one(died)
		}
		died.If = child + " does not handle SIGINT"
		return []EndingWay{died, {If: "it does", Says: "it ends as it likes; what " + e.program + " does then depends on how"}}
	}
	return one(e.kept("only " + e.program + " gets SIGINT, and does nothing before " + child + " has ended"))
}

// background reports whether any program of the text runs in the background.
func (e *ending) background() bool {
	return e.in != nil && slices.ContainsFunc(e.in.Commands, func(c ShellCommand) bool { return slices.Contains(c.How, InBackground) })
}

// child is the program that the shell runs last.
func (e *ending) child() string {
	if c := e.lastProgram(); c != nil && len(c.Words) > 0 && c.Words[0].Unknown == "" {
		return quoteIfOdd(c.Words[0].Text)
	}
	return "the program"
}

// lastProgram is the last command that is no builtin and no trap's, nil without one.
func (e *ending) lastProgram() *ShellCommand {
	if i := e.lastAt(); i >= 0 {
		return &e.in.Commands[i]
	}
	return nil
}

// lastAt is the index of lastProgram, -1 without one.
func (e *ending) lastAt() int {
	if e.in == nil {
		return -1
	}
	for i := len(e.in.Commands) - 1; i >= 0; i-- {
		if c := &e.in.Commands[i]; c.Kind != RunsBuiltin && !slices.Contains(c.How, InTrap) && !slices.Contains(c.How, ForOutput) {
			return i
		}
	}
	return -1
}

// byShell joins the answers for each shell that it may be: it stays, or its program
// takes its place.
func (e *ending) byShell(stays func(shell string) []EndingWay, placed func(program string) []EndingWay) []EndingWay {
	s, ok := FindShellString(e.p.Argv)
	if !ok || e.in == nil {
		return nil
	}
	shells := []string{Dash, Ash, Bash}
	if e.in.Shell != "" {
		shells = []string{e.in.Shell}
	}
	type answer struct {
		names []string
		when  string // what is true then, beside the shell
		ways  []EndingWay
	}
	var answers []answer
	add := func(shell, when string, ways []EndingWay) {
		for i := range answers {
			if reflect.DeepEqual(answers[i].ways, ways) && answers[i].when == when {
				answers[i].names = append(answers[i].names, shell)
				return
			}
		}
		answers = append(answers, answer{[]string{shell}, when, ways})
	}
	for _, shell := range shells {
		switch t := TakeoverOf(shell, s.Text); t {
		case TakesPlace:
			add(shell, "", placed(e.child()))
		case EitherWay:
			add(shell, e.program+" stays PID 1", stays(shell))
			add(shell, e.child()+" has taken its place", placed(e.child()))
		default:
			add(shell, "", stays(shell))
		}
	}
	if len(answers) == 1 {
		return answers[0].ways
	}
	var out []EndingWay
	for _, a := range answers {
		condition := a.when
		if len(shells) > 1 {
			names := e.program + " is " + strings.Join(a.names, " or ")
			condition = strings.TrimPrefix(condition+" and "+names, " and ")
		}
		out = append(out, conditional(a.ways, condition)...)
	}
	return out
}

// conditional puts a condition in front of ways.
func conditional(ways []EndingWay, condition string) []EndingWay {
	out := slices.Clone(ways)
	for i := range out {
		if out[i].If == "" {
			out[i].If = condition
		} else {
			out[i].If = condition + ", and " + out[i].If
		}
	}
	return out
}

// trapped is what a trap of the text makes of the signal; ok is false without one.
func (e *ending) trapped() (ways []EndingWay, ok bool) {
	t := e.trapOf(e.signal.name)
	if t == nil {
		return nil, false
	}
	if t.perhaps || len(t.signals) == 0 || e.isLate(t) {
		return one(EndingWay{Says: "the shell text sets traps: what " + e.signal.name + " does depends on how far it has come"}), true
	}
	if strings.TrimSpace(t.body) == "" {
		return one(e.kept("the trap of " + e.program + " ignores " + e.signal.name)), true
	}
	exit, exits := exitOf(e.in.Shell, t.body)
	what := "the trap runs"
	if exits {
		what = "the trap ends " + e.program + " with exit code " + strconv.Itoa(exit)
	}
	switch {
	case e.waits():
		w := EndingWay{Says: what + " at once, since the shell is in wait"}
		if exits {
			w.After, w.ExitCode = code(0), code(exit)
		}
		return one(w), true
	case e.typed && e.inv.TTY:
		w := EndingWay{Says: what + " as soon as SIGINT has ended " + e.child()}
		if exits {
			w.ExitCode = code(exit)
		}
		return one(w), true
	}
	late := e.kept(e.program + " does not run its trap before " + e.child() + " has ended")
	late.If = e.child() + " runs on"
	soon := EndingWay{If: "it ends by itself", Says: what + " then"}
	if exits {
		soon.ExitCode = code(exit)
	}
	return []EndingWay{late, soon}, true
}

// trapOf is the trap that counts for a signal or for EXIT, nil without one.
func (e *ending) trapOf(name string) *trap {
	if e.in == nil {
		return nil
	}
	var found *trap
	for i := range e.in.traps {
		t := &e.in.traps[i]
		if t.perhaps && len(t.signals) == 0 {
			found = t
		}
		for _, s := range t.signals {
			exit := s == "EXIT" || s == "0"
			if exit && name == "EXIT" || !exit && name != "EXIT" && readSignal(s).number == e.signal.number {
				found = t
				if t.body == "-" {
					found = nil
				}
			}
		}
	}
	return found
}

// isLate reports whether a trap is set only after the last program has ended.
func (e *ending) isLate(t *trap) bool {
	last := e.lastAt()
	return last >= 0 && t.after > last && !slices.Contains(e.in.Commands[last].How, InBackground)
}

// exitOf is the exit code of a trap's text that comes to an exit N for certain.
func exitOf(shell, body string) (n int, ok bool) {
	stmts, err := parseShell(shell, body)
	if err != nil {
		return 0, false
	}
	for _, s := range stmts {
		c, simple := s.Cmd.(*syntax.CallExpr)
		if !simple || len(c.Args) == 0 || s.Negated {
			return 0, false
		}
		switch name := c.Args[0].Lit(); name {
		case "", "exec", "return", "eval", ".", "source", "command", "set":
			return 0, false
		case "exit":
			if len(c.Args) != 2 || s.Background {
				return 0, false
			}
			n, err := strconv.Atoi(c.Args[1].Lit())
			return n & 255, err == nil && n >= 0
		}
	}
	return 0, false
}

// waits reports whether the text, as far as it can be told, ends in the builtin
// wait, with everything that takes time in the background.
func (e *ending) waits() bool {
	waits := false
	for i := range e.in.Commands {
		c := &e.in.Commands[i]
		switch {
		case slices.Contains(c.How, InTrap):
		case c.Kind == RunsBuiltin:
			waits = c.Words[0].Text == "wait"
		case !slices.Contains(c.How, InBackground):
			return false
		}
	}
	return waits
}

// isBareShell reports whether the process is a shell that reads what is typed.
func (e *ending) isBareShell() bool {
	return len(e.p.Argv) == 1 && e.p.Argv[0].Unknown == "" && isShell(e.p.Argv[0].Text)
}

// bareShell is a shell without a text: with a terminal an interactive one.
func (e *ending) bareShell() []EndingWay {
	if e.typed && e.inv.TTY {
		return one(EndingWay{Says: e.program + " goes on: Ctrl-C ends what was typed, not the shell"})
	}
	return one(e.kept(e.program + " ignores " + e.signal.name))
}
