package report_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim/report"
)

// A word that depends on a variable of the reader's shell says which one, and how
// to tell explain; no variable is named that would not help.
func TestHostVariables(t *testing.T) {
	for _, c := range []struct{ line, says, settle string }{
		{"docker run alpine echo $X", "what $X holds in your shell is not known here", "explain --host-env X=VALUE …"},
		{`docker run -u "$U" --entrypoint "$E/x" -w $W -e A=$A -e B alpine ${Y:-z}`, "what $E, $Y, $U, $W, $A and $B hold in your shell is not known here",
			"explain --host-env E=VALUE --host-env Y=VALUE --host-env U=VALUE --host-env W=VALUE --host-env A=VALUE --host-env B=VALUE …"},
		{`docker run -v $PWD:/x alpine '$X' "a$Y"`, "what $Y holds in your shell is not known here", "explain --host-env Y=VALUE …"},
		{`docker run alpine '$Z'"$X"`, "what $X holds in your shell is not known here", "explain --host-env X=VALUE …"},
		{"docker exec web echo $X", "what $X holds in your shell is not known here", "explain --host-env X=VALUE …"},
		{"docker run alpine $(echo $X)", "", ""},
		{"for x in a b; do docker run alpine $x; done", "", ""},
		{"read X; docker run alpine $X", "", ""},
		{"docker run alpine $UID $1", "", ""},
		{"X=1; docker run alpine $X", "", ""},
		{"docker run alpine ls", "", ""},
	} {
		r := report.New(report.Request{Line: c.line})
		require.Nil(t, r.Error, c.line)
		var says, settle string
		for _, a := range r.Answers[0].Assumptions {
			if a.ID == "host-variable" {
				says, settle = a.Says, a.Settle
			}
		}
		assert.Equal(t, c.says, says, c.line)
		assert.Equal(t, c.settle, settle, c.line)
	}
}

// With what the assumption asks for, the argv is certain.
func TestHostVariablesSettle(t *testing.T) {
	req := report.Request{Line: "docker run alpine echo $X"}
	require.False(t, report.New(req).Answers[0].Process.Certain)
	req.HostEnv = map[string]string{"X": "a b"}
	p := report.New(req).Answers[0].Process
	assert.True(t, p.Certain)
	assert.Equal(t, `"echo" "a" "b"`, show(p.Argv))
}

// A build argument whose value is not known is not taken for an empty one, nor
// for the default of its ARG.
func TestUnknownBuildArgument(t *testing.T) {
	req := report.Request{Files: file("ARG V=alpine\nFROM $V\n"), Line: "docker build --build-arg V=$V -t x . && docker run x"}
	a := report.New(req).Answers[0]
	assert.False(t, a.Process.Certain)
	assert.Contains(t, show(a.Process.Argv), "the image that $V ($V of your shell) names")
	assert.Contains(t, a.Assumptions[0].Says, "--build-arg V")
	assert.Equal(t, "explain --host-env V=VALUE …", a.Assumptions[0].Settle)
}
