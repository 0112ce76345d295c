package image

import (
	"slices"
	"strings"

	"explain/sim"
)

// ImageOf finds among objects the image that a container was made of: by its
// ID, else by its name.
func ImageOf(container Object, objects []Object) (Object, bool) {
	id := strings.TrimPrefix(container.ImageID, "sha256:")
	for _, o := range objects {
		if o.Kind == Image && id != "" && strings.TrimPrefix(o.ID, "sha256:") == id {
			return o, true
		}
	}
	for _, o := range objects {
		if o.Kind == Image && slices.ContainsFunc(o.Refs, func(ref string) bool { return sameRef(ref, container.ImageRef) }) {
			return o, true
		}
	}
	return Object{}, false
}

// sameRef compares image names, of which "latest" may be left out.
func sameRef(a, b string) bool {
	return a != "" && (a == b || a == b+":latest" || a+":latest" == b)
}

// Seen is what a container alone tells of its image: the settings that a
// creator mostly leaves as they are, taken from the container, and nothing of
// ENTRYPOINT, CMD, SHELL and ONBUILD. Override with it has the words that run
// and leaves the settings alone, so that what the container is comes out whole.
func Seen(container Object) Object {
	b := container.Base
	b.Entrypoint, b.Cmd, b.Shell, b.OnBuild = nil, nil, nil, nil
	b.Unknown = map[sim.Slot]string{}
	unknown := sim.UnknownBase(container.ImageRef)
	for _, slot := range []sim.Slot{sim.SlotEntrypoint, sim.SlotCmd, sim.SlotShell, sim.SlotOnbuild} {
		b.Unknown[slot] = unknown.Why(slot)
	}
	return Object{Kind: Image, Base: b, Refs: []string{container.ImageRef}, ID: container.ImageID}
}

// Override works out what was asked for when container was created of image: the
// smallest `docker run` line that gives it. Words that may as well have been
// given and changed nothing are left out. ENTRYPOINT of several words comes from
// an API or a Compose file; [""] is a reset.
//
// When the image's ENTRYPOINT and CMD are not known (the zero image, Seen), the
// invocation has all the words, so that Path and Args run with any image.
func Override(container, image Object) sim.Invocation {
	known := image.Kind == Image && image.Base.Why(sim.SlotEntrypoint) == "" && image.Base.Why(sim.SlotCmd) == ""
	inv := sim.Invocation{
		Runner:      "container",
		Image:       word(container.ImageRef),
		Init:        container.Init,
		TTY:         container.TTY,
		Interactive: container.Interactive,
		StopTimeout: container.StopTimeout,
		PIDMode:     container.PIDMode,
	}
	inv.Entrypoint, inv.Args = overrideWords(container, image.Base, known)
	inv.Env = overrideEnv(container, image.Base.Env)
	b, was := container.Base, image.Base
	if b.User != was.User {
		inv.User = word(b.User)
	}
	if dirOf(b.WorkingDir) != dirOf(was.WorkingDir) {
		inv.WorkingDir = word(b.WorkingDir)
	}
	if signalOf(b.StopSignal) != signalOf(was.StopSignal) {
		inv.StopSignal = word(b.StopSignal)
	}
	if container.Hostname != "" {
		inv.Hostname = word(container.Hostname)
	}
	inv.Healthcheck = overrideHealthcheck(b.Healthcheck, was.Healthcheck)
	return inv
}

// Kept is what is known of how a container was created when its image is not:
// the argv that it keeps, and nothing of who gave which word.
func Kept(container Object) sim.Invocation {
	inv := Override(container, Seen(container))
	inv.Entrypoint, inv.Args = sim.List{}, sim.List{}
	if container.Path != "" || len(container.Args) > 0 {
		inv.Kept = wordList(append([]string{container.Path}, container.Args...))
	}
	return inv
}

var fromContainer = sim.Origin{Source: sim.FromContainer}

func word(text string) sim.Word { return sim.Word{Text: text, From: fromContainer} }

func wordList(texts []string) sim.List { return sim.ListOf(words(texts, fromContainer)...) }

// overrideWords are --entrypoint and the words after the image. The engine
// clears an image's CMD when an entrypoint is given, and turns [""] into none.
func overrideWords(c Object, image sim.Base, known bool) (entrypoint, args sim.List) {
	was := image.Entrypoint
	if slices.Equal(was, []string{""}) {
		was = nil
	}
	sameEntrypoint := known && slices.Equal(c.Entrypoint, was)
	switch {
	case sameEntrypoint && slices.Equal(c.Cmd, image.Cmd):
		return sim.List{}, sim.List{}
	case sameEntrypoint && len(c.Cmd) > 0:
		return sim.List{}, wordList(c.Cmd)
	case len(c.Entrypoint) == 0:
		return wordList([]string{""}), argsOf(c.Cmd)
	}
	return wordList(c.Entrypoint), argsOf(c.Cmd)
}

// argsOf is cmd as the words after the image, not set when there is none.
func argsOf(cmd []string) sim.List {
	if len(cmd) == 0 {
		return sim.List{}
	}
	return wordList(cmd)
}

// overrideEnv is what was done to the image's environment. The engine keeps a
// variable that `-e NAME` removed as an entry without "=".
func overrideEnv(c Object, was []string) []sim.EnvChange {
	var out []sim.EnvChange
	for _, kv := range c.Base.Env {
		name, value, isSet := strings.Cut(kv, "=")
		if !slices.Contains(was, kv) && !(c.Podman && addedByPodman(c, kv)) {
			out = append(out, sim.EnvChange{Name: name, Value: word(value), HasValue: isSet})
		}
	}
	for _, kv := range was {
		name, _, _ := strings.Cut(kv, "=")
		mentions := func(own string) bool { return own == name || strings.HasPrefix(own, name+"=") }
		if !slices.ContainsFunc(c.Base.Env, mentions) {
			out = append(out, sim.EnvChange{Name: name, Value: word("")})
		}
	}
	return out
}

// addedByPodman reports whether podman sets this variable without being asked.
func addedByPodman(c Object, kv string) bool {
	return kv == "TERM=xterm" || kv == "container=podman" || strings.HasPrefix(c.ID, strings.TrimPrefix(kv, "HOSTNAME=")) && strings.HasPrefix(kv, "HOSTNAME=")
}

// dirOf makes the two spellings of the default working directory one.
func dirOf(dir string) string {
	if dir == "" {
		return "/"
	}
	return dir
}

// signalOf makes the spellings of a signal one ("QUIT", "SIGQUIT", "3"), with
// the default for none.
func signalOf(signal string) string {
	if name := signalName(signal); name != "" {
		return name
	}
	name := strings.TrimPrefix(strings.ToUpper(signal), "SIG")
	if name == "" {
		name = "TERM"
	}
	return "SIG" + name
}

// overrideHealthcheck is the container's healthcheck if it is not the image's.
func overrideHealthcheck(h, was *sim.Healthcheck) *sim.Healthcheck {
	switch {
	case h == nil && was == nil:
		return nil
	case h == nil:
		return &sim.Healthcheck{Test: wordList([]string{"NONE"})}
	case was != nil && slices.Equal(h.Test.Texts(), was.Test.Texts()) && timesOf(*h) == timesOf(*was):
		return nil
	}
	out := *h
	out.Test.Words = words(h.Test.Texts(), fromContainer)
	return &out
}

// timesOf are the numbers of a healthcheck.
func timesOf(h sim.Healthcheck) [5]int64 {
	return [5]int64{h.Interval, h.Timeout, h.StartPeriod, h.StartInterval, int64(h.Retries)}
}
