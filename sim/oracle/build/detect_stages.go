package build

import (
	"regexp"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// stageDetectors: section 4, rules 30 to 34.
var stageDetectors = []detector{
	{"30", "the last stage", func(v *view) bool { return v.ok() && v.Target == "" && len(v.stages) > 1 }},
	{"30", "--target", func(v *view) bool { return v.ok() && v.Target != "" && v.Target == strings.ToLower(v.Target) }},
	{"30", "--target in another case", func(v *view) bool { return v.ok() && v.Target != strings.ToLower(v.Target) }},
	{"30", "--target by number", fails(`target stage "0" could not be found`)},
	{"30", "--target that is not there", fails("could not be found")},
	{"30", "did you mean", func(v *view) bool { return v.fails("could not be found (did you mean") }},
	{"30", "a duplicate name means the last", func(v *view) bool {
		n := 0
		for _, s := range v.stages {
			if s.Name != "" && strings.EqualFold(s.Name, v.Target) {
				n++
			}
		}
		return v.ok() && n > 1
	}},
	{"31", "a bad STOPSIGNAL in an unused stage", func(v *view) bool {
		return v.ok() && v.unused(func(s instructions.Stage) bool {
			return slices.ContainsFunc(only[*instructions.StopSignalCommand](s.Commands), func(c *instructions.StopSignalCommand) bool {
				return c.Signal == "0" || strings.Contains(c.Signal, "FOO") || strings.Contains(c.Signal, "NOPE") || strings.Contains(c.Signal, "#")
			})
		})
	}},
	{"31", "a missing image in an unused stage", func(v *view) bool {
		return v.ok() && v.unused(func(s instructions.Stage) bool { return strings.HasPrefix(s.BaseName, "nope") })
	}},
	{"31", "an unused stage", func(v *view) bool { return v.ok() && v.unused(func(instructions.Stage) bool { return true }) }},
	{"31", "what cannot be parsed fails anywhere", func(v *view) bool {
		i := strings.LastIndex(strings.ToUpper(v.Dockerfile), "\nFROM ")
		return i > 0 && v.fails("dockerfile parse error on line") && strings.Count(v.Dockerfile[:i], "FROM ") > 0 && firstError(v) <= 1+strings.Count(v.Dockerfile[:i], "\n")
	}},
	{"32", "a variable in FROM", func(v *view) bool { return v.ok() && strings.Contains(v.bottom(), "$") }},
	{"32", "FROM of nothing", func(v *view) bool { return v.fails("base name (") && v.fails("should not be blank") }},
	{"32", "quotes in FROM", func(v *view) bool { return v.ok() && strings.ContainsAny(v.bottom(), `"'`) }},
	{"32", "an ARG above FROM selects the base", func(v *view) bool {
		return v.ok() && slices.ContainsFunc(v.globals, func(a instructions.ArgCommand) bool {
			return slices.ContainsFunc(a.Args, func(kv instructions.KeyValuePairOptional) bool {
				return uses(v.bottom(), map[string]bool{kv.Key: true})
			})
		})
	}},
	{"33", "a global ARG declared again", func(v *view) bool { return v.ok() && v.globalAgain(true) }},
	{"33", "a global ARG not declared again", func(v *view) bool { return v.ok() && v.globalAgain(false) }},
	{"33", "a platform ARG", func(v *view) bool {
		return v.ok() && slices.ContainsFunc(only[argIns](v.all()), func(a argIns) bool {
			return slices.ContainsFunc(a.Args, func(kv instructions.KeyValuePairOptional) bool {
				return platformArg.MatchString(kv.Key) && kv.Value == nil
			})
		})
	}},
	{"34", "--platform on an image", func(v *view) bool {
		return v.ok() && v.platformOn(func(base string) bool { return base == v.ref && v.ref != "" })
	}},
	{"34", "--platform on a stage", func(v *view) bool { return v.ok() && len(v.chain) > 1 && v.stages[v.chain[0]].Platform != "" }},
	{"34", "--platform on scratch", func(v *view) bool { return v.ok() && v.platformOn(func(base string) bool { return base == "scratch" }) }},
	{"34", "an empty --platform", fails("empty platform value from expression")},
	{"34", "a wrong --platform", fails("failed to parse platform")},
}

var (
	platformArg = regexp.MustCompile(`^(TARGET|BUILD)[A-Z]+$`)
	errorLine   = regexp.MustCompile(`parse error on line (\d+):`)
)

// unused reports whether a stage outside of the chain, which nothing reads from,
// is as f says.
func (v *view) unused(f func(instructions.Stage) bool) bool {
	if strings.Contains(v.Dockerfile, "from=") || v.triggered() {
		return false
	}
	for i, s := range v.stages {
		if !slices.Contains(v.chain, i) && len(v.chain) > 0 && f(s) {
			return true
		}
	}
	return false
}

// globalAgain: a variable of an ARG above FROM is used in the target stage, with
// or without a bare ARG there.
func (v *view) globalAgain(declared bool) bool {
	names := map[string]bool{}
	for _, a := range v.globals {
		for _, kv := range a.Args {
			names[kv.Key] = kv.Value != nil
		}
	}
	for _, a := range only[argIns](v.own()) {
		for _, kv := range a.Args {
			if names[kv.Key] && kv.Value == nil {
				return declared
			}
			delete(names, kv.Key)
		}
	}
	return !declared && slices.ContainsFunc(only[*instructions.UserCommand](v.own()), func(c *instructions.UserCommand) bool { return uses(c.User, names) })
}

func (v *view) platformOn(f func(base string) bool) bool {
	if len(v.chain) == 0 {
		return false
	}
	s := v.stages[v.chain[len(v.chain)-1]]
	return s.Platform != "" && f(s.BaseName)
}

// firstError is the line that a parse error names.
func firstError(v *view) (line int) {
	if m := errorLine.FindStringSubmatch(v.truth.Err); m != nil {
		for _, d := range m[1] {
			line = line*10 + int(d-'0')
		}
	}
	return line
}
