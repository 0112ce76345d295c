package diagnose

import (
	"regexp"
	"strings"
	"sync"

	"explain/sim"
)

// Outcome is one way in which a start ends, known by its message. Where words
// stand in a message that differ from case to case, Message has them in capitals.
type Outcome struct {
	ID      string
	Message string
	By      string // who writes it, and since when
	Source  string // where that can be read
	Codes   []int  // what docker run, or the container, exits with; none if it is not known
	Means   string // a sentence, lower case, no full stop; @name@ is a word of the message
	Same    string // why the code alone proves nothing, "" if there is no doubt
	Causes  []Cause
	Rules   []sim.RuleID

	kind     kind
	patterns []pattern
}

// kind says what of a start an outcome is about, and so what it is held against.
type kind int

const (
	aboutNothing kind = iota
	aboutProgram      // argv[0], word "name"
	aboutInit         // argv[0] behind docker-init
	aboutCommand      // whether there is an argv
	aboutUser         // word "name"
	aboutDir          // word "name"
	aboutLine         // the client refuses the line
	aboutBuild        // the builder refuses the Dockerfile
	aboutCode         // word "code"
	aboutShell        // a shell inside the container
	aboutImage        // the image's name, word "name"
)

// Cause is why it may have happened. Command settles it and changes nothing but,
// at most, a container that is created and not started; Bare is the same for an
// image that has no shell and no ls, "" where Command needs none.
// ruleID is short for the table.
type ruleID = sim.RuleID

type Cause struct {
	ID      string
	Says    string
	Command string
	Bare    string

	when  func(Words) bool    // nil: whatever the message says
	judge func(*facts) string // nil: nothing to be said
}

// Words are what stands in a message, by name.
type Words map[string]string

// pattern is a message as it is found in one line: key is a part of it that
// always stands there, expr the regular expression of all of it.
type pattern struct{ key, expr string }

// compiled are the expressions that were used, by their text. The table itself is
// data: nothing is made of it before a message is read.
var compiled sync.Map

func (p pattern) regexp() *regexp.Regexp {
	if re, ok := compiled.Load(p.expr); ok {
		return re.(*regexp.Regexp)
	}
	re := regexp.MustCompile(p.expr)
	compiled.Store(p.expr, re)
	return re
}

// words finds a pattern in a line; ok is false if it is not there.
func (p pattern) words(line string) (w Words, at []int, ok bool) {
	if !strings.Contains(line, p.key) {
		return nil, nil, false
	}
	re := p.regexp()
	m := re.FindStringSubmatchIndex(line)
	if m == nil {
		return nil, nil, false
	}
	w = Words{}
	for i, name := range re.SubexpNames() {
		if name != "" && m[2*i] >= 0 {
			w[name] = line[m[2*i]:m[2*i+1]]
		}
	}
	return w, m[:2], true
}

// Outcomes is the table: what says most about a start comes first, exit codes
// come last.
var Outcomes = inOrder(ofRuntime, ofTini, ofEngine, ofBuild, ofClient, ofShell, ofAnything, ofKubernetes, ofCodes)

func inOrder(tables ...[]Outcome) (all []*Outcome) {
	for _, t := range tables {
		for i := range t {
			all = append(all, &t[i])
		}
	}
	return all
}

// ByID finds an outcome; ok is false for a name that is no outcome's.
func ByID(id string) (o *Outcome, ok bool) {
	for i := range Outcomes {
		if Outcomes[i].ID == id {
			return Outcomes[i], true
		}
	}
	return nil, false
}

// IDs are the names of all outcomes, in the order of the table.
func IDs() []string {
	out := make([]string, len(Outcomes))
	for i := range Outcomes {
		out[i] = Outcomes[i].ID
	}
	return out
}

// Title is a sentence of an outcome for a page or a list: what a message would
// say stands there in capitals, as in Message.
func (o *Outcome) Title(sentence string) string {
	return fill(sentence, capitals)
}
