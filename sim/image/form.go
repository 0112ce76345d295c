package image

import (
	"slices"
	"strings"

	"explain/sim"
)

// shape is the outline of an object, told from its keys.
type shape int

const (
	formOther shape = iota
	formImage
	formContainer
	formBuildah
	formPlain
)

// configKeys are the keys of an image's Config that make an object without a
// Config one's own notes of it.
var configKeys = []string{"Entrypoint", "Cmd", "Shell", "Env", "User", "WorkingDir", "StopSignal", "OnBuild", "Healthcheck"}

// form tells the outline of n.
func form(n *node) shape {
	config := n.get("Config")
	switch {
	case n.kind != '{' || n.has("schemaVersion"): // a manifest has a "config" too
		return formOther
	case config != nil && config.kind == '{' && (n.has("State") || n.has("Path")):
		return formContainer
	case config != nil && config.kind == '{':
		return formImage
	case n.get("OCIv1").get("config") != nil || n.get("Docker").get("config") != nil:
		return formBuildah
	case strange(n) != nil:
		return formOther
	}
	for _, key := range configKeys {
		if n.has(key) {
			return formPlain
		}
	}
	return formOther
}

// stranger is JSON that looks like ours and is not: it has one of the keys.
type stranger struct{ key, says, hint string }

var strangers = []stranger{
	{"schemaVersion", "this is a manifest: it names an image's layers, not what it runs", "give its configuration: crane config IMAGE"},
	{"LayersData", "skopeo inspect does not say what the image runs", "use skopeo inspect --config IMAGE"},
	{"Layers", "skopeo inspect does not say what the image runs", "use skopeo inspect --config IMAGE"},
	{"apiVersion", "this is a Kubernetes object, not an image", "give it as a file of its own"},
	{"services", "this is a Compose file, not an image", "give it as a file of its own"},
	{"containerDefinitions", "this is a task definition, not an image", "give it as a file of its own"},
	{"command", "this is a container of a runner's file, not an image", "give the whole file"},
	{"IPAM", "this is a network, neither an image nor a container", howToGetOne},
	{"Mountpoint", "this is a volume, neither an image nor a container", howToGetOne},
}

// strange is what n is if it is none of ours, nil if that is not known.
func strange(n *node) *stranger {
	for i := range strangers {
		if n.has(strangers[i].key) {
			return &strangers[i]
		}
	}
	return nil
}

// whatElse says of a value that is none of ours what it is.
func whatElse(n *node) (says, hint string) {
	if s := strange(n); s != nil {
		return s.says, s.hint
	}
	if n.kind != '{' {
		return "an image or a container is a JSON object", howToGetOne
	}
	return "neither an image nor a container: there is no Config, and none of the keys Entrypoint, Cmd, Env …", howToGetOne
}

// Recognise reports whether text looks like JSON that Read reads. Text that is
// cut off or damaged counts if it begins like it.
func Recognise(text string) bool {
	begin := strings.TrimLeft(strings.TrimPrefix(text, "\uFEFF"), " \t\r\n")
	if begin == "" || begin[0] != '{' && begin[0] != '[' {
		return false
	}
	_, nodes, err := values(sim.File{Text: text})
	if err != nil {
		return looksLikeInspect(begin)
	}
	for i := range nodes {
		if !ours(&nodes[i]) {
			return false
		}
	}
	return true
}

// ours reports whether n is an object that Read reads, or a list of such ones
// (an empty one is what docker inspect prints when it finds nothing). One's own
// notes must say what runs: too much else in the world has an "env".
func ours(n *node) bool {
	if n.kind == '[' {
		return !slices.ContainsFunc(n.items, func(item node) bool { return item.kind == '[' || !ours(&item) })
	}
	switch form(n) {
	case formOther:
		return false
	case formPlain:
		return n.has("Entrypoint") || n.has("Cmd")
	}
	return true
}

// looksLikeInspect judges text that is not JSON as a whole by the keys in it.
func looksLikeInspect(text string) bool {
	head := text[:min(len(text), 64<<10)]
	for _, key := range []string{`"Config"`, `"config"`, `"RepoTags"`, `"Entrypoint"`, `"Cmd"`} {
		if strings.Contains(head, key) {
			return true
		}
	}
	return false
}
