package sim

// RuleID is a rule's kebab-case name: the same string in Go, in docs/rules, in
// testdata and in the JSON.
type RuleID string

// Actor is who applies a rule.
type Actor string

// The actors.
const (
	Builder Actor = "builder" // BuildKit's Dockerfile frontend
	CLI     Actor = "cli"     // the docker client
	Engine  Actor = "engine"  // the daemon, at create
	Runtime Actor = "runtime" // runc and containerd, at start
	Sh      Actor = "shell"   // the shell inside the container
	Kernel  Actor = "kernel"
)

// Rule is one thing a platform does. Source is where that can be read: a
// repository, file and function, or a specification. A rule never warns.
type Rule struct {
	ID     RuleID `json:"id"`
	Title  string `json:"title"`
	Actor  Actor  `json:"actor"`
	Source string `json:"source"`
}

const (
	bkParser  = "moby/buildkit frontend/dockerfile/parser/parser.go "
	bkLine    = "moby/buildkit frontend/dockerfile/parser/line_parsers.go "
	bkSplit   = "moby/buildkit frontend/dockerfile/parser/split_command.go "
	bkDir     = "moby/buildkit frontend/dockerfile/parser/directives.go "
	bkIns     = "moby/buildkit frontend/dockerfile/instructions/parse.go "
	bkConv    = "moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go "
	bkImage   = "moby/buildkit frontend/dockerfile/dockerfile2llb/image.go "
	bkLex     = "moby/buildkit frontend/dockerfile/shell/lex.go "
	cliOpts   = "docker/cli cli/command/container/opts.go "
	cliRun    = "docker/cli cli/command/container/run.go "
	mobyMerge = "moby/moby daemon/commit.go merge"
	mobyNew   = "moby/moby daemon/container.go "
)

// Rules is the table of semantics, in the order in which they apply.
var Rules = []Rule{
	// reading the Dockerfile
	{"keyword-any-case", "instruction keywords are read in any case", Builder, bkParser + "newNodeFromLine"},
	{"comment-is-whole-line", "only a line that begins with # is a comment; a later # is text", Builder, bkParser + "isComment"},
	{"continuation-joins-lines", "the escape character at a line's end joins the next line, adding nothing", Builder, bkParser + "trimContinuationCharacter"},
	{"continuation-skips-comments", "comment lines and empty lines inside a continued instruction vanish", Builder, bkParser + "Parse"},
	{"escape-directive", "# escape=` changes what continues a line; JSON does not know it", Builder, bkDir + "DirectiveParser"},
	{"flags-before-text", "leading --words after a keyword are flags of the instruction; a bare -- is eaten", Builder, bkSplit + "extractBuilderFlags"},
	{"heredoc-not-for-commands", "CMD and ENTRYPOINT know no heredoc; << is ordinary text there", Builder, bkParser + "heredocDirectives"},
	// exec and shell form
	{"exec-form-verbatim", "a JSON array (exec form) is kept word for word", Builder, bkLine + "parseJSON"},
	{"shell-form-wraps", "text that is no JSON array (shell form) becomes one word behind the shell", Builder, bkConv + "withShell"},
	{"broken-json-is-shell-form", "text that begins with [ but is no valid JSON array is shell form, without an error", Builder, bkLine + "parseMaybeJSON"},
	{"old-frontend-ignores-tail", "Dockerfile frontends before 1.9 ignore what follows the closing ]", Builder, "moby/buildkit commit 80518e257 (frontend 1.9.0)"},
	{"bare-instruction-is-empty-shell", "CMD or ENTRYPOINT with nothing after it is shell form with an empty text", Builder, bkIns + "parseShellDependentCommand"},
	{"no-expansion-in-commands", "the builder expands no variables in CMD, ENTRYPOINT, SHELL and HEALTHCHECK", Builder, bkConv + "dispatch"},
	{"json-strings-only", "a JSON array with anything but strings fails the build", Builder, bkLine + "parseJSON"},
	// setting, overriding, resetting
	{"last-cmd-wins", "of several CMD instructions in a stage only the last counts", Builder, bkConv + "dispatchCmd"},
	{"last-entrypoint-wins", "of several ENTRYPOINT instructions in a stage only the last counts", Builder, bkConv + "dispatchEntrypoint"},
	{"cmd-replaces-inherited", "a CMD replaces the CMD that was inherited", Builder, bkConv + "dispatchCmd"},
	{"entrypoint-replaces-inherited", "an ENTRYPOINT replaces the ENTRYPOINT that was inherited", Builder, bkConv + "dispatchEntrypoint"},
	{"entrypoint-resets-cmd", "ENTRYPOINT empties a CMD that was inherited from an image or another stage", Builder, bkConv + "dispatchEntrypoint"},
	{"own-cmd-survives-entrypoint", "a CMD of the same stage stays beside ENTRYPOINT, in either order", Builder, bkConv + "dispatchEntrypoint"},
	{"empty-entrypoint-resets", "ENTRYPOINT [] removes the ENTRYPOINT", Builder, bkConv + "dispatchEntrypoint"},
	{"empty-cmd-clears", "CMD [] removes the CMD", Builder, bkConv + "dispatchCmd"},
	// inheritance
	{"from-scratch-is-empty", "scratch has no ENTRYPOINT and no CMD; its working directory is /", Builder, bkImage + "emptyImage"},
	{"from-image-inherits", "a stage begins with the configuration of its base image", Builder, bkConv + "resolveBaseImage"},
	{"from-stage-inherits", "a stage built FROM a stage begins with what that stage ended with", Builder, bkConv + "init"},
	{"base-unknown", "what is not known of a base image stays unknown", Builder, bkConv + "resolveBaseImage"},
	{"path-is-added", "an image without PATH gets the default PATH", Builder, bkConv + "dispatchStages"},
	{"target-selects-stage", "--target builds that stage; without it the last one is built", Builder, bkConv + "resolveTarget"},
	{"unneeded-stages-skipped", "stages that the target does not need are read but not built", Builder, bkConv + "resolveReachableStages"},
	{"from-sees-global-args", "FROM sees only ARGs above the first FROM and the platform ARGs", Builder, bkConv + "buildDispatchStates"},
	{"global-arg-redeclared", "an ARG above the first FROM is visible in a stage only after a bare ARG there", Builder, bkConv + "dispatchArg"},
	// SHELL
	{"default-shell", "without SHELL, shell form uses /bin/sh -c (Windows: cmd /S /C)", Builder, "moby/buildkit frontend/dockerfile/dockerfile2llb/defaultshell.go defaultShell"},
	{"shell-sets-shell", "SHELL changes the shell of the shell forms below it", Builder, bkConv + "dispatchShell"},
	{"shell-not-retroactive", "a SHELL below CMD or ENTRYPOINT does not change them", Builder, bkConv + "withShell"},
	{"shell-needs-json", "SHELL must be a JSON array with at least one word", Builder, bkIns + "parseShell"},
	// ONBUILD
	{"onbuild-stores-trigger", "ONBUILD stores an instruction for the next image and does nothing here", Builder, bkConv + "dispatchOnbuild"},
	{"onbuild-runs-in-child", "triggers run at the start of the next stage, as instructions of that stage", Builder, bkConv + "initOnBuildTriggers"},
	{"onbuild-runs-once", "triggers that ran are gone; grandchildren inherit only their effect", Builder, bkConv + "init"},
	// HEALTHCHECK
	{"healthcheck-replaces", "HEALTHCHECK replaces the whole inherited health check", Builder, bkConv + "dispatchHealthcheck"},
	{"healthcheck-shell-at-run-time", "a shell-form health check keeps its text; its shell is chosen when it runs", Builder, bkIns + "parseHealthcheck"},
	{"healthcheck-none", "HEALTHCHECK NONE disables an inherited health check", Builder, bkIns + "parseHealthcheck"},
	// variables and values
	{"env-sets", "ENV sets variables of the image", Builder, bkConv + "dispatchEnv"},
	{"env-expands-before-line", "variables in ENV have the values from before that line", Builder, bkLex + "ProcessWord"},
	{"arg-not-in-env", "ARG values exist during the build only; the container does not see them", Builder, bkConv + "dispatchArg"},
	{"later-of-env-and-arg", "of ENV and ARG with one name the later one is used for expansion; the image keeps ENV's", Builder, bkConv + "dispatchArg"},
	{"build-arg-overrides", "--build-arg overrides the default of an ARG", Builder, bkConv + "dispatchArg"},
	{"workdir-absolute", "WORKDIR with an absolute path is kept as typed", Builder, "moby/buildkit util/system/path.go NormalizeWorkdir"},
	{"workdir-relative", "WORKDIR with a relative path is joined to the current one", Builder, "moby/buildkit util/system/path.go NormalizeWorkdir"},
	{"workdir-empty", "WORKDIR with an empty value keeps the current directory", Builder, "moby/buildkit util/system/path.go NormalizeWorkdir"},
	{"workdir-windows", "on a Windows target WORKDIR loses its drive letter and uses backslashes", Builder, "moby/buildkit util/system/path.go NormalizeWorkdir"},
	{"user-sets", "USER sets the user, unchecked; an empty value resets it", Builder, bkConv + "dispatchUser"},
	{"stopsignal-sets", "STOPSIGNAL sets the signal that docker stop sends", Builder, bkConv + "dispatchStopSignal"},
	{"build-refused", "what the builder refuses makes no image", Builder, bkIns + "Parse"},
	// the command line
	{"options-end-at-image", "options end at the first word that is none: that word is the image", CLI, cliRun + "newRunCommand (SetInterspersed(false))"},
	{"double-dash-ends-options", "-- before the image ends the options; behind the image it is an ordinary word", CLI, "spf13/pflag flag.go parseArgs"},
	{"value-flag-eats-next-word", "an option that takes a value takes the next word, whatever it looks like", CLI, "spf13/pflag flag.go parseLongArg"},
	{"short-flags-cluster", "one dash begins a cluster of one-letter options", CLI, "spf13/pflag flag.go parseShortArg"},
	{"entrypoint-flag-is-one-word", "--entrypoint is one word: never split, never JSON", CLI, cliOpts + "parse"},
	{"cli-refused", "what the docker client refuses starts nothing", CLI, cliRun + "runRun"},
	// the merge
	{"entrypoint-flag-replaces", "--entrypoint replaces the image's ENTRYPOINT", Engine, mobyMerge},
	{"entrypoint-flag-drops-cmd", "--entrypoint also drops the image's CMD", Engine, mobyMerge},
	{"empty-entrypoint-flag-resets", "--entrypoint \"\" removes the ENTRYPOINT and the image's CMD", Engine, "moby/moby daemon/create.go mergeAndVerifyConfig"},
	{"run-args-replace-cmd", "the words after the image name replace CMD", Engine, mobyMerge},
	{"cmd-is-default", "without words after the image name, CMD stands there", Engine, mobyMerge},
	{"empty-string-entrypoint-is-none", "an ENTRYPOINT [\"\"] in the image is no ENTRYPOINT", Engine, "moby/moby daemon/create.go mergeAndVerifyConfig"},
	{"entrypoint-then-args", "the process is ENTRYPOINT followed by CMD or the words that replace it", Engine, mobyNew + "getEntrypointAndArgs"},
	{"no-command", "without ENTRYPOINT and CMD nothing can be created", Engine, "moby/moby daemon/create.go mergeAndVerifyConfig"},
	{"container-keeps-its-argv", "a container keeps the argv it was created with; start and restart reuse it", Engine, mobyNew + "newContainer"},
	{"exec-is-verbatim", "docker exec runs its words as they are, without ENTRYPOINT, CMD and SHELL", Engine, "moby/moby daemon/exec.go ContainerExecCreate"},
	// environment, directory, user
	{"run-env-overrides", "-e and --env-file override the image's variables by name", Engine, "moby/moby daemon/container/env.go ReplaceOrAppendEnvValues"},
	{"env-flag-without-value", "-e NAME takes the value of the shell it is typed in; unset there, it removes the variable", CLI, "docker/cli opts/env.go ValidateEnv"},
	{"engine-env", "the engine adds PATH, HOSTNAME, HOME and, with -t, TERM", Engine, "moby/moby daemon/container/container.go CreateDaemonEnvironment"},
	{"workdir-flag", "-w replaces the image's WORKDIR", Engine, mobyMerge},
	{"workdir-default", "without a working directory the process starts in /", Engine, "moby/moby daemon/oci_linux.go withCommonOptions"},
	{"user-flag", "-u replaces the image's USER", Engine, mobyMerge},
	{"stop-signal-flag", "--stop-signal replaces the image's STOPSIGNAL", Engine, mobyMerge},
	{"stop-signal-default", "without a stop signal docker stop sends SIGTERM", Engine, "moby/moby daemon/container/container.go StopSignal"},
	{"health-flags-override", "--health-* override the image's health check field by field; --no-healthcheck disables it", Engine, mobyMerge},
	{"init-wraps", "--init makes docker-init PID 1 and the argv its child", Engine, "moby/moby daemon/oci_linux.go withCommonOptions"},
	// the process
	{"shell-takes-one-string", "behind SHELL -c STRING further words become $0 $1 …; the shell does not add them to STRING", Sh, "POSIX.1-2017 XCU sh, OPERANDS command_name, argument"},
	{"pid1-is-argv0", "the first word of the argv becomes PID 1", Kernel, "opencontainers/runtime-spec config.md process"},
	{"shell-missing", "shell form in an image without that shell cannot start", Runtime, "opencontainers/runc libcontainer/standard_init_linux.go Init"},
}

var ruleIndex = func() map[RuleID]int {
	m := make(map[RuleID]int, len(Rules))
	for i, r := range Rules {
		m[r.ID] = i
	}
	return m
}()

// RuleByID finds a rule; ok is false for a name that is no rule's.
func RuleByID(id RuleID) (r Rule, ok bool) {
	i, ok := ruleIndex[id]
	if !ok {
		return Rule{}, false
	}
	return Rules[i], true
}
