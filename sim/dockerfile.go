package sim

import (
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// Form is how the arguments of CMD, ENTRYPOINT, RUN, SHELL or HEALTHCHECK CMD
// are written.
type Form string

// The forms. Other instructions have NoForm.
const (
	NoForm    Form = ""
	ExecForm  Form = "exec"  // a JSON array of strings
	ShellForm Form = "shell" // anything else
	BareForm  Form = "bare"  // nothing after the keyword
)

// Dockerfile is what Parse reads: the stages in order, every instruction with
// its place.
type Dockerfile struct {
	Source *Source
	Escape byte // '\\', or '`' after an escape directive
	// Syntax is the frontend that a syntax directive names, or --build-arg
	// BUILDKIT_SYNTAX; "" for none. SyntaxSpan is the directive's line.
	Syntax     string
	SyntaxSpan Span
	Args       []Instruction // the ARGs above the first FROM
	Stages     []Stage
	// Fragment is true when the text has no FROM and was read as if it stood
	// under one of an unknown image.
	Fragment bool

	stages   []instructions.Stage
	metaArgs []instructions.ArgCommand
	warnings []parser.Warning
	oldTail  bool // the frontend is older than 1.9
	foreign  bool // the frontend is not Docker's own

	checks    *linter.Config // what the check directive says; nil for none
	checkSpan Span           // its line
	lint      *linter.Linter // hears the findings that fail the build; nil when none does
}

// Stage is one FROM and what follows it.
type Stage struct {
	Index        int    // from 0
	Name         string // lower-case, "" when it has none
	Base         string // as written behind FROM, before variables are expanded
	Platform     string // the --platform flag as written, "" for none
	From         Instruction
	Instructions []Instruction // without the FROM
}

// ID is the stage's name, or its number when it has none.
func (s Stage) ID() string {
	if s.Name != "" {
		return s.Name
	}
	return itoa(s.Index)
}

// Instruction is one instruction of a Dockerfile with its place.
type Instruction struct {
	Keyword string // upper-case
	Written string // as typed
	Span    Span   // from the keyword to the last byte, continuations and heredocs included
	// Args is the text behind the keyword and the flags, with continuations
	// joined; positions in it map back to the file.
	Args  Text
	Flags []string // leading --flags, for those instructions that have them
	Form  Form
	// Words are the words of an exec form, or the one text of a shell form (none
	// for a bare one); of other instructions, nil.
	Words    []Word
	Comments []string // the comment lines directly above, without #
	// Trigger is the instruction behind ONBUILD, nil for others.
	Trigger *Instruction

	cmd       instructions.Command
	headEnd   int   // where the keyword ends in the file
	bodyAt    int   // where Body begins in Args
	joined    *Text // the whole instruction on one line; of ONBUILD only
	continued bool  // it stands on several lines
	skipped   bool  // comments or empty lines vanished inside
	eaten     bool  // a bare -- was eaten
	tail      bool  // text behind ] was ignored, as old frontends do
}

// Head is the keyword's place, the zero Span if it has none.
func (ins *Instruction) Head() Span {
	if ins.headEnd == 0 {
		return Span{}
	}
	at := ins.Span
	at.End = ins.headEnd
	return at
}

// Body is what is in exec or shell form: Args, without the CMD of HEALTHCHECK.
func (ins *Instruction) Body() Text {
	if ins.bodyAt == 0 {
		return ins.Args
	}
	return ins.Args.Slice(ins.bodyAt, len(ins.Args.String))
}

// Text is text whose bytes map back to places in a file: an instruction's
// arguments after its continuation lines were joined.
type Text struct {
	String string
	origin int     // where String[0] stands, when it is all of one piece
	pieces []piece // else the pieces that it was joined from
	src    *Source // nil: written nowhere
}

// piece says that the bytes of a Text from at on stand in the file from origin on.
type piece struct{ at, origin int }

// Span is where String[start:end] stands in the file; it covers what was cut
// out in between (line ends, comments). The zero Span if t has no place.
func (t Text) Span(start, end int) Span {
	if t.src == nil {
		return Span{}
	}
	from := t.offset(start)
	to := from
	if end > start {
		to = t.offset(end-1) + 1
	}
	return t.src.Span(from, to)
}
