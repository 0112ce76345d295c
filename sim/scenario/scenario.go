// Package scenario holds the one unit of data: a txtar file that says what is
// asked and what the answer must be. The same file is a test, an example, a
// block of the documentation and an exercise.
//
// The comment in front of the sections is a title, prose, and a paragraph of
// `key: value` lines. Sections are inputs (Dockerfile, inspect.json, run,
// base/REF.json, .explain/bases/NAME.json, hostfile/NAME) or outputs (argv,
// image, outcome, error, trace, findings, text, json, markdown); a scenario has
// the outputs it cares about and no others.
//
// Two of the outputs, argv and image, are what a real engine and the real
// builder said. They are compared and never rewritten.
package scenario

import (
	"fmt"
	"strings"

	"golang.org/x/tools/txtar"

	"explain/sim"
)

// Scenario is one case as its file says it. The zero value of each field means
// that the file does not say it.
type Scenario struct {
	Name  string // the file's name as it was given to Read
	Title string // the comment's first line
	Prose string // the paragraphs between title and keys, as typed

	Rules     []string // the rules it is about
	Source    string   // where the recorded outputs come from
	Target    string
	BuildArgs map[string]string
	Platform  string
	Engine    string
	Exact     bool
	HostEnv   map[string]string
	Disable   []string
	// Dockerfile is a path, relative to the scenario's file, of a Dockerfile that
	// whoever runs the scenario puts first among the request's files: the tests
	// of an image need not repeat what they test.
	Dockerfile string

	chomp    map[string]bool // sections whose final newline is not part of the file
	comment  []byte
	sections []txtar.File
}

// Read reads a scenario; name is what errors call it.
func Read(name, text string) (Scenario, error) {
	if !strings.HasSuffix(text, "\n") {
		text += "\n" // a marker that ends in a lone \r is one only in front of a \n
	}
	archive := txtar.Parse([]byte(text))
	s := Scenario{Name: name, chomp: map[string]bool{}, comment: archive.Comment, sections: archive.Files}
	src := sim.NewSource(sim.File{Name: name, Text: text})
	if err := s.readComment(src); err != nil {
		return Scenario{}, err
	}
	if err := s.checkSections(src); err != nil {
		return Scenario{}, err
	}
	return s, nil
}

// Format is the scenario as a file's text.
func (s Scenario) Format() string {
	return string(txtar.Format(&txtar.Archive{Comment: s.comment, Files: s.sections}))
}

// Sections are the names of the sections, in order.
func (s Scenario) Sections() []string {
	names := make([]string, len(s.sections))
	for i, f := range s.sections {
		names[i] = f.Name
	}
	return names
}

// Section is the text of a section; ok is false when there is none of that name.
func (s Scenario) Section(name string) (text string, ok bool) {
	for _, f := range s.sections {
		if f.Name == name {
			return string(f.Data), true
		}
	}
	return "", false
}

// checkSections refuses names that mean nothing, and a name that comes twice.
func (s Scenario) checkSections(src *sim.Source) error {
	seen := map[string]bool{}
	for _, f := range s.sections {
		switch {
		case seen[f.Name]:
			return sectionError(src, f.Name, fmt.Sprintf("section %q stands twice", f.Name), "keep one of them")
		case !isInput(f.Name) && outputNamed(f.Name) == nil:
			return sectionError(src, f.Name, fmt.Sprintf("section %q means nothing here", f.Name),
				"inputs are "+strings.Join(inputNames, ", ")+"; outputs are "+strings.Join(outputNames(), ", "))
		}
		seen[f.Name] = true
	}
	return nil
}

// sectionError places a complaint on the last marker line of a section.
func sectionError(src *sim.Source, section, msg, hint string) error {
	at := strings.LastIndex("\n"+src.Text, "\n-- "+section+" --")
	if at < 0 { // a marker with more blanks than one
		return &sim.Error{Span: src.Span(0, 0), Msg: msg, Hint: hint}
	}
	return &sim.Error{Span: src.Span(at, at+len("-- ")+len(section)+len(" --")), Msg: msg, Hint: hint}
}
