package playground

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
	"explain/sim/scenario"
)

const question = `{"files":[{"name":"Dockerfile","text":"FROM debian:12\nARG V=1\nENTRYPOINT [\"a\"]\n"}],"line":"docker run -e A=1 img x; docker run img 'y z'"}`

func request(t *testing.T) (req report.Request) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(question), &req))
	return req
}

func asked(t *testing.T, want string) string {
	t.Helper()
	return Explain(strings.TrimSuffix(question, "}") + `,` + want + `}`)
}

func textOf(t *testing.T, answer string) Text {
	t.Helper()
	var out Text
	require.NoError(t, json.Unmarshal([]byte(answer), &out), answer)
	return out
}

func TestExplainIsTheReport(t *testing.T) {
	var want bytes.Buffer
	require.NoError(t, report.JSON(&want, report.New(request(t))))
	assert.Equal(t, want.String(), Explain(question))
	assert.Contains(t, Explain("no JSON"), `"msg":"this is no request: `)
	assert.Contains(t, Explain("{}"), `"msg":"there is nothing to explain"`)
}

func TestExplainGivesTextsToo(t *testing.T) {
	assert.Equal(t, Text{Text: `["a","x"]`}, textOf(t, asked(t, `"want":"argv"`)))
	assert.Equal(t, Text{Text: `a 'y z'`}, textOf(t, asked(t, `"want":"shell","answer":1`)))
	assert.NotNil(t, textOf(t, asked(t, `"want":"argv","answer":7`)).Error, "two answers, and which one is not said")
	masked := textOf(t, asked(t, `"want":"markdown"`)).Text
	assert.Contains(t, masked, "-e A=masked")
	assert.Contains(t, textOf(t, asked(t, `"want":"markdown","reveal":true`)).Text, "-e A=1")
	var want bytes.Buffer
	require.NoError(t, report.Markdown(&want, report.New(report.Masked(request(t)))))
	assert.Equal(t, want.String(), masked)
	assert.Contains(t, asked(t, `"want":"matrix"`), `"cells":[`)
	assert.Contains(t, asked(t, `"want":"masked"`), `-e A=masked`)
}

func TestCommandLinesAskTheSame(t *testing.T) {
	req := report.Request{
		Files: []sim.File{{Name: "Dockerfile", Text: "FROM a\nRUN <<EOF\nEOF\nCMD [\"x\"]"}}, Line: "docker run img 'a b'",
		Target: "t", BuildArgs: map[string]string{"B": "1", "A": "x y"}, HostEnv: map[string]string{"H": ""}, Engine: "20.10", Exact: true,
		Bases: []report.BaseFile{{Ref: "corp/x"}, {}}, HostFiles: []report.HostFile{{Name: "f\nrm"}}, Disable: []string{"bare-cmd"},
	}
	want := []string{
		"# base-1.json holds what docker inspect corp/x printed",
		"# .explain/bases/base-2.json holds what docker inspect printed",
		"# f?rm lies in this folder",
		`explain --target t --build-arg 'A=x y' --build-arg B=1 --host-env H= --base corp/x=base-1.json --engine 20.10 --exact --disable bare-cmd -f - 'docker run img '\''a b'\''' <<'EOF_'`,
		"FROM a", "RUN <<EOF", "EOF", `CMD ["x"]`, "EOF_", "",
	}
	assert.Equal(t, want, strings.Split(CommandLine(req), "\n"))
	assert.Equal(t, "explain 'docker run img'\n", CommandLine(report.Request{Argv: []string{"docker", "run", "img"}}))
}

func TestCatalogHasWhatThePageOffers(t *testing.T) {
	var c Contents
	require.NoError(t, json.Unmarshal([]byte(Catalog()), &c))
	assert.NotEmpty(t, c.Date)
	assert.Greater(t, len(c.Images), 50)
	assert.Greater(t, len(c.Rules), 50)
	assert.NotEmpty(t, c.Checks)
	for _, i := range c.Images {
		assert.NotEmpty(t, i.Tags, i.Name)
	}
}

func TestGrade(t *testing.T) {
	exercise := "One.\n\n-- Dockerfile --\nFROM debian:12\nCMD [\"a\"]\n-- run --\ndocker run img\n"
	grade := func(answer string) (g scenario.Grade) {
		require.NoError(t, json.Unmarshal([]byte(Grade(exercise, answer)), &g))
		return g
	}
	assert.True(t, grade(`{"argv":["a"]}`).Solved)
	assert.Equal(t, "a", grade(`{"argv":["b"]}`).Want)
	assert.Contains(t, grade(`x`).Says, "this is no answer")
	assert.Contains(t, Grade("-- nosuch --\n", `{}`), `"solved":false`)
}

func TestWantsAreWhatTheRequestCouldSay(t *testing.T) {
	var r report.Report
	require.NoError(t, json.Unmarshal([]byte(Explain(`{"files":[{"name":"Dockerfile","text":"ARG V=1\nFROM a\nARG V\nARG W=$V X\n"}],"line":"docker run --env-file e.env --env-file e.env img"}`)), &r))
	assert.Equal(t, []string{"e.env"}, r.Wants.HostFiles)
	r = report.Report{}
	require.NoError(t, json.Unmarshal([]byte(Explain(`{"files":[{"name":"Dockerfile","text":"ARG V=1\nFROM a\nARG V\nARG W=$V X\n"}],"line":"docker run img"}`)), &r))
	var names []string
	for _, a := range r.Wants.BuildArgs {
		names = append(names, a.Name+"="+a.Default)
	}
	assert.Equal(t, []string{"V=1", "W=$V", "X="}, names)
}
