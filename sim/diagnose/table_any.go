package diagnose

// ofAnything are the words in front of whatever a client, an engine or a builder
// refuses: the last resort, where the message itself is not known.
var ofAnything = []Outcome{
	{
		ID: "daemon-refused", Message: `Error response from daemon: …`, kind: aboutNothing,
		By: "the docker client, of whatever the engine refuses", Source: cliStatus, Codes: []int{125, 1},
		Means:    "the engine refuses",
		Same:     "docker run returns 125 for everything that it cannot sort",
		patterns: []pattern{{"Error response from daemon: ", `Error response from daemon: (?P<name>.*)`}},
		Causes:   []Cause{{ID: "see-message", Says: "what stands behind the last colon says what it is", Command: "docker info"}},
	},
	{
		ID: "client-refused", Message: `Run 'docker run --help' for more information`, kind: aboutLine,
		By: "the docker client (20.10: See 'docker run --help'.)", Source: "docker/cli cli/command/container/opts.go parse", Codes: []int{125, 1},
		Means: "the client refuses the line",
		Rules: []ruleID{"cli-refused"},
		patterns: []pattern{
			{"docker: ", `^docker: (?P<name>[^'].*)`},
			{"is only supported on a Docker daemon", `(?P<name>"--[\w-]+" is only supported on a Docker daemon.*)`},
			{"' --help' for more information", `Run '[\w ]+ --help' for more information`},
			{" --help'.", `See '[\w ]+ --help'\.`},
		},
		Causes: []Cause{{ID: "see-message", Says: "the value of an option cannot be what it is for; the line above says which", Command: anyLine}},
	},
	{
		ID: "build-failed", Message: `failed to solve: …`, kind: aboutNothing,
		By: "BuildKit, in front of whatever made the build fail", Source: "moby/buildkit client/solve.go", Codes: []int{1},
		Means:    "the build failed",
		patterns: []pattern{{"failed to solve", `failed to solve: (?P<name>.*)`}, {"failed to read dockerfile", `(?P<name>failed to read dockerfile.*)`}},
		Causes:   []Cause{{ID: "see-message", Says: "what stands behind the last colon says what it is", Command: "docker build --progress=plain --no-cache ."}},
	},
}
