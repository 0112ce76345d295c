package diagnose

import (
	"path"
	"slices"
	"strings"

	"explain/sim"
)

// Verdict is what is known of a cause, or of a whole message, in one case.
type Verdict string

// The verdicts, in the order in which causes are listed.
const (
	Confirmed  Verdict = "confirmed"
	Likely     Verdict = "likely"
	Possible   Verdict = "possible"
	Impossible Verdict = "impossible"
)

// Case is what is known besides the message. The zero Case is nothing. Without a
// line (Invocation.Runner "" or "none") only the image is known, and how it starts
// by itself.
type Case struct {
	Image      *sim.Image
	Process    *sim.Process
	Invocation *sim.Invocation
	Outcome    sim.Outcome // what is predicted, Phase "" for nothing
	Built      bool        // the image is made of a Dockerfile that is given
	Trace      sim.Trace
}

// facts is a case as one message's causes ask about it.
type facts struct {
	*Case
	words     Words
	predicted bool // this very message is predicted
}

// line reports whether it is known how the container was started.
func (c *Case) line() bool {
	return c.Invocation != nil && c.Invocation.Runner != "" && c.Invocation.Runner != "none"
}

// program is the first word of the argv; ok is false when it is not known.
func (c *Case) program() (word sim.Word, ok bool) {
	if c.Process == nil || len(c.Process.Argv) == 0 || !c.Process.Argv[0].Known() {
		return word, false
	}
	return c.Process.Argv[0], true
}

// hasInit reports whether the line puts docker-init in front.
func (c *Case) hasInit() bool { return c.Process != nil && c.Process.PID1.Init }

// cites reports whether a rule had a part in the answer.
func (c *Case) cites(rule sim.RuleID) bool {
	for i := range c.Trace {
		if c.Trace[i].Rule == rule {
			return true
		}
	}
	return false
}

// empty reports whether the image for certain has no files.
func (c *Case) empty() bool {
	return c.Image != nil && c.Image.Bottom.From == "scratch" && !c.Image.HasFiles
}

// isProgram reports whether a name in a message is the first word of the argv:
// runc names what it found in PATH by its whole path.
func isProgram(word, name string) bool {
	return word == name || !strings.Contains(word, "/") && path.Base(name) == word || path.Clean(word) == path.Clean(name)
}

// verdict is what the case says of a whole message.
func (f *facts) verdict(o *Outcome) (Verdict, string) {
	phase, sure := f.Outcome.Phase, f.Outcome.Certain
	switch {
	case f.predicted:
		return Confirmed, "explain predicts this very message here" + f.hint()
	case o.kind == aboutCode && f.codePredicted():
		return Confirmed, "explain predicts this code here: " + lastLine(f.Outcome.Message)
	case phase == sim.PhaseBuild && sure && o.kind != aboutBuild && o.kind != aboutCode && o.kind != aboutNothing:
		return Impossible, "this Dockerfile does not build, so nothing that is made of it was started"
	case phase == sim.PhaseCLI && sure && (o.kind == aboutProgram || o.kind == aboutInit || o.kind == aboutUser || o.kind == aboutCommand || o.kind == aboutShell):
		return Impossible, "the client refuses this line, so it has started nothing"
	}
	switch o.kind {
	case aboutProgram, aboutInit:
		return f.ofProgram(o)
	case aboutCommand:
		return f.ofCommand()
	case aboutUser:
		if f.line() && f.Process != nil && f.Process.User.Known() && f.words["name"] != "" {
			if user, _, _ := strings.Cut(f.Process.User.Text, ":"); user != f.words["name"] {
				return Impossible, "this start runs as " + shown(orRoot(user)) + ", not as " + shown(f.words["name"])
			}
		}
	case aboutLine:
		if f.line() && phase != sim.PhaseCLI && phase != sim.PhaseBuild {
			return Impossible, "the client accepts the line that is given here"
		}
	case aboutBuild:
		if f.Built && phase != "" && phase != sim.PhaseBuild && phase != sim.PhaseCLI {
			return Impossible, "the builder accepts the Dockerfile that is given here"
		}
	}
	return "", ""
}

// hint is the way out that comes with the prediction.
func (f *facts) hint() string {
	if f.Outcome.Hint == "" {
		return ""
	}
	return ": " + f.Outcome.Hint
}

// ofProgram compares the program of a message with that of the case.
func (f *facts) ofProgram(o *Outcome) (Verdict, string) {
	word, ok := f.program()
	name := f.words["name"]
	switch {
	case !ok || f.words["shell"] != "":
	case f.line() && f.hasInit() && o.kind == aboutProgram && !strings.HasPrefix(o.Message, "exec NAME"):
		return Impossible, "with --init the runtime starts docker-init, which words it in its own way"
	case name == "" || isProgram(word.Text, name):
	case f.line():
		return Impossible, "this start's argv begins with " + shown(word.Text) + ", not with " + shown(name)
	case f.Image != nil && len(f.Image.Entrypoint.Words) > 0:
		return "", "by itself this image starts " + shown(word.Text) + "; only --entrypoint makes it start " + shown(name)
	default:
		return "", "by itself this image starts " + shown(word.Text) + ", so " + shown(name) + " comes from the line"
	}
	return "", ""
}

// ofCommand: an argv that is there cannot be missing.
func (f *facts) ofCommand() (Verdict, string) {
	word, ok := f.program()
	switch {
	case !ok:
		return "", ""
	case f.line():
		return Impossible, "this start has a command: its argv begins with " + shown(word.Text)
	}
	return "", "by itself this image starts " + shown(word.Text) + `, so only --entrypoint "" takes that away`
}

// codePredicted reports whether the case for certain ends with the message's code.
func (f *facts) codePredicted() bool {
	o := f.Outcome
	return o.ExitCode != nil && o.Phase != sim.PhaseRunning && itoa(*o.ExitCode) == f.words["code"]
}

func orRoot(user string) string {
	if user == "" {
		return "root"
	}
	return user
}

// lastLine is the end of a message, which says most.
func lastLine(message string) string {
	if at := strings.LastIndex(message, "exec: "); at >= 0 {
		message = message[at:]
	}
	message, _, _ = strings.Cut(message, "\n")
	return brief(clean(message))
}

// The judges. Each says what a case makes of one cause: why it is so, behind a +
// for confirmed, a ~ for likely, a - for impossible; "" for nothing.

func ifPredicted(f *facts) string {
	if f.predicted && f.Image != nil && f.Image.NoShell() && shellName(f.words) && f.Outcome.Rule == "shell-missing" {
		return "-what is missing is the shell"
	}
	if f.predicted {
		return "+"
	}
	return ""
}

func notPredicted(f *facts) string {
	if f.predicted {
		return "-it has another reason here"
	}
	return ""
}

func ifMounted(f *facts) string {
	if f.line() && len(f.Invocation.Mounts) == 0 && f.Image != nil && len(f.Image.Volumes) == 0 && f.Image.Known && len(f.Invocation.Provided) == 0 {
		return "-the line mounts nothing, and the image declares no volume"
	}
	return ""
}

func ifFromLine(f *facts) string {
	word, ok := f.program()
	switch {
	case !ok:
	case word.From.Source == sim.FromRunArgs:
		return "~the argv's first word is written there"
	case f.line():
		return "-the argv's first word does not come from there"
	case len(f.Image.Entrypoint.Words) > 0:
		return "-the image has an ENTRYPOINT, so words behind its name are arguments"
	}
	return ""
}

func ifFiles(f *facts) string {
	if f.empty() {
		return "-the image is built on scratch and nothing is copied into it"
	}
	return ""
}

func ifPathSet(f *facts) string {
	if f.Process == nil {
		return ""
	}
	for _, e := range f.Process.Env {
		switch {
		case e.Name == "":
			return ""
		case e.Name != "PATH":
		case e.Value.From.Source == sim.FromInstruction, e.Value.From.Source == sim.FromFlag, e.Value.From.Source == sim.FromEnvFile:
			return "~PATH is set here to " + shown(brief(clean(e.Value.Text)))
		case f.line():
			return "-nothing sets PATH here but the base image or the default"
		}
	}
	return ""
}

func ifUser(f *facts) string {
	if f.Process == nil || !f.Process.User.Known() {
		return ""
	}
	user, _, _ := strings.Cut(f.Process.User.Text, ":")
	switch {
	case user != "" && user != "root" && user != "0":
		return "~it runs as " + shown(user)
	case f.line():
		return "-it runs as root"
	}
	return ""
}

func ifOldEngine(f *facts) string { return ifPredicted(f) }

// ofShell is which shell /bin/sh of the image is, "" if that is not known.
func (f *facts) ofShell() string {
	if f.Image == nil || f.Image.BinSh == "none" {
		return ""
	}
	return f.Image.BinSh
}

func (f *facts) noShell() bool { return f.Image != nil && f.Image.NoShell() }

func ifNoShell(f *facts) string {
	switch sh := f.ofShell(); {
	case f.noShell():
		return "+the image has no shell"
	case sh != "" && (path.Base(f.words["name"]) == "sh" || f.words["name"] == ""):
		return "-the image has one: its /bin/sh is " + sh
	}
	return ""
}

func ifHasShell(f *facts) string {
	switch sh := f.ofShell(); {
	case f.noShell():
		return "-the image has no shell at all"
	case path.Base(f.words["name"]) == "sh":
		return "-it is /bin/sh that is missing"
	case sh != "" && sh != path.Base(f.words["name"]):
		return "~the image's /bin/sh is " + sh
	}
	return ""
}

func ifShellItself(f *facts) bool {
	name := f.words["name"]
	if word, ok := f.program(); name == "" && ok {
		name = word.Text
	}
	return shellName(Words{"name": name})
}

func ifNotShellItself(f *facts) string {
	if ifShellItself(f) && f.words["shell"] == "" {
		return "-the program is the image's shell, and no script"
	}
	return ifFiles(f)
}

func ifProgramFile(f *facts) string {
	if says := ifFiles(f); says != "" {
		return says
	}
	if f.predicted {
		return "-it has another reason here"
	}
	return ""
}

func ifInterpreter(f *facts) string {
	switch {
	case f.noShell():
		return "~the image has no shell"
	case scriptName(f.words) && f.ofShell() == sim.Ash:
		return "~the base is Alpine or BusyBox, which bring sh and no bash"
	}
	return ifNotShellItself(f)
}

func ifMuslOrNone(f *facts) string {
	switch {
	case scriptName(f.words):
		return ""
	case f.noShell():
		return "~the image is built on nothing, or on a distroless base"
	case f.ofShell() == sim.Ash:
		return "~the base is Alpine or BusyBox, which have musl or no loader"
	}
	return ""
}

func ifMusl(f *facts) string {
	if sh := f.ofShell(); sh == sim.Dash || sh == sim.Bash {
		return "-the base is no Alpine: its /bin/sh is " + sh
	}
	return ""
}

func ifReset(f *facts) string {
	if !f.line() {
		return ""
	}
	if ws := f.Invocation.Entrypoint.Words; f.Invocation.Entrypoint.Set && len(ws) == 1 && ws[0].Text == "" && ws[0].Unknown == "" {
		return "+"
	}
	return `-the line has no --entrypoint ""`
}

func ifWiped(f *facts) string {
	switch {
	case f.cites("entrypoint-resets-cmd") && !f.reset():
		return "+an ENTRYPOINT of this Dockerfile does that"
	case f.Built && f.Image != nil && f.Image.Known:
		return "-no ENTRYPOINT of this Dockerfile does that"
	}
	return ""
}

func (f *facts) reset() bool {
	return strings.HasPrefix(ifReset(f), "+")
}

func ifNoCmd(f *facts) string {
	switch {
	case f.Image == nil || !f.Image.Known:
	case len(f.Image.Entrypoint.Words)+len(f.Image.Cmd.Words) > 0:
		return "-the image has an ENTRYPOINT or a CMD"
	case f.cites("entrypoint-resets-cmd"):
		return "-its CMD was wiped"
	default:
		return "+"
	}
	return ""
}

func ifNotBuilt(f *facts) string {
	if f.Built {
		return "-the image is built from the Dockerfile that is given"
	}
	return ""
}

func ifBrokenJSON(f *facts) string {
	switch {
	case f.cites("broken-json-is-shell-form"):
		return "+this Dockerfile has such an array"
	case f.Built && f.Image != nil && f.Image.Known:
		return "-this Dockerfile has none that is broken"
	}
	return ""
}

func ifBash(f *facts) string {
	word, ok := f.program()
	sh := f.ofShell()
	switch {
	case ok && path.Base(word.Text) == "bash":
		return "-the argv begins with bash"
	case sh == sim.Bash:
		return "-the image's /bin/sh is bash"
	case sh != "":
		return "~the image's /bin/sh is " + sh
	}
	return ""
}

func ifShellString(f *facts) string {
	if _, ok := f.program(); !ok || !f.line() {
		return ""
	}
	s, ok := sim.FindShellString(f.Process.Argv)
	switch {
	case !ok:
		return "-the argv starts no shell with -c and a text"
	case s.Index+1 < len(f.Process.Argv):
		return "~words stand behind the text in this argv"
	}
	return "-no word stands behind the text in this argv"
}

// ifNoC: a shell was given words and no -c.
func ifNoC(f *facts) string {
	word, ok := f.program()
	if !ok || !f.line() || !shellName(Words{"name": word.Text}) {
		return ""
	}
	if _, ok := sim.FindShellString(f.Process.Argv); ok {
		return "-the argv has its -c"
	}
	return "~the argv starts " + shown(word.Text) + " without -c"
}

func ifNoText(f *facts) string {
	if word, ok := f.program(); ok && shellName(Words{"name": word.Text}) && f.line() {
		if last := f.Process.Argv[len(f.Process.Argv)-1]; last.Text == "-c" {
			return "+this argv ends in -c"
		}
		return "-something stands behind -c in this argv"
	}
	return ""
}

func ifCR(f *facts) string {
	if n := f.words["name"]; strings.HasSuffix(n, `\r`) || strings.HasSuffix(n, "^M") || strings.HasSuffix(f.words["shell"], "^M") {
		return "+the name in the message ends in a carriage return"
	}
	return ""
}

func ifStarts(f *facts) string {
	if o := f.Outcome; o.Certain && o.Phase != "" && o.Phase != sim.PhaseRunning {
		return "-explain predicts that no program is started here"
	}
	return ""
}

func ifLineRefused(f *facts) string {
	switch {
	case f.Outcome.Phase == sim.PhaseCLI:
		return "+" + lastLine(f.Outcome.Message)
	case f.line() && f.Outcome.Phase != "":
		return "-the client accepts the line that is given here"
	}
	return ""
}

func ifCreateFails(f *facts) string {
	if f.codePredicted() && f.Outcome.Phase != sim.PhaseCLI {
		return "+" + lastLine(f.Outcome.Message)
	}
	return ""
}

func ifCodePredicted(f *facts) string {
	if f.codePredicted() {
		return "+" + lastLine(f.Outcome.Message)
	}
	return ""
}

func ifShell(f *facts) string {
	word, ok := f.program()
	switch {
	case f.noShell():
		return "-the image has no shell"
	case ok && shellName(Words{"name": word.Text}):
		return "~the argv begins with " + shown(word.Text)
	}
	return ""
}

func ifInteractive(f *facts) string {
	word, ok := f.program()
	switch {
	case !ok || !f.line():
	case f.Invocation.Interactive:
		return "-the line has -i"
	case len(f.Process.Argv) == 1 && (shellName(Words{"name": word.Text}) || slices.Contains([]string{"python", "python3", "node", "irb", "php"}, path.Base(word.Text))):
		return "~the argv is " + shown(word.Text) + " alone, and the line has no -i"
	}
	return ""
}

func ifStopsOnInt(f *facts) string  { return f.stopsOn("SIGINT", "2") }
func ifStopsOnKill(f *facts) string { return f.stopsOn("SIGKILL", "9") }
func ifStopsOnTerm(f *facts) string { return f.stopsOn("SIGTERM", "15") }

// stopsOn: docker stop sends one signal and no other; docker kill sends any.
func (f *facts) stopsOn(name, number string) string {
	if f.Process == nil || !f.Process.StopSignal.Known() || f.Process.StopSignal.Text == "" {
		return ""
	}
	sends := strings.ToUpper(f.Process.StopSignal.Text)
	is := sends == name || "SIG"+sends == name || sends == number
	switch {
	case is && name != "SIGTERM":
		return "~docker stop sends " + shown(sends) + " here"
	case !is && name != "SIGKILL" && f.line():
		return "-docker stop sends " + shown(sends) + " here"
	}
	return ""
}

func ifDeafToStop(f *facts) string {
	if f.Process == nil {
		return ""
	}
	if one := f.Process.PID1; one.Shell && one.Forwards == "no" && !one.Init {
		return "~" + one.Says
	}
	return ""
}

func ifOOM(f *facts) string {
	switch f.words["oom"] {
	case "true":
		return "+the text says OOMKilled"
	case "false":
		return "-OOMKilled is false in the text"
	}
	return ""
}

func ifInit(f *facts) string {
	if f.hasInit() {
		return "~the line has --init"
	}
	return ""
}
