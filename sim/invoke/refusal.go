package invoke

import (
	"fmt"
	"slices"
	"strings"

	"explain/sim"
)

// fault is what a client finds wrong, and where that is written.
type fault struct {
	err  error
	span sim.Span
	hint string
}

// refusal is how one client words its refusals: those of a command known by
// its path ("docker container run") and its name ("run").
type refusal struct{ engine, path, name string }

// badOption refuses an option that could not be read.
func (c refusal) badOption(f *fault) *sim.Refusal {
	message := f.err.Error()
	if c.engine == oldClient {
		message += "\nSee '" + c.path + " --help'."
	}
	return refused(message, 125, f)
}

// tooFew refuses a line with too few words besides the options.
func (c refusal) tooFew(n int, span sim.Span) *sim.Refusal {
	words := "arguments"
	if n == 1 {
		words = "argument"
	}
	message := fmt.Sprintf("docker: '%s' requires at least %d %s", c.path, n, words)
	if c.engine == oldClient {
		message = fmt.Sprintf("%q requires at least %d %s.\nSee '%s --help'.", c.path, n, words, c.path)
	}
	return refused(message, 1, &fault{span: span})
}

// refuse refuses options that can be read and make no sense.
func (c refusal) refuse(f *fault) *sim.Refusal {
	message := "docker: " + f.err.Error()
	if c.engine == oldClient {
		message = strings.TrimSuffix(message, ".") + ".\nSee 'docker " + c.name + " --help'."
	}
	return refused(message, 125, f)
}

// fail refuses late, when the client has begun to act: the bare error.
func (c refusal) fail(f *fault) *sim.Refusal { return refused(f.err.Error(), 1, f) }

// refused is a refusal with the text up to its first blank line: what follows
// there is usage.
func refused(message string, exitCode int, f *fault) *sim.Refusal {
	message, _, _ = strings.Cut(message+"\n\n", "\n\n")
	return &sim.Refusal{Span: f.span, Message: message, ExitCode: exitCode, Rule: "cli-refused", Hint: f.hint}
}

// wrongEngine refuses options that only engines of another operating system
// have. The engine is taken to run on Linux.
func (t *typed) wrongEngine(r reading) *sim.Refusal {
	var says []string
	f := &fault{hint: "an engine for Windows containers has it"}
	for _, s := range r.settings {
		if s.flag.Engine != "windows" {
			continue
		}
		if says == nil {
			f.span = t.words[s.word].From.Span
		}
		says = append(says, fmt.Sprintf(`"--%s" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux`, s.flag.Name))
	}
	if says == nil {
		return nil
	}
	slices.Sort(says)
	return refused(strings.Join(slices.Compact(says), "\n"), 1, f)
}
