package sim

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wordsProbe is what stands for every program: it notes its words.
const wordsProbe = "#!/bin/sh\nprintf '%s\\001' \"${0##*/}\" \"$@\" \"\x02\" >>\"$EXPLAIN_PROBE\"\n"

var probeEnv = map[string]string{"HOME": "/root", "A": "1", "B": "x y", "E": "", "P": "-"}

// started is every program that a shell has started, with its words.
func (s realShell) started(t *testing.T, bin, text string, args []string) (calls [][]string, stderr string) {
	t.Helper()
	dir := t.TempDir()
	out := filepath.Join(dir, "words")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.command[0], append(append(slices.Clone(s.command[1:]), "-c", text), args...)...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + bin + ":/usr/bin:/bin", "EXPLAIN_PROBE=" + out}
	for k, v := range probeEnv {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	said, _ := cmd.CombinedOutput()
	require.NoError(t, ctx.Err(), "%s -c %q does not end", s.name, text)
	noted, _ := os.ReadFile(out)
	for call := range strings.SplitSeq(string(noted), "\x02\x01") {
		if call != "" {
			calls = append(calls, strings.Split(strings.TrimSuffix(call, "\x01"), "\x01"))
		}
	}
	return calls, string(said)
}

// insideOf is our reading of the same.
func (s realShell) insideOf(bin, text string, args []string) *Inside {
	p := Process{Argv: []Word{{Text: s.name}, {Text: "-c"}, {Text: text}}}
	if s.name == Ash {
		p.Argv[0].Text = "ash"
	}
	for _, a := range args {
		p.Argv = append(p.Argv, Word{Text: a})
	}
	for k, v := range probeEnv {
		p.Env = append(p.Env, Env{Name: k, Value: Word{Text: v}})
	}
	p.Env = append(p.Env, Env{Name: "PATH", Value: Word{Text: bin + ":/usr/bin:/bin"}}, Env{Name: "EXPLAIN_PROBE", Value: Word{Unknown: "a file"}})
	return ReadShell(p, Image{})
}

// fits reports whether words that are partly unknown can be those that a program got.
func fits(words []Word, got []string) bool {
	if len(words) == 0 {
		return len(got) == 0
	}
	if words[0].Unknown != "" {
		for n := range len(got) + 1 {
			if fits(words[1:], got[n:]) {
				return true
			}
		}
		return false
	}
	return len(got) > 0 && got[0] == words[0].Text && fits(words[1:], got[1:])
}

// wordTexts makes texts up that are about words.
type wordTexts struct{ shellTexts }

func (r wordTexts) word() string {
	return r.of("x", "x", `"$A"`, "$A", "$B", `"$B"`, "'$A'", `"x$A"`, "${A}y", "${Z:-d}", `"${Z:-d e}"`, "${A:+y}", "${B#x}", `"${B%y}"`, `"$1"`, "$1", `"$@"`, "$@", "$*", `"$*"`, "$#", `"$0"`, `\$A`, `"a\"b"`, "'it'", "~", "~/x", "{a,b}", `"*"`, `$(echo q)`, "`echo q`", "$((1+1))", "$'a'", "${#B}", "$UNSET", `"$UNSET"`, `x"$B"y`, "x$B", "$E", `"$E"`, `''`, `""$E`, "${1#-}", `"${2:-z}"`, "$P$A", "a=b", "-x", "${V}", `"$V"`, "$V", `"pre $@ post"`, `"$@"x`, "${A:=n}", "${N:=new}", "$N", `"\$A"`, `a\ b`, `"$A$B"`)
}

func (r wordTexts) program() string {
	out := r.of("a", "b", "c")
	for range r.IntN(4) {
		out += " " + r.word()
	}
	return out
}

func (r wordTexts) simple() string {
	switch r.IntN(14) {
	case 0:
		return r.of("V=", "A=", "B=", "export V=", "export A=") + r.of("z", "'u v'", `"$A"`, "$B", "$V", `"$1"`, "", "$#")
	case 1:
		return r.of("set -- p", `set -- "$@" q`, "shift", "unset A", "unset V", "set --", "cd /", "set -e", "set -u", "set -- -x $B", `set a "$A"`)
	case 2:
		return "V=w " + r.program()
	case 3:
		return "exec " + r.program()
	case 4:
		return r.of("true", "false", ":", "[ 1 = 1 ]", "echo hi", "test -n $A")
	}
	return r.program()
}

func (r wordTexts) compound(depth int) string {
	if depth <= 0 {
		return r.simple()
	}
	in := func() string { return r.list(depth - 1) }
	switch r.IntN(16) {
	case 0:
		return "(" + in() + ")"
	case 1:
		return "{ " + in() + "; }"
	case 2:
		return "if " + r.of("true", "false", `[ "$A" = 1 ]`) + "; then " + in() + "; " + r.of("", "else "+in()+"; ") + "fi"
	case 3:
		return "for V in " + r.of("1", "1 2", `"$@"`) + "; do " + in() + "; done"
	case 4:
		return "case $A in 1) " + in() + r.of("", ";; *) "+in()) + ";; esac"
	case 5:
		name := fmt.Sprintf("f%d", depth)
		return name + "() { " + in() + "; }; " + name + r.of("", " r", ` "$B"`)
	case 6:
		return "while true; do " + in() + "; break; done"
	case 7:
		return r.simple() + " | " + r.simple()
	case 8:
		return r.program() + " & wait"
	}
	return r.simple()
}

func (r wordTexts) list(depth int) string {
	text := r.compound(depth)
	for range r.IntN(4) {
		text += r.of(" && ", " || ", "; ", "; ", "\n", " && ") + r.compound(depth)
	}
	return text
}

// TestRealShellsAgreeOnWords runs made-up texts in the shells of this machine, with
// words behind them: each program that is started is one that is listed, with
// just these words; one that is listed as simply running next has been started.
func TestRealShellsAgreeOnWords(t *testing.T) {
	bin := t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		require.NoError(t, os.WriteFile(filepath.Join(bin, name), []byte(wordsProbe), 0o700))
	}
	for _, s := range realShells {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			if !s.proves() {
				t.Skipf("%s of the version that the rules are about is not installed", s.name)
			}
			compared, known := 0, 0
			for n, seed := range seeds(t) {
				r := wordTexts{shellTexts{rand.New(rand.NewPCG(seed, 0))}}
				for range []int{150, 40}[n] {
					text := r.list(2)
					args := [][]string{nil, {"zero"}, {"zero", "one"}, {"zero", "-one", "t w o"}, {"", "", "*"}}[r.IntN(5)]
					calls, said := s.started(t, bin, text, args)
					in := s.insideOf(bin, text, args)
					if in.Error != nil && !in.Error.Certain {
						continue // it is said that the text is not followed
					}
					for _, call := range calls {
						ok := slices.ContainsFunc(in.Commands, func(c ShellCommand) bool { return c.Kind != RunsBuiltin && fits(c.Words, call) })
						assert.True(t, ok, "%s -c %q %q started %q, listed: %s\n%s", s.name, text, args, call, listed(in), said)
						compared++
					}
					for _, c := range in.Commands {
						if c.Kind == RunsProgram && len(c.How) == 0 && !mayEnd(text) {
							ok := slices.ContainsFunc(calls, func(call []string) bool { return fits(c.Words, call) })
							assert.True(t, ok, "%s -c %q %q has not started %s, but %q\n%s", s.name, text, args, show(List{Words: c.Words}), calls, said)
						}
						if c.Kind == RunsProgram && !slices.ContainsFunc(c.Words, func(w Word) bool { return w.Unknown != "" }) {
							known++
						}
					}
				}
			}
			t.Logf("compared %d programs, %d listed with all their words", compared, known)
			assert.Greater(t, compared, 200)
			assert.Greater(t, known, 200)
		})
	}
}

// mayEnd reports whether a text may end before its last command.
func mayEnd(text string) bool {
	for _, word := range []string{"exec", "set -e", "set -u", "shift"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

func listed(in *Inside) string {
	var b strings.Builder
	for _, c := range in.Commands {
		fmt.Fprintf(&b, "\n  %v %s %v", c.How, c.Kind, show(List{Words: c.Words}))
	}
	return b.String()
}
