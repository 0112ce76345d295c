package diagnose

// ofEngine is what the daemon says before anything is started.
var ofEngine = []Outcome{
	{
		ID: "no-command-specified", Message: `no command specified`, kind: aboutCommand,
		By: "Docker Engine (before v25 with a capital letter); Podman: no command or entrypoint provided", Source: "moby/moby daemon/create.go mergeAndVerifyConfig", Codes: []int{125, 1},
		Means: "neither the image nor the line says what is to run",
		Same:  "docker run returns 125, docker create 1",
		Rules: []ruleID{"no-command", "empty-entrypoint-flag-resets", "entrypoint-flag-drops-cmd", "entrypoint-resets-cmd"},
		patterns: []pattern{
			{"o command specified", `[Nn]o command specified`},
			{"no command or entrypoint provided", `no command or entrypoint provided`},
		},
		Causes: []Cause{
			{ID: "entrypoint-flag", Says: `--entrypoint "" removes the ENTRYPOINT and the image's CMD with it: words behind the image are needed`, Command: config, judge: ifReset},
			{ID: "cmd-wiped", Says: "ENTRYPOINT [] in a Dockerfile, like every ENTRYPOINT, has emptied the CMD that came from the base image", Command: config, judge: ifWiped},
			{ID: "no-cmd", Says: "the Dockerfile sets no CMD and no ENTRYPOINT, and its base has none: scratch, or an image that is only copied from", Command: config, judge: ifNoCmd},
			{ID: "imported", Says: "the image came from docker import or a docker commit, which keep no ENTRYPOINT and no CMD unless --change says so", Command: "docker history @image@", judge: ifNotBuilt},
		},
	},
	{
		ID: "user-not-found", Message: `unable to find user NAME: no matching entries in passwd file`, kind: aboutUser,
		By: "Docker Engine, containerd and Podman (126 there)", Source: "moby/sys user/user.go GetExecUser", Codes: []int{125, 126},
		Means: "the container was to run as @name@, and /etc/passwd in it has no such name",
		Same:  "docker run returns 125, Podman 126, the container's own State.ExitCode is 128",
		Rules: []ruleID{"user-sets", "user-flag"},
		patterns: []pattern{
			{"unable to find user", `unable to find user (?P<name>[^:]*): no matching entries in passwd file`},
			{"unable to find user", `unable to find user (?P<name>[^:\s]*)`},
		},
		Causes: []Cause{
			{ID: "no-passwd", Says: "the image has no /etc/passwd at all, as those on scratch: a number needs none", Command: "docker run --rm -u 0 --entrypoint cat @image@ /etc/passwd", Bare: `docker export "$(docker create @image@ x)" | tar -xO etc/passwd`, judge: ifPredicted},
			{ID: "never-added", Says: "no useradd or adduser has made @name@ in this stage; another stage's users are not copied", Command: "docker run --rm -u 0 --entrypoint cat @image@ /etc/passwd", judge: notPredicted},
			{ID: "passwd-mounted", Says: "/etc/passwd of the image is hidden by a mount", Command: mounts, judge: ifMounted},
		},
	},
	{
		ID: "group-not-found", Message: `unable to find group NAME: no matching entries in group file`, kind: aboutNothing,
		By: "Docker Engine, containerd and Podman", Source: "moby/sys user/user.go GetExecUser", Codes: []int{125, 126},
		Means:    "the container was to run with the group @name@, and /etc/group in it has no such name",
		Rules:    []ruleID{"user-sets", "user-flag"},
		patterns: []pattern{{"unable to find group", `unable to find group (?P<name>[^:\s]*)`}},
		Causes: []Cause{
			{ID: "no-group-file", Says: "the image has no /etc/group at all, as those on scratch: a number needs none", Command: "docker run --rm -u 0 --entrypoint cat @image@ /etc/group", Bare: `docker export "$(docker create @image@ x)" | tar -xO etc/group`, judge: ifPredicted},
			{ID: "never-added", Says: "no groupadd or addgroup has made @name@ in this stage", Command: "docker run --rm -u 0 --entrypoint cat @image@ /etc/group", judge: notPredicted},
		},
	},
	{
		ID: "workdir-not-absolute", Message: `the working directory 'NAME' is invalid, it needs to be an absolute path`, kind: aboutDir,
		By: "Docker Engine", Source: "moby/moby daemon/container.go verifyContainerSettings", Codes: []int{125, 1},
		Means:    "-w is given @name@, which does not begin with a slash",
		Rules:    []ruleID{"workdir-flag", "workdir-absolute"},
		patterns: []pattern{{"is invalid, it needs to be an absolute path", `[Tt]he working directory '(?P<name>.*?)' is invalid, it needs to be an absolute path`}},
		Causes: []Cause{
			{ID: "relative", Says: "-w takes a path in the container, in full; unlike WORKDIR it is not joined to the image's", Command: "docker inspect -f '{{.Config.WorkingDir}}' @image@", judge: ifPredicted},
			{ID: "shell-changed-it", Says: "a shell on Windows (Git Bash) has rewritten the path: write //app, or set MSYS_NO_PATHCONV=1", Command: "cmd //c echo /app"},
		},
	},
	{
		ID: "workdir-is-a-file", Message: `Cannot mkdir: NAME is not a directory`, kind: aboutDir,
		By: "Docker Engine", Source: "moby/moby daemon/container SetupWorkingDirectory", Codes: []int{125},
		Means:    "the working directory @name@ is a file in the image",
		Rules:    []ruleID{"workdir-flag"},
		patterns: []pattern{{"annot mkdir: ", `[Cc]annot mkdir: (?P<name>.*?) is not a directory`}},
		Causes:   []Cause{{ID: "file-there", Says: "COPY or RUN has made a file of that name, or a file is mounted there", Command: "docker run --rm -w / --entrypoint ls @image@ -ld @name@", Bare: listBare}},
	},
	{
		ID: "invalid-signal", Message: `invalid signal: NAME`, kind: aboutNothing,
		By: "Docker Engine (20.10 with a capital letter), and BuildKit of STOPSIGNAL", Source: "moby/sys signal/signal.go ParseSignal", Codes: []int{125, 1},
		Means:    "there is no signal @name@",
		Rules:    []ruleID{"stop-signal-flag", "stopsignal-sets"},
		patterns: []pattern{{"nvalid signal: ", `[Ii]nvalid signal: (?P<name>[^\s.]*)`}},
		Causes:   []Cause{{ID: "not-a-name", Says: "it is written wrong, or a variable in STOPSIGNAL is empty: names are as in kill -l, with or without SIG", Command: "kill -l", judge: ifPredicted}},
	},
	{
		ID: "invalid-container-name", Message: `Invalid container name (NAME), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`, kind: aboutNothing,
		By: "Docker Engine", Source: "moby/moby daemon/names.go reserveName", Codes: []int{125, 1},
		Means:    "@name@ cannot be a container's name",
		Rules:    []ruleID{"value-flag-eats-next-word"},
		patterns: []pattern{{"nvalid container name (", `[Ii]nvalid container name \((?P<name>.*?)\)`}},
		Causes: []Cause{
			{ID: "took-an-option", Says: "--name has no value of its own and has taken the next option for one", Command: "explain 'docker run …'", when: flagName},
			{ID: "bad-characters", Says: "a name has two characters or more, begins with a letter or digit, and has no blank and no slash", Command: "explain 'docker run …'"},
		},
	},
	{
		ID: "name-in-use", Message: `Conflict. The container name "/NAME" is already in use by container "ID"`, kind: aboutNothing,
		By: "Docker Engine; Podman: the container name \"NAME\" is already in use", Source: "moby/moby daemon/names.go reserveName", Codes: []int{125, 1},
		Means:    "a container called @name@ exists already, running or not",
		patterns: []pattern{{"is already in use by", `container name "/?(?P<name>[^"]*)" is already in use by`}},
		Causes:   []Cause{{ID: "left-over", Says: "one that has ended stays until it is removed: --rm does that, or docker rm", Command: "docker ps -a --filter name=@name@"}},
	},
	{
		ID: "port-is-allocated", Message: `Bind for ADDRESS failed: port is already allocated`, kind: aboutNothing,
		By: "Docker Engine; of a process that is no container's: address already in use", Source: "moby/moby daemon/libnetwork/portallocator/portallocator.go", Codes: []int{125},
		Means: "@name@ of the host is taken",
		patterns: []pattern{
			{"port is already allocated", `Bind for (?P<name>\S+) failed: port is already allocated`},
			{"bind: address already in use", `(?P<name>[\d.:\[\]]+:\d+): bind: address already in use`},
		},
		Causes: []Cause{
			{ID: "other-container", Says: "another container publishes it, perhaps an older one of the same service", Command: "docker ps --format '{{.Names}} {{.Ports}}'"},
			{ID: "other-program", Says: "a program of the host listens there", Command: "sudo ss -ltnp"},
		},
	},
	{
		ID: "reserved-name-scratch", Message: `'scratch' is a reserved name`, kind: aboutNothing,
		By: "Docker Engine", Source: "moby/moby daemon/server/router/image validateRepoName", Codes: []int{125, 1},
		Means:    "scratch is no image: it can only stand behind FROM",
		Rules:    []ruleID{"from-scratch-is-empty"},
		patterns: []pattern{{"'scratch' is a reserved name", `'scratch' is a reserved name`}},
		Causes:   []Cause{{ID: "run-scratch", Says: "scratch was run or pulled: name the image that is built on it", Command: "docker image ls", judge: ifPredicted}},
	},
	{
		ID: "image-not-found", Message: `pull access denied for NAME, repository does not exist or may require 'docker login'`, kind: aboutImage,
		By: "Docker Engine and containerd; of a tag: manifest unknown; Kubernetes: ErrImagePull, ImagePullBackOff", Source: "moby/moby daemon/containerd/image_pull.go", Codes: []int{125},
		Means: "no image @name@ is here, and no registry gave one",
		Rules: []ruleID{"options-end-at-image", "value-flag-eats-next-word"},
		patterns: []pattern{
			{"pull access denied for ", `pull access denied for (?P<name>[^\s,]+)`},
			{"manifest for ", `manifest for (?P<name>\S+) not found`},
			{"No such image: ", `No such image: (?P<name>\S+)`},
			{"nable to find image '", `Unable to find image '(?P<name>[^']+)' locally`},
			{"ErrImagePull", `ErrImagePull`},
			{"ImagePullBackOff", `ImagePullBackOff`},
		},
		Causes: []Cause{
			{ID: "not-an-image", Says: "@name@ is no image at all: it is the value of an option that takes none, or an option before it was mistyped", Command: "explain 'docker run …'"},
			{ID: "not-built", Says: "it is to be built on this machine and was not, or under another name", Command: "docker image ls @name@"},
			{ID: "typing-error", Says: "the name or the tag is written wrong", Command: "docker manifest inspect @name@"},
			{ID: "private", Says: "it is private, and this machine is not logged in", Command: "docker manifest inspect @name@"},
		},
	},
}
