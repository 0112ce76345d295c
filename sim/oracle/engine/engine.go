package engine

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Engine is a real engine and its client, in a folder of their own.
type Engine struct {
	Name    string // docker, podman
	Version string
	program string
	global  []string // what stands in front of the subcommand
	dir     string
}

// hostEnv is the whole environment of the clients, and what our side is told of it.
func hostEnv() map[string]string {
	return map[string]string{"SET": "from the host", "EMPTY": "", "EQUALS": "a=b"}
}

// said is what a client did.
type said struct {
	stdout, stderr string
	code           int
}

// patience is how long a client may take.
const patience = 90 * time.Second

// do runs the client with a subcommand and its words.
func (e *Engine) do(stdin *os.File, env map[string]string, words ...string) (said, error) {
	return e.doIn(e.dir, stdin, env, words...)
}

func (e *Engine) doIn(dir string, stdin *os.File, env map[string]string, words ...string) (said, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, e.program, append(e.global[:len(e.global):len(e.global)], words...)...)
	cmd.Env = []string{"HOME=" + e.dir, "DOCKER_CONFIG=" + e.dir, "PATH=/usr/sbin:/usr/bin:/sbin:/bin"}
	for name, value := range env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	cmd.Dir = dir
	if stdin != nil {
		cmd.Stdin = stdin
	}
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return said{}, err
	}
	return said{out.String(), complaints.String(), cmd.ProcessState.ExitCode()}, ctx.Err()
}

// must is do for what has to work.
func (e *Engine) must(t testing.TB, words ...string) string {
	t.Helper()
	s, err := e.do(nil, nil, words...)
	require.NoError(t, err)
	require.Zero(t, s.code, "%s %q: %s", e.Name, words, s.stderr)
	return strings.TrimSpace(s.stdout)
}

// startDocker starts Debian's dockerd in a folder of its own. It skips the test
// where that cannot be.
func startDocker(t *testing.T) *Engine {
	needRoot(t)
	version, err := exec.Command("/usr/sbin/dockerd", "--version").Output()
	if err != nil || !strings.Contains(string(version), " 20.10.") {
		t.Skipf("engines: there is no dockerd 20.10 (%v)", err)
	}
	dir := folder(t, "explain-dockerd")
	socket := filepath.Join(dir, "s")
	log, err := os.Create(filepath.Join(dir, "log"))
	require.NoError(t, err)
	daemon := exec.Command("/usr/sbin/dockerd", "--data-root", dir+"/data", "--exec-root", dir+"/exec", "-p", dir+"/pid",
		"--iptables=false", "--ip6tables=false", "--bridge=none", "-H", "unix://"+socket)
	daemon.Env = []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=" + dir}
	daemon.Stdout, daemon.Stderr = log, log
	require.NoError(t, daemon.Start())
	ended := make(chan error, 1)
	go func() { ended <- daemon.Wait() }()
	t.Cleanup(func() {
		_ = daemon.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(40 * time.Second):
			_ = daemon.Process.Kill()
		}
		log.Close()
		removeAll(dir)
	})
	e := &Engine{Name: "docker", program: "/usr/bin/docker", global: []string{"-H", "unix://" + socket}, dir: dir}
	for range 300 {
		if s, err := e.do(nil, nil, "version", "-f", "{{.Server.Version}}"); err == nil && s.code == 0 {
			e.Version = "docker " + strings.TrimSpace(s.stdout) + ", " + runcVersion()
			total.version = e.Version
			return e
		}
		time.Sleep(100 * time.Millisecond)
	}
	text, _ := os.ReadFile(log.Name())
	t.Skipf("engines: dockerd does not start here: %s", lastLine(string(text)))
	return nil
}

func needRoot(t *testing.T) {
	if os.Getenv("EXPLAIN_ENGINES") == "" {
		t.Skip("engines: make engines runs them")
	}
	if os.Getuid() != 0 {
		t.Skip("engines: an engine needs root")
	}
}

func runcVersion() string {
	out, _ := exec.Command("runc", "--version").Output()
	first, _, _ := strings.Cut(string(out), "\n")
	return strings.Replace(first, "runc version ", "runc ", 1)
}

// folder is a folder in memory, since an engine waits for the disk at each step;
// on the disk where there can be none.
func folder(t *testing.T, name string) string {
	dir, err := os.MkdirTemp("", name)
	require.NoError(t, err)
	if says, err := exec.Command("mount", "-t", "tmpfs", "-o", "mode=0755", "explain", dir).CombinedOutput(); err != nil {
		t.Logf("on the disk, which is slow: %s", says)
	}
	return dir
}

// removeAll removes an engine's folder, and what is still mounted in it.
func removeAll(dir string) {
	mounts, _ := os.ReadFile("/proc/self/mountinfo")
	lines := strings.Split(string(mounts), "\n")
	slices.Reverse(lines) // what was mounted last goes first
	for _, line := range lines {
		if f := strings.Fields(line); len(f) > 4 && strings.HasPrefix(f[4]+"/", dir+"/") {
			_ = exec.Command("umount", "-l", f[4]).Run()
		}
	}
	_ = os.RemoveAll(dir)
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
