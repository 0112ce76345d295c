package client

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/invoke"
)

// host is the machine of the clients, as our reader is told of it.
func host(engine string) invoke.Host {
	env := map[string]string{}
	for _, e := range os.Environ() {
		name, value, _ := strings.Cut(e, "=")
		env[name] = value
	}
	return invoke.Host{Env: env, EnvIsAll: true, Engine: engine, File: func(name string) (string, bool, error) {
		text, err := os.ReadFile(name)
		return string(text), err == nil, err
	}}
}

// read is our reading of a line's words, without "docker".
func read(args []string, h invoke.Host) invoke.Command {
	words := []sim.Word{{Text: "docker"}}
	for _, a := range args {
		words = append(words, sim.Word{Text: a})
	}
	c, _ := invoke.Docker(nil, words, h)
	return c
}

// differs says how the client's answer is not what we understood, "" if it is.
func differs(ours invoke.Command, theirs answer) string {
	switch {
	case ours.Refused != nil && theirs.created != nil:
		return fmt.Sprintf("we refuse (%q), the client creates", ours.Refused.Message)
	case ours.Refused != nil:
		return diff(refusal{ours.Refused.ExitCode, ours.Refused.Message}, refusal{theirs.code, theirs.says})
	case ours.Kind == invoke.KindOther && theirs.created == nil && theirs.code == 0:
		return ""
	case theirs.created == nil:
		return fmt.Sprintf("the client refuses (%d, %q), we read %s", theirs.code, theirs.says, ours.Kind)
	case ours.Kind == invoke.KindOther:
		return "the client creates, we say: " + ours.Says
	}
	want := request(ours.Invocation)
	got := *theirs.created
	if ours.Kind == invoke.KindExec {
		want.Image, want.OpenStdin = containerName(ours.Container.Text), false
		got.Image = containerName(got.Image)
		want.AttachStdin = ours.Invocation.Interactive && !ours.Invocation.Detach
	} else {
		got.AttachStdin = false // depends on -a, which we do not keep
	}
	if !sameEnv(ours.Invocation.Env, got.Env) {
		return diff(want.Env, got.Env)
	}
	want.Env, got.Env = nil, nil
	if got.Platform != "" {
		got.Platform = want.Platform // the client spells it out
	}
	return diff(want, got)
}

// containerName is a name as it can be told from the path of a request.
func containerName(text string) string { return strings.TrimLeft(strings.TrimSpace(text), "/") }

type refusal struct {
	Code int
	Says string
}

// diff is both values in full, "" if they are alike.
func diff(ours, theirs any) string {
	a, _ := json.Marshal(ours)
	b, _ := json.Marshal(theirs)
	if string(a) == string(b) {
		return ""
	}
	return "- " + string(a) + "\n+ " + string(b)
}

// request is what a client asks an engine for an invocation.
func request(inv sim.Invocation) created {
	c := created{
		Platform: inv.Platform.Text, Image: inv.Image.Text, Entrypoint: texts(inv.Entrypoint), Cmd: texts(inv.Args),
		WorkingDir: inv.WorkingDir.Text, User: inv.User.Text, StopSignal: inv.StopSignal.Text, StopTimeout: inv.StopTimeout,
		Hostname: inv.Hostname.Text, Tty: inv.TTY, OpenStdin: inv.Interactive,
	}
	c.HostConfig.Init, c.HostConfig.PidMode = inv.Init, inv.PIDMode
	for _, e := range inv.Env {
		c.Env = append(c.Env, envText(e))
	}
	if h := inv.Healthcheck; h != nil {
		c.Healthcheck = &probe{Test: texts(h.Test), Interval: dur(h.Interval), Timeout: dur(h.Timeout),
			StartPeriod: dur(h.StartPeriod), StartInterval: dur(h.StartInterval), Retries: h.Retries}
	}
	return c
}

func texts(l sim.List) []string {
	if !l.Set {
		return nil
	}
	return l.Texts()
}

func envText(e sim.EnvChange) string {
	if !e.HasValue {
		return e.Name
	}
	return e.Name + "=" + e.Value.Text
}

// sameEnv: the lines of env files in order, then the options in any order.
func sameEnv(ours []sim.EnvChange, theirs []string) bool {
	var fromFiles, fromFlags []string
	for _, e := range ours {
		if e.Value.From.Span.IsZero() {
			fromFlags = append(fromFlags, envText(e))
		} else {
			fromFiles = append(fromFiles, envText(e))
		}
	}
	n := len(fromFiles)
	if len(theirs) != len(ours) || !slices.Equal(fromFiles, theirs[:n]) {
		return false
	}
	rest := slices.Sorted(slices.Values(theirs[n:]))
	slices.Sort(fromFlags)
	return slices.Equal(fromFlags, rest)
}
