// Package invoke reads how somebody starts an image: the text of a command line
// or of a runner's file becomes sim.Invocation values, every word with its
// place. Nothing is executed and nothing is read but what the caller hands in.
package invoke

import "explain/sim"

// Host is what is known of the machine on which a line is typed.
type Host struct {
	// Env is the known part of the shell's environment; a variable that is not
	// in it is unknown, not unset.
	Env map[string]string
	// EnvIsAll: Env is the whole environment; what is not in it is unset.
	EnvIsAll bool
	// File gives the text of a file that the line names (an env file). A nil
	// File, or ok false, means that the file's text was not handed in; err is
	// what opening it said (the client then refuses).
	File func(name string) (text string, ok bool, err error)
	// Engine is the profile: "" for the current client, "20.10".
	Engine string
}

// Kind is what a command of a line does.
type Kind string

// The kinds of commands.
const (
	KindRun    Kind = "run"    // docker run
	KindCreate Kind = "create" // docker create
	KindBuild  Kind = "build"  // docker build, docker buildx build, docker image build
	KindExec   Kind = "exec"   // docker exec
	KindStart  Kind = "start"  // docker start, docker restart
	KindOther  Kind = "other"  // recognised and not explained: Says has a sentence
)

// Command is one command of a line that concerns us.
type Command struct {
	Kind  Kind
	Title string   // its words as a person would type them
	Span  sim.Span // from its first to its last word
	Words []sim.Word

	Invocation sim.Invocation // run and create (and exec: its words as Args)
	Build      *Build         // build
	Container  sim.Word       // exec, start: the container's name
	// Refused is set when the client refuses the command (also in Invocation).
	Refused *sim.Refusal
	// Says is what there is to say of a command that is not explained, Hint the way out.
	Says, Hint string
	Notes      []sim.Note
}

// Build is what a `docker build` line says.
type Build struct {
	File     sim.Word // -f; zero: Dockerfile in the context
	Context  sim.Word
	Target   sim.Word
	Platform sim.Word
	Args     []Arg
	Tags     []sim.Word
}

// Arg is one --build-arg; HasValue false takes the value from the host.
type Arg struct {
	Name     string
	Value    sim.Word
	HasValue bool
}

// Read (words.go) reads a typed or pasted text; ReadArgs (words.go) reads
// words that a shell has split already.
