// Package report holds the one document: a Request says everything that is
// asked, New answers it with a Report, and the printers (Text, Markdown, Argv,
// Shell) draw a Report and nothing else.
package report

import (
	"explain/sim"
	"explain/sim/check"
	"explain/sim/diagnose"
)

// Schema is the version of Report's shape. It goes up when a path or a meaning
// changes, not when something is added.
const Schema = 1

// Request is everything that is asked. The zero value of each field is the
// common case.
type Request struct {
	// Files are the inputs: a Dockerfile, `docker inspect` output. The first one
	// is what is explained when no line is given; with a line it is the
	// Dockerfile of the image.
	Files []sim.File `json:"files"`
	// Line is a command line as typed or pasted; Argv the same as separate
	// words. At most one of them is set.
	Line string   `json:"line,omitempty"`
	Argv []string `json:"argv,omitempty"`

	Target    string            `json:"target,omitempty"`
	BuildArgs map[string]string `json:"buildArgs,omitempty"`
	// unknownArgs are the build arguments of a line whose value is not known.
	unknownArgs map[string]string
	// Bases are configurations of base images.
	Bases []BaseFile `json:"bases,omitempty"`
	// HostEnv is what is known of the environment in which the line is typed.
	HostEnv map[string]string `json:"hostEnv,omitempty"`
	// HostFiles are the files that the line names (--env-file, docker build -f),
	// by name as typed.
	HostFiles []HostFile `json:"hostFiles,omitempty"`
	// Default is ./Dockerfile of the folder the line is typed in, taken when
	// nothing else says what the image is.
	Default *sim.File `json:"default,omitempty"`

	Platform string   `json:"platform,omitempty"` // "" is linux/amd64
	Engine   string   `json:"engine,omitempty"`   // "" is the current one; "20.10"
	Exact    bool     `json:"exact,omitempty"`
	Disable  []string `json:"disable,omitempty"` // checks that are silenced
	// Check asks for the findings in the whole file: those in stages that the image
	// does not come from are in Report.Findings, and left out otherwise.
	Check bool `json:"check,omitempty"`
	// Stages asks what each stage of the Dockerfile would run if it were the target.
	Stages bool `json:"stages,omitempty"`
	// Message is a text in which messages and exit codes are looked for: the answer
	// is then in Report.Diagnoses, and everything else only strikes out causes.
	Message string `json:"message,omitempty"`
}

// BaseFile is the configuration of a base image as JSON text. Ref is the image
// it belongs to; "" when the text itself says so (.explain/bases).
type BaseFile struct {
	Ref  string   `json:"ref"`
	File sim.File `json:"file"`
}

// HostFile is a file of the host that a line names. Missing is the error text
// when it could not be read.
type HostFile struct {
	Name    string `json:"name"`
	Text    string `json:"text"`
	Missing string `json:"missing,omitempty"`
}

// Report is the one document. Lists are never null.
type Report struct {
	Schema   int        `json:"schema"`
	Files    []sim.File `json:"files"`
	Answers  []Answer   `json:"answers"`
	Findings []Finding  `json:"findings"`
	Rules    []sim.Rule `json:"rules"` // those that the answers cite, in the order of the table
	Wants    Wants      `json:"wants"`
	// Diagnoses are what Request.Message holds, the most telling first. Absent when
	// there was none.
	Diagnoses []diagnose.Diagnosis `json:"diagnoses,omitzero"`
	// Error is set when the input of explain itself could not be read; Answers
	// is then empty.
	Error *sim.Error `json:"error"`
}

// Answer explains one start of one image.
type Answer struct {
	Title       string           `json:"title"`
	Image       *sim.Image       `json:"image"` // null when the build failed or none was asked for
	Invocation  sim.Invocation   `json:"invocation"`
	Process     *sim.Process     `json:"process"` // null when there is no image; its argv is empty when there is nothing to run
	Summary     string           `json:"summary"` // one plain sentence, lower case, no full stop
	Outcome     sim.Outcome      `json:"outcome"`
	Trace       sim.Trace        `json:"trace"`
	Findings    []Finding        `json:"findings"`
	Assumptions []sim.Assumption `json:"assumptions"`
	Notes       []sim.Note       `json:"notes"`  // remarks on the line and the file, each at its place
	Stages      []Stage          `json:"stages"` // of the Dockerfile, in order; empty without one
	// Verify is a command that shows the same on the reader's own engine, "" for none.
	Verify string `json:"verify"`
}

// Stage is one stage of the Dockerfile as `explain stages` lists it.
type Stage struct {
	ID      string   `json:"id"`
	From    string   `json:"from"` // after variables are expanded
	Span    sim.Span `json:"span"`
	Reached bool     `json:"reached"` // the target needs it
	Target  bool     `json:"target"`  // it is the target
	// Argv is what an image built up to this stage would run, Outcome how far it
	// gets; only when Request.Stages asks for it.
	Argv    []sim.Word   `json:"argv,omitempty"`
	Outcome *sim.Outcome `json:"outcome,omitempty"`
}

// Finding is what a check says: see package check.
type Finding = check.Finding
