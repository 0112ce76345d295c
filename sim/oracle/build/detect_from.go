package build

import (
	"regexp"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// fromDetectors: section 4, rules 25 to 29.
var fromDetectors = []detector{
	{"25", "everything is copied from an image", func(v *view) bool {
		return v.ok() && len(v.chain) == 1 && len(v.own()) == 0 && strings.HasPrefix(v.ref, "full")
	}},
	{"25", "the image's triggers are not", func(v *view) bool {
		return v.ok() && len(v.chain) == 1 && len(v.base.Config.OnBuild) > 0 && len(v.truth.Config.OnBuild) == 0
	}},
	{"26", "a stage inherits from a stage", func(v *view) bool { return v.ok() && len(v.chain) == 2 }},
	{"26", "over several stages", func(v *view) bool { return v.ok() && len(v.chain) > 2 }},
	{"26", "ARG values too", func(v *view) bool {
		declared := map[string]bool{}
		for _, a := range only[argIns](v.stage(1)) {
			for _, kv := range a.Args {
				declared[kv.Key] = true
			}
		}
		for _, a := range only[argIns](v.own()) {
			for _, kv := range a.Args {
				delete(declared, kv.Key)
			}
		}
		return v.ok() && slices.ContainsFunc(only[*instructions.UserCommand](v.own()), func(c *instructions.UserCommand) bool { return uses(c.User, declared) }) ||
			v.ok() && slices.ContainsFunc(only[*instructions.WorkdirCommand](v.own()), func(c *instructions.WorkdirCommand) bool { return uses(c.Path, declared) })
	}},
	{"26", "COPY --from inherits nothing", inArgs("COPY", `^--from=[a-zA-Z]`)},
	{"26", "COPY --from a number", inArgs("COPY", `^--from=\d`)},
	{"26", "RUN --mount=from inherits nothing", inArgs("RUN", `--mount=\S*from=`)},
	{"27", "scratch on linux", scratchOn("linux", "/")},
	{"27", "scratch on windows", scratchOn("windows", `\`)},
	{"27", "shell form on scratch", func(v *view) bool {
		return v.ok() && v.bottom() == "scratch" && isShellForm(v.truth.Config.Cmd, "/bin/sh", "-c")
	}},
	{"28", "PATH is added", func(v *view) bool {
		return v.ok() && v.ref != "" && !hasPath(v.base.Config.Env) && slices.Contains(v.truth.Config.Env, defaultPath)
	}},
	{"28", "PATH is there", func(v *view) bool {
		return v.ok() && hasPath(v.base.Config.Env) && !slices.Contains(v.truth.Config.Env, defaultPath)
	}},
	{"28", "no PATH on windows", func(v *view) bool {
		return v.ok() && strings.HasPrefix(v.Platform, "windows") && v.ref != "" && !hasPath(v.truth.Config.Env)
	}},
	{"29", "a stage named in another case", func(v *view) bool {
		return v.ok() && len(v.chain) > 1 && v.keyword("FROM", func(n *parser.Node) bool { return oddName.MatchString(args(n)) })
	}},
	{"29", "FROM matches case", fails("must be lowercase")},
	{"29", "a number is an image", fails("0: docker.io/library/0:latest: not found")},
	{"29", "a duplicate name shadows", func(v *view) bool {
		if len(v.chain) < 2 {
			return false
		}
		parent, n := v.stages[v.chain[1]].Name, 0
		for _, s := range v.stages[:v.chain[0]] {
			if s.Name == parent {
				n++
			}
		}
		return v.ok() && n > 1
	}},
	{"29", "FROM a AS a", func(v *view) bool {
		return v.ok() && slices.ContainsFunc(v.stages, func(s instructions.Stage) bool { return s.Name != "" && s.Name == s.BaseName })
	}},
	{"29", "a stage hides scratch", func(v *view) bool {
		return v.ok() && len(v.chain) > 1 && v.stages[v.chain[1]].Name == "scratch"
	}},
}

var oddName = regexp.MustCompile(`(?i:as)\s+\S*[A-Z]`)

// uses reports whether a text refers to one of the variables.
func uses(text string, names map[string]bool) bool {
	for n := range names {
		if strings.Contains(text, "$"+n) || strings.Contains(text, "${"+n) {
			return true
		}
	}
	return false
}

func hasPath(env []string) bool {
	return slices.ContainsFunc(env, func(e string) bool { return strings.HasPrefix(e, "PATH=") })
}

// bottom is the name behind the FROM that the chain ends in.
func (v *view) bottom() string {
	if len(v.chain) == 0 {
		return ""
	}
	return v.stages[v.chain[len(v.chain)-1]].BaseName
}

func scratchOn(os, dir string) func(*view) bool {
	return func(v *view) bool {
		return v.ok() && v.bottom() == "scratch" && strings.HasPrefix(v.platform(), os) && v.truth.Config.WorkingDir == dir
	}
}
