package diagnose_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim/diagnose"
)

const (
	prefix29 = "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
	prefix20 = "docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
)

// messages are what real engines, runtimes and shells wrote, with the outcome and
// the name in it.
var messages = []struct{ text, id, name string }{
	// Engine 20.10 with runc 1.1.5
	{prefix20 + `exec: "nosuch": executable file not found in $PATH: unknown.`, "executable-not-found", "nosuch"},
	{prefix20 + `exec: "/x/n": stat /x/n: no such file or directory: unknown.`, "path-not-found", "/x/n"},
	{prefix20 + `exec: "": executable file not found in $PATH: unknown.`, "executable-not-found", ""},
	{prefix20 + `exec: "/x/plain": permission denied: unknown.`, "permission-denied", "/x/plain"},
	{prefix20 + `exec /x/f: permission denied: unknown.`, "permission-denied", "/x/f"},
	{prefix20 + `exec: "/x/plain/foo": stat /x/plain/foo: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type.`, "mount-onto-file", "/x/plain/foo"},
	{prefix20 + `exec: "/x/loop": stat /x/loop: too many levels of symbolic links: unknown.`, "too-many-links", "/x/loop"},
	{prefix20 + `exec: "ok": cannot run executable found relative to current directory: unknown.`, "relative-path-entry", "ok"},
	{`docker: Error response from daemon: No command specified.` + "\nSee 'docker run --help'.", "no-command-specified", ""},
	{`docker: Error response from daemon: the working directory 'rel' is invalid, it needs to be an absolute path.`, "workdir-not-absolute", "rel"},
	{`docker: Error response from daemon: Cannot mkdir: /bin/show is not a directory.`, "workdir-is-a-file", "/bin/show"},
	{`docker: Error response from daemon: unable to find user nosuch: no matching entries in passwd file.`, "user-not-found", "nosuch"},
	{`OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("/nosuch") set in config.json failed: no such file or directory: unknown`, "chdir-failed", "/nosuch"},
	// Engine 29.7 with runc 1.5
	{prefix29 + `error during container init: exec: "nosuch": executable file not found in $PATH: unknown`, "executable-not-found", "nosuch"},
	{prefix29 + `error during container init: exec: "/x/n": stat /x/n: no such file or directory: unknown`, "path-not-found", "/x/n"},
	{prefix29 + `error during container init: exec: "/x/plain": permission denied: unknown`, "permission-denied", "/x/plain"},
	{prefix29 + `error during container init: exec: "/x/dir": is a directory: unknown: permission denied`, "is-a-directory", "/x/dir"},
	{prefix29 + `error during container init: exec: "/x/plain/foo": stat /x/plain/foo: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`, "mount-onto-file", "/x/plain/foo"},
	{prefix29 + `error during container init: exec: "/bin/sh": stat /bin/sh: no such file or directory`, "path-not-found", "/bin/sh"},
	{"docker: Error response from daemon: no command specified\n\nRun 'docker run --help' for more information", "no-command-specified", ""},
	{`OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown`, "executable-not-found", "nosuch"},
	{`exec: "a \"b\" c": executable file not found in $PATH`, "executable-not-found", `a "b" c`},
	// what the container itself writes
	{"exec /x/f: exec format error", "exec-format-error", "/x/f"},
	{"exec /x/f: no such file or directory", "script-not-started", "/x/f"},
	{`standard_init_linux.go:228: exec user process caused: exec format error`, "exec-format-error", ""},
	{`standard_init_linux.go:211: exec user process caused "no such file or directory"`, "script-not-started", ""},
	{"[FATAL tini (7)] exec nosuch failed: No such file or directory", "tini-exec-failed", "nosuch"},
	// crun and Podman
	{"Error: crun: executable file `nosuch` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found", "executable-not-found", "nosuch"},
	{"crun: executable file `/x` not found: No such file or directory", "path-not-found", "/x"},
	{"the path `/f` exists but it is not executable", "permission-denied", "/f"},
	{"the path `/d` is not a regular file", "is-a-directory", "/d"},
	{"cannot find `` in $PATH", "executable-not-found", ""},
	{"exec container process `/f`: Exec format error", "exec-format-error", "/f"},
	{`{"msg":"exec container process (missing dynamic library?) ` + "`/s`" + `: No such file or directory","level":"error"}`, "script-not-started", "/s"},
	{"Error: no command or entrypoint provided, and no CMD or ENTRYPOINT from image", "no-command-specified", ""},
	{`Error: workdir "/new/dir" does not exist on container 1a2b`, "chdir-failed", "/new/dir"},
	// shells
	{"/bin/sh: 1: nosuch: not found", "shell-not-found", "nosuch"},
	{"/bin/sh: nosuch: not found", "shell-not-found", "nosuch"},
	{"bash: line 1: nosuch: command not found", "shell-not-found", "nosuch"},
	{"A: 1: nosuch: not found", "shell-not-found", "nosuch"},
	{"/docker-entrypoint.sh: 47: exec: nosuch: not found", "shell-not-found", "nosuch"},
	{"/docker-entrypoint.sh: line 5: exec: nosuch: not found", "shell-not-found", "nosuch"},
	{"a: line 0: nosuch: not found", "shell-not-found", "nosuch"},
	{"/bin/sh: 1: [a,b]: not found", "shell-not-found", "[a,b]"},
	{"/bin/sh: [a,: not found", "shell-not-found", "[a,"},
	{"/entrypoint.sh: line 2: $'\\r': command not found", "carriage-return", ""},
	{"/entrypoint.sh: 2: \r: not found", "carriage-return", ""},
	{"/entrypoint.sh: 2: set: Illegal option -\r\n", "carriage-return", ""},
	{": not found", "carriage-return", ""},
	{"/bin/sh: 1: /x/plain: Permission denied", "shell-permission-denied", "/x/plain"},
	{"bash: line 1: /x/dir: Is a directory", "shell-permission-denied", "/x/dir"},
	{`/bin/sh: 1: Syntax error: "(" unexpected`, "shell-syntax-error", `Syntax error: "(" unexpected`},
	{"/bin/sh: syntax error: unterminated quoted string", "shell-syntax-error", "syntax error: unterminated quoted string"},
	{"bash: -c: line 1: syntax error near unexpected token `('", "shell-syntax-error", "syntax error near unexpected token `('"},
	{"sh: 0: cannot open /missing: No such file", "shell-cannot-open", "/missing"},
	{"sh: can't open '/missing': No such file or directory", "shell-cannot-open", "/missing"},
	{"bash: /missing: No such file or directory", "shell-cannot-open", "/missing"},
	{"/bin/sh: 0: -c requires an argument", "c-needs-an-argument", ""},
	{"/bin/sh: 0: Illegal option -o pipefail", "illegal-option", "-o pipefail"},
	{"/bin/sh: 1: set: Illegal option -o pipefail", "illegal-option", "-o pipefail"},
	{"bash: ./x.sh: /bin/bash^M: bad interpreter: No such file or directory", "bad-interpreter", "/bin/bash^M"},
	{"/usr/bin/env: ‘bash\r’: No such file or directory", "bad-interpreter", `bash\r`},
	{"env: can't execute 'bash': No such file or directory", "bad-interpreter", "bash"},
	// the client and the builder
	{"unknown flag: --entryp", "unknown-flag", "--entryp"},
	{"unknown shorthand flag: 'x' in -xyz\nSee 'docker run --help'.", "unknown-flag", "-xyz"},
	{"flag needs an argument: --entrypoint", "flag-needs-an-argument", "--entrypoint"},
	{`invalid argument "maybe" for "--init" flag: strconv.ParseBool: parsing "maybe": invalid syntax`, "invalid-argument", "--init"},
	{`"docker run" requires at least 1 argument.`, "requires-an-image", ""},
	{"the input device is not a TTY", "not-a-tty", ""},
	{"docker: invalid reference format: repository name (library/App) must be lowercase", "invalid-reference-format", "library/App"},
	{`docker: Error response from daemon: Conflict. The container name "/web" is already in use by container "1a2b".`, "name-in-use", "web"},
	{"docker: invalid hostPort: 99999999", "client-refused", "invalid hostPort: 99999999"},
	{`ERROR: failed to solve: process "/bin/sh -c nosuch" did not complete successfully: exit code: 127`, "build-step-failed", "/bin/sh -c nosuch"},
	{"dockerfile parse error on line 2: unknown instruction: ENTRYPIONT (did you mean ENTRYPOINT?)", "unknown-instruction", "ENTRYPIONT"},
	{`ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/x": not found`, "copy-source-not-found", "/x"},
	// Kubernetes
	{"    Last State:  Terminated\n      Reason:    OOMKilled\n      Exit Code: 137\n", "oom-killed", ""},
	{"  Reason:       StartError\n  Message:      failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"nosuch\": executable file not found in $PATH: unknown\n  Exit Code:    128\n", "executable-not-found", "nosuch"},
	{"Back-off restarting failed container web in pod web-1_default", "crash-loop", ""},
	// what stands in front, and around
	{"web-1  | exec /x/f: exec format error\r\nweb-1 exited with code 255\r\n", "exec-format-error", "/x/f"},
	{"\x1b[33mweb-1  | \x1b[0m/bin/sh: 1: nosuch: not found", "shell-not-found", "nosuch"},
	{"2026-08-21T10:00:00.123456789Z exec /x/f: no such file or directory", "script-not-started", "/x/f"},
	{`"Error": "failed to create task for container: exec: \"nosuch\": executable file not found in $PATH: unknown",`, "executable-not-found", "nosuch"},
	{"docker: Error response from daemon: unable to start container process: exec:\n  \"nosuch\": executable file\n  not found in $PATH: unknown", "executable-not-found", "nosuch"},
	// bare codes
	{"137", "exit-code-137", ""},
	{"exit 126", "exit-code-126", ""},
	{"exit code 137", "exit-code-137", ""},
	{"Exited (137) 5 minutes ago", "exit-code-137", ""},
	{"web-1 exited with code 127", "exit-code-127", ""},
	{"      Exit Code:    137", "exit-code-137", ""},
	{`"ExitCode": 137,`, "exit-code-137", ""},
	{"exit status 2", "exit-code-2", ""},
	{"136", "exit-code-signal", ""},
	{"42", "exit-code-other", ""},
	{"0", "exit-code-0", ""},
}

func TestFind(t *testing.T) {
	for _, m := range messages {
		found := diagnose.Find(m.text)
		if assert.NotEmpty(t, found, "%q", m.text) {
			assert.Equal(t, m.id, found[0].Outcome.ID, "%q", m.text)
			assert.Equal(t, m.name, found[0].Words["name"], "%q", m.text)
		}
	}
}

// TestFindNothing: what is no message of ours is none.
func TestFindNothing(t *testing.T) {
	for _, text := range []string{"", "\n", "hello", "FROM nginx\nCMD [\"x\"]\n", "GET /index.html 200", "status code: 404", "python 3", "1024", "-1",
		"listening on port 8080", "user not found in database", "code 200 returned for /x", "exit", strings.Repeat("a", 100_000)} {
		found := diagnose.Find(text)
		assert.Empty(t, found, "%.80q", text)
	}
}

// TestCodeBesideMessage: a code that a message explains is not a second outcome,
// another one is.
func TestCodeBesideMessage(t *testing.T) {
	ids := func(text string) (out []string) {
		for _, m := range diagnose.Find(text) {
			out = append(out, m.Outcome.ID)
		}
		return out
	}
	assert.Equal(t, []string{"shell-not-found"}, ids("web-1  | /bin/sh: 1: x: not found\nweb-1 exited with code 127\n"))
	assert.Equal(t, []string{"shell-not-found", "exit-code-137"}, ids("/bin/sh: 1: x: not found\nExited (137)\n"))
	assert.Equal(t, []string{"oom-killed"}, ids("Reason: OOMKilled\nExit Code: 137\n"))
}

// TestRepeatedMessage is counted once.
func TestRepeatedMessage(t *testing.T) {
	found := diagnose.Find(strings.Repeat("exec /x: exec format error\n", 5))
	require.Len(t, found, 1)
	assert.Equal(t, 5, found[0].Count)
	assert.Equal(t, 1, found[0].Line)
}
