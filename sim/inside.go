package sim

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Inside is what a shell makes of the string behind its -c. Nothing is executed:
// the text is read, and its words are expanded as far as they can be known.
type Inside struct {
	Argv     int            `json:"argv"`            // the string's index in argv
	Shell    string         `json:"shell,omitempty"` // Dash, Ash or Bash; "" when it is not known which
	Commands []ShellCommand `json:"commands"`        // in the order in which they are written
	// More is true when there are more commands than are listed.
	More bool `json:"more,omitempty"`
	// Error is why the shell cannot read the text, nil if it can. Commands are
	// then those of the lines in front of it, which run all the same.
	Error *ShellError `json:"error,omitempty"`

	traps []trap
}

// ShellCommand is one simple command of a shell's text. A word that is not known
// stands for zero or more words. Start and End are its place in the string.
type ShellCommand struct {
	Words     []Word      `json:"words"`
	Kind      CommandKind `json:"kind"`
	How       []How       `json:"how"`       // [] for one that simply runs next
	Says      string      `json:"says"`      // Kind and How in words
	Redirects []string    `json:"redirects"` // as they are written
	Span      Span        `json:"span,omitzero"`

	Start, End int `json:"-"`

	at [][2]int // each word's place in the string
}

// CommandKind says who runs a command.
type CommandKind string

// The kinds of commands.
const (
	RunsProgram  CommandKind = "program"  // a process of its own, or the shell's place
	RunsBuiltin  CommandKind = "builtin"  // the shell itself
	RunsFunction CommandKind = "function" // a function of the text
	RunsUnknown  CommandKind = "unknown"  // its first word is not known
)

// How says when and how a command runs, as the text puts it.
type How string

// The ways in which a command can run.
const (
	IfSucceeds   How = "and"          // only if what is in front of && succeeds
	IfFails      How = "or"           // only if what is in front of || fails
	ReadsPipe    How = "pipe"         // beside the one before it, whose output it reads
	InBackground How = "background"   // nobody waits for it
	InPlace      How = "exec"         // in the shell's place: nothing behind it runs
	InSubshell   How = "subshell"     // in a process of its own
	InBranch     How = "branch"       // in a branch of if or case
	InLoop       How = "loop"         // as often as the loop turns
	InFunction   How = "call"         // when the function is called
	InTrap       How = "trap"         // when the signal of the trap arrives
	ForOutput    How = "substitution" // first, for what it prints
	Inverted     How = "not"          // its success counts as failure
)

var howSays = map[How]string{
	IfSucceeds: "if the one before succeeds", IfFails: "if the one before fails", ReadsPipe: "reads what the one before writes",
	InBackground: "in the background", InPlace: "in the shell's place", InSubshell: "in a subshell", InBranch: "in a branch",
	InLoop: "in a loop", InFunction: "in a function", InTrap: "in a trap", ForOutput: "for what it prints", Inverted: "success counts as failure",
}

// says puts when, how and by whom a command is run in words.
func says(kind CommandKind, how []How) string {
	var out []string
	for i, h := range how {
		if !slices.Contains(how[:i], h) {
			out = append(out, howSays[h])
		}
	}
	switch kind {
	case RunsBuiltin:
		out = append(out, "the shell itself")
	case RunsFunction:
		out = append(out, "a function")
	}
	return strings.Join(out, ", ")
}

// ShellError is where the reading of a text ends. Certain says that the shell, too,
// cannot read it; else it is only not followed further. Start is its place in the
// string.
type ShellError struct {
	Says    string `json:"says"`
	Certain bool   `json:"certain"`
	Span    Span   `json:"span,omitzero"`

	Start int `json:"-"`
}

// ReadShell reads the string of SHELL -c STRING, nil when the argv has none or
// when it is not known.
func ReadShell(p Process, img Image) *Inside {
	s, ok := FindShellString(p.Argv)
	if !ok {
		return nil
	}
	in := &Inside{Argv: s.Index, Shell: shellKind(s.Shell, img), Commands: []ShellCommand{}}
	r := &shellReader{in: in, text: s.Text, scope: newScope(p, s), functions: map[string]bool{}}
	stmts, err := parseShell(in.Shell, s.Text)
	in.Error = shellError(s.Text, err)
	r.scan(stmts)
	r.stmts(stmts, nil)
	return in
}

// shellKind is which of the known shells a program is, "" if that is not known.
func shellKind(program string, img Image) string {
	switch kind := binShell(program, img); kind {
	case Dash, Ash, Bash:
		return kind
	}
	return ""
}

func shellError(text string, err error) *ShellError {
	switch e := err.(type) {
	case nil:
		return nil
	case syntax.ParseError:
		return &ShellError{Says: e.Text, Certain: everyShellRefuses(text, e.Text), Start: int(e.Pos.Offset())}
	case syntax.LangError:
		return &ShellError{Says: e.Feature, Start: int(e.Pos.Offset())}
	}
	return &ShellError{Says: err.Error()}
}
