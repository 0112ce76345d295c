package report

import (
	"strings"

	"explain/sim"
	"explain/sim/check"
	"explain/sim/image"
	"explain/sim/invoke"
)

// MaxInput is the size above which an input is refused, in bytes.
const MaxInput = 4 << 20

// New answers a request. What the input of explain itself lacks is in
// Report.Error; what BuildKit or a client refuses is an answer.
func New(req Request) *Report {
	return new(Series).New(req)
}

func newExplainer(req Request) *explainer {
	return &explainer{req: req, report: &Report{Schema: Schema}, images: map[string]buildLine{}, parse: sim.ParseWith}
}

// explainer is one request on its way to a report.
type explainer struct {
	req    Request
	report *Report
	bases  baseSet
	parse  func(sim.File, sim.ParseOptions) (sim.Dockerfile, error)
	// first is what the first answer is about.
	first *subject
	// images are the images that earlier docker build lines made, by name.
	images map[string]buildLine
	// lastBuilt is the last docker build line.
	lastBuilt *buildLine
}

func (e *explainer) run() *sim.Error {
	if err := e.checkInputs(); err != nil {
		return err
	}
	if err := e.bases.read(e.req.Bases); err != nil {
		return err
	}
	if e.req.Message != "" {
		return e.explainMessage()
	}
	if e.req.Line != "" || len(e.req.Argv) > 0 {
		return e.explainLine()
	}
	return e.explainFile()
}

// checkInputs refuses what no reader should be given.
func (e *explainer) checkInputs() *sim.Error {
	files := append([]sim.File{}, e.req.Files...)
	for _, b := range e.req.Bases {
		files = append(files, b.File)
	}
	if e.req.Line != "" {
		files = append(files, sim.File{Name: lineName, Text: e.req.Line})
	}
	if e.req.Message != "" {
		files = append(files, sim.File{Name: messageName, Text: strings.ReplaceAll(e.req.Message, "\x00", " ")})
	}
	for _, f := range files {
		if err := CheckInput(f); err != nil {
			return err
		}
	}
	return nil
}

// CheckInput refuses a file that is too large or binary.
func CheckInput(f sim.File) *sim.Error {
	if len(f.Text) > MaxInput {
		return &sim.Error{Span: sim.Span{File: f.Name, Line: 1, Col: 1}, Msg: "the input is larger than 4 MB", Hint: "give the Dockerfile or the line itself, not what it builds"}
	}
	if i := strings.IndexByte(f.Text, 0); i >= 0 {
		return &sim.Error{Span: sim.NewSource(f).Span(i, i+1), Msg: "this is a binary file: it holds a NUL byte", Hint: "give a text: a Dockerfile, a command line or docker inspect's JSON"}
	}
	return nil
}

// explainFile explains the first file by its content.
func (e *explainer) explainFile() *sim.Error {
	if len(e.req.Files) == 0 {
		return &sim.Error{Msg: "there is nothing to explain", Hint: "give a Dockerfile, a docker run line, or docker inspect's output on standard input"}
	}
	f := e.req.Files[0]
	if image.Recognise(f.Text) {
		return e.explainObjects(f)
	}
	if what := foreign(f.Text); what != "" {
		return &sim.Error{Span: sim.NewSource(f).Span(0, 0), Msg: what + " is not explained yet", Hint: "put the same start as a docker run line: explain docker run [--entrypoint COMMAND] IMAGE [ARGS]"}
	}
	e.answer(f.Name, sim.Invocation{Runner: "none"}, e.dockerfile(e.req, f))
	return nil
}

// subject is the image that an answer is about.
type subject struct {
	dockerfile *sim.Dockerfile
	image      *sim.Image
	stages     []sim.StageInfo
	failed     *sim.Error // the build is refused
	provided   string     // what that rests on, "" for nothing
	reserved   bool       // the image is scratch, which is none
	notes      []sim.Note
	assume     []sim.Assumption
	target     string
	built      Request  // what the build was asked for; zero when nothing was built
	context    string   // of the docker build line, "" without one
	hostArgs   []string // the build arguments that take their values from the reader's shell
	vague      bool     // the docker build line is not known in full
	platform   string   // for which an image that exists is taken
	typed      typed    // the line that starts it
}

// dockerfile builds a file's image.
func (e *explainer) dockerfile(req Request, f sim.File) subject {
	d, err := e.parse(f, sim.ParseOptions{Exact: req.Exact, Args: req.BuildArgs, Unknown: req.unknownArgs})
	e.addFile(d.Source.File)
	s := subject{target: req.Target, built: req, provided: d.ReadAsDockersOwn()}
	if err != nil {
		s.failed = err.(*sim.Error)
		return s
	}
	s.dockerfile = &d
	e.report.Wants.args(d)
	img, err := sim.Build(d, sim.BuildOptions{Target: req.Target, Args: req.BuildArgs, Unknown: req.unknownArgs, Bases: &e.bases, Platform: req.Platform})
	s.stages = img.Stages
	if err != nil {
		s.failed = err.(*sim.Error)
		return s
	}
	s.image, s.failed = &img, img.Stops
	s.notes, s.assume = e.remarks(d, img)
	return s
}

// addFile makes a file part of the report, under a name of its own.
func (e *explainer) addFile(f sim.File) {
	for _, have := range e.report.Files {
		if have == f {
			return
		}
	}
	e.report.Files = append(e.report.Files, f)
}

// answer resolves one start of one image.
func (e *explainer) answer(title string, inv sim.Invocation, s subject) {
	if e.first == nil {
		e.first = &s
	}
	inv.Engine = e.req.Engine
	a := Answer{Title: title, Invocation: inv, Image: s.image, Notes: append(append([]sim.Note{}, s.notes...), inv.Notes...), Assumptions: append(append([]sim.Assumption{}, inv.Doubts...), s.assume...)}
	for _, st := range s.stages {
		stage := Stage{ID: st.ID, From: st.From, Span: st.Span, Reached: st.Reached, Target: st.Target}
		if e.req.Stages {
			e.stageArgv(&stage, *s.dockerfile, st.Index)
		}
		a.Stages = append(a.Stages, stage)
	}
	switch {
	case inv.Refused != nil:
		a.Outcome = sim.Start(sim.Image{}, sim.Process{}, inv)
		a.Image = nil
	case s.reserved:
		a.Outcome = sim.ReservedName(inv)
	case s.failed != nil:
		a.Outcome = buildFailure(s.failed, s.provided)
		a.Image = nil
	case s.image != nil:
		p := sim.Resolve(*s.image, inv)
		a.Outcome = sim.Start(*s.image, p, inv)
		a.Trace = append(s.image.Trace, p.Trace...)
		a.Process = &p
		e.afterwards(*s.image, &a)
		e.settle(&a, s)
	}
	found := check.Run(check.Case{Dockerfile: s.dockerfile, Target: s.target, Image: s.checked(a.Image), Invocation: &inv, Process: a.Process, Outcome: &a.Outcome}, e.req.Disable)
	for _, f := range found {
		if s.concerns(f) {
			a.Findings = append(a.Findings, f)
		} else if e.req.Check {
			e.report.Findings = append(e.report.Findings, f)
		}
	}
	a.Summary = summary(&a)
	a.Verify = verify(&a, s)
	e.report.Answers = append(e.report.Answers, a)
}

// afterwards says what follows once the process runs.
func (e *explainer) afterwards(img sim.Image, a *Answer) {
	if a.Outcome.Phase != sim.PhaseRunning && a.Outcome.Phase != sim.PhaseExec {
		return
	}
	sim.Afterwards(img, a.Process, a.Invocation)
	in := a.Process.Inside
	if in == nil {
		return
	}
	if a.Outcome.Phase != sim.PhaseRunning {
		a.Process.Tree, a.Process.Stop, a.Process.Interrupt = nil, nil, nil
	}
	w := a.Process.Argv[in.Argv]
	for _, f := range e.report.Files {
		if f.Name != w.From.Span.File {
			continue
		}
		if text, ok := sim.Written(sim.NewSource(f), w); ok {
			in.Locate(text)
		}
	}
}

// checked is the image that checks look at: also one whose build stops.
func (s subject) checked(img *sim.Image) *sim.Image {
	if img == nil && s.failed != nil {
		return s.image
	}
	return img
}

// concerns reports whether a finding is about the image that is explained: not in
// a stage of the file that it does not come from.
func (s subject) concerns(f Finding) bool {
	if s.image == nil || s.dockerfile == nil || f.Span.File != s.dockerfile.Source.Name {
		return true
	}
	for i := len(s.stages) - 1; i >= 0; i-- {
		if st := s.stages[i]; f.Span.Start >= st.Span.Start {
			return st.Chain
		}
	}
	return true
}

// stageArgv says what an image built up to one stage would run.
func (e *explainer) stageArgv(st *Stage, d sim.Dockerfile, index int) {
	inv := sim.Invocation{Runner: "none", Engine: e.req.Engine}
	img, err := sim.Build(d, sim.BuildOptions{Index: index + 1, Args: e.req.BuildArgs, Bases: &e.bases, Platform: e.req.Platform})
	if err != nil {
		o := buildFailure(err.(*sim.Error), d.ReadAsDockersOwn())
		st.Outcome = &o
		return
	}
	if img.Stops != nil {
		o := buildFailure(img.Stops, d.ReadAsDockersOwn())
		st.Outcome = &o
		return
	}
	p := sim.Resolve(img, inv)
	o := sim.Start(img, p, inv)
	st.Argv, st.Outcome = p.Argv, &o
}

// buildFailure is the outcome of a build that is refused; provided is what that
// rests on.
func buildFailure(err *sim.Error, provided string) sim.Outcome {
	one := 1
	o := sim.Outcome{Phase: sim.PhaseBuild, ExitCode: &one, Message: err.Msg, Certain: true, If: []string{}, Rule: err.Rule, Span: err.Span, Hint: err.Hint}
	if provided != "" {
		o = o.Provided(provided)
	}
	return o
}

// explainLine explains every docker command of a typed line in turn.
func (e *explainer) explainLine() *sim.Error {
	cmds, file, notes, err := e.readLine()
	if err != nil {
		return err
	}
	built, explained := 0, 0
	for i := range cmds {
		c := &cmds[i]
		if i == 0 {
			c.Notes = append(notes, c.Notes...)
		}
		done, err := e.explainCommand(c)
		if err != nil {
			return err
		}
		explained += done
		if c.Kind == invoke.KindBuild {
			built++
		}
	}
	if explained == 0 && built > 0 {
		return e.explainBuilt(cmds)
	}
	if explained == 0 {
		return nothingToExplain(file, cmds)
	}
	return nil
}

// explainCommand answers one command; done is 1 when it gave an answer.
func (e *explainer) explainCommand(c *invoke.Command) (done int, err *sim.Error) {
	inv := c.Invocation
	inv.Notes = c.Notes
	switch {
	case c.Refused != nil:
		inv.Refused = c.Refused
		e.answer(c.Title, inv, subject{})
		return 1, nil
	case c.Kind == invoke.KindBuild:
		return 0, e.rememberBuild(c)
	case c.Kind == invoke.KindExec, c.Kind == invoke.KindStart:
		e.answerContainer(c, inv)
		return 1, nil
	case c.Kind == invoke.KindRun, c.Kind == invoke.KindCreate:
		s, err := e.imageOf(inv.Image)
		if err != nil {
			return 0, err
		}
		s.typed = e.typedAs(c)
		s.assume = append(s.typed.assumption(), s.assume...)
		e.answer(c.Title, inv, s)
		return 1, nil
	}
	return 0, nil
}

func nothingToExplain(file sim.File, cmds []invoke.Command) *sim.Error {
	for _, c := range cmds {
		if c.Says != "" {
			return &sim.Error{Span: c.Span, Msg: c.Says, Hint: c.Hint}
		}
	}
	return &sim.Error{Span: sim.NewSource(file).Span(0, len(file.Text)), Msg: "there is no docker run line in this text", Hint: "type it as you would in a shell: docker run [OPTIONS] IMAGE [ARG...]"}
}

// Failed is the document that says only why nothing could be explained, or
// nothing at all.
func Failed(err *sim.Error) *Report {
	e := &explainer{report: &Report{Schema: Schema, Error: err}}
	return e.finish()
}
