package sim

import (
	"errors"
	"sort"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/util/system"
)

func sorted(names []string) []string {
	sort.Strings(names)
	return names
}

// setHealthcheck is HEALTHCHECK: the whole check is replaced.
func (s *stage) setHealthcheck(c *command, cmd *instructions.HealthCheckCommand) {
	h := cmd.Health
	kind := Word{Text: h.Test[0], From: Origin{Source: FromInstruction, In: s.inOf(c), Span: c.ins.Head()}}
	test := ListOf(kind)
	rule, note := RuleID("healthcheck-replaces"), "HEALTHCHECK replaces an inherited one as a whole"
	switch h.Test[0] {
	case "NONE":
		rule, note = "healthcheck-none", "HEALTHCHECK NONE disables an inherited health check"
	case "CMD-SHELL":
		s.cite("healthcheck-shell-at-run-time")
	}
	test.Words = append(test.Words, s.own(c, c.ins.Words)...)
	s.health = &Healthcheck{Interval: int64(h.Interval), Timeout: int64(h.Timeout), StartPeriod: int64(h.StartPeriod), StartInterval: int64(h.StartInterval), Retries: h.Retries}
	s.citeReading(c)
	s.citeExpansion(c.ins.Words)
	s.step(rule, c.ins.Span, SlotHealthcheck, test, note)
}

// storeTrigger is ONBUILD: the text is stored and nothing else happens here.
func (s *stage) storeTrigger(c *command, cmd *instructions.OnbuildCommand) {
	text := c.ins.expression(cmd.Expression)
	w := Word{Text: cmd.Expression, From: Origin{Source: FromInstruction, In: s.inOf(c), Span: text.Place()}}
	s.citeReading(c)
	s.step("onbuild-stores-trigger", c.ins.Span, SlotOnbuild, ListOf(w), "ONBUILD stores an instruction for the next image and does nothing here")
}

// setEnv is ENV: all of the line is expanded before any of it is set.
func (s *stage) setEnv(c *command, cmd *instructions.EnvCommand) error {
	words := make([]Word, len(cmd.Env))
	at := pairSpans(c.ins, len(cmd.Env), s.d.Escape)
	used := false
	for i, kv := range cmd.Env {
		name, err := s.expandHere(kv.Key)
		if err != nil {
			return s.fail(c.ins.Span, err)
		}
		value, err := s.expandHere(kv.Value)
		if err != nil {
			return s.fail(c.ins.Span, err)
		}
		used = used || name.used || value.used
		w := s.word(value, c, at[i])
		w.Text = name.text + "=" + w.Text
		words[i] = w
	}
	if used {
		s.cite("env-expands-before-line")
	}
	for _, w := range words {
		name, value, _ := strings.Cut(w.Text, "=")
		s.setVar(name, variable{value: value, unknown: w.Unknown})
	}
	s.citeReading(c)
	s.step("env-sets", c.ins.Span, SlotEnv, ListOf(words...), "ENV sets "+envNames(words))
	return nil
}

func envNames(words []Word) string {
	names := make([]string, len(words))
	for i, w := range words {
		names[i], _, _ = strings.Cut(w.Text, "=")
	}
	return strings.Join(names, ", ")
}

// pairSpans finds the n name=value words of an ENV line; the old form with a
// blank is one pair, the whole line.
func pairSpans(ins *Instruction, n int, escape byte) []Span {
	out := make([]Span, n)
	s, pos := ins.Args.String, 0
	for i := range out {
		out[i] = ins.Args.Place()
		if n == 1 {
			return out
		}
		for pos < len(s) && strings.TrimSpace(s[pos:pos+1]) == "" {
			pos++
		}
		end, _ := flagWord(s, pos, escape)
		out[i] = ins.Args.Span(pos, end)
		pos = end
	}
	return out
}

// declareArg is ARG: a variable of the build, not of the image.
func (s *stage) declareArg(c *command, cmd *instructions.ArgCommand) error {
	for _, kv := range cmd.Args {
		v, ok, err := s.argValue(kv)
		if err != nil {
			return s.fail(c.ins.Span, err)
		}
		if !ok || kv.Key == "BUILDKIT_SBOM_SCAN_CONTEXT" || kv.Key == "BUILDKIT_SBOM_SCAN_STAGE" {
			continue
		}
		v.arg = true
		if old, set := s.vars[kv.Key]; set && (!old.arg || old.overEnv) {
			v.overEnv = true
		}
		s.setVar(kv.Key, v)
	}
	s.also = nil
	return nil
}

// argValue is --build-arg, else the default, else the global ARG of that name.
func (s *stage) argValue(kv instructions.KeyValuePairOptional) (v variable, ok bool, err error) {
	if given, ok := s.opt.Args[kv.Key]; ok {
		return variable{value: given, unknown: s.opt.Unknown[kv.Key], given: true}, true, nil
	}
	if kv.Value == nil {
		v, ok = s.globalArg(kv.Key)
		return v, ok, nil
	}
	x, err := s.expandHere(*kv.Value)
	return variable{value: x.text, unknown: x.unknown}, true, err
}

// setWorkdir is WORKDIR: absolute as typed, relative joined to the current one.
func (s *stage) setWorkdir(c *command, cmd *instructions.WorkdirCommand) error {
	x, err := s.expandHere(cmd.Path)
	if err != nil {
		return s.fail(c.ins.Span, err)
	}
	w := s.word(x, c, c.ins.Args.Place())
	current := single(s.workdir)
	relative := !system.IsAbs(w.Text, s.os)
	if w.Unknown == "" && relative && current.Unknown != "" {
		w.Text, w.Unknown = "", w.Text+" below "+current.Unknown
	}
	if w.Unknown == "" {
		if w.Text, err = system.NormalizeWorkdir(current.Text, x.text, s.os); err != nil {
			return s.fail(c.ins.Span, wrapped("normalizing workdir", err))
		}
	}
	rule, note := RuleID("workdir-absolute"), "WORKDIR with an absolute path is kept as typed"
	switch {
	case s.os == "windows":
		rule, note = "workdir-windows", "on a Windows target the drive letter goes and backslashes come"
	case x.text == "" && x.unknown == "":
		rule, note = "workdir-empty", "WORKDIR with an empty value keeps the current directory"
	case relative:
		rule, note = "workdir-relative", "WORKDIR with a relative path is joined to the current directory"
	}
	s.citeReading(c)
	s.step(rule, c.ins.Span, SlotWorkdir, ListOf(w), note)
	return nil
}

// setUser is USER: stored unchecked.
func (s *stage) setUser(c *command, cmd *instructions.UserCommand) error {
	x, err := s.expandHere(cmd.User)
	if err != nil {
		return s.fail(c.ins.Span, err)
	}
	after, note := ListOf(s.word(x, c, c.ins.Args.Place())), "USER sets the user"
	if x.text == "" && x.unknown == "" {
		after, note = List{}, "USER with an empty value resets the user"
	}
	s.citeReading(c)
	s.step("user-sets", c.ins.Span, SlotUser, after, note)
	return nil
}

// setStopSignal is STOPSIGNAL: stored as typed after a look at its syntax.
func (s *stage) setStopSignal(c *command, cmd *instructions.StopSignalCommand) error {
	x, err := s.expandHere(cmd.Signal)
	if err != nil {
		return s.fail(c.ins.Span, err)
	}
	if x.unknown == "" && !ValidSignal(x.text) {
		return s.fail(c.ins.Span, errors.New("invalid signal: "+x.text))
	}
	s.citeReading(c)
	s.step("stopsignal-sets", c.ins.Span, SlotStopSignal, ListOf(s.word(x, c, c.ins.Args.Place())), "STOPSIGNAL sets the signal that docker stop sends")
	return nil
}

const signalNames = " ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX "

// ValidSignal reports whether a signal passes the builder's and the engine's
// syntax check: a name with or without SIG in any case, or any number but 0
// (moby/sys/signal ParseSignal).
func ValidSignal(s string) bool {
	if n, err := strconv.Atoi(s); err == nil {
		return n != 0
	}
	name := strings.TrimPrefix(strings.ToUpper(s), "SIG")
	if base, n, ok := strings.Cut(name, "+"); ok && base == "RTMIN" {
		return smallNumber(n, 15)
	}
	if base, n, ok := strings.Cut(name, "-"); ok && base == "RTMAX" {
		return smallNumber(n, 14)
	}
	return name != "" && !strings.Contains(name, " ") && strings.Contains(signalNames, " "+name+" ")
}

func smallNumber(s string, most int) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 1 && n <= most && strconv.Itoa(n) == s
}
