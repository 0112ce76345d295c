package sim

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

const yes, no, depends, nothing = TakesPlace, StaysShell, EitherWay, NoProgram

// takeoverCases have a column for each shell. The real shells are asked, too, but
// about those that are without an end.
var takeoverCases = []struct {
	text            string
	dash, ash, bash Takeover
	endless         bool
}{
	{"a", no, yes, yes, false},
	{"a; # c", no, yes, yes, false},
	{"X=1 a", no, yes, yes, false},
	{"a >f", no, yes, no, false},
	{"a && b", no, yes, yes, false},
	{"a\nb", no, yes, yes, false},
	{"a\n", no, no, yes, false},
	{"cd /x && a", no, yes, yes, false},
	{"set -e; a", no, yes, yes, false},
	{"a || true", no, no, no, false},
	{"false || b", no, yes, yes, false},
	{"a | b", no, no, no, false},
	{"exec a", yes, yes, yes, false},
	{"cmd; X=1 exec a", yes, yes, yes, false},
	{"exec a && b", yes, yes, yes, false},
	{"a && exec b", yes, yes, yes, false},
	{"a || exec b", depends, depends, depends, false},
	{"(a)", no, yes, no, false},
	{"( exec a )", no, yes, no, false},
	{"{ a; }", no, yes, no, false},
	{"if [ -n x ]; then a; fi", no, yes, no, false},
	{"case x in x) a;; esac", no, yes, no, false},
	{"command a", no, yes, yes, false},
	{"for i in 1; do a; done", no, no, no, false},
	{"while true; do a; done", no, no, no, true},
	{"f(){ a; }; f", no, no, no, false},
	{"f(){ exec a; }; f", yes, yes, yes, false},
	{"(f(){ exec a; }; true); f", no, yes, yes, false},
	{"eval a", no, no, no, false},
	{"eval exec a", yes, yes, yes, false},
	{"! a", no, no, no, false},
	{"a <<E\nx\nE", no, no, no, false},
	{"trap : TERM; a", no, no, no, false},
	{"trap : TERM; exec a", yes, yes, yes, false},
	{"a & wait", no, no, no, false},
	{"a & b", no, yes, no, false},
	{"a; true && b", no, yes, no, false},
	{"((a); b)", no, yes, depends, false}, // bash does not always see that it is no arithmetic
	{"cd /x", nothing, nothing, nothing, false},
	{"if", nothing, nothing, nothing, false},
	// What never ends, or would take for ever to follow, is not followed.
	{"trap '' TERM; a", no, yes, yes, false},
	{"trap : TERM; (exec a)", no, no, no, false},
	{"b || trap : TERM; (exec a)", no, depends, no, false},
	{"((a))", no, yes, nothing, false}, // arithmetic in bash, subshells elsewhere
	// A line is run before the next one is read.
	{"exec a\nb | ! c", yes, yes, yes, false},
	{"a\nb; (", no, no, no, false},
	{"a && exec b; (", nothing, nothing, nothing, false},
	{"exec a; b \\\n(", nothing, nothing, nothing, false},
	{"{ exec a\n}\nb; ; c", yes, yes, yes, false},
	{"()a", nothing, nothing, nothing, false},
	{"a <<000$\ufffd0&", depends, depends, depends, false}, // the parser yields after its error
	{"f(){ f; f; f; }; f; exec a", depends, depends, depends, true},
	{strings.Repeat("for i in 1; do ", 400) + "a" + strings.Repeat("; done", 400), depends, depends, depends, false},
}

func TestTakeover(t *testing.T) {
	for _, c := range takeoverCases {
		assert.Equal(t, c.dash, TakeoverOf(Dash, c.text), "dash -c %.60q", c.text)
		assert.Equal(t, c.ash, TakeoverOf(Ash, c.text), "ash -c %.60q", c.text)
		assert.Equal(t, c.bash, TakeoverOf(Bash, c.text), "bash -c %.60q", c.text)
	}
}

func TestPID1SaysWhatItDependsOn(t *testing.T) {
	for _, c := range []struct{ text, shell, forwards, says string }{
		{"a || exec b", Dash, "depends", "PID 1 is sh or, in its place, the program that it starts last: that depends on how the commands before it end"},
		{"a || exec b", "", "depends", "PID 1 is sh or, in its place, the program that it starts last: that depends on how the commands before it end"},
		{"a", "", "depends", "who is PID 1 depends on the shell: with busybox ash, bash the program takes its place, with dash the shell stays and keeps the stop signal"},
		{"a && exec b", "", "yes", "PID 1 is the program that sh starts last: it takes the shell's place"},
		{"a | b", "", "no", "PID 1 is sh, which does not pass the stop signal on to what it starts"},
	} {
		var p PID1
		p.readString(ShellString{Shell: "/bin/sh", Text: c.text}, c.shell)
		assert.Equal(t, c.forwards, p.Forwards, c.text)
		assert.Equal(t, c.says, p.Says, c.text)
	}
}
