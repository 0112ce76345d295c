// Package check holds opinions: what we advise about a Dockerfile and the line
// that starts it. A check looks at a Case and says what it finds, each with a
// precise span, a message a learner understands, and a fix where one exists.
//
// All is the table of checks, one file each; Run runs them over a Case, Apply
// applies a Fix to the text.
package check

import "explain/sim"

// Severity says how sure and how bad a finding is. The zero value is invalid.
type Severity string

// The severities: Error, the build or the start fails for certain; Warning,
// what runs differs from what the text says, for certain; Info, worth knowing.
// Only Error and Warning count for exit statuses.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Check is one opinion. ID is the same string in Go, in docs/checks, in
// testdata and in the JSON. Severity is the usual one of its findings.
type Check struct {
	ID       string
	Title    string // what it finds, a clause
	Severity Severity
	Rules    []sim.RuleID // what makes it so, unless a finding says otherwise
	// BuildKit and Hadolint are the names that other tools have for it,
	// separated by blanks; "" for none.
	BuildKit string
	Hadolint string
	Run      func(c *Case, report func(Finding))
}

// Case is what checks look at. Dockerfile is nil when the image was not built
// here; Image is nil when the build failed; Process is nil when nothing starts.
type Case struct {
	Dockerfile *sim.Dockerfile
	Target     string // the stage that is built, "" for the last
	Image      *sim.Image
	Invocation *sim.Invocation // nil: only the Dockerfile is checked
	Process    *sim.Process
	Outcome    *sim.Outcome

	index *index
	ids   []string               // of all checks
	known func(name string) bool // whether a check has this name
}

// Finding is what a check says about one place.
type Finding struct {
	Check    string       `json:"check"`
	Severity Severity     `json:"severity"`
	Span     sim.Span     `json:"span,omitzero"`
	Message  string       `json:"message"` // a sentence, no full stop
	Related  []Related    `json:"related"`
	Rules    []sim.RuleID `json:"rules,omitempty"` // the rules that make it so
	Fixes    []Fix        `json:"fixes"`
}

// Related is another place that belongs to a finding.
type Related struct {
	Span    sim.Span `json:"span"`
	Message string   `json:"message"`
}

// Fix is one way to mend a finding; several are alternatives. Title is a verb
// phrase. Safe says that applying it without asking changes nothing but what
// the finding is about.
type Fix struct {
	Title string `json:"title"`
	Safe  bool   `json:"safe"`
	Edits []Edit `json:"edits"`
}

// Edit replaces the text under Span by New.
type Edit struct {
	Span sim.Span `json:"span"`
	New  string   `json:"new"`
}
