package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
	"explain/sim/scenario"
)

// schema is the published one.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("../../docs/report.schema.json")
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("report.schema.json", doc))
	s, err := c.Compile("report.schema.json")
	require.NoError(t, err)
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, r *report.Report) {
	t.Helper()
	text, err := json.Marshal(r)
	require.NoError(t, err)
	require.NotContains(t, string(text), `"words":null`)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	require.NoError(t, s.Validate(doc), "%s", text)
}

// Every scenario's and every example's report has the published shape.
func TestReportsHaveThePublishedShape(t *testing.T) {
	s := schema(t)
	n := 0
	for _, glob := range []string{"../testdata/*/*.txtar", "../../examples/*.txtar"} {
		names, err := filepath.Glob(glob)
		require.NoError(t, err)
		for _, name := range names {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			sc, err := scenario.Read(name, string(text))
			require.NoError(t, err)
			valid(t, s, report.New(sc.Request()))
			n++
		}
	}
	require.Greater(t, n, 20)
	for _, req := range oddRequests {
		valid(t, s, report.New(req))
	}
}

// oddRequests are inputs at the edge, each of which must give one document.
var oddRequests = []report.Request{
	{},
	{Files: []sim.File{{Name: "Dockerfile"}}},
	{Files: []sim.File{{Name: "Dockerfile", Text: "FROM x\nFOO y\n"}}},
	{Files: []sim.File{{Name: "Dockerfile", Text: "FROM a AS b\nFROM b\nCMD x\n"}}, Stages: true},
	{Files: []sim.File{{Name: "Dockerfile", Text: "FROM scratch AS broken\nSTOPSIGNAL nope\nFROM scratch\nCMD [\"x\"]\n"}}, Stages: true},
	{Files: []sim.File{{Name: "bin", Text: "\x00"}}},
	{Line: "docker run"},
	{Line: "docker run --no-such-flag img"},
	{Line: "docker exec web sh -c 'echo hi'"},
	{Line: "docker start web"},
	{Line: "docker run --health-cmd x --init -t -h box -u 1 -w /w nginx a b"},
	{Line: "echo 'unfinished"},
	{Line: "ls"},
	{Message: "137"},
	{Message: "all is well"},
	{Message: "exec: \"/bin/sh\": stat /bin/sh: no such file or directory", Line: "docker run app", Files: []sim.File{{Name: "Dockerfile", Text: "FROM scratch\nCMD x\n"}}},
	{Message: "exited with code 1", Line: "ls"},
	{Message: `[{"Path": "sleep", "Args": ["1"], "State": {"ExitCode": 137}, "Config": {"Image": "a"}, "HostConfig": {}}]`},
	{Files: []sim.File{{Name: "Dockerfile", Text: "FROM scratch\nHEALTHCHECK CMD x\nONBUILD RUN y\nSTOPSIGNAL 9\n"}}, Argv: []string{"docker", "create", "img", "x"}},
}
