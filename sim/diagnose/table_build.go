package diagnose

// ofBuild is what the builder says.
var ofBuild = []Outcome{
	{
		ID: "build-step-failed", Message: `process "/bin/sh -c NAME" did not complete successfully: exit code: N`, kind: aboutNothing,
		By: "BuildKit; the classic builder: The command 'NAME' returned a non-zero code: N", Source: "moby/buildkit solver/llbsolver/ops/exec.go", Codes: []int{1},
		Means: "a RUN of the Dockerfile failed: @name@",
		Same:  "docker build itself returns 1; N is the code of the RUN: 127 not found, 126 may not be executed, 2 often a syntax error",
		Rules: []ruleID{"shell-missing", "shell-form-wraps"},
		patterns: []pattern{
			{"did not complete successfully", `process "(?P<name>.*)" did not complete successfully(?:: exit code: (?P<code>\d+))?`},
			{"returned a non-zero code", `The command '(?P<name>.*)' returned a non-zero code: (?P<code>\d+)`},
		},
		Causes: []Cause{
			{ID: "step-says", Says: "the last lines that the step itself printed say what it is", Command: "docker build --progress=plain --no-cache ."},
			{ID: "no-shell", Says: "the stage has no shell, or not the one that SHELL names: it is built on scratch or a distroless image", Command: config, judge: ifNoShell},
			{ID: "other-architecture", Says: "the base is for another processor, and this machine cannot emulate it (exec format error)", Command: "docker version -f '{{.Server.Os}}/{{.Server.Arch}}'"},
		},
	},
	{
		ID: "unknown-instruction", Message: `unknown instruction: NAME`, kind: aboutBuild,
		By: "BuildKit, and the classic builder", Source: "moby/buildkit frontend/dockerfile/instructions/parse.go ParseInstruction", Codes: []int{1},
		Means:    "a line of the Dockerfile begins with @name@, which is no instruction",
		Rules:    []ruleID{"build-refused", "continuation-joins-lines", "heredoc-not-for-commands"},
		patterns: []pattern{{"nknown instruction: ", `[Uu]nknown instruction: (?P<name>[^\s(]+)`}},
		Causes: []Cause{
			{ID: "typing-error", Says: "the instruction is written wrong, or no blank stands behind it", Command: "explain Dockerfile"},
			{ID: "line-broken", Says: "it is the second line of an instruction, and the first does not end in a backslash (or has a blank behind it)", Command: "grep -nE '\\\\[[:blank:]]+$' Dockerfile"},
			{ID: "heredoc", Says: "it is a line of a heredoc: CMD and ENTRYPOINT know none, and old frontends know none at all", Command: "explain Dockerfile"},
		},
	},
	{
		ID: "unknown-instruction-flag", Message: `dockerfile parse error on line N: unknown flag: --NAME`, kind: aboutBuild,
		By: "BuildKit", Source: "moby/buildkit frontend/dockerfile/instructions/bflag.go Parse", Codes: []int{1},
		Means:    "words with two dashes right behind the keyword are flags of the instruction, and this one has no @name@",
		Rules:    []ruleID{"flags-before-text"},
		patterns: []pattern{{"unknown flag: ", `parse error on line \d+: unknown flag: (?P<name>\S+)`}},
		Causes: []Cause{
			{ID: "program-missing", Says: "it is meant for the program, whose name is missing: CMD and ENTRYPOINT have no flags; exec form, CMD [\"--port\", \"80\"], keeps it", Command: "explain check Dockerfile", judge: ifPredicted},
			{ID: "older-frontend", Says: "the flag is newer than the frontend that reads the file: # syntax=docker/dockerfile:1 brings a newer one", Command: "head -n 1 Dockerfile"},
		},
	},
	{
		ID: "array-of-strings-only", Message: `when using JSON array syntax, arrays must be comprised of strings only`, kind: aboutBuild,
		By: "BuildKit, and the classic builder", Source: "moby/buildkit frontend/dockerfile/parser/line_parsers.go parseJSON", Codes: []int{1},
		Means:    "a JSON array of the Dockerfile has a number, true, null or another array in it",
		Rules:    []ruleID{"json-strings-only"},
		patterns: []pattern{{"arrays must be comprised of strings only", `arrays must be comprised of strings only`}},
		Causes:   []Cause{{ID: "quote-it", Says: "put quotes around each element, numbers too", Command: "explain check Dockerfile", judge: ifPredicted}},
	},
	{
		ID: "target-not-found", Message: `target stage "NAME" could not be found`, kind: aboutBuild,
		By: "BuildKit", Source: "moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go resolveTarget", Codes: []int{1},
		Means:    "--target names the stage @name@, and the Dockerfile has none",
		Rules:    []ruleID{"target-selects-stage"},
		patterns: []pattern{{"could not be found", `target stage "(?P<name>[^"]*)" could not be found`}},
		Causes:   []Cause{{ID: "other-name", Says: "the stage is called otherwise, or the name stands in another Dockerfile", Command: "explain stages Dockerfile", judge: ifPredicted}},
	},
	{
		ID: "lint-violation-found", Message: `lint violation found for rules: NAMES`, kind: aboutBuild,
		By: "BuildKit, where # check=error=true is set or docker build --check is asked for", Source: "moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go", Codes: []int{1},
		Means:    "BuildKit's own checks found something, and a finding is to fail the build: @name@",
		Rules:    []ruleID{"build-refused"},
		patterns: []pattern{{"lint violation found for rules: ", `lint violation found for rules: (?P<name>.*)`}},
		Causes:   []Cause{{ID: "check-error", Says: "the file, or the line, says check=error=true: mend what they name, or skip it", Command: "docker build --check .", judge: ifPredicted}},
	},
	{
		ID: "dockerfile-refused", Message: `dockerfile parse error on line N: …`, kind: aboutBuild,
		By: "BuildKit, behind failed to solve", Source: "moby/buildkit frontend/dockerfile/instructions/parse.go Parse", Codes: []int{1},
		Means: "the builder does not accept the Dockerfile",
		Rules: []ruleID{"build-refused"},
		patterns: []pattern{
			{"dockerfile parse error on line", `dockerfile parse error on line \d+: (?P<name>.*)`},
			{"Syntax error - can't find = in", `(?P<name>Syntax error - can't find = in .*)`},
			{"base name (", `(?P<name>base name \(.*\) should not be blank)`},
			{"dockerfile contains no stages to build", `(?P<name>dockerfile contains no stages to build)`},
			{"the Dockerfile cannot be empty", `(?P<name>the Dockerfile (?:\(.*\) )?cannot be empty)`},
			{"no build stage in current context", `(?P<name>no build stage in current context)`},
			{"invalid escape token", `(?P<name>invalid escape token .*)`},
			{"normalizing workdir", `(?P<name>normalizing workdir.*)`},
			{"failed to process", `(?P<name>failed to process .*)`},
			{"invalid from flag value", `(?P<name>invalid from flag value .*)`},
			{"circular dependency", `(?P<name>circular dependency detected .*)`},
		},
		Causes: []Cause{{ID: "see-place", Says: "the line that it names, or the one above it, is not as the builder wants it", Command: "explain Dockerfile", judge: ifPredicted}},
	},
	{
		ID: "copy-source-not-found", Message: `failed to calculate checksum of ref …: "/NAME": not found`, kind: aboutNothing,
		By: "BuildKit (older: failed to compute cache key); the classic builder: COPY failed: file not found in build context", Source: "moby/buildkit solver/cachemgr, cache/contenthash/checksum.go", Codes: []int{1},
		Means: "COPY or ADD names @name@, and it is not in the build context, or not in the stage behind --from",
		patterns: []pattern{
			{"failed to calculate checksum of ref", `failed to calculate checksum of ref .*?: "?(?P<name>[^"]*?)"?: not found`},
			{"failed to compute cache key", `failed to compute cache key: "?(?P<name>[^"]*?)"? not found`},
			{"COPY failed", `COPY failed: (?P<name>.*)`},
		},
		Causes: []Cause{
			{ID: "outside-context", Says: "paths begin at the build context, the last word of docker build, and not at the Dockerfile", Command: "docker build --progress=plain . 2>&1 | grep -i context"},
			{ID: "ignored", Says: ".dockerignore leaves it out", Command: "cat .dockerignore"},
			{ID: "wrong-stage", Says: "the stage behind --from has it elsewhere, or another stage has it", Command: "explain stages Dockerfile"},
		},
	},
}
