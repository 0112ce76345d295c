package diagnose

// sameNumber is why a code alone proves nothing.
const sameNumber = "a program can exit with this number itself, and then it means what the program says"

// ownCode is that the program itself chose the number.
var ownCode = Cause{ID: "program-itself", Says: "the program exits with it: its own log says why", Command: logs, judge: ifStarts}

// shellOfIt is that a shell stands between the program and the code.
var shellOfIt = Cause{ID: "child-of-a-shell", Says: "a shell, as PID 1, reports of its child what the kernel did to it", Command: created, judge: ifShell}

// ofCodes is what a bare exit code says.
var ofCodes = []Outcome{
	{ID: "exit-code-0", Message: "exited with code 0", kind: aboutCode, By: "the container", Source: cliStatus, Codes: []int{0}, Same: sameNumber,
		Means: "the program ended and reports no failure: it had nothing to do, or went to the background", Causes: []Cause{
			{ID: "no-stdin", Says: "it is a shell or an interpreter that reads standard input, and without -i there is nothing to read", Command: created, judge: ifInteractive},
			{ID: "background", Says: "it starts a daemon in the background and ends, and with it the container: run it in the foreground", Command: created},
			{ID: "done", Says: "it has done its work", Command: logs},
			{ID: "last-in-line", Says: "only the last command of a shell's text counts: an earlier one may have failed", Command: created, judge: ifShell}}},
	{ID: "exit-code-1", Message: "exited with code 1", kind: aboutCode, By: "the program, the docker client, or runc before 1.2", Source: cliStatus, Codes: []int{1}, Same: sameNumber,
		Means: "a general failure, most often the program's own", Causes: []Cause{
			ownCode,
			{ID: "exec-failed", Says: "with runc before 1.2: the file could not be executed (no #!, other processor, missing interpreter); the log then holds one line that begins with exec", Command: logs},
			{ID: "client-usage", Says: "docker run had no image left, or -it and no terminal; docker create was refused; docker start says 1 of everything", Command: anyLine, judge: ifLineRefused}}},
	{ID: "exit-code-2", Message: "exited with code 2", kind: aboutCode, By: "shells, Go programs, and programs of wrong options", Source: cliStatus, Codes: []int{2}, Same: sameNumber,
		Means: "a wrong use, in the words of most programs", Causes: []Cause{
			{ID: "shell-syntax", Says: "a shell could not read its text, or not open its script", Command: logs, judge: ifShell},
			{ID: "go-signal", Says: "a Go program without a handler: as PID 1 it exits 2 when docker stop ends it, and 2 after every panic", Command: logs},
			ownCode}},
	{ID: "exit-code-125", Message: "exited with code 125", kind: aboutCode, By: "the docker and podman clients", Source: cliStatus, Codes: []int{125}, Same: sameNumber,
		Means: "docker run itself failed: no container was started", Causes: []Cause{
			{ID: "refused-line", Says: "the client refuses the line: an option, its value, or the image's name", Command: anyLine, judge: ifLineRefused},
			{ID: "refused-by-engine", Says: "the engine refuses: no command, no such image, a name or a port that is taken, a folder that cannot be mounted, an unknown user", Command: state, judge: ifCreateFails},
			ownCode}},
	{ID: "exit-code-126", Message: "exited with code 126", kind: aboutCode, By: "the docker client, and shells", Source: cliStatus, Codes: []int{126}, Same: sameNumber,
		Means: "the program was found and could not be executed", Causes: []Cause{
			{ID: "not-executable", Says: "the file has no x bit for this user, or is a directory", Command: state, judge: ifCodePredicted},
			{ID: "shell-says", Says: "a shell found the program of its text, and may not execute it", Command: logs, judge: ifShell},
			{ID: "podman", Says: "Podman, and docker exec before v28, say 126 of other things, too: a missing folder, an unknown user", Command: state},
			ownCode}},
	{ID: "exit-code-127", Message: "exited with code 127", kind: aboutCode, By: "the docker client, and shells", Source: cliStatus, Codes: []int{127}, Same: sameNumber,
		Means: "the program was not found", Causes: []Cause{
			{ID: "argv0-missing", Says: "the first word of the argv names nothing that is in the image, or in its PATH", Command: state, judge: ifCodePredicted},
			{ID: "shell-says", Says: "a shell was started, and did not find the program of its text", Command: logs, judge: ifShell},
			{ID: "library-missing", Says: "a shared library is missing: the loader itself exits 127", Command: logs},
			{ID: "missing-mount", Says: "docker run says 127 of every no such file or directory, also of a device or a folder to be mounted", Command: state, judge: ifMounted},
			ownCode}},
	{ID: "exit-code-128", Message: "exited with code 128", kind: aboutCode, By: "Docker Engine in State.ExitCode, and containerd under Kubernetes", Source: cliStatus, Codes: []int{128}, Same: sameNumber,
		Means: "the runtime could not start the container, for a reason that has no number of its own", Causes: []Cause{
			{ID: "start-refused", Says: "State.Error, or the Message beside StartError, holds the reason: an unknown user, a link loop, a setting", Command: state, judge: ifCreateFails},
			ownCode}},
	{ID: "exit-code-129", Message: "exited with code 129", kind: aboutCode, By: "the shell's and docker's way to say signal 1", Source: cliStatus, Codes: []int{129}, Same: sameNumber,
		Means: "SIGHUP ended it: the terminal went away", Causes: []Cause{
			{ID: "hangup", Says: "the terminal or the session that it belonged to was closed", Command: logs}, shellOfIt, ownCode}},
	{ID: "exit-code-130", Message: "exited with code 130", kind: aboutCode, By: "the shell's and docker's way to say signal 2", Source: cliStatus, Codes: []int{130}, Same: sameNumber,
		Means: "SIGINT ended it: somebody pressed Ctrl-C", Causes: []Cause{
			{ID: "ctrl-c", Says: "Ctrl-C reached the program: through the terminal of -t, or passed on by the client without -t", Command: logs},
			{ID: "stop-signal", Says: "docker stop sent SIGINT, because STOPSIGNAL says so", Command: "docker inspect -f '{{.Config.StopSignal}}' CONTAINER", judge: ifStopsOnInt}, shellOfIt, ownCode}},
	{ID: "exit-code-134", Message: "exited with code 134", kind: aboutCode, By: "the shell's and docker's way to say signal 6", Source: cliStatus, Codes: []int{134}, Same: sameNumber,
		Means: "SIGABRT: the program ended itself after a failure that it saw", Causes: []Cause{
			{ID: "abort", Says: "an assertion, a heap that is broken, an uncaught C++ exception, or node out of its own memory", Command: logs}, shellOfIt, ownCode}},
	{ID: "exit-code-137", Message: "exited with code 137", kind: aboutCode, By: "the kernel, by signal 9", Source: cliStatus, Codes: []int{137}, Same: sameNumber,
		Means: "SIGKILL ended it (128 + 9): it was killed from outside, and could do nothing about it", Causes: []Cause{
			{ID: "stop-timeout", Says: "docker stop, compose or the kubelet asked it to stop, it did not within 10 seconds (30 in Kubernetes), and was killed", Command: "docker inspect -f '{{.State.OOMKilled}} {{.Config.StopSignal}}' CONTAINER", judge: ifDeafToStop},
			{ID: "out-of-memory", Says: "the kernel killed it because the container had used up its memory; OOMKilled is then true", Command: "docker inspect -f '{{.State.OOMKilled}} {{.HostConfig.Memory}}' CONTAINER", judge: ifOOM},
			{ID: "host-out-of-memory", Says: "the host, or Docker Desktop's machine, ran out of memory; OOMKilled then stays false", Command: "sudo dmesg -T | grep -i -E 'killed process|out of memory' | tail"},
			{ID: "killed", Says: "docker kill, docker rm -f, or a stop signal SIGKILL", Command: "docker events --since 1h --until 0s --filter event=kill", judge: ifStopsOnKill},
			{ID: "liveness-probe", Says: "a liveness probe failed, and the program did not stop in time", Command: "kubectl describe pod POD | grep -i -E 'liveness|unhealthy|killing'"},
			{ID: "child-killed", Says: "a shell, as PID 1, reports that its child was killed: then OOMKilled may be true though PID 1 was not hit", Command: created, judge: ifShell}}},
	{ID: "exit-code-139", Message: "exited with code 139", kind: aboutCode, By: "the kernel, by signal 11", Source: cliStatus, Codes: []int{139}, Same: sameNumber,
		Means: "SIGSEGV: the program touched memory that is not its own", Causes: []Cause{
			{ID: "crash", Says: "a fault of the program or of a native library in it", Command: logs},
			{ID: "emulated", Says: "it runs under emulation, built for another processor", Command: "docker image inspect -f '{{.Os}}/{{.Architecture}}' @image@"},
			{ID: "musl", Says: "a binary that was built for glibc runs on musl (Alpine), with gcompat or by luck", Command: "docker run --rm --entrypoint sh @image@ -c 'ls /lib/ld-*'", judge: ifMusl},
			{ID: "vsyscall", Says: "a very old image (CentOS 6, Debian 7) on a kernel without vsyscall", Command: "docker run --rm --entrypoint cat @image@ /etc/os-release"}, shellOfIt}},
	{ID: "exit-code-141", Message: "exited with code 141", kind: aboutCode, By: "the shell's and docker's way to say signal 13", Source: cliStatus, Codes: []int{141}, Same: sameNumber,
		Means: "SIGPIPE: it wrote to a pipe that nobody reads any more", Causes: []Cause{
			{ID: "closed-pipe", Says: "the reader of a pipe (head, grep -q) ended first, and pipefail makes that the result", Command: created}, shellOfIt, ownCode}},
	{ID: "exit-code-143", Message: "exited with code 143", kind: aboutCode, By: "the kernel, by signal 15, or the program itself", Source: cliStatus, Codes: []int{143}, Same: sameNumber,
		Means: "SIGTERM ended it (128 + 15): it was asked to stop, and stopped", Causes: []Cause{
			{ID: "asked-to-stop", Says: "docker stop, compose or the kubelet stopped it; a JVM, and others with a handler, then exit 143 by themselves", Command: "docker events --since 1h --until 0s --filter event=kill", judge: ifStopsOnTerm},
			{ID: "init", Says: "--init (or shareProcessNamespace) makes another process PID 1, so that SIGTERM ends the program even without a handler", Command: "docker inspect -f '{{.HostConfig.Init}}' CONTAINER", judge: ifInit},
			shellOfIt}},
	{ID: "exit-code-255", Message: "exited with code 255", kind: aboutCode, By: "runc 1.2 and later, ssh, and programs that exit -1", Source: cliStatus, Codes: []int{255}, Same: sameNumber,
		Means: "a general failure; of a container that ends at once often a file that could not be executed", Causes: []Cause{
			{ID: "exec-failed", Says: "with runc 1.2 or later: the file could not be executed (no #!, other processor, missing interpreter); the log then holds one line that begins with exec", Command: logs},
			{ID: "minus-one", Says: "the program exits with -1, which is 255", Command: logs},
			{ID: "engine-restarted", Says: "the engine or the machine was restarted, and lost track of the container", Command: state}}},
	{
		ID: "exit-code-signal", Message: "exited with code 128 + N", kind: aboutCode, By: "the shell's and docker's way to say signal N", Source: cliStatus, Same: sameNumber,
		Means:  "signal @signal@ ended it (128 + @signal@), or the program exits with @code@ itself",
		Causes: []Cause{{ID: "signal", Says: "the kernel, or another process, sent the signal: its name is what kill -l says of @signal@", Command: "kill -l @signal@"}, shellOfIt, ownCode},
	},
	{
		ID: "exit-code-other", Message: "exited with code N", kind: aboutCode, By: "the program", Source: cliStatus, Same: "codes are cut to eight bits: exit 300 becomes 44",
		Means:  "neither docker nor a runtime gives @code@ a meaning: the program chose it",
		Causes: []Cause{ownCode, {ID: "cut-off", Says: "the number was larger: 256 and more are cut to eight bits, -1 is 255", Command: logs}, shellOfIt},
	},
}
