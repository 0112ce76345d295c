package invoke

import (
	"path"
	"strings"

	"explain/sim"
)

// mounts is what the options put over the image's files, in an order in which
// the later one of a place counts.
func (t *typed) mounts(r reading) (out []sim.Mount) {
	add := func(s setting, target, kind string) {
		m := sim.Mount{From: t.typedOption(s)}
		if path.IsAbs(target) && !strings.Contains(target, hole) {
			m.Target, m.Brings = path.Clean(target), brings[kind]
		}
		out = append(out, m)
	}
	for _, s := range r.settings {
		switch s.flag.Name {
		case "volume":
			v := t.volume(s)
			kind := "volume"
			if isHostPath(v.source) {
				kind = "bind"
			}
			add(s, v.target, kind)
		case "mount":
			m, _ := parseMount(s.text)
			add(s, m.target, m.kind)
		case "tmpfs":
			target, _ := cut(s.text, ":")
			add(s, target, "tmpfs")
		case "volumes-from":
			add(s, "", "")
		case "device":
			add(s, deviceTarget(s.text), "")
		}
	}
	return out
}

// volume is a -v. Where its source is an expansion that is not known, the target
// is read as it is typed: $PWD:/app, "$(pwd)":/app:ro.
func (t *typed) volume(s setting) volume {
	if s.known() {
		v, _ := parseVolume(s.text)
		return v
	}
	parts := strings.Split(strings.Trim(t.raw(s.in), `"`), ":")
	n := len(parts) - 1
	if n > 1 && !strings.HasPrefix(parts[n], "/") {
		n--
	}
	if n < 1 || strings.ContainsAny(strings.Join(parts[n:], ""), notPlain+")}") {
		return volume{source: hole}
	}
	return volume{source: hole, target: parts[n]}
}

// brings is what there is where a mount of a kind is, if that is known.
var brings = map[string]sim.MountKind{"volume": sim.BringsVolume, "tmpfs": sim.BringsTmpfs}

// deviceTarget is where a --device appears: HOST[:CONTAINER][:MODE].
func deviceTarget(text string) string {
	host, rest := cut(text, ":")
	target, _ := cut(rest, ":")
	if path.IsAbs(target) {
		return target
	}
	return host
}

// isHostPath reports whether the source of a -v is a path and no volume's name.
func isHostPath(source string) bool {
	return source != "" && (source[0] == '/' || source[0] == '.' || source[0] == '~' || len(source) > 1 && source[1] == ':' || source[0] == hole[0])
}

// typedOption is an option with its value as it is typed.
func (t *typed) typedOption(s setting) string {
	if s.in == s.word {
		return t.raw(s.word)
	}
	return t.raw(s.word) + " " + t.raw(s.in)
}
