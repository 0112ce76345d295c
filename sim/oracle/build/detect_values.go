package build

import (
	"regexp"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// variableDetectors: section 8.
var variableDetectors = []detector{
	{"50", "a variable in exec form stays", inArgs("CMD ENTRYPOINT", `^\[.*"\$`)},
	{"50", "a variable in shell form stays", func(v *view) bool {
		return v.ok() && strings.Contains(last(v.truth.Config.Cmd), "${B:-x}") && len(v.truth.Config.Cmd) > 2
	}},
	{"50", "a variable in HEALTHCHECK stays", func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && strings.Contains(last(h.Test), "$")
	}},
	{"50", "a variable in ONBUILD stays", func(v *view) bool { return strings.Contains(strings.Join(v.truth.Config.OnBuild, " "), "$") }},
	{"50", "a variable in ENV", inArgs("ENV", `\$\w`)},
	{"50", "a variable in ARG", inArgs("ARG", `=.*\$\w`)},
	{"50", "a variable in WORKDIR", inArgs("WORKDIR", `\$\w`)},
	{"50", "a variable in USER", inArgs("USER", `\$\w`)},
	{"50", "a variable in STOPSIGNAL", inArgs("STOPSIGNAL", `\$`)},
	{"50", "a variable in LABEL", inArgs("LABEL", `\$\w`)},
	{"50", "a variable in EXPOSE", inArgs("EXPOSE", `\$\w`)},
	{"50", "a variable in VOLUME", inArgs("VOLUME", `\$\w`)},
	{"50", "a variable in COPY", inArgs("COPY", `\$\w`)},
	{"50", "a variable in ADD", inArgs("ADD", `\$\w`)},
	{"50", "a variable in RUN --mount", inArgs("RUN", `--mount=\S*\$A`)},
	{"51", "ENV uses the values before the line", inArgs("ENV", `\bA=.* \w+="?\$\{?A\b`)},
	{"51", "single quotes protect", inArgs("ENV USER ARG", `'\$\w+'`)},
	{"51", "the escape character protects", inArgs("ENV USER ARG", "[\\\\`]\\$\\w")},
	{"51", "double quotes do not", inArgs("ENV USER ARG", `"\$\w+"`)},
	{"51", ":-", modifier(`:-`)},
	{"51", "-", modifier(`-`)},
	{"51", ":+", modifier(`:\+`)},
	{"51", "+", modifier(`\+`)},
	{"51", ":?", modifier(`:\?`)},
	{"51", "?", modifier(`\?`)},
	{"51", "#", modifier(`#[^#]`)},
	{"51", "##", modifier(`##`)},
	{"51", "%", modifier(`%[^%]`)},
	{"51", "%%", modifier(`%%`)},
	{"51", "/", modifier(`/[^/]`)},
	{"51", "//", modifier(`//`)},
	{"51", "an undefined variable is empty", textual(`\$NOPE|\$\{NOPE\}`)},
	{"51", "an unset variable with ?", func(v *view) bool {
		return v.fails("failed to process") && (v.fails("is not allowed to be unset") || v.fails(": msg") || v.fails("must be set"))
	}},
	{"51", "${}", fails("syntax error: bad substitution")},
	{"51", "an unclosed brace", fails("syntax error: missing '}'")},
	{"51", "an unknown modifier", fails("unsupported modifier")},
	{"52", "ARG below ENV wins in expansion", func(v *view) bool { return v.envAndArg(true) }},
	{"52", "ENV below ARG wins", func(v *view) bool { return v.envAndArg(false) }},
	{"53", "--build-arg for an ARG", func(v *view) bool { return v.ok() && v.given(true) }},
	{"53", "--build-arg without an ARG", func(v *view) bool { return v.ok() && v.given(false) }},
}

// modifier: ${NAME…} with an operator, in an instruction that expands.
func modifier(op string) func(*view) bool {
	return inArgs("FROM ARG ENV WORKDIR USER STOPSIGNAL", `\$\{\w+`+op)
}

// envAndArg: one stage sets a variable with both, in this order.
func (v *view) envAndArg(argLast bool) bool {
	set := map[string]string{}
	for _, c := range v.own() {
		switch c := c.(type) {
		case envIns:
			for _, kv := range c.Env {
				if set[kv.Key] == "arg" && !argLast {
					return v.ok()
				}
				set[kv.Key] = "env"
			}
		case argIns:
			for _, kv := range c.Args {
				if set[kv.Key] == "env" && argLast && kv.Value != nil {
					return v.ok()
				}
				set[kv.Key] = "arg"
			}
		}
	}
	return false
}

// given: a --build-arg that the target stage declares, or that nobody does.
func (v *view) given(declared bool) bool {
	for _, a := range only[argIns](v.all()) {
		for _, kv := range a.Args {
			if _, ok := v.Args[kv.Key]; ok {
				return declared
			}
		}
	}
	return !declared && len(v.Args) > 0 && len(v.globals) == 0
}

// valueDetectors: section 9.
var valueDetectors = []detector{
	{"54", "WORKDIR takes the whole line", inArgs("WORKDIR", `^/a b`)},
	{"54", "WORKDIR knows no JSON", func(v *view) bool { return strings.Contains(v.truth.Config.WorkingDir, "[/a]") }},
	{"54", "an absolute WORKDIR is not cleaned", func(v *view) bool {
		return strings.Contains(v.truth.Config.WorkingDir, "//") || strings.Contains(v.truth.Config.WorkingDir, "/../")
	}},
	{"54", "a relative WORKDIR is joined", func(v *view) bool {
		return v.ok() && slices.ContainsFunc(workdirs(v), func(p string) bool { return p == "rel" || strings.HasPrefix(p, "..") || p == "./x" })
	}},
	{"54", "~ is a name", func(v *view) bool { return strings.Contains(v.truth.Config.WorkingDir, "~") }},
	{"54", "an empty WORKDIR keeps the current one", func(v *view) bool {
		return v.ok() && slices.ContainsFunc(workdirs(v), func(p string) bool { return p == `""` || p == "''" || p == "${NOPE}" }) && len(v.truth.Config.WorkingDir) > 1
	}},
	{"54", "WORKDIR alone", fails("WORKDIR requires exactly one argument")},
	{"54", "no WORKDIR at all", func(v *view) bool { return v.ok() && v.truth.Config.WorkingDir == "" }},
	{"55", "a relative directory of an image is doubled", func(v *view) bool { return strings.HasPrefix(v.truth.Config.WorkingDir, "/rel/dir/rel/dir") }},
	{"56", "WORKDIR on windows", func(v *view) bool {
		return strings.HasPrefix(v.platform(), "windows") && len(workdirs(v)) > 0 && strings.HasPrefix(v.truth.Config.WorkingDir, `\`)
	}},
	{"56", "a drive letter", func(v *view) bool {
		return v.ok() && strings.HasPrefix(v.platform(), "windows") && slices.ContainsFunc(workdirs(v), func(p string) bool { return strings.HasPrefix(strings.ToLower(p), "c:") })
	}},
	{"56", "another drive", func(v *view) bool {
		return v.fails("normalizing workdir") && v.fails("The specified path is not on the system drive (C:)")
	}},
	{"56", `C:\ continues the line`, func(v *view) bool {
		return v.ok() && v.matches(openDrive) && slices.ContainsFunc(workdirs(v), func(p string) bool { return strings.HasPrefix(p, "C:") && !strings.HasPrefix(p, `C:\`) })
	}},
	{"57", "USER is not checked", func(v *view) bool { return v.truth.Config.User == "a b" }},
	{"57", "an empty USER", func(v *view) bool {
		return v.ok() && v.truth.Config.User == "" && has[*instructions.UserCommand](v.own())
	}},
	{"57", "USER alone", fails("USER requires exactly one argument")},
	{"58", "a signal's name", signalIs(`(?i)^(SIG)?(TERM|INT|HUP|QUIT)$`)},
	{"58", "a real-time signal", signalIs(`RTM`)},
	{"58", "any number", signalIs(`^(999|-1)$`)},
	{"58", "signal 0", fails("invalid signal: 0")},
	{"58", "an unknown signal", fails("invalid signal: FOO")},
	{"58", "STOPSIGNAL alone", fails("STOPSIGNAL requires exactly one argument")},
	{"19/54", "an empty WORKDIR on nothing is /", func(v *view) bool {
		return v.ok() && v.truth.Config.WorkingDir == "/" && v.base.Config.WorkingDir == "" && v.ref != "" &&
			slices.ContainsFunc(workdirs(v), func(p string) bool { return p == `""` || p == "''" || p == "${NOPE}" })
	}},
	{"19/56", "the target platform decides, not the image", func(v *view) bool {
		return v.ok() && v.base.OS == "windows" && strings.HasPrefix(v.platform(), "linux") && strings.HasPrefix(v.truth.Config.WorkingDir, "/")
	}},
}

var openDrive = regexp.MustCompile(`(?i)WORKDIR C:\\\r?\n`)

// workdirs is the WORKDIR arguments of the chain.
func workdirs(v *view) (out []string) {
	for _, c := range only[*instructions.WorkdirCommand](v.all()) {
		out = append(out, c.Path)
	}
	return out
}

func signalIs(pattern string) func(*view) bool {
	re := regexp.MustCompile(pattern)
	return func(v *view) bool {
		return v.truth.Config.StopSignal != "" && re.MatchString(v.truth.Config.StopSignal) && has[*instructions.StopSignalCommand](v.all())
	}
}
