package sim

import (
	"path"
	"slices"
)

// BaseImage is a base as an image that is run as it is.
func BaseImage(b Base) Image {
	s := &stage{builder: &builder{d: &Dockerfile{Escape: '\\'}, platform: defaultPlatform}, src: &Stage{}, bottom: &b, os: "linux", isTarget: true}
	if b.From == scratch {
		s.fromScratch()
	} else {
		s.fromImage()
	}
	for _, t := range b.OnBuild {
		s.onbuild.Set = true
		s.onbuild.Words = append(s.onbuild.Words, Word{Text: t, From: Origin{Source: FromBaseImage, In: b.Ref}})
	}
	img := s.image()
	img.Stage, img.Ref = "", b.Ref
	img.Entrypoint, img.Cmd = orAbsent(s.entrypoint), orAbsent(s.cmd)
	return img
}

// orAbsent gives an absent list words that are no null in JSON.
func orAbsent(l List) List {
	if l.Words == nil {
		l.Words = []Word{}
	}
	return l
}

// run is the state of a container that is being created.
type run struct {
	state
	img     Image
	inv     Invocation
	dropped []Dropped
	also    []RuleID
}

// Resolve does what the engine does at create: it merges the invocation over
// the image's configuration. NoCommand reports when nothing is left to run.
func Resolve(img Image, inv Invocation) Process {
	r := &run{img: img, inv: inv}
	r.offset = len(img.Trace)
	r.entrypoint, r.cmd = img.Entrypoint, img.Cmd
	r.user, r.workdir, r.stopSignal = valueOf(img.User), valueOf(img.WorkingDir), valueOf(img.StopSignal)
	r.env = envOf(img.Env)
	if inv.Kept.Set {
		r.set("container-keeps-its-argv", Span{}, SlotArgv, inv.Kept, "the container keeps the argv that it was created with; which of it the image gave is not known")
	} else {
		r.merge()
		r.join()
	}
	r.overlayEnv()
	p := Process{Argv: r.argv.Words, Certain: r.argv.Known() && len(r.argv.Words) > 0, Env: r.env.vars()}
	p.User, p.WorkingDir, p.StopSignal = r.userValue(), r.workdirValue(), r.stopSignalValue()
	p.StopTimeout = inv.StopTimeout
	p.Healthcheck = r.health()
	p.Positional = positional(p.Argv, r.lastStep())
	p.PID1 = pid1(p, r.img, inv)
	p.Trace = r.trace
	p.Dropped = append(buildDrops(img), r.dropped...)
	return p
}

// valueOf is a single setting as a list, absent when it is empty.
func valueOf(w Word) List {
	if w.Text == "" && w.Unknown == "" {
		return List{}
	}
	return ListOf(w)
}

// envOf is an environment as the list that steps change.
func envOf(vars []Env) envList {
	const more = 3 // what the engine usually adds
	words := make([]Word, 0, len(vars)+more)
	for _, v := range vars {
		w := v.Value
		if v.Name != "" {
			w.Text = v.Name + "=" + w.Text
		}
		words = append(words, w)
	}
	return envList{words: words}
}

func (r *run) lastStep() int {
	for i := len(r.trace) - 1; i >= 0; i-- {
		if r.trace[i].Slot == SlotArgv {
			return r.trace[i].N
		}
	}
	return 0
}

// NoCommand reports whether p has nothing to run: the engine refuses to create it.
func (p Process) NoCommand() bool { return len(p.Argv) == 0 }

// merge is what the engine does with ENTRYPOINT and CMD (moby daemon/commit.go
// merge, daemon/create.go mergeAndVerifyConfig).
func (r *run) merge() {
	user := r.inv.Entrypoint
	switch {
	case user.Set && len(user.Words) == 0:
		r.drop("entrypoint-flag-replaces", SlotEntrypoint, List{}, Span{}, "an empty list removes the ENTRYPOINT and keeps CMD")
		r.mergeArgs()
	case isReset(user):
		at := user.Words[0].From.Span
		r.drop("empty-entrypoint-flag-resets", SlotEntrypoint, List{}, at, `--entrypoint "" removes the ENTRYPOINT`)
		r.overrideCmd("empty-entrypoint-flag-resets", at, `--entrypoint "" also removes CMD`)
	case user.Set:
		at := user.Words[0].From.Span
		r.also = []RuleID{"entrypoint-flag-is-one-word"}
		r.drop("entrypoint-flag-replaces", SlotEntrypoint, user, at, "--entrypoint replaces ENTRYPOINT "+brief(r.entrypoint))
		r.overrideCmd("entrypoint-flag-drops-cmd", at, "--entrypoint also drops CMD")
	default:
		r.mergeArgs()
		if isReset(r.entrypoint) {
			r.drop("empty-string-entrypoint-is-none", SlotEntrypoint, List{}, Span{}, `the image's ENTRYPOINT [""] counts as none`)
		}
	}
}

// isReset reports whether l is [""].
func isReset(l List) bool {
	return len(l.Words) == 1 && l.Words[0].Text == "" && l.Words[0].Unknown == ""
}

// mergeArgs puts the words behind the image in CMD's place, if there are any.
func (r *run) mergeArgs() {
	switch {
	case len(r.inv.Args.Words) > 0:
		note := "the words after the image name replace CMD " + brief(r.cmd)
		if len(r.cmd.Words) == 0 {
			note = "the words after the image name stand in CMD's place"
		}
		r.drop("run-args-replace-cmd", SlotCmd, r.inv.Args, around(r.inv.Args), note)
	case len(r.cmd.Words) > 0:
		r.set("cmd-is-default", Span{}, SlotCmd, r.cmd, "there are no words after the image name, so CMD "+brief(r.cmd)+" stands")
	}
}

// overrideCmd is CMD under an --entrypoint: the image's is dropped.
func (r *run) overrideCmd(rule RuleID, at Span, note string) {
	if len(r.cmd.Words) > 0 {
		r.drop(rule, SlotCmd, List{}, at, note+" "+brief(r.cmd))
	}
	if len(r.inv.Args.Words) > 0 {
		r.set("run-args-replace-cmd", around(r.inv.Args), SlotCmd, r.inv.Args, "the words after the image name stand in CMD's place")
	}
}

// drop is set, and remembers the words that it removes.
func (r *run) drop(rule RuleID, slot Slot, after List, at Span, note string) {
	gone := *r.slot(slot)
	also := r.also
	r.also = nil
	r.set(rule, at, slot, after, note, also...)
	for _, w := range gone.Words {
		r.dropped = append(r.dropped, Dropped{Word: w, Rule: rule, Step: r.offset + len(r.trace)})
	}
}

// brief is a list for a sentence: short ones in full.
func brief(l List) string {
	s := show(l)
	if len(s) <= 60 {
		return s
	}
	return show(List{Words: l.Words[:1]}) + " …"
}

// around is the span from the first to the last word of l, if they stand in one file.
func around(l List) Span {
	if len(l.Words) == 0 {
		return Span{}
	}
	first, last := l.Words[0].From.Span, l.Words[len(l.Words)-1].From.Span
	if first.File == last.File && last.End >= first.End {
		first.End = last.End
	}
	return first
}

// join makes the argv: ENTRYPOINT, then CMD or what replaced it.
func (r *run) join() {
	words := append(append([]Word{}, r.entrypoint.Words...), r.cmd.Words...)
	if len(r.inv.Doubts) > 0 {
		assume(words)
	}
	if len(words) == 0 {
		r.set("no-command", Span{}, SlotArgv, List{}, "there is neither ENTRYPOINT nor CMD: nothing to run")
		return
	}
	note := "the process is ENTRYPOINT followed by CMD"
	switch {
	case len(r.entrypoint.Words) == 0 && len(r.inv.Args.Words) > 0:
		note = "there is no ENTRYPOINT, so the process is the words after the image name"
	case len(r.entrypoint.Words) == 0:
		note = "there is no ENTRYPOINT, so the process is CMD"
	case len(r.cmd.Words) == 0:
		note = "there is no CMD, so the process is ENTRYPOINT alone"
	case len(r.inv.Args.Words) > 0:
		note = "the process is ENTRYPOINT followed by the words after the image name"
	}
	r.set("entrypoint-then-args", Span{}, SlotArgv, ListOf(words...), note)
}

// setting is one that holds a single value: the option's, else the image's, else
// a default.
type setting struct {
	slot              Slot
	option, image     Word
	flagged, fallback RuleID
	def, note         string
}

func (r *run) userValue() Word {
	return r.value(setting{SlotUser, r.inv.User, r.img.User, "user-flag", "", "", "-u replaces the image's USER"})
}

func (r *run) workdirValue() Word {
	root := "/"
	if r.img.OS == "windows" {
		root = `C:\`
	}
	w := r.value(setting{SlotWorkdir, r.inv.WorkingDir, r.img.WorkingDir, "workdir-flag", "workdir-default", root, "-w replaces the image's WORKDIR"})
	return r.cleaned(w)
}

// cleaned is an absolute directory as the engine enters it, without .. and
// double slashes; the image keeps what is typed.
func (r *run) cleaned(w Word) Word {
	clean := path.Clean(w.Text)
	if w.Unknown != "" || r.img.OS == "windows" || !path.IsAbs(w.Text) || clean == w.Text {
		return w
	}
	rule, at := RuleID("workdir-absolute"), w.From.Span
	if w.From.Source == FromFlag {
		rule = "workdir-flag"
	}
	w.Text, w.From.Step = clean, 0
	r.set(rule, at, SlotWorkdir, ListOf(w), "the engine cleans the directory: "+clean)
	return single(r.workdir)
}

func (r *run) stopSignalValue() Word {
	return r.value(setting{SlotStopSignal, r.inv.StopSignal, r.img.StopSignal, "stop-signal-flag", "stop-signal-default", "SIGTERM", "--stop-signal replaces the image's STOPSIGNAL"})
}

func (r *run) value(v setting) Word {
	switch {
	case v.option.Text != "" || v.option.Unknown != "":
		r.set(v.flagged, v.option.From.Span, v.slot, ListOf(v.option), v.note)
	case v.image.Text == "" && v.image.Unknown == "" && v.def != "":
		w := Word{Text: v.def, From: Origin{Source: FromDefault}}
		r.set(v.fallback, Span{}, v.slot, ListOf(w), "nothing says otherwise: "+v.def)
	default:
		return v.image
	}
	return single(*r.slot(v.slot))
}

// overlayEnv adds what the engine adds, then what the line says.
func (r *run) overlayEnv() {
	if engine := r.engineEnv(); len(engine) > 0 {
		r.set("engine-env", Span{}, SlotEnv, ListOf(engine...), "the engine adds "+envNames(engine))
	}
	for _, c := range r.inv.Env {
		r.override(c)
	}
	if home, ok := r.env.get("HOME"); (!ok || home.Text == "HOME=" && home.Unknown == "") && r.img.OS != "windows" {
		r.set("engine-env", Span{}, SlotEnv, ListOf(homeWord()), "HOME is missing or empty, so the runtime sets it")
	}
}

// homeWord is HOME as the runtime sets it.
func homeWord() Word {
	return Word{Text: "HOME=", Unknown: "the user's home folder, from /etc/passwd in the image", From: Origin{Source: FromDefault}}
}

// engineEnv is what the engine adds where the image says nothing.
func (r *run) engineEnv() (words []Word) {
	image := func(name string) bool {
		return slices.ContainsFunc(r.img.Env, func(e Env) bool { return e.Name == name })
	}
	add := func(name, value, unknown string, from Origin) {
		if !image(name) {
			words = append(words, Word{Text: name + "=" + value, Unknown: unknown, From: from})
		}
	}
	unknownEnv := image("")
	if r.img.OS == "windows" {
		return nil
	}
	if !unknownEnv {
		add("PATH", defaultPath, "", Origin{Source: FromDefault})
	}
	if h := r.inv.Hostname; h.Text != "" || h.Unknown != "" {
		add("HOSTNAME", h.Text, h.Unknown, h.From)
	} else {
		add("HOSTNAME", "", "the first 12 digits of the container's id", Origin{Source: FromDefault})
	}
	if r.inv.TTY {
		add("TERM", "xterm", "", Origin{Source: FromDefault})
	}
	if !image("HOME") {
		words = append(words, homeWord())
	}
	return words
}

const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// override applies one -e or one line of an env file.
func (r *run) override(c EnvChange) {
	w := c.Value
	rule, note := RuleID("run-env-overrides"), "the line sets "+c.Name
	if !c.HasValue {
		w = Word{Text: c.Name, From: c.Value.From}
		rule, note = "env-flag-without-value", c.Name+" is not set where the line is typed, so it is removed"
	} else {
		w.Text = c.Name + "=" + w.Text
	}
	r.set(rule, c.Value.From.Span, SlotEnv, ListOf(w), note)
}

// health is the health check: the image's, overridden field by field.
func (r *run) health() *Healthcheck {
	over, img := r.inv.Healthcheck, r.img.Healthcheck
	if over == nil {
		return img
	}
	h := *over
	if img != nil {
		if !h.Test.Set {
			h.Test = img.Test
		}
		h.Interval = orElse(h.Interval, img.Interval)
		h.Timeout = orElse(h.Timeout, img.Timeout)
		h.StartPeriod = orElse(h.StartPeriod, img.StartPeriod)
		h.StartInterval = orElse(h.StartInterval, img.StartInterval)
		h.Retries = int(orElse(int64(h.Retries), int64(img.Retries)))
	}
	r.set("health-flags-override", around(over.Test), SlotHealthcheck, h.Test, "the options override the image's health check field by field")
	return &h
}

func orElse(a, b int64) int64 {
	if a != 0 {
		return a
	}
	return b
}

// buildDrops finds the words that the build threw away and that a person might
// expect to run: an inherited CMD that ENTRYPOINT emptied, and a CMD or
// ENTRYPOINT of the file that another one replaced. That an own CMD replaces the
// base image's surprises nobody.
func buildDrops(img Image) []Dropped {
	var from []*Step
	words := 0
	for i := range img.Trace {
		s := &img.Trace[i]
		if (s.Slot == SlotCmd || s.Slot == SlotEntrypoint) && !sameWords(s.Before, s.After) {
			from = append(from, s)
			words += len(s.Before.Words)
		}
	}
	drops := make([]Dropped, 0, words)
	for _, s := range from {
		for _, w := range s.Before.Words {
			if expected(w, s.Rule) && !(w.From.Source == FromBaseImage && ownCmd(img)) {
				drops = append(drops, Dropped{Word: w, Rule: dropRule(s), Step: s.N})
			}
		}
	}
	return drops
}

// ownCmd reports whether the file itself says what CMD is: the base image's is
// then out of the question.
func ownCmd(img Image) bool {
	return len(img.Cmd.Words) > 0 && img.Cmd.Words[len(img.Cmd.Words)-1].From.Source == FromCmd
}

func expected(w Word, by RuleID) bool {
	switch w.From.Source {
	case FromEntrypoint, FromCmd:
		return true
	case FromBaseImage:
		return by == "entrypoint-resets-cmd" && w.Unknown == ""
	}
	return false
}

// dropRule is the rule of a step that explains why the words before it went.
func dropRule(s *Step) RuleID {
	for _, also := range s.Also {
		switch also {
		case "last-cmd-wins", "last-entrypoint-wins", "cmd-replaces-inherited", "entrypoint-replaces-inherited":
			return also
		}
	}
	return s.Rule
}

func sameWords(a, b List) bool {
	if len(a.Words) != len(b.Words) {
		return false
	}
	for i := range a.Words {
		if a.Words[i].Text != b.Words[i].Text || a.Words[i].Unknown != b.Words[i].Unknown {
			return false
		}
	}
	return true
}

// ExecProcess is what docker exec starts: the words of the line, verbatim.
func ExecProcess(inv Invocation) Process {
	r := &run{inv: inv}
	if len(inv.Doubts) > 0 {
		inv.Args.Words = append([]Word{}, inv.Args.Words...)
		assume(inv.Args.Words)
	}
	r.set("exec-is-verbatim", around(inv.Args), SlotArgv, inv.Args, "docker exec runs the words of the line as they are")
	p := Process{Argv: r.argv.Words, Certain: r.argv.Known(), Env: []Env{}, Dropped: []Dropped{}, Trace: r.trace}
	p.User = given(inv.User, "the user of the container")
	p.WorkingDir = given(inv.WorkingDir, "the working directory of the container")
	p.PID1.Says = "it is not PID 1 of the container, and no docker-init is put around it"
	p.Positional = positional(p.Argv, 1)
	return p
}

// given is an option's value, or what stands for it when it is not given.
func given(w Word, otherwise string) Word {
	if w.Text == "" && w.Unknown == "" {
		return Word{Unknown: otherwise}
	}
	return w
}
