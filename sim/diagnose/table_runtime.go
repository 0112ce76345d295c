package diagnose

// The sources of what runtimes and engines say.
const (
	runcInit  = "opencontainers/runc libcontainer/standard_init_linux.go Init"
	runcFinal = "opencontainers/runc libcontainer/init_linux.go finalizeNamespace"
	cliStatus = "docker/cli cli/command/container/run.go toStatusError"
	byRunc    = "runc, under Docker Engine, containerd, Kubernetes and Podman"
)

// What looks at a file of an image.
const (
	listFile   = "docker run --rm --entrypoint ls @image@ -lL @name@"
	listBare   = `docker export "$(docker create @image@ x)" | tar -tv | grep -F @base@`
	firstBytes = "docker run --rm --entrypoint head @image@ -c 64 @name@ | od -c | head -n 4"
	firstBare  = `docker cp "$(docker create @image@ x)":@name@ - | tar -xO | head -c 64 | od -c`
	created    = "docker inspect -f '{{json .Path}} {{json .Args}}' CONTAINER"
	state      = "docker inspect -f '{{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Error}}' CONTAINER"
	mounts     = "docker inspect -f '{{json .Mounts}} {{json .HostConfig.Tmpfs}}' CONTAINER"
	logs       = "docker logs --tail 50 CONTAINER"
	config     = "docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.Cmd}}' @image@"
)

// hidden is that a mount lies over the program.
var hidden = Cause{ID: "hidden-by-mount", Says: "something is mounted over the folder with @name@ and hides what the image has there",
	Command: mounts, judge: ifMounted}

// otherWords is that the words come from the line and not from the image.
var otherWords = Cause{ID: "words-after-the-image", Says: "@name@ is the first word behind the image's name: without an ENTRYPOINT it is the program, instead of CMD",
	Command: config, judge: ifFromLine}

// ofRuntime is what a runtime says of the program that it is to start.
var ofRuntime = []Outcome{
	{
		ID: "path-not-found", Message: `exec: "NAME": stat NAME: no such file or directory`, kind: aboutProgram,
		By: byRunc + "; crun writes executable file `NAME` not found", Source: runcInit, Codes: []int{127},
		Means: "the program is named with a slash, so exactly the file @name@ is started, and the container has none there",
		Rules: []ruleID{"pid1-is-argv0", "shell-missing"},
		patterns: []pattern{
			{": no such file or directory", `exec: "(?P<name>[^"]*/[^"]*)": stat [^:]*: no such file or directory`},
			{"no such file or directory", `exec: "(?P<name>[^"]*/[^"]*)": no such file or directory`},
			{"executable file `", "executable file `(?P<name>[^`]*/[^`]*)` not found"},
		},
		Causes: []Cause{
			{ID: "no-shell", Says: "the image has no @name@: it is built on scratch or is a distroless one, and a shell form, or a line, asks for that shell",
				Command: config, when: shellName, judge: ifNoShell},
			{ID: "wrong-shell", Says: "the image has a shell, but not @name@: Alpine and BusyBox bring sh and no bash", Command: "docker run --rm --entrypoint sh @image@ -c 'ls -l /bin/*sh'",
				when: shellName, judge: ifHasShell},
			{ID: "never-copied", Says: "no COPY and no RUN has put @name@ into this image: it stands elsewhere, or in another stage",
				Command: listFile, Bare: listBare, judge: ifPredicted},
			{ID: "relative", Says: "@name@ is looked for from the working directory, which is another one than you think",
				Command: "docker inspect -f '{{.Config.WorkingDir}}' @image@", when: relativeName, judge: notPredicted},
			hidden,
			{ID: "dangling-link", Says: "@name@ is a symbolic link to something that is not in this image", Command: "docker run --rm --entrypoint ls @image@ -l @name@", Bare: listBare, judge: ifFiles},
			otherWords,
		},
	},
	{
		ID: "executable-not-found", Message: `exec: "NAME": executable file not found in $PATH`, kind: aboutProgram,
		By: byRunc + "; crun writes it with backquotes", Source: runcInit, Codes: []int{127},
		Means: "@name@ has no slash, so it was looked for in the folders of the container's PATH, and is in none of them; no shell had a part in that",
		Rules: []ruleID{"pid1-is-argv0", "run-args-replace-cmd", "entrypoint-flag-is-one-word", "exec-form-verbatim", "options-end-at-image"},
		patterns: []pattern{
			{"executable file not found in $PATH", `exec: "(?P<name>(?:[^"\\]|\\.|"[^:])*)": executable file not found in \$PATH`},
			{"executable file not found in $PATH", `executable file not found in \$PATH`},
			{"executable file `", "executable file `(?P<name>[^`]*)` not found"},
			{"cannot find `", "cannot find `(?P<name>[^`]*)` in \\$PATH"},
			{"invoke a command that was not found", `OCI runtime attempted to invoke a command that was not found`},
		},
		Causes: []Cause{
			{ID: "empty-word", Says: "the first word is empty: CMD [\"\"], or a variable of your shell or of your compose file that is empty",
				Command: created, when: emptyName},
			{ID: "json-as-word", Says: "a JSON array came as one word: docker's --entrypoint, and the words behind an image, are never read as JSON",
				Command: created, when: bracketName},
			{ID: "quotes-as-word", Says: "the quotes are part of the word: a runner that is no shell has not taken them away, or they are typographic ones",
				Command: created, when: quotedName},
			{ID: "option-after-image", Says: "@name@ is an option that stands behind the image's name, or arguments without a program: it is taken for the program",
				Command: created, when: flagName},
			{ID: "one-word", Says: "the whole command stands in one word; a program with blanks in its name is looked for",
				Command: created, when: blankName},
			{ID: "assignment", Says: "@name@ is an assignment: only a shell understands that; variables are set with -e, or with ENV",
				Command: created, when: assignName},
			{ID: "no-expansion", Says: "nothing expands $ in exec form or on docker's line: @name@ is the literal name",
				Command: created, when: dollarName},
			{ID: "needs-a-shell", Says: "@name@ is a word of the shell, not a program: it needs sh -c in front",
				Command: "docker run --rm --entrypoint sh @image@ -c 'type @name@'", when: builtinName},
			{ID: "wrong-case", Says: "file names know upper and lower case: @name@ is not written as the file is", Command: inPath, Bare: pathBare, when: upperName},
			{ID: "not-installed", Says: "@name@ is not installed in this image, or only in the stage that built it",
				Command: inPath, Bare: pathBare, judge: ifPredicted},
			otherWords,
			{ID: "not-in-path", Says: "@name@ is in the image, in a folder that is not in PATH",
				Command: "docker run --rm --entrypoint find @image@ / -xdev -name @name@", Bare: pathBare, when: plainName, judge: ifFiles},
			{ID: "not-executable", Says: "@name@ is in PATH, but not executable: such files, and folders, are passed over",
				Command: "docker run --rm --entrypoint find @image@ / -xdev -name @name@ -ls", Bare: pathBare, when: plainName, judge: ifFiles},
			{ID: "path-changed", Says: "PATH is not what you think: ENV PATH without $PATH, -e PATH, or an env file has replaced it",
				Command: "docker inspect -f '{{json .Config.Env}}' @image@", when: plainName, judge: ifPathSet},
			hidden,
		},
	},
	{
		ID: "permission-denied", Message: `exec: "NAME": permission denied`, kind: aboutProgram,
		By: byRunc + "; runc before 1.2 without quotes if the file is executable for others; crun writes the path `NAME` exists but it is not executable", Source: runcInit, Codes: []int{126},
		Means: "there is a file @name@, and it may not be executed",
		Rules: []ruleID{"pid1-is-argv0", "user-sets"},
		patterns: []pattern{
			{": permission denied", `exec: "(?P<name>[^"]*)": permission denied`},
			{": permission denied", `exec (?P<name>/[^: ]*): permission denied`},
			{"but it is not executable", "the path `(?P<name>[^`]*)` exists but it is not executable"},
			{"OCI permission denied", "open executable: Permission denied: OCI permission denied|OCI permission denied"},
			{"exec user process caused", `exec user process caused:? "?permission denied`},
		},
		Causes: []Cause{
			{ID: "no-x-bit", Says: "the file has no x bit: COPY keeps the mode that the file has where it is built",
				Command: listFile, Bare: listBare, judge: ifProgramFile},
			{ID: "directory", Says: "@name@ is a directory; engines up to 20.10 say permission denied to that, too",
				Command: "docker run --rm --entrypoint ls @image@ -ld @name@", Bare: listBare, judge: ifOldEngine},
			{ID: "other-user", Says: "the file is executable for others only: the container does not run as the owner, or may not enter the folder",
				Command: "docker run --rm --entrypoint sh @image@ -c 'id; ls -lLd @name@'", Bare: listBare, judge: ifUser},
			{ID: "noexec", Says: "it stands on a mount from which nothing may be started (noexec), as a --tmpfs is unless it says exec", Command: mounts, judge: ifMounted},
			{ID: "security", Says: "SELinux or AppArmor forbids it, most often on a folder of the host that is mounted without :z", Command: "sudo dmesg | grep -iE 'denied|apparmor' | tail", judge: ifMounted},
		},
	},
	{
		ID: "is-a-directory", Message: `exec: "NAME": is a directory`, kind: aboutProgram,
		By: "runc 1.2 and later (before: permission denied); crun writes the path `NAME` is not a regular file", Source: runcInit, Codes: []int{126},
		Means: "@name@ is a directory, and no program",
		Rules: []ruleID{"pid1-is-argv0"},
		patterns: []pattern{
			{"is a directory", `exec: "(?P<name>[^"]*)": is a directory`},
			{"is not a regular file", "the path `(?P<name>[^`]*)` is not a regular file"},
		},
		Causes: []Cause{
			{ID: "folder-named", Says: "the program stands in that folder: its name is missing from the path", Command: "docker run --rm --entrypoint ls @image@ -l @name@", Bare: listBare, judge: ifPredicted},
			{ID: "copied-into-folder", Says: "COPY made a folder of it: the target ended in a slash, or the source was a folder", Command: "docker run --rm --entrypoint ls @image@ -ld @name@", Bare: listBare, judge: ifFiles},
			{ID: "mounted-folder", Says: "a folder or a volume is mounted at the program's own path; -v makes a folder where its source is missing", Command: mounts, judge: ifMounted},
		},
	},
	{
		ID: "mount-onto-file", Message: `not a directory: Are you trying to mount a directory onto a file (or vice-versa)?`, kind: aboutNothing,
		By: "Docker Engine, which adds the question to every ENOTDIR of runc", Source: "moby/moby daemon/errors.go setExitCodeFromError", Codes: []int{125, 127},
		Means: "something was taken for a directory that is a file, or the other way round; the question is Docker's guess",
		Same:  "docker run returns 125, the container's own State.ExitCode is 127",
		Rules: []ruleID{"pid1-is-argv0"},
		patterns: []pattern{
			{"Are you trying to mount a directory onto a file", `exec: "(?P<name>[^"]*)": stat [^:]*: not a directory.*Are you trying to mount`},
			{"Are you trying to mount a directory onto a file", `mounting "(?P<name>[^"]*)" to rootfs.*Are you trying to mount`},
			{"Are you trying to mount a directory onto a file", `Are you trying to mount a directory onto a file`},
			{": not a directory", `exec: "(?P<name>[^"]*)": stat [^:]*: not a directory`},
		},
		Causes: []Cause{
			{ID: "source-missing", Says: "the file that is to be mounted is not where the engine runs, so -v has made a folder of that name", Command: `ls -ld "$(docker inspect -f '{{(index .Mounts 0).Source}}' CONTAINER)"`, judge: ifMounted},
			{ID: "file-in-path", Says: "a part of the program's path is a file: /app/server where /app is the program itself", Command: "docker run --rm --entrypoint ls @image@ -ld @name@", Bare: listBare, judge: ifFiles},
		},
	},
	{
		ID: "too-many-links", Message: `exec: "NAME": stat NAME: too many levels of symbolic links`, kind: aboutProgram,
		By: byRunc, Source: runcInit, Codes: []int{125, 128},
		Means:    "@name@ is a symbolic link that leads back to itself",
		Same:     "docker run returns 125, the container's own State.ExitCode is 128",
		Rules:    []ruleID{"pid1-is-argv0"},
		patterns: []pattern{{"too many levels of symbolic links", `(?:exec: "(?P<name>[^"]*)": )?(?:stat [^:]*: )?too many levels of symbolic links`}},
		Causes:   []Cause{{ID: "link-loop", Says: "the link was made with a relative target that means something else in its own folder", Command: "docker run --rm --entrypoint ls @image@ -l @name@", Bare: listBare, judge: ifFiles}},
	},
	{
		ID: "relative-path-entry", Message: `exec: "NAME": cannot run executable found relative to current directory`, kind: aboutProgram,
		By: "runc that is built with Go 1.19 or later; crun starts it", Source: "golang/go os/exec/lp_unix.go LookPath", Codes: []int{125},
		Means:    "@name@ was found through an entry of PATH that is relative or empty, and Go refuses that",
		Rules:    []ruleID{"pid1-is-argv0"},
		patterns: []pattern{{"found relative to current directory", `(?:exec: "(?P<name>[^"]*)": )?cannot run executable found relative to current directory`}},
		Causes: []Cause{
			{ID: "dot-in-path", Says: "PATH has an entry . or an empty one (a colon at an end, or two in a row): write the folder in full", Command: "docker inspect -f '{{json .Config.Env}}' @image@", judge: ifPathSet},
		},
	},
	{
		ID: "exec-format-error", Message: `exec NAME: exec format error`, kind: aboutProgram,
		By: "runc, on the container's own standard error (until 20.10: standard_init_linux.go: exec user process caused); crun: exec container process `NAME`: Exec format error", Source: runcInit, Codes: []int{1, 255},
		Means: "the file @name@ is there and may be executed, but the kernel does not know what it is",
		Same:  "the code is 1 with runc before 1.2 and 255 since; a program may well exit with either",
		Rules: []ruleID{"pid1-is-argv0", "init-wraps"},
		patterns: []pattern{
			{"exec format error", `(?:^|[ "])exec "?(?P<name>/?[^\s":]*)"?: exec format error`},
			{"exec user process caused", `exec user process caused:? "?exec format error`},
			{"Exec format error", "exec container process `(?P<name>[^`]*)`: Exec format error"},
			{"cannot execute binary file", `(?:^|[\s|])(?P<shell>[^\s:]+): (?:line \d+: )?(?P<name>[^\s:]+): cannot execute binary file`},
			{"xec format error", `[Ee]xec format error`},
		},
		Causes: []Cause{
			{ID: "other-architecture", Says: "it is built for another processor: an image or a binary from an arm64 machine on amd64, or the other way round",
				Command: "docker image inspect -f '{{.Os}}/{{.Architecture}}' @image@; docker version -f '{{.Server.Os}}/{{.Server.Arch}}'"},
			{ID: "no-shebang", Says: "it is a script without #! in its first line: a shell runs that, an engine does not", Command: firstBytes, Bare: firstBare, judge: ifNotShellItself},
			{ID: "before-shebang", Says: "something stands in front of #!: a byte order mark (\\357 \\273 \\277), a blank or an empty line", Command: firstBytes, Bare: firstBare, judge: ifNotShellItself},
			{ID: "empty-file", Says: "the file is empty", Command: listFile, Bare: listBare, judge: ifNotShellItself},
			{ID: "not-a-program", Says: "it is no program at all: a library, an archive, a web page that curl has saved", Command: firstBytes, Bare: firstBare, judge: ifNotShellItself},
		},
	},
	{
		ID: "script-not-started", Message: `exec NAME: no such file or directory`, kind: aboutProgram,
		By: "runc, on the container's own standard error (until 20.10: standard_init_linux.go: exec user process caused); crun: exec container process (missing dynamic library?) `NAME`: No such file or directory", Source: runcInit, Codes: []int{1, 255},
		Means: "the file @name@ is there; what the kernel misses is the program that it needs to be started with",
		Same:  "the code is 1 with runc before 1.2 and 255 since; a program may well exit with either",
		Rules: []ruleID{"pid1-is-argv0", "init-wraps"},
		patterns: []pattern{
			{": no such file or directory", `(?:^|[ |])exec (?P<name>/?[^\s":]+): no such file or directory`},
			{"exec user process caused", `exec user process caused:? "?no such file or directory`},
			{"missing dynamic library", "missing dynamic library\\?\\) [`'](?P<name>[^`']*)[`']"},
		},
		Causes: []Cause{
			{ID: "crlf-shebang", Says: "the script was saved with Windows line ends: its first line asks for an interpreter whose name ends in \\r", Command: firstBytes, Bare: firstBare, judge: ifNotShellItself},
			{ID: "no-interpreter", Says: "the interpreter behind #! is not in the image: bash on Alpine, python in a slim image, any shell on scratch", Command: "docker run --rm --entrypoint head @image@ -n 1 @name@", Bare: firstBare, judge: ifInterpreter},
			{ID: "no-loader", Says: "it is a binary that needs a loader (ld-linux, ld-musl) which this image has not: built for glibc and run on Alpine or scratch, or the other way round",
				Command: "docker run --rm --entrypoint sh @image@ -c 'ls /lib/ld-* /lib64/ld-* 2>/dev/null'", Bare: `docker export "$(docker create @image@ x)" | tar -t | grep -E 'ld-(linux|musl)'`, judge: ifMuslOrNone},
		},
	},
	{
		ID: "chdir-failed", Message: `chdir to cwd ("NAME") set in config.json failed`, kind: aboutNothing,
		By: "runc; before 1.2 with docker exec also for a folder that is missing", Source: runcFinal, Codes: []int{126, 127},
		Means: "the process was to start in @name@, and could not enter it",
		Rules: []ruleID{"workdir-flag", "exec-is-verbatim"},
		patterns: []pattern{
			{"set in config.json failed", `chdir to cwd \("(?P<name>[^"]*)"\) set in config.json failed`},
			{"does not exist on container", `workdir "(?P<name>[^"]*)" does not exist on container`},
			{"Cwd must be an absolute path", `Cwd must be an absolute path`},
		},
		Causes: []Cause{
			{ID: "exec-makes-no-folder", Says: "docker exec -w, and Podman's -w, do not make the folder; docker run -w does", Command: "docker exec CONTAINER ls -ld @name@"},
			{ID: "not-for-this-user", Says: "the user of the container may not enter the folder, or one above it", Command: "docker run --rm -w / --entrypoint sh @image@ -c 'id; ls -ld @name@'", judge: ifUser},
			{ID: "gone", Says: "the folder is on a mount of the host that is gone, or was removed since", Command: mounts, judge: ifMounted},
		},
	},
}

// What looks for a program in PATH.
const (
	inPath   = "docker run --rm --entrypoint sh @image@ -c 'echo $PATH; command -v @name@'"
	pathBare = `docker export "$(docker create @image@ x)" | tar -tv | grep -F @base@`
)

// ofTini is what docker-init says.
var ofTini = []Outcome{{
	ID: "tini-exec-failed", Message: `[FATAL tini (N)] exec NAME failed: No such file or directory`, kind: aboutInit,
	By: "tini, which --init starts as docker-init, on the container's standard error", Source: "krallin/tini src/tini.c spawn_process", Codes: []int{127, 126},
	Means: "the container has started, and its init could not start @name@",
	Same:  "127 is a file that is not there, 126 one that may not be executed; N is only the number of a process",
	Rules: []ruleID{"init-wraps"},
	patterns: []pattern{
		{"FATAL tini", `\[FATAL tini \(\d+\)\] exec (?P<name>.*?) failed: (?P<error>[\w ]+)`},
		{"FATAL tini", `\[FATAL tini`},
	},
	Causes: []Cause{
		{ID: "not-there", Says: "there is no @name@ in the image, or in its PATH", Command: inPath, Bare: pathBare, when: saysNoPermission, judge: ifPredicted},
		{ID: "interpreter", Says: "it is a script whose interpreter is missing, also because of Windows line ends", Command: firstBytes, Bare: firstBare, when: saysNoPermission, judge: ifFiles},
		{ID: "no-permission", Says: "@name@ has no x bit for this user, or is a directory", Command: listFile, Bare: listBare, when: saysPermission, judge: ifPredicted},
	},
}}
