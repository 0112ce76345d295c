package engine

import "strings"

// known is a difference that has a name and a reason.
type known struct {
	name   string
	reason string // why, and where that is true
	engine string // docker, podman
	is     func(q Question, a Answer, d Difference) bool
}

// knownDifferences are all of them. One that no question needs is a fault of
// the list.
var knownDifferences = []known{
	{
		name:   "a base image with a bare variable",
		reason: "an environment entry without = takes the variable away (moby/moby daemon/pkg/oci ReplaceOrAppendEnvValues); we take it for an empty value, as the converter does",
		engine: "docker",
		is: func(q Question, _ Answer, d Difference) bool {
			return strings.HasPrefix(d.Field, "env") && strings.Contains(string(q.Config), `"NOEQ"`) && strings.Replace(d.Ours, `"NOEQ=",`, "", 1) == d.Theirs
		},
	},
}

// neverBuilt is why a question is not asked: the converter takes the file, and
// BuildKit ends the build when it runs a step or the checks. The converter does
// neither; sim/oracle/build holds the checks.
const neverBuilt = "the build ends when a step or the checks are run"
