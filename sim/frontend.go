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
func (d *Dockerfile) chooseFrontend(args, unknown map[string]string) {
	if given, ok := args[syntaxArg]; ok {
		ref, _, _ := strings.Cut(strings.TrimSpace(given), " ")
		if why := unknown[syntaxArg]; why != "" {
			ref = "that " + why + " names"
		}
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

// foreignName is the frontend that is not Docker's own, as a reader knows it; ""
// when there is none.
func (d *Dockerfile) foreignName() string {
	switch {
	case !d.foreign:
		return ""
	case d.Syntax == "":
		return `""`
	}
	return d.Syntax
}

// ReadAsDockersOwn is what must hold for anything that is said of a file which
// a foreign frontend reads; "" when none does.
func (d Dockerfile) ReadAsDockersOwn() string { return readAsDockersOwn(d.foreignName()) }

func readAsDockersOwn(frontend string) string {
	if frontend == "" {
		return ""
	}
	return "the frontend " + frontend + " reads this file as Docker's own does"
}

// doubted is an ENTRYPOINT or a CMD as a foreign frontend may make it: each word
// is what Docker's own frontend would store.
func doubted(slot Slot, l List) List {
	if slot != SlotEntrypoint && slot != SlotCmd {
		return l
	}
	l.Words = append([]Word{}, l.Words...)
	assume(l.Words)
	return l
}

// dockersOwn reports whether a reference names Docker's own frontend.
func dockersOwn(ref string) bool {
	name, _, _ := strings.Cut(ref, "@")
	name = strings.TrimPrefix(name, "docker.io/")
	repo, _, _ := strings.Cut(name, ":")
	return repo == "docker/dockerfile" || repo == "docker/dockerfile-upstream"
}
