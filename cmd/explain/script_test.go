package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
)

var update = flag.Bool("update", false, "rewrite the expected output of scripts and of the documentation")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"explain": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts holds each promise of the command line: one script for each.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"status": status},
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "C.UTF-8")
			return nil
		},
	})
}

// TestOwnDockerfile: what we tell others holds for us.
func TestOwnDockerfile(t *testing.T) {
	var out strings.Builder
	assert.Equal(t, exitOK, run([]string{"check", "Dockerfile"}, nil, &out, &out), "%s", &out)
	for want, args := range map[string][]string{
		`["/explain"]`:                    {"Dockerfile"},
		`["/explain","Dockerfile"]`:       {"-f", "Dockerfile", "docker", "run", "--rm", "-v", "/src:/work", "explain", "Dockerfile"},
		`["/explain","docker","run","x"]`: {"-f", "Dockerfile", "docker", "run", "explain", "docker", "run", "x"},
	} {
		argv, complaint, status := answer(append([]string{"--strict", "--format", "argv"}, args...)...)
		assert.Equal(t, exitOK, status, complaint)
		assert.Equal(t, want+"\n", argv)
	}
}

// status N COMMAND [ARG...] runs a command that must end with exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND [ARG...]")
	}
	want := args[0]
	err := ts.Exec(args[1], args[2:]...)
	if got := exitStatus(err); got != want {
		ts.Fatalf("exit status %s, not %s\n%s%s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

func exitStatus(err error) string {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return "0"
	case errors.As(err, &exit):
		return strconv.Itoa(exit.ExitCode())
	}
	return err.Error()
}
