package client

import (
	"os"
	"os/exec"
	"bytes"
	"strings"
	"testing"
)

func TestZZ28(t *testing.T) {
	rec := newRecorder(t, "1.56")
	tty := terminal(t)
	h, w := host(""), newWriter(t, 77, "")
	n, bad := 0, 0
	for range 1200 {
		args := w.line()
		ours := read(args, h)
		cmd := exec.Command("/usr/local/bin/docker", args...)
		cmd.Env = append(os.Environ(), "DOCKER_HOST=unix://"+rec.socket)
		cmd.Stdin = tty
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		cmd.Run()
		text := stderr.String()
		for strings.HasPrefix(text, "Flag --") { _, text, _ = strings.Cut(text, "\n") }
		says, _, _ := strings.Cut(text+"\n", "\n\n")
		c, _ := rec.take()
		n++
		if d := differs(ours, answer{created: c, says: strings.TrimSuffix(says,"\n"), code: cmd.ProcessState.ExitCode()}); d != "" {
			bad++
			t.Logf("docker %s\n%s", quoted(args), d)
		}
	}
	t.Log(n, bad)
}
