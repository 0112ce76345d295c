package sim

// Image is the configuration of an image after its build, each word with its
// origin. Trace tells how it came to be.
type Image struct {
	Stage       string       `json:"stage"` // the stage that was built: its name, else its number; "" when not built here
	Ref         string       `json:"ref,omitempty"`
	Known       bool         `json:"known"` // false when anything of ENTRYPOINT, CMD or SHELL rests on a base that is not known
	Entrypoint  List         `json:"entrypoint"`
	Cmd         List         `json:"cmd"`
	Shell       List         `json:"shell"`
	Env         []Env        `json:"env"`
	User        Word         `json:"user"`
	WorkingDir  Word         `json:"workingDir"`
	StopSignal  Word         `json:"stopSignal"`
	Healthcheck *Healthcheck `json:"healthcheck"`
	OnBuild     []Word       `json:"onbuild"`
	OS          string       `json:"os,omitempty"`

	ArgsEscaped bool        `json:"-"`
	Trace       Trace       `json:"-"`
	Stages      []StageInfo `json:"-"` // of the Dockerfile, in order
	// Bottom is the base image that the target's chain of stages ends in.
	Bottom Base `json:"-"`
	// BinSh is what the image's /bin/sh (cmd on Windows) is; see Base.BinSh.
	// It is "" as soon as the build may have put another one there.
	BinSh string `json:"-"`
	// HasFiles is true when an instruction may have added files to the image
	// (RUN, COPY, ADD) in the target's chain of stages.
	HasFiles bool `json:"-"`
	// MayHaveShell is true when one of them may have put a shell at the default
	// shell's place into an image that has none.
	MayHaveShell bool `json:"-"`
	// Stops is why the image is never made of a file that the builder accepts: a RUN
	// that for certain fails when it is run, or what the build's checks find. Nil
	// for nothing that is known.
	Stops *Error `json:"-"`
	// Checked is true when any finding of BuildKit's checks fails the build.
	Checked bool `json:"-"`
	// Volumes are the places that VOLUME names in the target's chain of stages.
	Volumes []Mount `json:"-"`
	// Frontend is the foreign frontend that read the Dockerfile, "" for Docker's own.
	Frontend string `json:"-"`
}

// NoShell reports whether the image for certain has no default shell.
func (img Image) NoShell() bool { return img.BinSh == "none" && !img.MayHaveShell }

// Invocation is how somebody starts an image: the options and words of a
// `docker run` line, or what another runner's file says.
type Invocation struct {
	Runner     string `json:"runner"` // "docker-run", "docker-create" …; "none" when only an image is asked about
	Image      Word   `json:"image,omitzero"`
	Entrypoint List   `json:"entrypoint"` // docker: not set, [""] (reset) or one word
	Args       List   `json:"args"`       // the words after the image; not set when there is none

	Env         []EnvChange  `json:"env,omitempty"` // in the order in which they apply: env files first
	User        Word         `json:"user,omitzero"` // zero: not given
	WorkingDir  Word         `json:"workingDir,omitzero"`
	StopSignal  Word         `json:"stopSignal,omitzero"`
	StopTimeout *int         `json:"stopTimeout,omitempty"` // seconds; nil: not given
	Hostname    Word         `json:"hostname,omitzero"`
	Init        *bool        `json:"init,omitempty"` // nil: not given
	InitSpan    Span         `json:"-"`
	TTY         bool         `json:"tty,omitempty"`
	Interactive bool         `json:"interactive,omitempty"`
	Detach      bool         `json:"detach,omitempty"`
	PIDMode     string       `json:"pidMode,omitempty"` // "host", "container:…", "" private
	Healthcheck *Healthcheck `json:"healthcheck,omitempty"`
	Platform    Word         `json:"platform,omitzero"`
	Engine      string       `json:"engine,omitempty"` // "" current, "20.10"

	// Kept is the argv that a container was created with where its image is not
	// known: which of it the image gave cannot be told.
	Kept   List    `json:"-"`
	Name   Word    `json:"-"` // --name
	Mounts []Mount `json:"-"` // what is put over the image's files

	// Doubts are assumptions on which the reading of the line rests: with any, no
	// word of the argv is certain.
	Doubts []Assumption `json:"-"`
	// Provided are conditions on which everything rests that is said of the line.
	Provided []string `json:"-"`

	// Refused is set when the runner's own command line is refused.
	Refused *Refusal `json:"-"`
	// Notes are remarks about the line, each at its place (a skipped prompt, an
	// option typed after the image, what the user's shell would do first).
	Notes []Note `json:"notes,omitempty"`
}

// EnvChange is one -e or --env-file entry. HasValue false removes the variable
// (`-e NAME` with NAME unset on the host).
type EnvChange struct {
	Name     string `json:"name"`
	Value    Word   `json:"value"`
	HasValue bool   `json:"hasValue"`
}

// Refusal is what a runner's command line says when it refuses: the text, its
// exit code, and the word at fault.
type Refusal struct {
	Span     Span
	Message  string
	ExitCode int
	Rule     RuleID
	Hint     string
}

// Note is a remark at a place.
type Note struct {
	ID   string `json:"id"`
	Span Span   `json:"span,omitzero"`
	Says string `json:"says"`
}

// Process is what the runtime is asked to execute.
type Process struct {
	Argv       []Word       `json:"argv"`
	Certain    bool         `json:"certain"`
	Dropped    []Dropped    `json:"dropped"`
	Positional []Positional `json:"positional"`
	Env        []Env        `json:"env"`
	User       Word         `json:"user"`
	WorkingDir Word         `json:"workingDir"`
	StopSignal Word         `json:"stopSignal"`
	PID1       PID1         `json:"pid1"`

	// Afterwards fills these in.
	Inside    *Inside      `json:"inside,omitempty"`    // nil when no shell reads a string
	Tree      *ProcessNode `json:"tree,omitempty"`      // nil when nothing runs
	Stop      *Ending      `json:"stop,omitempty"`      // docker stop
	Interrupt *Ending      `json:"interrupt,omitempty"` // Ctrl-C

	StopTimeout *int         `json:"stopTimeout,omitempty"`
	Healthcheck *Healthcheck `json:"healthcheck,omitempty"`
	Trace       Trace        `json:"-"` // numbered on from the image's
}

// Dropped is a word that a person might expect to run and that is not in argv,
// with the rule and the step that dropped it.
type Dropped struct {
	Word Word   `json:"word"`
	Rule RuleID `json:"rule"`
	Step int    `json:"step"`
}

// Positional is a word of argv behind SHELL -c STRING. Argv is its index in
// argv, Becomes its name in the string ("$0", "$1" …), Used "yes", "no" or
// "unknown".
type Positional struct {
	Argv    int    `json:"argv"`
	Becomes string `json:"becomes"`
	Used    string `json:"used"`
	Rule    RuleID `json:"rule"`
	Step    int    `json:"step"`
}

// PID1 is the process with number 1. Program is its argv[0] (docker-init with
// --init); Shell is true when it is a shell that was put in front of shell-form
// text. Forwards is false when that shell keeps the stop signal from the
// program ("yes", "no", "depends").
type PID1 struct {
	Program  string `json:"program"`
	Shell    bool   `json:"shell,omitempty"`
	Init     bool   `json:"init,omitempty"`
	Forwards string `json:"forwards,omitempty"`
	Says     string `json:"says,omitempty"`
}

// Phase is how far a container gets.
type Phase string

// The phases, in order.
const (
	PhaseCLI     Phase = "cli"     // the runner's own command line is refused
	PhaseBuild   Phase = "build"   // the image does not build
	PhaseCreate  Phase = "create"  // the engine refuses to create the container
	PhaseStart   Phase = "start"   // the runtime refuses to start it
	PhaseExec    Phase = "exec"    // it starts and fails at once
	PhaseRunning Phase = "running" // the program decides
)

// Outcome says how far it gets. ExitCode is what the runner's command returns,
// nil when the program decides. Certain is false when it rests on If.
type Outcome struct {
	Phase    Phase    `json:"phase"`
	ExitCode *int     `json:"exitCode"`
	Message  string   `json:"message"`
	Certain  bool     `json:"certain"`
	If       []string `json:"if"`
	Rule     RuleID   `json:"rule,omitempty"`
	Span     Span     `json:"span,omitzero"`
	Hint     string   `json:"hint,omitempty"`
}

// Assumption is something taken for true, and the command that settles it.
type Assumption struct {
	ID     string `json:"id"`
	Says   string `json:"says"`
	Settle string `json:"settle"`
}
