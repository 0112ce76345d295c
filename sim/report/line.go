package report

import (
	"errors"
	"path"
	"strings"

	"explain/sim"
	"explain/sim/invoke"
)

const lineName = invoke.LineName

// readLine reads the typed line, or the words that a shell has split already,
// quoted so that our reader gives them back.
func (e *explainer) readLine() ([]invoke.Command, sim.File, []sim.Note, *sim.Error) {
	f := lineOf(e.req)
	e.addFile(f)
	h := host(e.req)
	open := h.File
	h.File = func(name string) (string, bool, error) {
		e.report.Wants.file(name)
		text, ok, err := open(name)
		if ok && err == nil {
			e.addFile(sim.File{Name: name, Text: text})
		}
		return text, ok, err
	}
	cmds, notes, err := invoke.Read(sim.NewSource(f), h)
	return cmds, f, notes, err
}

// lineOf is the request's line as a file.
func lineOf(req Request) sim.File {
	if req.Line == "" {
		return sim.Clean(sim.File{Name: lineName, Text: invoke.Quote(req.Argv)})
	}
	return sim.Clean(sim.File{Name: lineName, Text: req.Line})
}

// host is what the request says of the machine on which the line is typed.
func host(req Request) invoke.Host {
	return invoke.Host{Env: req.HostEnv, Engine: req.Engine, File: func(name string) (string, bool, error) {
		f, ok := hostFile(req, name)
		if f.Missing != "" {
			return "", true, errors.New(f.Missing)
		}
		return f.Text, ok, nil
	}}
}

func hostFile(req Request, name string) (HostFile, bool) {
	for _, f := range req.HostFiles {
		if f.Name == name {
			return f, true
		}
	}
	return HostFile{}, false
}

// HostFiles names the files that a request's line refers to, as typed: env
// files, and the Dockerfiles of docker build lines. Whoever has a file system
// reads them into Request.HostFiles.
func HostFiles(req Request) []string {
	if req.Line == "" && len(req.Argv) == 0 {
		return nil
	}
	var names []string
	h := host(req)
	h.File = func(name string) (string, bool, error) {
		names = append(names, name)
		return "", false, nil
	}
	cmds, _, err := invoke.Read(sim.NewSource(lineOf(req)), h)
	if err != nil {
		return names
	}
	for _, c := range cmds {
		if c.Kind == invoke.KindBuild && c.Build != nil {
			names = append(names, dockerfilesOf(c.Build)...)
		}
	}
	return names
}

// dockerfilesOf are the places where a build line's Dockerfile may be, the
// first that exists counts.
func dockerfilesOf(b *invoke.Build) []string {
	if b.File.Text != "" {
		return []string{b.File.Text}
	}
	context := b.Context.Text
	if context == "" || strings.Contains(context, "://") {
		return nil
	}
	return []string{path.Join(context, "Dockerfile"), path.Join(context, "Containerfile")}
}

// buildLine is what a docker build line of the input asks for.
type buildLine struct {
	req      Request
	context  string
	hostArgs []string // --build-arg NAME: the value is the reader's shell's
	vague    bool     // a part of it is not known
	assume   []sim.Assumption
}

// subject is the image that it builds.
func (e *explainer) subject(b buildLine) subject {
	s := e.dockerfile(b.req, b.req.Files[0])
	s.context, s.hostArgs, s.vague = b.context, b.hostArgs, b.vague
	s.assume = append(b.assume[:len(b.assume):len(b.assume)], s.assume...)
	return s
}

// rememberBuild keeps what a docker build line makes, under its names.
func (e *explainer) rememberBuild(c *invoke.Command) *sim.Error {
	b := c.Build
	if b == nil {
		return nil
	}
	line := buildLine{context: b.Context.Text, vague: unknownBuild(b)}
	req := e.req
	req.BuildArgs = map[string]string{}
	for k, v := range e.req.BuildArgs {
		req.BuildArgs[k] = v
	}
	req.unknownArgs = map[string]string{}
	for _, a := range b.Args {
		line.argument(&req, a)
	}
	if b.Target.Text != "" {
		req.Target = b.Target.Text
	}
	if b.Platform.Text != "" {
		req.Platform = b.Platform.Text
	}
	f, err := e.buildFile(c)
	if err != nil {
		return err
	}
	req.Files = []sim.File{f}
	line.req = req
	for _, t := range b.Tags {
		e.images[sim.FullReference(t.Text)] = line
	}
	e.lastBuilt = &line
	return nil
}

// argument is one --build-arg. That the value of one is not known is said; what
// it reaches is not known either.
func (l *buildLine) argument(req *Request, a invoke.Arg) {
	delete(req.unknownArgs, a.Name)
	v, known := req.HostEnv[a.Name]
	switch {
	case known && !a.HasValue:
		req.BuildArgs[a.Name] = v
	case a.HasValue && a.Value.Unknown == "":
		req.BuildArgs[a.Name] = a.Value.Text
	default:
		if a.Name != "" {
			req.unknownArgs[a.Name], req.BuildArgs[a.Name] = a.Value.Unknown, ""
		}
		if !a.HasValue {
			l.hostArgs = append(l.hostArgs, a.Name)
		}
		l.assume = append(l.assume, unknownArgument(a))
	}
}

func unknownArgument(a invoke.Arg) sim.Assumption {
	name, settle := a.Name, "explain --build-arg "+a.Name+"=VALUE …"
	if name == "" {
		name, settle = a.Value.Unknown, "explain --build-arg NAME=VALUE …"
	}
	says := "the value of --build-arg " + name + " is not known here"
	if m := hostName().FindStringSubmatch(a.Value.Unknown); m != nil {
		settle = "explain --host-env " + m[1] + "=VALUE …"
	}
	return sim.Assumption{ID: "build-arg", Says: says, Settle: settle}
}

// unknownBuild reports whether a part of a build line is not known that decides
// what is built.
func unknownBuild(b *invoke.Build) bool {
	unknown := b.File.Unknown + b.Context.Unknown + b.Target.Unknown + b.Platform.Unknown
	for _, a := range b.Args {
		if a.HasValue {
			unknown += a.Value.Unknown
		}
	}
	return unknown != ""
}

// buildFile finds the Dockerfile of a build line: the one it names, else -f of
// explain, else ./Dockerfile.
func (e *explainer) buildFile(c *invoke.Command) (sim.File, *sim.Error) {
	for _, name := range dockerfilesOf(c.Build) {
		if f, ok := hostFile(e.req, name); ok && f.Missing == "" {
			return sim.File{Name: name, Text: f.Text}, nil
		}
	}
	if len(e.req.Files) > 0 {
		return e.req.Files[0], nil
	}
	if e.req.Default != nil {
		return *e.req.Default, nil
	}
	return sim.File{}, &sim.Error{Span: c.Span, Msg: "the Dockerfile of this build was not found", Hint: "give it with -f FILE"}
}

// explainBuilt explains the image of the last build line when nothing runs it.
func (e *explainer) explainBuilt(cmds []invoke.Command) *sim.Error {
	c := cmds[len(cmds)-1]
	e.answer(c.Title, sim.Invocation{Runner: "none", Notes: c.Notes}, e.subject(*e.lastBuilt))
	return nil
}

// imageOf finds what the image of a docker run line is: an image that an
// earlier line built, the Dockerfile given with -f, an own base, the catalogue,
// ./Dockerfile.
func (e *explainer) imageOf(name sim.Word) (subject, *sim.Error) {
	ref := name.Text
	if b, ok := e.images[sim.FullReference(ref)]; ok && ref != "" {
		return e.subject(b), nil
	}
	if len(e.req.Files) > 0 {
		return e.givenImage(e.req.Files[0])
	}
	if e.bases.has(ref) {
		return e.baseImage(ref)
	}
	if s, err := e.baseImage(ref); err == nil {
		return s, nil
	}
	if sim.IsScratch(ref) {
		return subject{reserved: true}, nil
	}
	if e.req.Default != nil {
		s := e.dockerfile(e.req, *e.req.Default)
		s.assume = append(s.assume, sim.Assumption{ID: "default-dockerfile", Says: orThis(ref) + " is built from " + e.req.Default.Name, Settle: "explain -f FILE docker run …"})
		return s, nil
	}
	return subject{}, unknownImage(name)
}

func orThis(ref string) string {
	if ref == "" {
		return "the image"
	}
	return ref
}

func unknownImage(name sim.Word) *sim.Error {
	what := "image " + name.Text + " is not known"
	if name.Unknown != "" {
		what = "the image is " + name.Unknown + ", which is not known"
	}
	return &sim.Error{Span: name.From.Span, Msg: what,
		Hint: "say what it is: -f DOCKERFILE, or --base " + orRef(name.Text) + "=FILE with the output of docker inspect " + orRef(name.Text) + ", or docker inspect " + orRef(name.Text) + " | explain -"}
}

func orRef(ref string) string {
	if ref == "" {
		return "IMAGE"
	}
	return ref
}

// baseImage is an image that is run as it is.
func (e *explainer) baseImage(ref string) (subject, *sim.Error) {
	base, ok := e.bases.Base(ref, wantedOS(e.req.Platform))
	if !ok {
		return subject{}, unknownImage(sim.Word{Text: ref})
	}
	img := sim.BaseImage(base)
	s := subject{image: &img, assume: baseAssumption(base), platform: e.req.Platform}
	for _, n := range base.Notes {
		s.notes = append(s.notes, sim.Note{ID: "base", Says: n})
	}
	return s, nil
}

func wantedOS(platform string) string {
	os, _, _ := strings.Cut(platform, "/")
	os, _, _ = strings.Cut(strings.ToLower(os), "(")
	if os == "windows" {
		return "windows"
	}
	return "linux"
}
