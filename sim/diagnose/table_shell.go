package diagnose

// shellMay is that a shell in the container wrote it; the sources of the three.
const (
	byShells    = "dash (Debian, Ubuntu), busybox ash (Alpine), bash"
	shellSource = "dash src/exec.c shellexec; busybox shell/ash.c shellexec; GNU Bash execute_cmd.c execute_disk_command"
	readScript  = "docker run --rm --entrypoint cat @image@ @shell@ | od -c | grep -n '\\\\r' | head -n 3"
)

// ofShell is what a shell inside the container says. A shell calls itself by its
// $0, which a shell-form ENTRYPOINT takes from the words behind the image.
var ofShell = []Outcome{
	{
		ID: "carriage-return", Message: `$'\r': command not found`, kind: aboutShell,
		By: "bash; dash and ash write the bare character, so that only : not found is seen", Source: shellSource, Codes: []int{127, 2},
		Means: "the script was saved with Windows line ends: each line ends in a carriage return, which the shell takes for part of a word",
		Rules: []ruleID{"shell-form-wraps"},
		patterns: []pattern{
			{`\r`, `(?:(?P<shell>[^\s:]+): )?(?:line )?(?:\d+: )?(?:\$')?[^\s:]*\\r'?: (?:command )?not found`},
			{`\r`, `[Ss]yntax error.*\\r`},
			{`\r`, `set: [Ii]llegal option -\\r|set: -\\r: invalid option|invalid option name: pipefail\\r`},
			{"llegal option -", `[Ii]llegal option -$`},
			{": not found", `^(?:(?P<shell>\S+): )?(?:line )?(?:\d+: )?: not found`},
			{": invalid option", `^: invalid option`},
		},
		Causes: []Cause{
			{ID: "crlf", Says: "git or an editor on Windows wrote CR LF: keep *.sh text eol=lf in .gitattributes, or convert it with sed -i 's/\\r$//'", Command: readScript},
			{ID: "crlf-dockerfile", Says: "the text of a RUN heredoc in the Dockerfile has such ends", Command: "grep -c $'\\r' Dockerfile"},
		},
	},
	{
		ID: "bad-interpreter", Message: `NAME: bad interpreter: No such file or directory`, kind: aboutShell,
		By: "bash (5.2: cannot execute: required file not found); env of #!/usr/bin/env NAME", Source: "GNU Bash execute_cmd.c shell_execve; coreutils src/env.c", Codes: []int{126, 127},
		Means: "a shell tried to start the script, and the program in its first line, @name@, is not there",
		Same:  "bash returns 126 for it, env and newer bash 127",
		Rules: []ruleID{"shell-takes-one-string"},
		patterns: []pattern{
			{"bad interpreter", `(?P<shell>[^\s:]+): (?P<name>[^\s:]*): bad interpreter`},
			{"required file not found", `(?P<name>[^\s:]+): cannot execute: required file not found`},
			{"env: ", `env: (?:can't execute )?[‘'"]?(?P<name>[^\s:’'"]+)[’'"]?: No such file or directory`},
		},
		Causes: []Cause{
			{ID: "crlf", Says: "the script has Windows line ends: the name ends in \\r or ^M", Command: firstScript, judge: ifCR},
			{ID: "not-installed", Says: "that interpreter is not in this image: bash on Alpine, python or node in an image without them", Command: inPath, Bare: pathBare},
		},
	},
	{
		ID: "shell-not-found", Message: `/bin/sh: 1: NAME: not found`, kind: aboutShell,
		By: byShells + ": NAME: command not found", Source: shellSource, Codes: []int{127},
		Means: "a shell in the container looked for @name@ and did not find it; the runtime had started the shell all right",
		Same:  "what stands first is the shell's $0, and need not be a shell's name",
		Rules: []ruleID{"shell-form-wraps", "broken-json-is-shell-form", "shell-takes-one-string", "default-shell"},
		patterns: []pattern{
			{": command not found", `(?P<shell>[^\s:]+): (?:line \d+: )?(?P<name>.*?): command not found`},
			{": not found", `(?P<shell>[^\s:]+): (?:line )?\d+: (?:eval: |exec: )?(?P<name>.+?): not found`},
			{": not found", `(?P<shell>(?:[^\s:]*/)?(?:sh|ash|dash|bash|[^\s:]+\.sh)): (?P<name>.+?): not found`},
		},
		Causes: []Cause{
			{ID: "broken-json", Says: "a JSON array in the Dockerfile is not valid (single quotes, a missing comma or quote), so all of it became text for the shell", Command: "explain check Dockerfile", when: bracketName, judge: ifBrokenJSON},
			{ID: "bashism", Says: "@name@ is a word of bash, and /bin/sh is another shell: use bash, or the POSIX way", Command: "docker run --rm --entrypoint sh @image@ -c 'ls -l /bin/sh'", when: bashName, judge: ifBash},
			{ID: "one-word", Says: "the quotes hold the whole command together, so it is looked for as one name with blanks", Command: created, when: blankName},
			{ID: "not-installed", Says: "@name@ is not installed in this image, or only in the stage that built it", Command: inPath},
			{ID: "path-changed", Says: "PATH is not what you think: ENV PATH without $PATH, -e PATH, or a login shell (sh -l) that sets its own", Command: "docker inspect -f '{{json .Config.Env}}' @image@", judge: ifPathSet},
			{ID: "interpreter", Says: "the file is there and its interpreter or its loader is not: shells say not found to that, too", Command: firstBytes, when: slashName},
			{ID: "words-as-arguments", Says: "the shell's text ends early: only the word behind -c is the text, the next ones are $0, $1 …", Command: created, judge: ifShellString},
		},
	},
	{
		ID: "shell-permission-denied", Message: `/bin/sh: 1: NAME: Permission denied`, kind: aboutShell,
		By: byShells + " (of a folder: Is a directory)", Source: shellSource, Codes: []int{126},
		Means: "a shell in the container found @name@ and may not execute it",
		Rules: []ruleID{"shell-form-wraps"},
		patterns: []pattern{
			{": Permission denied", `(?P<shell>[^\s:]+): (?:line )?\d+: (?P<name>.+?): Permission denied`},
			{": Permission denied", `(?P<shell>(?:[^\s:]*/)?(?:sh|ash|dash|bash|[^\s:]+\.sh)): (?P<name>\S+?): Permission denied`},
			{": Is a directory", `(?P<shell>[^\s:]+): (?:line )?(?:\d+: )?(?P<name>\S+?): Is a directory`},
		},
		Causes: []Cause{
			{ID: "no-x-bit", Says: "the file has no x bit: COPY keeps the mode that the file has where it is built", Command: listFile},
			{ID: "redirection", Says: "it is a file that the shell was to write or read, and the user may not", Command: "docker run --rm --entrypoint sh @image@ -c 'id; ls -ld @name@'", judge: ifUser},
			{ID: "directory", Says: "@name@ is a directory", Command: "docker run --rm --entrypoint ls @image@ -ld @name@"},
			{ID: "noexec", Says: "it stands on a mount with noexec", Command: mounts, judge: ifMounted},
		},
	},
	{
		ID: "shell-syntax-error", Message: `Syntax error: "(" unexpected`, kind: aboutShell,
		By: "dash; busybox ash: syntax error: unexpected \"(\"; bash: syntax error near unexpected token", Source: "dash src/parser.c synexpect; busybox shell/ash.c raise_error_unexpected_syntax; GNU Bash parse.y", Codes: []int{2},
		Means: "a shell could not read its text",
		Same:  "2 is also what Go programs exit with when a signal or a panic ends them, and what many programs say of wrong options",
		Rules: []ruleID{"broken-json-is-shell-form", "shell-takes-one-string", "default-shell"},
		patterns: []pattern{
			{"yntax error", `(?:(?P<shell>[^\s:]+): )?(?:(?:line )?\d+: )?(?P<name>[Ss]yntax error: .*(?:unexpected|[Uu]nterminated|[Mm]issing|Bad).*)`},
			{"syntax error near unexpected token", `(?:(?P<shell>[^\s:]+): )?(?:-c: )?(?:line \d+: )?(?P<name>syntax error near unexpected token .*)`},
			{"while looking for matching", `(?:(?P<shell>[^\s:]+): )?(?:-c: )?(?:line \d+: )?(?P<name>unexpected EOF while looking for matching .*)`},
			{"ad substitution", `(?:(?P<shell>[^\s:]+): )?(?:(?:line )?\d+: )?(?P<name>.*[Bb]ad substitution)`},
		},
		Causes: []Cause{
			{ID: "bashism", Says: "the text is bash's (arrays, function, ${x//a/b}, <( )), and /bin/sh is dash or busybox ash", Command: "docker run --rm --entrypoint sh @image@ -c 'ls -l /bin/sh'", judge: ifBash},
			{ID: "program-as-script", Says: "a shell reads a binary: it is built for another processor, or is no program", Command: "docker image inspect -f '{{.Os}}/{{.Architecture}}' @image@"},
			{ID: "broken-json", Says: "a JSON array of the Dockerfile is not valid and became the shell's text", Command: "explain check Dockerfile", judge: ifBrokenJSON},
			{ID: "crlf", Says: "the script has Windows line ends: do, then and fi end in a carriage return", Command: readScript},
			{ID: "quotes", Says: "a quote is not closed, or one shell has taken quotes that were meant for the next", Command: created},
		},
	},
	{
		ID: "shell-cannot-open", Message: `sh: 0: cannot open NAME: No such file`, kind: aboutShell,
		By: "dash; busybox ash: can't open 'NAME'; bash: NAME: No such file or directory (127)", Source: "dash src/input.c setinputfile; busybox shell/ash.c setinputfile; GNU Bash shell.c open_shell_script", Codes: []int{2, 127},
		Means: "a shell was given @name@ as the script to read, and there is no such file",
		Rules: []ruleID{"shell-takes-one-string", "own-cmd-survives-entrypoint"},
		patterns: []pattern{
			{"annot open ", `(?P<shell>[^\s:]+): \d+: (?:cannot|[Cc]an't) open '?(?P<name>[^':]*)'?(?:: No such file)?`},
			{"an't open ", `(?P<shell>[^\s:]+): (?:\d+: )?can't open '(?P<name>[^']*)'`},
			{": No such file or directory", `(?:^|\s)(?P<shell>(?:[^\s:]*/)?(?:sh|ash|dash|bash)): (?:line \d+: )?(?P<name>[^\s:]+): No such file or directory`},
		},
		Causes: []Cause{
			{ID: "c-missing", Says: "-c is missing: without it a shell takes its first word for the name of a script", Command: created, judge: ifNoC},
			{ID: "not-there", Says: "the script is not in the image, or not in the working directory", Command: listFile, judge: ifFiles},
			hidden,
		},
	},
	{
		ID: "c-needs-an-argument", Message: `sh: 0: -c requires an argument`, kind: aboutShell,
		By: "dash; bash: -c: option requires an argument", Source: "dash src/options.c; GNU Bash shell.c", Codes: []int{2},
		Means: "a shell was started with -c and without a text",
		Rules: []ruleID{"shell-takes-one-string", "entrypoint-flag-drops-cmd"},
		patterns: []pattern{
			{"requires an argument", `-c:? (?:option )?requires an argument`},
		},
		Causes: []Cause{
			{ID: "no-text", Says: "ENTRYPOINT [\"sh\",\"-c\"] stands alone: CMD, or the line, was to bring the text and is empty", Command: created, judge: ifNoText},
		},
	},
	{
		ID: "illegal-option", Message: `set: Illegal option -o pipefail`, kind: aboutShell,
		By: "dash before 0.5.13; other shells: invalid option", Source: "dash src/options.c", Codes: []int{2},
		Means: "the shell has no option @name@",
		Rules: []ruleID{"shell-sets-shell", "default-shell"},
		patterns: []pattern{
			{"llegal option", `(?:(?P<shell>[^\s:]+): )?(?:\d+: )?(?:set: )?[Ii]llegal option (?P<name>-\S+(?: \w+)?)`},
			{"set: pipefail", `set: (?P<name>pipefail): invalid option name`},
		},
		Causes: []Cause{
			{ID: "bashism", Says: "it is bash's option, and /bin/sh is dash: SHELL [\"/bin/bash\",\"-o\",\"pipefail\",\"-c\"], in an image with bash", Command: "docker run --rm --entrypoint sh @image@ -c 'ls -l /bin/sh'", judge: ifBash},
			{ID: "crlf", Says: "a carriage return stands behind the option: set -e with a Windows line end", Command: readScript},
		},
	},
}

const firstScript = "docker run --rm --entrypoint head @image@ -n 1 @shell@ | od -c"

// ofKubernetes is what a pod's state says; the message beside it says more.
var ofKubernetes = []Outcome{
	{
		ID: "oom-killed", Message: `Reason: OOMKilled`, kind: aboutNothing,
		By: "Kubernetes; docker inspect: \"OOMKilled\": true", Source: "containerd and moby report the cgroup's oom event", Codes: []int{137},
		Means: "the kernel killed a process of the container, because the container had used up its memory",
		Rules: []ruleID{"pid1-is-argv0"},
		patterns: []pattern{
			{"OOMKilled", `Reason:\s*OOMKilled|reason: "?OOMKilled|\(OOMKilled\)|OOMKilled["']?:? *true`},
			{"OOMKilled", `^\s*"?OOMKilled"?\s*$|\sOOMKilled\s`},
			{"emory cgroup out of memory", `[Mm]emory cgroup out of memory: Killed process`},
		},
		Causes: []Cause{
			{ID: "limit-too-low", Says: "the limit (-m, resources.limits.memory) is lower than what the program needs", Command: "docker inspect -f '{{.HostConfig.Memory}}' CONTAINER"},
			{ID: "sized-by-host", Says: "the program sizes itself by the host's memory and not by the limit: an old JVM, node without --max-old-space-size, a worker per processor", Command: "docker stats --no-stream"},
			{ID: "leak", Says: "it uses ever more: look at the memory over time", Command: "docker stats --no-stream"},
		},
	},
	{
		ID: "container-cannot-run", Message: `Reason: StartError`, kind: aboutNothing,
		By: "Kubernetes (with Docker: ContainerCannotRun; before the start: RunContainerError, CreateContainerError)", Source: "kubernetes/kubernetes pkg/kubelet/kuberuntime; containerd internal/cri", Codes: []int{128, 127, 126},
		Means: "the runtime did not start the container; the Message beside the reason holds its own words",
		Rules: []ruleID{"pid1-is-argv0"},
		patterns: []pattern{
			{"StartError", `\bStartError\b`}, {"ContainerCannotRun", `\bContainerCannotRun\b`},
			{"RunContainerError", `\bRunContainerError\b`}, {"CreateContainerError", `\bCreateContainerError\b`},
		},
		Causes: []Cause{
			{ID: "read-message", Says: "the message of the runtime says which file or which setting: give that to explain error", Command: "kubectl describe pod POD | grep -A3 -E 'Reason|Message'"},
			{ID: "command-and-args", Says: "command: replaces ENTRYPOINT and drops CMD, args: replaces CMD; neither is split at blanks", Command: "kubectl get pod POD -o jsonpath='{.spec.containers[*].command} {.spec.containers[*].args}'"},
		},
	},
	{
		ID: "crash-loop", Message: `Back-off restarting failed container`, kind: aboutNothing,
		By: "Kubernetes (CrashLoopBackOff); docker ps: Restarting (N)", Source: "kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go doBackOff", Codes: nil,
		Means: "the container ends time and again and is started again; why it ends is in its last state and its log",
		Rules: []ruleID{"pid1-is-argv0"},
		patterns: []pattern{
			{"ack-off restarting failed container", `[Bb]ack-off restarting failed container`},
			{"CrashLoopBackOff", `CrashLoopBackOff`}, {"Restarting (", `Restarting \((?P<code>\d+)\)`},
		},
		Causes: []Cause{
			{ID: "last-log", Says: "the program ends by itself: the log of the run before this one says why", Command: "kubectl logs --previous POD"},
			{ID: "nothing-to-do", Says: "the program has done its work and exits 0: a shell without a terminal, a daemon that goes to the background", Command: "kubectl get pod POD -o jsonpath='{.status.containerStatuses[*].lastState}'"},
			{ID: "probe", Says: "a liveness probe kills it", Command: "kubectl describe pod POD | grep -i -E 'liveness|unhealthy'"},
		},
	},
}
