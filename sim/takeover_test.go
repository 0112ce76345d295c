package sim

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestTakeover has what was seen in containers of Debian 12, Alpine 3.17 and
// bash 5.2: a column for each shell.
func TestTakeover(t *testing.T) {
	const yes, no, depends, nothing = TakesPlace, StaysShell, EitherWay, NoProgram
	for _, c := range []struct {
		text            string
		dash, ash, bash Takeover
	}{
		{"a", no, yes, yes},
		{"a; # c", no, yes, yes},
		{"X=1 a", no, yes, yes},
		{"a >f", no, yes, no},
		{"a && b", no, yes, yes},
		{"a\nb", no, yes, yes},
		{"a\n", no, no, yes},
		{"cd /x && a", no, yes, yes},
		{"set -e; a", no, yes, yes},
		{"a || true", no, no, no},
		{"false || b", no, yes, yes},
		{"a | b", no, no, no},
		{"exec a", yes, yes, yes},
		{"cmd; X=1 exec a", yes, yes, yes},
		{"exec a && b", yes, yes, yes},
		{"a && exec b", yes, yes, yes},
		{"a || exec b", depends, depends, depends},
		{"(a)", no, yes, no},
		{"( exec a )", no, yes, no},
		{"{ a; }", no, yes, no},
		{"if [ -n x ]; then a; fi", no, yes, no},
		{"case x in x) a;; esac", no, yes, no},
		{"command a", no, yes, yes},
		{"for i in 1; do a; done", no, no, no},
		{"while true; do a; done", no, no, no},
		{"f(){ a; }; f", no, no, no},
		{"f(){ exec a; }; f", yes, yes, yes},
		{"eval a", no, no, no},
		{"eval exec a", yes, yes, yes},
		{"! a", no, no, no},
		{"a <<E\nx\nE", no, no, no},
		{"trap : TERM; a", no, no, no},
		{"trap : TERM; exec a", yes, yes, yes},
		{"a & wait", no, no, no},
		{"a & b", no, yes, no},
		{"a; true && b", no, yes, no},
		{"((a); b)", no, yes, no},
		{"cd /x", nothing, nothing, nothing},
		{"if", no, no, no},
		// What never ends, or would take for ever to follow, is not followed.
		{"f(){ f; f; f; }; f; exec a", depends, depends, depends},
		{strings.Repeat("for i in 1; do ", 400) + "a" + strings.Repeat("; done", 400), depends, depends, depends},
	} {
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
