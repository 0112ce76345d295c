package sim

import (
	"slices"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// BuildOptions say what `docker build` is asked for. The zero value builds the
// last stage for linux/amd64 on bases of which nothing is known.
type BuildOptions struct {
	Target   string            // a stage's name; "" is the last stage
	Index    int               // a stage's number from 1, for stages that have no name of their own; 0 is Target
	Args     map[string]string // --build-arg
	Unknown  map[string]string // those of Args whose value is not known, and why
	Bases    Bases             // nil knows nothing
	Platform string            // OS/ARCH[/VARIANT]; "" is linux/amd64
}

// StageInfo is one stage as the build saw it. From has its variables expanded;
// Reached is whether the target needs it, Chain whether the target's
// configuration comes through it.
type StageInfo struct {
	ID      string
	Index   int // from 0
	From    string
	Span    Span
	Reached bool
	Chain   bool
	Target  bool
}

// Build does what BuildKit does with a Dockerfile: it finds the target, the
// stages that it needs, and runs their instructions in order on the base's
// configuration. The error, a *Error, is what BuildKit says; the image then
// holds only what is known of the stages.
func Build(d Dockerfile, opt BuildOptions) (Image, error) {
	if len(d.Stages) == 0 {
		return Image{}, &Error{Msg: "dockerfile contains no stages to build", Rule: "build-refused", Hint: "add FROM IMAGE"}
	}
	b := &builder{d: &d, opt: opt, lex: shell.NewLex(rune(d.Escape)), byName: map[string]*stage{}, lint: d.listener()}
	target, err := b.plan()
	if err != nil {
		return Image{Stages: b.infos(target)}, err
	}
	for i := 0; i < len(b.stages); i++ {
		if s := b.stages[i]; s.needed && !s.done {
			if err := s.build(); err != nil {
				return Image{Stages: b.infos(target)}, err
			}
		}
	}
	if b.late != nil {
		return Image{Stages: b.infos(target)}, b.late
	}
	img := target.image()
	img.Stages, img.Stops, img.Checked = b.infos(target), b.stops, d.lint != nil
	if v := b.violation(); v != nil {
		img.Stops = v
	}
	return img, nil
}

// builder holds what one build shares.
type builder struct {
	d        *Dockerfile
	opt      BuildOptions
	lex      *shell.Lex
	platform platform
	global   map[string]variable
	stages   []*stage // in BuildKit's order: lone images of COPY --from stand behind
	byName   map[string]*stage
	// late is what is refused only when everything else was built.
	late error
	lint *linter.Linter // hears the findings that fail the build; nil when none does
	// stops is the first RUN that for certain fails when it is run.
	stops *Error
}

// stage is one stage while it is built.
type stage struct {
	*builder
	state
	src  *Stage // nil for a lone image that COPY or RUN reads from
	name string
	base string // the expanded name behind FROM
	// unknown is what the base is where its name is not known, "" where it is.
	unknown string
	from    Span // of the base's name
	vars    map[string]variable
	// varsShared is true while vars is the parent's map.
	varsShared bool
	parent     *stage
	deps       []dep
	depAt      map[*stage]int // where in deps a stage is
	cmds       []command

	os        string // of the platform it is built for
	imageOS   string // of the configuration: it chooses the default shell
	bottom    *Base  // what the chain of stages ends in; nil until it is looked up
	isTarget  bool
	onChain   bool // the target's configuration comes through it
	needed    bool // the target needs it
	resolved  bool // the base was looked up
	triggered bool // triggers were collected
	done      bool
	started   bool

	health                    *Healthcheck
	cmdSeen, entrypointSeen   bool // an instruction of this stage set it
	inheritedCmd, inheritedEP bool
	shellFormAbove            bool // a CMD or ENTRYPOINT of this stage is in shell form
	argsEscaped               bool
	hasFiles, mayHaveShell    bool
	volumes                   []Mount
	also                      []RuleID // rules that the next step cites too
}

// command is an instruction of a stage, its own or a trigger's.
type command struct {
	ins     *Instruction
	cmd     instructions.Command
	from    []*stage // what COPY --from and RUN --mount read
	trigger bool
	in      string // the stage or image in which a trigger was written
}

// dep is a stage that another one reads from, and the instruction that does.
type dep struct {
	stage *stage
	at    Span
}

// in is the name under which words of s are inherited: "" in the target itself.
func (s *stage) in() string {
	if s.isTarget || s.src == nil {
		return ""
	}
	return s.src.ID()
}

// cite makes the next step name further rules.
func (s *stage) cite(rules ...RuleID) { s.also = append(s.also, rules...) }

// step is set with what was cited.
func (s *stage) step(r RuleID, at Span, slot Slot, after List, note string) {
	also := s.also
	s.also = nil
	if s.d.foreign {
		after = doubted(slot, after)
	}
	s.set(r, at, slot, after, note, also...)
}

// build runs a stage: what it inherits, its parent's triggers, its own instructions.
func (s *stage) build() error {
	s.done, s.started = true, true
	if s.src == nil {
		return nil
	}
	if err := s.inherit(); err != nil {
		return err
	}
	for i := range s.cmds {
		if err := s.run(&s.cmds[i]); err != nil {
			return err
		}
		s.also = nil
	}
	return nil
}

// run dispatches one instruction.
func (s *stage) run(c *command) error {
	switch cmd := c.cmd.(type) {
	case *instructions.CmdCommand:
		s.setCmd(c)
	case *instructions.EntrypointCommand:
		s.setEntrypoint(c)
	case *instructions.ShellCommand:
		s.setShell(c)
	case *instructions.HealthCheckCommand:
		s.setHealthcheck(c, cmd)
	case *instructions.OnbuildCommand:
		s.storeTrigger(c, cmd)
	case *instructions.EnvCommand:
		return s.setEnv(c, cmd)
	case *instructions.ArgCommand:
		return s.declareArg(c, cmd)
	case *instructions.WorkdirCommand:
		return s.setWorkdir(c, cmd)
	case *instructions.UserCommand:
		return s.setUser(c, cmd)
	case *instructions.StopSignalCommand:
		return s.setStopSignal(c, cmd)
	default:
		return s.check(c)
	}
	return nil
}

// image is the configuration as it is exported: empty lists are absent.
func (s *stage) image() Image {
	img := Image{
		Stage: s.src.ID(), Entrypoint: exported(s.entrypoint), Cmd: exported(s.cmd), Shell: exported(s.shell),
		Env: s.env.vars(), User: single(s.user), WorkingDir: single(s.workdir), StopSignal: single(s.stopSignal),
		OnBuild: append([]Word{}, s.onbuild.Words...), OS: s.imageOS, ArgsEscaped: s.argsEscaped,
		Bottom: *s.bottom, BinSh: s.bottom.BinSh, HasFiles: s.hasFiles, MayHaveShell: s.mayHaveShell,
		Frontend: s.d.foreignName(), Volumes: s.volumes,
	}
	if s.health != nil {
		h := *s.health
		h.Test = s.healthcheckCmd
		img.Healthcheck = &h
	}
	img.Known = img.Entrypoint.Known() && img.Cmd.Known() && img.Shell.Known()
	img.Trace = s.trace
	if s.parent != nil {
		img.Trace = nil
		for _, c := range s.chain() {
			img.Trace = append(img.Trace, c.trace...)
		}
	}
	return img
}

// chain is the stages from the bottom up to s.
func (s *stage) chain() []*stage {
	var out []*stage
	for p := s; p != nil; p = p.parent {
		out = append(out, p)
	}
	slices.Reverse(out)
	return out
}

// exported is l as the image's JSON has it, where an empty list is absent.
func exported(l List) List {
	if len(l.Words) == 0 {
		return List{Words: []Word{}}
	}
	return l
}

// single is the one word of a slot that holds a value.
func single(l List) Word {
	if len(l.Words) == 0 {
		return Word{}
	}
	return l.Words[0]
}

func (b *builder) infos(target *stage) []StageInfo {
	out := make([]StageInfo, 0, len(b.d.Stages))
	for _, s := range b.stages {
		if s.src != nil {
			out = append(out, StageInfo{ID: s.src.ID(), Index: s.src.Index, From: s.base, Span: s.src.From.Span, Reached: s.needed, Chain: s.onChain, Target: s == target})
		}
	}
	return out
}
