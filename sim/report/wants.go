package report

import (
	"slices"

	"explain/sim"
)

// Wants is what a request could still say: whoever asks can offer fields for it.
// Lists are never null.
type Wants struct {
	// HostFiles are the files that the line names, as typed.
	HostFiles []string `json:"hostFiles"`
	// BuildArgs are the ARGs of the Dockerfile, each name once.
	BuildArgs []WantedArg `json:"buildArgs"`
}

// WantedArg is a build argument. Default is as written, "" when there is none.
type WantedArg struct {
	Name    string   `json:"name"`
	Default string   `json:"default,omitempty"`
	Span    sim.Span `json:"span,omitzero"`
}

func (w *Wants) file(name string) {
	if !slices.Contains(w.HostFiles, name) {
		w.HostFiles = append(w.HostFiles, name)
	}
}

func (w *Wants) args(d sim.Dockerfile) {
	for _, a := range d.BuildArgs() {
		if !slices.ContainsFunc(w.BuildArgs, func(have WantedArg) bool { return have.Name == a.Name }) {
			w.BuildArgs = append(w.BuildArgs, WantedArg{Name: a.Name, Default: a.Default, Span: a.Span})
		}
	}
}

// fill makes empty lists of what is not there.
func (w *Wants) fill() {
	w.HostFiles = append([]string{}, w.HostFiles...)
	w.BuildArgs = append([]WantedArg{}, w.BuildArgs...)
}
