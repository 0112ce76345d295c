package sim

import (
	"strings"

	"explain/sim/lazy"
)

// syntaxArg is the --build-arg that names a frontend. It wins over a syntax
// directive (moby/buildkit frontend/dockerfile/builder/build.go Build).
const syntaxArg = "BUILDKIT_SYNTAX"

// chooseFrontend says which frontend reads the file: the one that --build-arg
// names, else the directive's.
func (d *Dockerfile) chooseFrontend(args map[string]string) {
	if given, ok := args[syntaxArg]; ok {
		ref, _, _ := strings.Cut(strings.TrimSpace(given), " ")
		d.Syntax, d.SyntaxSpan = ref, Span{}
		d.foreign = !dockersOwn(ref)
	} else {
		d.foreign = d.Syntax != "" && !dockersOwn(d.Syntax)
	}
	d.oldTail = d.Syntax != "" && oldFrontend(d.Syntax)
}

var frontendVersion = lazy.Regexp(`^(?:docker\.io/)?docker/dockerfile(?:-upstream)?:(\d+)(?:\.(\d+))?(?:[.-].*)?$`)

// oldFrontend reports whether a syntax directive pins a frontend older than
// 1.9, which ignores what follows a JSON array. A floating tag ("1") is the
// current one.
func oldFrontend(ref string) bool {
	name, _, _ := strings.Cut(ref, "@")
	m := frontendVersion().FindStringSubmatch(name)
	if m == nil || m[2] == "" {
		return m != nil && m[1] == "0"
	}
	return m[1] == "0" || m[1] == "1" && len(m[2]) == 1 && m[2] < "9"
}

// ForeignFrontend reports whether a frontend that is not Docker's own reads the
// file: what it makes of it is not known.
func (d Dockerfile) ForeignFrontend() bool { return d.foreign }

// dockersOwn reports whether a reference names Docker's own frontend.
func dockersOwn(ref string) bool {
	name, _, _ := strings.Cut(ref, "@")
	name = strings.TrimPrefix(name, "docker.io/")
	repo, _, _ := strings.Cut(name, ":")
	return repo == "docker/dockerfile" || repo == "docker/dockerfile-upstream"
}
