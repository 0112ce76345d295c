package diagnose

// anyLine asks explain itself what the client makes of a line.
const anyLine = "explain 'docker run …'"

// ofClient is what the docker client refuses by itself.
var ofClient = []Outcome{
	{
		ID: "unknown-flag", Message: `unknown flag: --NAME`, kind: aboutLine,
		By: "the docker and podman clients (of one letter: unknown shorthand flag)", Source: "spf13/pflag errors.go NotExistError", Codes: []int{125},
		Means: "@name@ is no option of this command",
		Rules: []ruleID{"options-end-at-image", "short-flags-cluster"},
		patterns: []pattern{
			{"unknown flag: ", `unknown flag: (?P<name>\S+)`},
			{"unknown shorthand flag: ", `unknown shorthand flag: '(?P<letter>.)' in (?P<name>\S+)`},
		},
		Causes: []Cause{
			{ID: "wrong-place", Says: "it is meant for the program, and stands in front of the image's name", Command: anyLine},
			{ID: "one-dash", Says: "one dash begins a cluster of one-letter options; long names need two", Command: anyLine, when: shortName},
			{ID: "typing-error", Says: "it is written wrong, or belongs to another command (docker build, docker compose)", Command: "docker run --help"},
			{ID: "older-client", Says: "the client is older than the option", Command: "docker version -f '{{.Client.Version}}'"},
		},
	},
	{
		ID: "flag-needs-an-argument", Message: `flag needs an argument: --NAME`, kind: aboutLine,
		By: "the docker and podman clients", Source: "spf13/pflag errors.go ValueRequiredError", Codes: []int{125},
		Means:    "@name@ takes a value, and nothing stands behind it",
		Rules:    []ruleID{"value-flag-eats-next-word"},
		patterns: []pattern{{"flag needs an argument: ", `flag needs an argument: (?P<name>.*)`}},
		Causes: []Cause{
			{ID: "last-word", Says: "it is the last word of the line: a variable behind it is empty, or a backslash that continues the line has a blank behind it", Command: anyLine},
		},
	},
	{
		ID: "invalid-argument", Message: `invalid argument "VALUE" for "--NAME" flag`, kind: aboutLine,
		By: "the docker and podman clients", Source: "spf13/pflag errors.go InvalidValueError", Codes: []int{125},
		Means:    "@name@ does not take the value @value@",
		Rules:    []ruleID{"value-flag-eats-next-word"},
		patterns: []pattern{{"invalid argument ", `invalid argument "(?P<value>.*?)" for "(?P<name>.*?)" flag`}},
		Causes: []Cause{
			{ID: "not-its-value", Says: "the value stands for something else: a word is missing, or an option before it has taken one too many", Command: anyLine},
		},
	},
	{
		ID: "requires-an-image", Message: `docker: 'docker run' requires at least 1 argument`, kind: aboutLine,
		By: "the docker client (20.10: \"docker run\" requires at least 1 argument.)", Source: "docker/cli cli/required.go RequiresMinArgs", Codes: []int{1},
		Means:    "no word is left for the image's name, or for the container and its command",
		Rules:    []ruleID{"options-end-at-image", "value-flag-eats-next-word"},
		patterns: []pattern{{" requires at least ", `['"]?docker [\w ]+['"]? requires at least \d+ argument`}},
		Causes: []Cause{
			{ID: "eaten", Says: "an option that takes a value has taken the image's name: -w, -e, -v, -p, --name and the like always take the next word", Command: anyLine},
			{ID: "line-cut", Says: "the line ends early: a variable is empty, or a backslash that continues it has a blank behind it", Command: anyLine},
		},
	},
	{
		ID: "invalid-reference-format", Message: `invalid reference format`, kind: aboutLine,
		By: "the docker client, the engine and BuildKit", Source: "distribution/reference reference.go Parse", Codes: []int{125},
		Means: "the word that stands where the image's name belongs cannot be one",
		Rules: []ruleID{"options-end-at-image", "value-flag-eats-next-word", "double-dash-ends-options"},
		patterns: []pattern{
			{"invalid reference format", `invalid reference format: repository name \((?P<name>[^)]*)\) must be lowercase`},
			{"invalid reference format", `invalid reference format`},
			{"InvalidImageName", `InvalidImageName`},
		},
		Causes: []Cause{
			{ID: "upper-case", Says: "images are written in lower case", Command: anyLine, when: upperOrNone},
			{ID: "blank-in-path", Says: "a path with a blank, as $(pwd) may be, was not quoted: its second half is taken for the image", Command: anyLine},
			{ID: "empty-variable", Says: "a variable in the name is empty: app:$TAG without TAG ends in a colon", Command: anyLine},
			{ID: "wrong-dash", Says: "a typographic dash or quote was pasted in place of - or \"", Command: anyLine},
		},
	},
	{
		ID: "conflicting-options", Message: `conflicting options: cannot specify both --restart and --rm`, kind: aboutLine,
		By: "the docker client (20.10: Conflicting options)", Source: "docker/cli cli/command/container/opts.go parse", Codes: []int{125},
		Means: "two of the options exclude each other",
		Rules: []ruleID{"cli-refused"},
		patterns: []pattern{
			{"onflicting options: ", `[Cc]onflicting options: .*`},
			{"conflicts with --health-", `--no-healthcheck conflicts with --health-\* options`},
		},
		Causes: []Cause{{ID: "two-of-them", Says: "leave one of the two out", Command: anyLine}},
	},
	{
		ID: "not-a-tty", Message: `the input device is not a TTY`, kind: aboutNothing,
		By: "the docker client; newer ones: cannot attach stdin to a TTY-enabled container because stdin is not a terminal", Source: "docker/cli cli/streams/in.go CheckTty", Codes: []int{1},
		Means: "-t with -i asks for a terminal, and standard input is none",
		patterns: []pattern{
			{"the input device is not a TTY", `the input device is not a TTY`},
			{"TTY-enabled container", `cannot attach stdin to a TTY-enabled container because stdin is not a terminal`},
		},
		Causes: []Cause{
			{ID: "script", Says: "the line runs in a script, a pipe, cron or CI: leave -t out", Command: "test -t 0 && echo terminal || echo none"},
			{ID: "mintty", Says: "Git Bash on Windows has no such terminal: put winpty in front", Command: "uname -o"},
		},
	},
}
