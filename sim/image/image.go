package image

import (
	"fmt"
	"strings"

	"explain/sim"
)

// Kind says what an object describes.
type Kind string

// The kinds of objects.
const (
	Image     Kind = "image"
	Container Kind = "container"
)

// Object is one image or one container.
type Object struct {
	Kind Kind
	// Base is the object's Config. A container's holds what its creation made of
	// the image's: it is no base to build on.
	Base sim.Base
	Refs []string // an image's names: RepoTags, our own "ref"
	ID   string   // "sha256:…" or bare, as printed; "" when not given
	Span sim.Span // the object in its file

	// What follows is about containers only.

	Name     string // without the slash that docker puts in front
	ImageRef string // the image as the creator wrote it
	ImageID  string
	// Entrypoint and Cmd are what the container was created with, in words also
	// where podman joins them; Entrypoint followed by Cmd is what it runs. Nil is
	// absent.
	Entrypoint  []string
	Cmd         []string
	Path        string   // the program that it runs, "" when not given
	Args        []string // and its arguments
	Podman      bool     // created by podman, which stores some things its own way
	Hostname    string   // "" when it is the engine's choice
	Init        *bool    // nil: not given
	TTY         bool
	Interactive bool
	StopTimeout *int   // seconds; nil: not given
	PIDMode     string // "host", "container:…", "" private
	Status      string // "created", "running", "exited" …; "" when not given
}

// Read reads the objects of f in their order. It fails when f is not JSON, when
// a value has the wrong type, and when f holds something else than images and
// containers.
func Read(f sim.File) ([]Object, *sim.Error) {
	r, nodes, err := values(f)
	if err != nil {
		return nil, err
	}
	if len(nodes) == 0 {
		return nil, &sim.Error{Msg: "the text is empty", Hint: howToGetOne}
	}
	var out []Object
	for i := range nodes {
		objects, err := r.objects(&nodes[i])
		if err != nil {
			return nil, err
		}
		out = append(out, objects...)
	}
	if len(out) == 0 {
		return nil, r.fault(&nodes[0], "the list is empty: docker inspect found no image and no container", howToGetOne)
	}
	return out, nil
}

const howToGetOne = "give the output of docker inspect IMAGE"

// objects reads a list of objects or a single one.
func (r *reader) objects(n *node) ([]Object, *sim.Error) {
	switch n.kind {
	case '[':
		var out []Object
		for i := range n.items {
			o, err := r.object(&n.items[i])
			if err != nil {
				return nil, err
			}
			out = append(out, o)
		}
		return out, nil
	}
	o, err := r.object(n)
	return []Object{o}, err
}

// object reads an image or a container.
func (r *reader) object(n *node) (Object, *sim.Error) {
	o := Object{Span: r.src.Span(n.start, n.end)}
	switch form(n) {
	case formContainer:
		return r.container(o, n)
	case formImage:
		return r.image(o, n, n.get("Config"))
	case formBuildah:
		return r.buildah(o, n)
	case formPlain:
		return r.image(o, n, n)
	}
	says, hint := whatElse(n)
	return o, r.fault(n, says, hint)
}

// image reads an image whose configuration is config, which is n itself in
// one's own notes.
func (r *reader) image(o Object, n, config *node) (Object, *sim.Error) {
	o.Kind = Image
	c := collector{r: r}
	c.base(&o.Base, n, config)
	o.ID = c.text(n, "Id")
	o.Refs = append(c.refs(n), c.list(n, "RepoTags")...)
	if len(o.Refs) > 0 {
		o.Base.Ref = o.Refs[0]
	}
	if n.has("ManifestType") {
		notShown(&o.Base, n)
	}
	return o, c.err
}

// buildah reads the output of buildah inspect, which has the configuration in
// both formats; Docker's holds more.
func (r *reader) buildah(o Object, n *node) (Object, *sim.Error) {
	inner := n.get("Docker")
	if inner.get("config") == nil {
		inner = n.get("OCIv1")
	}
	o, err := r.image(o, inner, inner.get("config"))
	if name := n.get("FromImage"); err == nil && name != nil && name.text != "" {
		o.Refs, o.Base.Ref = []string{name.text}, name.text
	}
	return o, err
}

// notShown marks what podman leaves out of an image's Config. Its history tells
// whether there was anything to leave out.
func notShown(b *sim.Base, n *node) {
	for instruction, slot := range map[string]sim.Slot{"SHELL": sim.SlotShell, "ONBUILD": sim.SlotOnbuild} {
		if history(n, instruction) {
			if b.Unknown == nil {
				b.Unknown = map[sim.Slot]string{}
			}
			b.Unknown[slot] = fmt.Sprintf("%s of %s (podman inspect does not show it)", instruction, b.Ref)
		}
	}
}

// history reports whether an instruction is in the history of an image.
func history(n *node, instruction string) bool {
	steps := n.get("History")
	if steps == nil {
		return false
	}
	for i := range steps.items {
		by := steps.items[i].get("created_by")
		if by == nil {
			continue
		}
		text := by.text
		if _, after, found := strings.Cut(text, "#(nop)"); found {
			text = after
		}
		if strings.HasPrefix(strings.TrimSpace(text), instruction+" ") {
			return true
		}
	}
	return false
}

// Inspect is a command that prints objects, by the program that the container
// was created with.
func (o Object) Inspect(names ...string) string {
	program := "docker"
	if o.Podman {
		program = "podman"
	}
	return program + " inspect " + strings.Join(names, " ")
}

// AsBase reads f as the configuration of one image to build on or to run. A
// container is refused: its Config already holds the override.
func AsBase(f sim.File) (sim.Base, *sim.Error) {
	if strings.Join(strings.Fields(f.Text), "") == "{}" {
		return sim.Base{From: f.Name}, nil // an image that sets nothing
	}
	objects, err := Read(f)
	if err != nil {
		return sim.Base{}, err
	}
	var images, containers []Object
	for _, o := range objects {
		if o.Kind == Image {
			images = append(images, o)
		} else {
			containers = append(containers, o)
		}
	}
	switch {
	case len(images) == 1:
		return images[0].Base, nil
	case len(images) > 1:
		return sim.Base{}, &sim.Error{Span: images[1].Span, Msg: fmt.Sprintf("there are %d images here, and one is wanted", len(images)), Hint: howToGetOne}
	}
	c := containers[0]
	hint := howToGetOne
	if c.ImageRef != "" {
		hint = "give the output of " + c.Inspect(c.ImageRef)
	}
	return sim.Base{}, &sim.Error{Span: c.Span, Msg: "this is a container, not an image: its Config already holds what docker run changed", Hint: hint}
}
