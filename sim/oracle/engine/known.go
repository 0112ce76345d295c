package engine

import "strings"

// known is a difference that has a name and a reason.
type known struct {
	name   string
	reason string // why, and where that is true
	engine string // docker, podman
	is     func(q Question, a Answer, d Difference) bool
}

// knownDifferences are all of them.
var knownDifferences = []known{
	{
		name:   "a base image with a bare variable",
		reason: "an environment entry without = takes the variable away (moby/moby daemon/pkg/oci ReplaceOrAppendEnvValues); we take it for an empty value, as the converter does",
		engine: "docker",
		is: func(q Question, _ Answer, d Difference) bool {
			return strings.HasPrefix(d.Field, "env") && strings.Contains(string(q.Config), `"NOEQ"`) && strings.Replace(d.Ours, `"NOEQ=",`, "", 1) == d.Theirs
		},
	},
	{
		name:   "values that the 20.10 client refuses in its own words",
		reason: "the grammar of --mount, --publish, --expose and --gpus of the old client (docker/cli 20.10 opts) is not in our profile: ours reads the current one",
		engine: "docker",
		is: func(q Question, a Answer, d Difference) bool {
			return strings.Contains(q.Name, "cli-refused/values.txtar") && (d.Field == "runs" || d.Field == "created" || d.Field == "text") && a.Code == 125
		},
	},
	{
		name:   "a container that the line needs",
		reason: "--net container:NAME needs a running container of that name; none is there, or only what another question has left",
		engine: "docker",
		is: func(q Question, a Answer, d Difference) bool {
			return strings.Contains(strings.Join(q.Words, " "), "container:") && a.Code == 125 &&
				(strings.Contains(a.Says, "No such container: db") || strings.Contains(a.Says, "cannot join own network"))
		},
	},
	{
		name:   "a tmpfs over a file",
		reason: "where the image has a file at the mount's place runc cannot mount there (125); ours says what it says where there is none (126). Open: ours is too certain",
		engine: "docker",
		is: func(q Question, a Answer, d Difference) bool {
			return strings.Contains(q.Name, "tmpfs-at-the-program") && strings.Contains(a.Says, "error mounting \"tmpfs\"")
		},
	},
}

// neverBuilt is why a question is not asked: the converter takes the file, and
// BuildKit ends the build when it runs a step or the checks. The converter does
// neither; sim/oracle/build holds the checks.
const neverBuilt = "the build ends when a step or the checks are run"
