package sim

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func shellProcess(text string, args ...string) Process {
	p := Process{Argv: []Word{{Text: "/bin/sh"}, {Text: "-c"}, {Text: text}}, Env: []Env{{Name: "PORT", Value: Word{Text: "80"}}, {Name: "WORDS", Value: Word{Text: "a b"}}}}
	for _, a := range args {
		p.Argv = append(p.Argv, Word{Text: a})
	}
	return p
}

// lines are the commands of a text, as a reader would write them.
func insideLines(in *Inside) (out []string) {
	for _, c := range in.Commands {
		var words []string
		for _, w := range c.Words {
			if w.Unknown != "" {
				w.Text = "‹" + w.Unknown + "›"
			}
			words = append(words, w.Text)
		}
		line := strings.Join(append(words, c.Redirects...), "|")
		if c.Says != "" {
			line += " # " + c.Says
		}
		out = append(out, line)
	}
	return out
}

func TestInside(t *testing.T) {
	for _, c := range []struct {
		text string
		args []string
		want []string
	}{
		{`exec prog --port=$PORT "$@"`, []string{"zero", "one two"}, []string{"prog|--port=80|one two # in the shell's place"}},
		{`prog $WORDS "$WORDS" $UNSET "$UNSET"`, nil, []string{"prog|a|b|a b|"}},
		{`prog $HOSTNAME-x $(date) *`, nil, []string{"date # for what it prints", "prog|‹$HOSTNAME-x›|‹$(date)›|‹*›"}},
		{`cd /x && a >log || b & wait`, nil, []string{"cd|/x # in the background, the shell itself", "a|>log # in the background, if the one before succeeds", "b # in the background, if the one before fails", "wait # the shell itself"}},
		{`V=1; [ "$V" ] && V=2; a $V`, nil, []string{`[|1|] # the shell itself`, "a|‹$V›"}},
		{`set -- x "$1"; a "$@"`, []string{"zero", "one"}, []string{"set|--|x|one # the shell itself", "a|x|one"}},
		{`trap 'kill $P' TERM; a | b & P=$!; wait`, nil, []string{"trap|kill $P|TERM # the shell itself", "kill|‹$P› # in a trap, the shell itself", "a # in the background", "b # in the background, reads what the one before writes", "wait # the shell itself"}},
		{`f() { a "$1"; }; f x; exit; b`, nil, []string{`a|‹"$1"› # in a function`, "f|x # a function", "exit # the shell itself"}},
	} {
		p := shellProcess(c.text, c.args...)
		in := ReadShell(p, Image{BinSh: Dash})
		require.NotNil(t, in, c.text)
		assert.Equal(t, c.want, insideLines(in), c.text)
	}
}

// TestInsideHasPlaces: each command's place in the file is its text.
func TestInsideHasPlaces(t *testing.T) {
	const file = "FROM debian\nCMD cd /srv && \\\n  # a comment\n  exec prog \"$X\" y; ls\n"
	src := NewSource(File{Name: "Dockerfile", Text: file})
	start := strings.Index(file, "cd")
	w := Word{Text: "cd /srv &&   exec prog \"$X\" y; ls", From: Origin{Span: src.Span(start, len(file)-1)}}
	text, ok := Written(src, w)
	require.True(t, ok)
	in := ReadShell(shellProcess(w.Text), Image{})
	in.Locate(text)
	var got []string
	for _, c := range in.Commands {
		got = append(got, file[c.Span.Start:c.Span.End])
	}
	assert.Equal(t, []string{"cd /srv", `exec prog "$X" y`}, got[:2])
	assert.Equal(t, `"$X"`, file[in.Commands[1].Words[1].From.Span.Start:in.Commands[1].Words[1].From.Span.End])
}

func TestWrittenFindsEveryByte(t *testing.T) {
	for _, c := range []struct{ written, text string }{
		{`"a\nb\"c\u00e9\ud83d\ude00d"`, "a\nb\"cé😀d"},
		{`'it'"'"'s'\ x`, "it's x"},
		{"a \\\n# no\n b", "a  b"},
		{"a `\n b", "a  b"},
	} {
		src := NewSource(File{Name: "f", Text: "xx" + c.written + "yy"})
		text, ok := Written(src, Word{Text: c.text, From: Origin{Span: src.Span(2, 2+len(c.written))}})
		require.True(t, ok, c.written)
		last := text.Span(len(c.text)-1, len(c.text))
		assert.LessOrEqual(t, last.End, 2+len(c.written), c.written)
		assert.Equal(t, 2+strings.Index(c.written, c.text[:1]), text.Span(0, 1).Start, c.written)
	}
	src := NewSource(File{Name: "f", Text: "$X"})
	_, ok := Written(src, Word{Text: "value", From: Origin{Span: src.Span(0, 2)}})
	assert.False(t, ok)
}

// ways are those of an ending, in short.
func waysLines(e *Ending) (out []string) {
	if e == nil {
		return nil
	}
	for _, w := range e.Ways {
		after, exit := "-", "-"
		if w.After != nil {
			after = fmt.Sprint(*w.After)
		}
		if w.ExitCode != nil {
			exit = fmt.Sprint(*w.ExitCode)
		}
		out = append(out, fmt.Sprintf("%s|after %s|exit %s|killed %v", w.If, after, exit, w.Killed))
	}
	return out
}

// TestStop has the answers that real engines gave: moby 20.10 with dash 0.5.12,
// busybox ash 1.35 and bash 5.2.
func TestStop(t *testing.T) {
	yes, one := true, 1
	shell := func(text string) []Word { return shellProcess(text).Argv }
	for _, c := range []struct {
		name  string
		argv  []Word
		binSh string
		inv   Invocation
		want  []string
	}{
		{"sleep", []Word{{Text: "sleep"}, {Text: "1000"}}, Dash, Invocation{}, []string{"|after 10|exit 137|killed true"}},
		{"sleep -t 1", []Word{{Text: "sleep"}}, Dash, Invocation{StopTimeout: &one}, []string{"|after 1|exit 137|killed true"}},
		{"sleep --init", []Word{{Text: "sleep"}}, Dash, Invocation{Init: &yes}, []string{"|after 0|exit 143|killed false"}},
		{"sleep --pid host", []Word{{Text: "sleep"}}, Dash, Invocation{PIDMode: "host"}, []string{"|after 0|exit 143|killed false"}},
		{"dash", shell("app"), Dash, Invocation{}, []string{"|after 10|exit 137|killed true"}},
		{"ash", shell("sleep 9"), Ash, Invocation{}, []string{"|after 10|exit 137|killed true"}},
		{"bash, then true", shell("app; true"), Bash, Invocation{}, []string{"|after 10|exit 137|killed true"}},
		{"dash --init", shell("app"), Dash, Invocation{Init: &yes}, []string{"|after 0|exit 143|killed false"}},
		{"trap, foreground", shell("trap 'exit 7' TERM; sleep 1000"), Dash, Invocation{}, []string{"sleep runs on|after 10|exit 137|killed true", "it ends by itself|after -|exit 7|killed false"}},
		{"trap, wait", shell("trap 'exit 7' TERM; sleep 1000 & wait"), Dash, Invocation{}, []string{"|after 0|exit 7|killed false"}},
		{"trap lost at exec", shell("trap 'echo T' TERM; exec sleep 9"), Dash, Invocation{}, []string{"|after 10|exit 137|killed true"}},
		{"bash with a trap on EXIT", shell("trap 'exit 7' EXIT; sleep 9"), Bash, Invocation{}, []string{"|after 0|exit 143|killed false"}},
		{"dash with a trap on EXIT", shell("trap 'exit 7' EXIT; sleep 9"), Dash, Invocation{}, []string{"|after 10|exit 137|killed true"}},
		{"SIGINT in wait, dash", shell("sleep 9 & wait"), Dash, Invocation{StopSignal: Word{Text: "INT"}}, []string{"|after 0|exit 130|killed false"}},
		{"SIGINT in wait, bash", shell("sleep 9 & wait"), Bash, Invocation{StopSignal: Word{Text: "INT"}}, []string{"|after 10|exit 137|killed true"}},
		{"SIGQUIT behind init, dash", shell("sleep 9; true"), Dash, Invocation{StopSignal: Word{Text: "QUIT"}, Init: &yes}, []string{"|after 0|exit 131|killed false"}},
		{"SIGQUIT behind init, ash", shell("sleep 9; true"), Ash, Invocation{StopSignal: Word{Text: "QUIT"}, Init: &yes}, []string{"|after 10|exit 137|killed true"}},
		{"any shell", shell("sleep 9"), "", Invocation{Init: &yes}, []string{"/bin/sh is dash|after 0|exit 143|killed false", "/bin/sh is busybox ash or bash|after 0|exit 143|killed false"}},
		{"the first exit counts", shell("trap 'exit 3; exit 7' TERM; sleep 9 & wait"), Dash, Invocation{}, []string{"|after 0|exit 3|killed false"}},
		{"perhaps no exit", shell("trap 'false && exit 3' TERM; sleep 9 & wait"), Dash, Invocation{}, []string{"|after -|exit -|killed false"}},
		{"a trap behind what it waits for", shell("sleep 9 & trap 'exit 7' TERM; wait"), Dash, Invocation{}, []string{"|after 0|exit 7|killed false"}},
		{"a trap that comes too late", shell("sleep 9; trap 'exit 7' TERM"), Dash, Invocation{}, []string{"|after -|exit -|killed false"}},
		{"a program", []Word{{Text: "nginx"}}, Dash, Invocation{}, []string{"nginx handles SIGTERM|after -|exit -|killed false", "it does not|after 10|exit 137|killed true"}},
		{"a bare shell", []Word{{Text: "bash"}}, Dash, Invocation{TTY: true, Interactive: true}, []string{"|after 10|exit 137|killed true"}},
		{"only builtins", shell("echo hi"), Dash, Invocation{}, nil},
	} {
		c.inv.Runner = "docker-run"
		p := Process{Argv: c.argv, StopSignal: c.inv.StopSignal}
		p.PID1 = pid1(p, Image{BinSh: c.binSh}, c.inv)
		assert.Equal(t, c.want, waysLines(Stop(Image{BinSh: c.binSh}, p, c.inv, ReadShell(p, Image{BinSh: c.binSh}))), c.name)
	}
	kill := Process{Argv: []Word{{Text: "nginx"}}, StopSignal: Word{Text: "SIGKILL"}}
	assert.Equal(t, []string{"|after 0|exit 137|killed true"}, waysLines(Stop(Image{}, kill, Invocation{Runner: "docker-run"}, nil)))
}

// TestCtrlC has the answers of the same engines, with a terminal and without.
func TestCtrlC(t *testing.T) {
	yes := true
	for _, c := range []struct {
		text string
		inv  Invocation
		want []string
	}{
		{"sleep 9; echo after", Invocation{TTY: true}, []string{"|after 0|exit 130|killed false"}},
		{"sleep 9", Invocation{}, []string{"|after -|exit -|killed false"}},
		{"exec sleep 9", Invocation{TTY: true}, []string{"|after -|exit -|killed false"}},
		{"exec sleep 9", Invocation{TTY: true, Init: &yes}, []string{"|after 0|exit 130|killed false"}},
		{"sleep 9", Invocation{Detach: true}, nil},
		{"sleep 9 & wait", Invocation{TTY: true}, []string{"|after 0|exit 130|killed false"}},
		{"trap 'exit 7' EXIT; sleep 9", Invocation{TTY: true}, []string{"|after 0|exit -|killed false"}},
		{"trap 'exit 7' INT; sleep 9 & wait", Invocation{TTY: true}, []string{"|after 0|exit 7|killed false"}},
	} {
		c.inv.Runner = "docker-run"
		p, img := shellProcess(c.text), Image{BinSh: Dash}
		p.PID1 = pid1(p, img, c.inv)
		assert.Equal(t, c.want, waysLines(CtrlC(img, p, c.inv, ReadShell(p, img))), "%s %+v", c.text, c.inv)
	}
}

// TestInsideIsBounded: of a long text the beginning is read.
func TestInsideIsBounded(t *testing.T) {
	p := shellProcess(strings.Repeat("a $X && ", 8000) + "b")
	for i := range 1000 {
		p.Env = append(p.Env, Env{Name: fmt.Sprintf("V%d", i), Value: Word{Text: "x"}})
	}
	in := ReadShell(p, Image{})
	assert.True(t, in.More)
	assert.Len(t, in.Commands, maxCommands)
}
