package invoke

import (
	"fmt"
	"strings"

	"explain/sim"
)

// container reads docker run and docker create: name is the command's words, at
// the last of them.
func (t *typed) container(kind Kind, name string, at int) Command {
	path := "docker " + name
	client := refusal{engine: t.host.Engine, path: path, name: string(kind)}
	table := tableOf(string(kind), t.host.Engine)
	r, bad := t.options(table, at+1, false)
	c := Command{Kind: kind, Invocation: sim.Invocation{Runner: "docker-" + string(kind), Engine: t.host.Engine}}
	t.noteOptions(r, table)
	t.doubt(&c.Invocation, r)
	switch wrong := t.wrongEngine(r); {
	case wrong != nil && !r.on("help"):
		c.Refused = wrong
	case bad != nil:
		bad.hint = t.hint(bad, table)
		c.Refused = client.badOption(bad)
	case r.on("help"):
		return help(path)
	case len(r.others) == 0 && len(r.unread) == 0:
		c.Refused = client.tooFew(1, t.words[at].From.Span)
	default:
		env, bad := t.environment(r, true)
		t.fill(&c.Invocation, r, env)
		t.noteWords(c.Invocation, r, table)
		c.Refused = t.refuse(kind, client, r, bad)
	}
	return c
}

// fill writes down what the options and words say of the container.
func (t *typed) fill(inv *sim.Invocation, r reading, env []sim.EnvChange) {
	t.positional(inv, r)
	if s, ok := r.last("entrypoint"); ok {
		inv.Entrypoint = sim.ListOf(t.valueOf(s, 0))
	}
	inv.Env = env
	inv.User = t.given(r, "user")
	inv.WorkingDir = t.given(r, "workdir")
	inv.StopSignal = t.given(r, "stop-signal")
	inv.Hostname = t.hostname(r)
	inv.Name = t.given(r, "name")
	inv.Mounts = t.mounts(r)
	t.provided(inv, r)
	inv.Platform = t.platform(r)
	inv.PIDMode = r.text("pid")
	inv.TTY, inv.Interactive, inv.Detach = r.on("tty"), r.on("interactive"), r.on("detach")
	if s, ok := r.last("stop-timeout"); ok && s.known() {
		seconds := r.int("stop-timeout")
		inv.StopTimeout = &seconds
	}
	if s, ok := r.last("init"); ok && s.known() {
		on := s.isTrue()
		inv.Init, inv.InitSpan = &on, t.words[s.word].From.Span
	}
	inv.Healthcheck = t.healthcheck(r)
}

// positional is the image and the words after it. Where the only word is one
// that may stand for options, it is the image.
func (t *typed) positional(inv *sim.Invocation, r reading) {
	if len(r.others) == 0 {
		inv.Image = t.words[r.unread[len(r.unread)-1]]
		return
	}
	inv.Image = t.words[r.others[0]]
	for _, i := range r.others[1:] {
		inv.Args = appendWord(inv.Args, t.words[i])
	}
}

// appendWord adds a word that stands after the image.
func appendWord(l sim.List, w sim.Word) sim.List {
	w.From.Source = sim.FromRunArgs
	return sim.ListOf(append(l.Words, w)...)
}

// given is the value of an option; an empty one counts as none.
func (t *typed) given(r reading, name string) sim.Word {
	s, ok := r.last(name)
	if !ok || s.text == "" {
		return sim.Word{}
	}
	return t.valueOf(s, 0)
}

// hostname is -h's; without it, who shares the network or the name of something
// else has that one's.
func (t *typed) hostname(r reading) sim.Word {
	if w := t.given(r, "hostname"); w.Text != "" || w.Unknown != "" {
		return w
	}
	of := func(unknown string) sim.Word {
		return sim.Word{Unknown: unknown, From: sim.Origin{Source: sim.FromDefault}}
	}
	network := r.networkMode()
	switch container, shares := strings.CutPrefix(network, "container:"); {
	case shares:
		return of("the host name of the container " + strings.ReplaceAll(container, hole, "…"))
	case network == "host", r.text("uts") == "host":
		return of("the host's name")
	}
	return sim.Word{}
}

// platform is --platform's, else the client's own default if that is known.
func (t *typed) platform(r reading) sim.Word {
	if _, ok := r.last("platform"); ok {
		return t.given(r, "platform")
	}
	if w, set := t.variable("DOCKER_DEFAULT_PLATFORM", sim.Span{}); set && w.Known() && w.Text != "" {
		return w
	}
	return sim.Word{}
}

// healthcheck is what --no-healthcheck and --health-* ask for; nil for nothing.
func (t *typed) healthcheck(r reading) *sim.Healthcheck {
	if r.on("no-healthcheck") {
		s, _ := r.last("no-healthcheck")
		return &sim.Healthcheck{Test: sim.ListOf(t.flagWord("NONE", s))}
	}
	if !r.probes() {
		return nil
	}
	h := &sim.Healthcheck{
		Interval:      r.duration("health-interval").Nanoseconds(),
		Timeout:       r.duration("health-timeout").Nanoseconds(),
		StartPeriod:   r.duration("health-start-period").Nanoseconds(),
		StartInterval: r.duration("health-start-interval").Nanoseconds(),
		Retries:       r.int("health-retries"),
	}
	if s, ok := r.last("health-cmd"); ok && s.text != "" {
		h.Test = sim.ListOf(t.flagWord("CMD-SHELL", s), t.valueOf(s, 0))
	}
	return h
}

// flagWord is a word that the client adds because of an option.
func (t *typed) flagWord(text string, s setting) sim.Word {
	return sim.Word{Text: text, From: sim.Origin{Source: sim.FromFlag, Span: t.words[s.word].From.Span}}
}

// refuse goes through what the client checks, in its order. badEnv is what was
// wrong with the env files.
func (t *typed) refuse(kind Kind, client refusal, r reading, badEnv *fault) *sim.Refusal {
	if f := t.complain(r, complaintsBeforeEnv); f != nil {
		return client.refuse(f)
	}
	if badEnv != nil {
		return client.refuse(t.inFlag("--env-file: ", badEnv))
	}
	if f := t.labelFiles(r); f != nil {
		return client.refuse(t.inFlag("--label-file: ", f))
	}
	if f := t.complain(r, complaintsAfterEnv); f != nil {
		return client.refuse(f)
	}
	if f := t.complain(r, complaintsOfRun); f != nil && kind == KindRun {
		return client.fail(f)
	}
	f := t.badImage(r)
	switch {
	case f == nil:
		return nil
	case kind == KindRun:
		return client.refuse(f)
	}
	return client.fail(f)
}

// inFlag names the option in the error, as the current client does.
func (t *typed) inFlag(name string, f *fault) *fault {
	if t.host.Engine != oldClient {
		f.err = prefixed{name, f.err}
	}
	return f
}

type prefixed struct {
	prefix string
	error
}

func (p prefixed) Error() string { return p.prefix + p.error.Error() }

// labelFiles complains of label files as of env files.
func (t *typed) labelFiles(r reading) *fault {
	for _, s := range r.all("label-file") {
		if _, err := t.envFile(s); err != nil {
			return &fault{err: err, span: t.spanOf(s)}
		}
	}
	return nil
}

// badImage complains of the platform and of the image's name; the clients look
// at them in different order.
func (t *typed) badImage(r reading) *fault {
	var image *fault
	if len(r.others) > 0 && !strings.Contains(t.texts[r.others[0]], hole) {
		i := r.others[0]
		err := checkReference(t.texts[i], t.host.Engine)
		if err == nil && r.text("pull") == "always" && isHex(t.texts[i], 64) {
			err = fmt.Errorf("invalid repository name (%s), cannot specify 64-byte hexadecimal strings", t.texts[i])
		}
		if err != nil {
			image = &fault{err: err, span: t.words[i].From.Span, hint: t.imageHint(r)}
		}
	}
	platform := t.complain(r, []complaint{{"platform", badPlatform}})
	if platform == nil || image != nil && t.host.Engine == oldClient {
		return image
	}
	return platform
}
