package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

func TestMaskedLines(t *testing.T) {
	for line, want := range map[string]string{
		"docker run -e A=1 img a":                             "docker run -e A=masked img a",
		"docker run -e A='x y' --env=B=c -eC=d img":           "docker run -e A=masked --env=B=masked -eC=masked img",
		"docker run -e \"E=f$g\" -e H img":                    "docker run -e \"E=masked\" -e H img",
		"docker run -e \"E=f\" img":                           "docker run -e \"E=masked\" img",
		"docker run -e A= img --api-key=abc":                  "docker run -e A= img --api-key=masked",
		"docker build --build-arg V=3 -t x . && docker run x": "docker build --build-arg V=masked -t x . && docker run x",
		"API_TOKEN='a b' docker run img":                      "API_TOKEN=masked docker run img",
		"docker run --entrypoint sh img -c 'echo hi'":         "docker run --entrypoint sh img -c 'echo hi'",
	} {
		assert.Equal(t, want, Masked(Request{Line: line}).Line)
	}
}

func TestMaskedTexts(t *testing.T) {
	for text, want := range map[string]string{
		"ENV API_TOKEN=abc X=1\n":                               "ENV API_TOKEN=masked X=1\n",
		"ENV my_password a b c\nCMD [\"a\"]\n":                  "ENV my_password masked\nCMD [\"a\"]\n",
		"ARG SSH_KEY=\"a b\"\n":                                 "ARG SSH_KEY=masked\n",
		"[{\"Env\": [\"DB_PASSWORD=a \\\"b\", \"PATH=/bin\"]}]": "[{\"Env\": [\"DB_PASSWORD=masked\", \"PATH=/bin\"]}]",
		"{\"clientSecret\": \"s\"}":                             "{\"clientSecret\": \"masked\"}",
		"CMD [\"serve\", \"--token=abc\"]\n":                    "CMD [\"serve\", \"--token=masked\"]\n",
		"FROM nginx\nCMD [\"keys\"]\n":                          "FROM nginx\nCMD [\"keys\"]\n",
	} {
		assert.Equal(t, want, Masked(Request{Files: []sim.File{{Name: "f", Text: text}}}).Files[0].Text)
	}
}

func TestMaskedRequests(t *testing.T) {
	req := Request{
		Argv:      []string{"docker", "run", "-e", "A=s3cr3t", "-e", "B", "--env-file", "f", "img", "x y"},
		BuildArgs: map[string]string{"V": "s3cr3t"},
		HostEnv:   map[string]string{"B": "s3cr3t", "MY_KEY": "s3cr3t", "HOME": "/root"},
		HostFiles: []HostFile{{Name: "f", Text: "# note\nC=s3cr3t\nD\n"}},
		Bases:     []BaseFile{{Ref: "img", File: sim.File{Name: "b", Text: `{"Env":["X_TOKEN=s3cr3t"]}`}}},
		Default:   &sim.File{Name: "Dockerfile", Text: "ENV MY_SECRET=s3cr3t\n"},
	}
	before := encode(t, req)
	got := Masked(req)
	assert.NotContains(t, encode(t, got), "s3cr3t")
	assert.Equal(t, before, encode(t, req), "the request itself stays")
	assert.Equal(t, "/root", got.HostEnv["HOME"])
	assert.Equal(t, "# note\nC=masked\nD\n", got.HostFiles[0].Text)
	assert.True(t, strings.HasSuffix(got.Line, " img 'x y'"), got.Line)
}

func encode(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}
