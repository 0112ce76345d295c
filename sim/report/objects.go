package report

import (
	"strings"

	"explain/sim"
	"explain/sim/image"
	"explain/sim/invoke"
)

// givenImage is the image that -f or standard input says: a Dockerfile, or the
// JSON of docker inspect.
func (e *explainer) givenImage(f sim.File) (subject, *sim.Error) {
	if !image.Recognise(f.Text) {
		return e.dockerfile(e.req, f), nil
	}
	base, err := image.AsBase(f)
	if err != nil {
		return subject{}, err
	}
	img := sim.BaseImage(base)
	e.addFile(f)
	return subject{image: &img}, nil
}

// explainObjects explains what docker inspect says: images as they start
// without options, containers by the override that made them.
func (e *explainer) explainObjects(f sim.File) *sim.Error {
	objects, err := image.Read(f)
	if err != nil {
		return err
	}
	e.addFile(sim.Clean(f))
	containers := 0
	for _, o := range objects {
		if o.Kind == image.Container {
			containers++
			e.explainContainer(o, objects)
		}
	}
	for _, o := range objects {
		if o.Kind == image.Image && containers == 0 {
			img := sim.BaseImage(o.Base)
			e.answer(titleOf(o), sim.Invocation{Runner: "none"}, subject{image: &img})
		}
	}
	return nil
}

func titleOf(o image.Object) string {
	if len(o.Refs) > 0 {
		return "image " + o.Refs[0]
	}
	if o.ID != "" {
		return "image " + shortID(o.ID)
	}
	return "the image"
}

func shortID(id string) string {
	id = strings.TrimPrefix(id, "sha256:")
	return id[:min(len(id), 12)]
}

// explainContainer shows a container's argv as its image's with the override
// that it was created with.
func (e *explainer) explainContainer(c image.Object, objects []image.Object) {
	if o, ok := image.ImageOf(c, objects); ok {
		img := sim.BaseImage(o.Base)
		e.answer("container "+nameOf(c), image.Override(c, o), subject{image: &img})
		return
	}
	img := sim.BaseImage(image.Seen(c).Base)
	s := subject{image: &img, assume: []sim.Assumption{{ID: "container-without-image", Says: "the image was not given, so what of this comes from it is not known", Settle: c.Inspect(nameOf(c), orRef(c.ImageRef)) + " | explain -"}}}
	e.answer("container "+nameOf(c), image.Kept(c), s)
}

func nameOf(c image.Object) string {
	if c.Name != "" {
		return strings.TrimPrefix(c.Name, "/")
	}
	return shortID(c.ID)
}

// answerContainer says what docker exec and docker start take from the image:
// exec nothing of ENTRYPOINT and CMD, start the argv that create fixed.
func (e *explainer) answerContainer(c *invoke.Command, inv sim.Invocation) {
	a := Answer{Title: c.Title, Invocation: inv, Notes: append([]sim.Note{}, inv.Notes...), Assumptions: inv.Doubts}
	if c.Kind == invoke.KindStart {
		a.Summary = "starts the container with the argv that it was created with; nothing can be overridden here"
		a.Outcome = sim.Outcome{Phase: sim.PhaseRunning, If: []string{"the container exists"}, Rule: "container-keeps-its-argv"}
		a.Verify = "docker inspect " + orName(c.Container) + " | explain -"
	} else {
		a.Assumptions = append(inv.Doubts[:len(inv.Doubts):len(inv.Doubts)], e.typedAs(c).assumption()...)
		p := sim.ExecProcess(inv)
		a.Process, a.Trace = &p, p.Trace
		a.Summary = "runs " + count(p.Argv) + " in a container that is already running; ENTRYPOINT, CMD and SHELL of the image take no part"
		a.Outcome = sim.Outcome{Phase: sim.PhaseRunning, If: []string{"the container is running"}, Rule: "exec-is-verbatim"}
		if p.Argv[0].Unknown == "" {
			a.Outcome.If = append(a.Outcome.If, p.Argv[0].Text+" is found in the container")
		}
		for _, says := range inv.Provided {
			a.Outcome = a.Outcome.Provided(says)
		}
	}
	e.report.Answers = append(e.report.Answers, a)
}

func orName(w sim.Word) string {
	if w.Text == "" {
		return "CONTAINER"
	}
	return w.Text
}
