package client

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim/invoke"
)

const oldEngine = "20.10"

// oldDocker is the 20.10 client, a program of its own (Debian's docker.io).
type oldDocker struct {
	recorder *recorder
	stdin    *os.File
}

const oldProgram = "/usr/bin/docker"

// needOldDocker skips a test where the program is not there.
func needOldDocker(t *testing.T) {
	out, err := exec.Command(oldProgram, "--version").Output()
	if err != nil || !strings.Contains(string(out), "version "+oldEngine+".") {
		t.Skipf("%s is not the 20.10 client: %q, %v", oldProgram, strings.TrimSpace(string(out)), err)
	}
}

func newOldDocker(t *testing.T) *oldDocker {
	return &oldDocker{recorder: newRecorder(t, "1.41"), stdin: terminal(t)}
}

func (d *oldDocker) run(args []string) (answer, error) {
	cmd := exec.Command(oldProgram, args...)
	cmd.Env = append(os.Environ(), "DOCKER_HOST=unix://"+d.recorder.socket)
	cmd.Stdin = d.stdin
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return answer{}, err
	}
	says, _, _ := strings.Cut(withoutWarnings(stderr.String())+"\n", "\n\n")
	c, broken := d.recorder.take()
	return answer{created: c, says: says, code: cmd.ProcessState.ExitCode()}, broken
}

var warning = regexp.MustCompile(`(?m)^WARNING: .*\n`)

func withoutWarnings(text string) string { return warning.ReplaceAllString(text, "") }

// terminal is one for the client to stand on: -it wants it.
func terminal(t *testing.T) *os.File {
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminal to be had: ", err)
	}
	t.Cleanup(func() { master.Close() })
	number, unlock := uint32(0), uint32(0)
	for request, value := range map[uintptr]*uint32{syscall.TIOCGPTN: &number, syscall.TIOCSPTLCK: &unlock} {
		_, _, failed := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), request, uintptr(unsafe.Pointer(value)))
		require.Zero(t, failed)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("no terminal to be had: ", err)
	}
	t.Cleanup(func() { slave.Close() })
	return slave
}

// TestOldClient compares generated lines with the 20.10 client.
func TestOldClient(t *testing.T) {
	needOldDocker(t)
	begin := time.Now()
	var sum tally
	var mu sync.Mutex
	t.Run("shard", func(t *testing.T) {
		for _, seed := range shards(t, oldEnv, 600, 300) {
			t.Run(fmt.Sprint(seed), func(t *testing.T) {
				t.Parallel()
				n := oldShard(t, seed, 300)
				mu.Lock()
				defer mu.Unlock()
				sum = sum.plus(n)
			})
		}
	})
	t.Logf("%+v in %s", sum, time.Since(begin).Round(time.Millisecond))
}

func oldShard(t *testing.T, seed int64, lines int) (n tally) {
	d, h, w := newOldDocker(t), host(oldEngine), newWriter(t, seed, oldEngine)
	for range lines {
		args := w.line()
		theirs, err := d.run(args)
		require.NoError(t, err)
		n.compare(t, args, read(args, h), theirs)
	}
	return n
}

// TestFlagsOfOldClient compares our tables with what the 20.10 client lists.
func TestFlagsOfOldClient(t *testing.T) {
	needOldDocker(t)
	for _, kind := range []invoke.Kind{invoke.KindRun, invoke.KindCreate, invoke.KindExec} {
		t.Run(string(kind), func(t *testing.T) {
			cmd := exec.Command(oldProgram, string(kind), "--help")
			cmd.Env = append(os.Environ(), "DOCKER_HOST=unix://"+filepath.Join(t.TempDir(), "none"))
			out, err := cmd.Output()
			require.NoError(t, err)
			assert.Equal(t, listed(string(out)), listable(invoke.Flags(kind, oldEngine)))
		})
	}
}

// listing is a line of --help: "  -e, --env list   Set environment variables".
var listing = regexp.MustCompile(`(?m)^  (?:-(\w), |    )--([\w-]+)( [\w-]+)? `)

func listed(help string) (rows []string) {
	for _, m := range listing.FindAllStringSubmatch(help, -1) {
		rows = append(rows, fmt.Sprintf("--%s -%s%s", m[2], m[1], m[3]))
	}
	sort.Strings(rows)
	return rows
}

// listable is what --help lists of flags: int64 is an int there, a bool has no
// type, and what an engine on Linux does not take is left out.
func listable(flags []invoke.Flag) (rows []string) {
	for _, f := range flags {
		typ := map[string]string{"bool": "", "int64": " int"}
		shown, ok := typ[f.Type]
		if !ok {
			shown = " " + f.Type
		}
		if f.Hidden && f.Name != "disable-content-trust" && f.Name != "kernel-memory" || f.Engine == "windows" {
			continue
		}
		rows = append(rows, fmt.Sprintf("--%s -%s%s", f.Name, f.Short, shown))
	}
	sort.Strings(rows)
	return rows
}
