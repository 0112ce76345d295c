package invoke

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"explain/sim"
	"explain/sim/lazy"
)

// usual says of an option's value that the client and the engine take it on any
// machine. What is not usual may be refused by either, in words we do not know.
var usual = map[string]func(value string) bool{
	"expose":                func(v string) bool { return exposeFault(v) == nil && usualProto(v) },
	"health-interval":       usualProbe,
	"health-start-interval": usualProbe,
	"health-start-period":   usualProbe,
	"health-timeout":        usualProbe,
	"ipc":                   among("", "none", "private", "shareable", "host"),
	"isolation":             among("", "default"),
	"log-driver":            among("", "none", "json-file", "local"),
	"log-opt":               usualLogOption,
	"mount":                 usualMount,
	"platform":              usualPlatform,
	"publish":               func(v string) bool { return publishFault(v) == nil },
	"restart":               usualRestart,
	"runtime":               among("", "runc"),
	"tmpfs":                 func(v string) bool { target, _ := cut(v, ":"); return usualTarget(target) },
	"volume":                usualVolume,
}

// provided are the conditions on options that are not usual, or that ask for
// something which a machine may lack.
func (t *typed) provided(inv *sim.Invocation, r reading) {
	for _, s := range r.settings {
		switch is, value := usual[s.flag.Name], s.text; {
		case !s.known(): // what it is when the shell is done is nothing odd
		case is != nil && !is(value):
			inv.Provided = append(inv.Provided, "docker accepts "+t.typedOption(s))
		case s.flag.Name == "cidfile" && s.text != "":
			inv.Provided = append(inv.Provided, "there is no file "+t.raw(s.in)+" yet")
		case s.flag.Name == "gpus":
			inv.Provided = append(inv.Provided, "the engine has what "+t.typedOption(s)+" asks for")
		case s.flag.Name == "mount" && mountsHostPath(value):
			inv.Provided = append(inv.Provided, "this machine has the source of "+t.typedOption(s))
		}
	}
	t.providedNames(inv, r)
}

// besideContainer are the options that do not go with another container's network.
var besideContainer = []string{"hostname", "publish", "publish-all", "expose", "add-host", "dns", "dns-opt", "dns-option", "dns-search", "link", "mac-address"}

// providedNames: what shares a name or a network has none of its own.
func (t *typed) providedNames(inv *sim.Invocation, r reading) {
	network := r.networkMode()
	for _, s := range r.settings {
		switch {
		case strings.HasPrefix(network, "container:") && slices.Contains(besideContainer, s.flag.Name):
			inv.Provided = append(inv.Provided, "docker accepts "+t.typedOption(s)+" beside the network "+network)
		case r.text("uts") == "host" && s.flag.Name == "hostname":
			inv.Provided = append(inv.Provided, "docker accepts "+t.typedOption(s)+" beside --uts host")
		}
	}
}

// networkMode is the first of the networks, "" for none.
func (r reading) networkMode() string {
	for _, s := range r.settings {
		if s.flag.Name == "network" || s.flag.Name == "net" {
			return s.text
		}
	}
	return ""
}

func among(values ...string) func(string) bool {
	return func(v string) bool { return slices.Contains(values, v) }
}

// usualTarget is a place to mount something at.
func usualTarget(target string) bool {
	return strings.HasPrefix(target, "/") && strings.Trim(target, "/.") != ""
}

var (
	volumeName  = lazy.Regexp(`^[a-zA-Z0-9][a-zA-Z0-9_.-]+$`)
	volumeModes = lazy.Regexp(`^(?:(?:ro|rw|z|Z|nocopy|cached|delegated|consistent|r?shared|r?slave|r?private)(?:,|$))*$`)
)

func usualVolume(value string) bool {
	v, err := parseVolume(value)
	named := v.source == "" || v.source[0] == '/' || v.source[0] == '.' || volumeName().MatchString(v.source)
	return err == nil && named && usualTarget(v.target) && volumeModes().MatchString(v.modes)
}

func usualMount(value string) bool {
	m, err := parseMount(value)
	kind := slices.Contains([]string{"bind", "volume", "tmpfs", "image"}, m.kind)
	needs := m.kind != "bind" && m.kind != "image" || m.source != ""
	return err == nil && kind && needs && usualTarget(m.target) && !(m.kind == "tmpfs" && m.source != "")
}

// mountsHostPath: unlike -v, --mount makes no folder where its source is missing.
func mountsHostPath(value string) bool {
	m, err := parseMount(value)
	return err == nil && m.kind == "bind" && !strings.Contains(strings.ToLower(value), "bind-create-src")
}

// usualProbe is a time that a health check can have.
func usualProbe(value string) bool {
	d, err := time.ParseDuration(value)
	return err != nil || d == 0 || d >= time.Millisecond
}

func usualProto(port string) bool {
	_, proto := cut(port, "/")
	return slices.Contains([]string{"", "tcp", "udp", "sctp"}, strings.ToLower(proto))
}

func usualRestart(policy string) bool {
	name, count := cut(policy, ":")
	n, err := strconv.Atoi(count)
	return count == "" && slices.Contains([]string{"", "no", "always", "unless-stopped", "on-failure"}, name) || name == "on-failure" && err == nil && n >= 0
}

// usualLogOption: those of the drivers json-file and local, which are the default.
func usualLogOption(option string) bool {
	name, value := cut(option, "=")
	return value != "" && slices.Contains([]string{"max-size", "max-file", "compress", "labels", "labels-regex", "env", "env-regex", "tag", "mode", "max-buffer-size"}, name)
}

func usualPlatform(value string) bool {
	system, rest := cut(value, "/")
	architecture, _ := cut(rest, "/")
	return value == "" || rest == "" && knownPlatform(value) || (system == "linux" || system == "windows") && slices.Contains(architectures, strings.ToLower(architecture))
}

// cut is what stands in front of a sign and behind it.
func cut(text, sign string) (before, after string) {
	before, after, _ = strings.Cut(text, sign)
	return before, after
}
