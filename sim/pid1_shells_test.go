package sim

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// probe is what stands for every program: it notes its process number.
const probe = "#!/bin/sh\necho $$ >>\"$EXPLAIN_PROBE\"\n"

// realShell is a shell of this machine.
type realShell struct {
	name    string // as in Replaces
	command []string
	proves  func() bool // that it is the shell of which Replaces speaks
}

func version(want string, command ...string) func() bool {
	return func() bool {
		out, _ := exec.Command(command[0], command[1:]...).CombinedOutput()
		return bytes.Contains(out, []byte(want))
	}
}

var realShells = []realShell{
	{Dash, []string{"dash"}, version("0.5.12", "dpkg-query", "-W", "dash")},
	{Ash, []string{"busybox", "ash"}, version("BusyBox v1.3", "busybox")},
	{Bash, []string{"bash"}, version("version 5.2", "bash", "--version")},
}

// replaced runs a text and reports whether one of its programs had the shell's
// own process number; counts is false when there was no program, or when a text
// failed of which it is said what happens unless it fails.
func (s realShell) replaced(t *testing.T, bin, text string) (in, counts bool) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "lib"), []byte("V=1\n"), 0o600))
	out := filepath.Join(dir, "pids")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.command[0], append(s.command[1:], "-c", text)...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + bin + ":/usr/bin:/bin", "EXPLAIN_PROBE=" + out, "HOME=/"}
	require.NoError(t, cmd.Start())
	failed := cmd.Wait() != nil
	require.NoError(t, ctx.Err(), "%s -c %q does not end", s.name, text)
	pids, _ := os.ReadFile(out)
	for _, pid := range strings.Fields(string(pids)) {
		if pid == strconv.Itoa(cmd.Process.Pid) {
			in = true
		}
	}
	return in, len(pids) > 0 && (in || !failed)
}

// shellTexts makes texts up.
type shellTexts struct{ *rand.Rand }

func (r shellTexts) of(choices ...string) string { return choices[r.IntN(len(choices))] }

func (r shellTexts) program() string {
	return r.of("a", "b", "c") + r.of("", "", "", " x", ` "$HOME"`, " 'y z'", " $(echo z)")
}

// simple is a simple command.
func (r shellTexts) simple() string {
	switch r.IntN(12) {
	case 0:
		return r.of("X=1 ", "X=1 Y='2 3' ") + r.program()
	case 1:
		return r.program() + r.of(" >f", " 2>&1", " </dev/null", " >/dev/null 2>&1", " >>f")
	case 2:
		return r.of("exec ", "X=1 exec ", "exec ") + r.program()
	case 3:
		return "command " + r.program()
	case 4:
		return r.of(":", "true", "false", "cd /", "export V", "export V=1", "set -e", "[ 1 = 1 ]", "test -n x", ". ./lib", "umask 022", "echo hi", "wait", "V=1", "exit 0", "unset V", "printf x", "set -- p q", "shift 0")
	case 5:
		return r.of("eval ", "! ") + r.program()
	case 6:
		return r.of("trap : TERM", "trap : EXIT", "trap 'exit 0' INT TERM", "trap - TERM")
	}
	return r.program()
}

// compound is a command with others in it, or a simple one.
func (r shellTexts) compound(depth int) string {
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
		return "if " + r.of("true", "false", "[ 1 = 1 ]") + "; then " + in() + "; " + r.of("", "else "+in()+"; ") + "fi"
	case 3:
		return "for i in " + r.of("1", "1 2") + "; do " + in() + "; done"
	case 4:
		return "case x in x) " + in() + r.of("", ";; *) "+in()) + ";; esac"
	case 5:
		name := "f" + strconv.Itoa(depth) // not its own: that would never end
		return name + "() { " + in() + "; }; " + name
	case 6:
		return "while true; do " + in() + "; break; done"
	case 7:
		return r.simple() + " | " + r.simple()
	}
	return r.simple()
}

func (r shellTexts) list(depth int) string {
	text := r.compound(depth)
	for range r.IntN(3) {
		text += r.of(" && ", " || ", "; ", "; ", "\n", " && ") + r.compound(depth)
	}
	return text
}

func (r shellTexts) text() string {
	text := r.list(2)
	switch r.IntN(10) {
	case 0:
		text += r.of(" # done", ";", " ", "\n")
	case 1:
		text = r.program() + " & " + text
	case 2:
		text += " &\n" + r.of("wait", r.simple())
	}
	return text
}

// seeds are one that is always the same, and one that EXPLAIN_SEED gives or that
// is new each time.
func seeds(t *testing.T) []uint64 {
	t.Helper()
	second := uint64(time.Now().UnixNano())
	if s := os.Getenv("EXPLAIN_SEED"); s != "" {
		var err error
		second, err = strconv.ParseUint(s, 10, 64)
		require.NoError(t, err, "EXPLAIN_SEED")
	}
	t.Logf("seeds 1 and %d; EXPLAIN_SEED=%d repeats this", second, second)
	return []uint64{1, second}
}

// TestRealShellsAgreeOnPID1 runs made-up texts in the shells of this machine:
// whether a program takes the shell's place is what Replaces says. A container's
// shell has process number 1, here it has another; that is all the difference.
func TestRealShellsAgreeOnPID1(t *testing.T) {
	bin := t.TempDir()
	for _, name := range []string{"a", "b", "c", "f", "f1", "f2"} {
		require.NoError(t, os.WriteFile(filepath.Join(bin, name), []byte(probe), 0o700))
	}
	for _, s := range realShells {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			if !s.proves() {
				t.Skipf("%s of the version that the table is about is not installed", s.name)
			}
			for _, c := range takeoverCases {
				if c.endless {
					continue
				}
				says := TakeoverOf(s.name, c.text)
				if in, counts := s.replaced(t, bin, c.text); counts && says != EitherWay {
					assert.Equal(t, in, says == TakesPlace, "%s -c %.60q", s.name, c.text)
				}
			}
			told, compared := map[Takeover]int{}, 0
			for n, seed := range seeds(t) {
				r := shellTexts{rand.New(rand.NewPCG(seed, 0))}
				for range []int{200, 60}[n] {
					text := r.text()
					says := TakeoverOf(s.name, text)
					told[says]++
					if in, counts := s.replaced(t, bin, text); counts && says != EitherWay {
						compared++
						assert.Equal(t, in, says == TakesPlace, "%s -c %q", s.name, text)
					}
				}
			}
			t.Logf("%v, compared %d", told, compared)
			assert.Greater(t, compared, 150)
		})
	}
}
