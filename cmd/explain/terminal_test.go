package main

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// evil is what turns a terminal's colours, its title and its line around.
const evil = "\x1b[31m\u009b\u202e\u200b\x7f\a"

// TestNothingReachesTheTerminal: whatever is typed or read, no control character
// of it leaves explain, on either stream.
func TestNothingReachesTheTerminal(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"Dockerfile": "FROM scratch\nEVIL" + evil + " x\n",
		"fixable":    "FROM scratch\nCMD ['a']\n",
		"fix" + evil: "FROM scratch\nCMD ['a']\n",
		"bad.txtar":  "T.\n\ndockerfile: fixable\n-- text --\n" + evil + "\n",
		"key.txtar":  "T.\n\nkey" + evil + ": fixable\n",
		"x.json":     `{"schema":"` + evil + `"}`,
	} {
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	require.NoError(t, os.Mkdir("dir"+evil, 0o755))
	for _, args := range [][]string{
		{"--strict", "docker", "run", evil}, {"--strict", "-f", "Dockerfile", "docker", "run", evil},
		{"Dockerfile"}, {"--strict", "Dockerfile"}, {"matrix", "Dockerfile"}, {"stages", "Dockerfile"}, {"check", "Dockerfile"},
		{"dir" + evil}, {"check", "dir" + evil}, {"nofile" + evil}, {"stages", "nofile" + evil},
		{"--" + evil}, {"-" + evil}, {"--format", evil, "Dockerfile"}, {"--color=" + evil, "Dockerfile"},
		{"--base", "x=" + evil, "Dockerfile"}, {"--base", "x" + evil, "Dockerfile"}, {"--base", "x=x.json", "Dockerfile"},
		{"--engine", evil}, {"--platform", evil}, {"--disable", evil, "Dockerfile"}, {"--build-arg", evil, "Dockerfile"}, {"--host-env", evil},
		{"--context", evil}, {"--target", evil, "fixable"}, {"--target", evil, "--strict", "fixable"}, {"--target", evil, "matrix", "fixable"},
		{"docker", evil}, {"docker", evil, "x"}, {"docker", "run", "--" + evil, "x"}, {"podman", "run", evil}, {"docker run " + evil}, {"docker " + evil},
		{evil}, {evil, "x"}, {"-f", evil}, {"-f", "fixable", evil}, {"x.yaml" + evil + ".yaml"},
		{"check", "--fix", "fix" + evil}, {"check", "--fix", evil + ".txtar"},
		{"test", "bad.txtar"}, {"test", "key.txtar"}, {"test", evil}, {"test", "dir" + evil}, {"bad.txtar"},
		{"render", "x.json"}, {"render", evil}, {"rule", evil}, {"help", evil}, {"version", evil}, {"version", "--" + evil},
		{"--format", "argv", "docker", "run", "--entrypoint", evil, "nginx"}, {"--format", "shell", "docker", "run", "--entrypoint", evil, "nginx"},
		{"--format", "markdown", "docker", "run", evil}, {"--format", "json", "docker", "run", evil}, {"--format", "json", "matrix", "Dockerfile"},
	} {
		for _, lang := range []string{"C.UTF-8", "C"} {
			t.Setenv("LC_ALL", lang)
			stdout, stderr, _ := answer(args...)
			for _, said := range []string{stdout, stderr} {
				assert.False(t, strings.ContainsAny(said, "\x1b\u009b\u202e\u200b\x7f\a"), "%q: %q", args, said)
			}
			assert.NotEmpty(t, stdout+stderr, "%q", args)
		}
	}
}

// gone is a pipe whose reader has enough.
type gone struct{}

func (gone) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "stdout", Err: syscall.EPIPE}
}

// TestReaderHasEnough: that is nothing to complain of.
func TestReaderHasEnough(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		var complaints strings.Builder
		assert.Equal(t, exitUnreadable, run([]string{"--format", format, "docker", "run", "nginx"}, nil, gone{}, &complaints))
		assert.Empty(t, complaints.String())
	}
}

// TestPagesInASCII: what our pages are written in has a plain form.
func TestPagesInASCII(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	for _, name := range ruleNames() {
		page, _, _ := answer("rule", name)
		assert.NotRegexp(t, `[^\x00-\x7f]|\\u[0-9a-f]{4}`, page, name)
	}
}
