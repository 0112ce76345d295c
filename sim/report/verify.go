package report

import (
	"maps"
	"slices"
	"strings"

	"explain/sim"
)

// verify is a command that shows the argv on the reader's own engine, "" where
// none shows the same.
func verify(a *Answer, s subject) string {
	if a.Process == nil || a.Process.NoCommand() {
		return ""
	}
	build := s.buildLine()
	if s.dockerfile != nil && build == "" {
		return ""
	}
	switch a.Invocation.Runner {
	case "docker-run", "docker-create":
		if line := s.createLine(a.Invocation, build); line != "" {
			return `docker inspect -f '{{json .Path}} {{json .Args}}' "$(` + line + `)"`
		}
	case "none":
		if build != "" {
			return `docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.Cmd}}' "$(` + build + `)"`
		}
	}
	return ""
}

// buildLine builds the image that was explained and prints its id; "" where that
// was not built here, where docker refuses to build it, and where it is not known
// what the reader builds.
func (s subject) buildLine() string {
	if s.dockerfile == nil || s.dockerfile.Fragment || s.vague {
		return ""
	}
	words := []string{"docker", "build", "-q"}
	context, input := s.context, ""
	switch name := s.dockerfile.Source.Name; {
	case context == "-":
		input = " < " + shellQuote(name)
	case name == "stdin":
		words, input = append(words, "-f", "-"), " < FILE"
	case name != "Dockerfile" || context != "" && context != ".":
		words = append(words, "-f", name)
	}
	if context == "" {
		context = "."
	}
	words = append(append(words, s.buildFlags()...), context)
	return quoteAll(words) + input
}

// buildFlags are the options that decide what the image is.
func (s subject) buildFlags() (words []string) {
	if s.target != "" {
		words = append(words, "--target", s.target)
	}
	for _, name := range slices.Sorted(maps.Keys(s.built.BuildArgs)) {
		if _, unknown := s.built.unknownArgs[name]; unknown {
			continue // the reader's shell has it
		}
		words = append(words, "--build-arg", name+"="+s.built.BuildArgs[name])
	}
	for _, name := range s.hostArgs {
		words = append(words, "--build-arg", name)
	}
	if s.built.Platform != "" {
		words = append(words, "--platform", s.built.Platform)
	}
	return words
}

// createLine is the docker create line that makes the same container without
// starting it: only the options that matter here. build stands in place of an
// image that has no name yet.
func (s subject) createLine(inv sim.Invocation, build string) string {
	out := []string{"docker", "create"}
	platform := inv.Platform
	if build == "" && platform.Text == "" {
		platform.Text = s.platform
	}
	if platform.Text != "" {
		out = append(out, "--platform", shellQuote(platform.Text))
	}
	if platform.Unknown != "" || build == "" && inv.Image.Unknown != "" || !s.typed.canFill(inv) {
		return ""
	}
	out = append(out, s.typed.entrypoint(inv.Entrypoint.Words)...)
	if build != "" {
		out = append(out, `"$(`+build+`)"`)
	} else {
		out = append(out, shellQuote(inv.Image.Text))
	}
	return strings.Join(append(out, s.typed.words(inv.Args.Words)...), " ")
}

// quoteAll is words for a POSIX shell.
func quoteAll(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = shellQuote(w)
	}
	return strings.Join(out, " ")
}
