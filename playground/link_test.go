package playground

import (
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
)

// unpack reads a link as the page does.
func unpack(t *testing.T, link string) (req report.Request) {
	t.Helper()
	_, packed, ok := strings.Cut(link, "#s=")
	require.True(t, ok, link)
	b, err := base64.RawURLEncoding.DecodeString(packed)
	require.NoError(t, err)
	text, err := io.ReadAll(flate.NewReader(strings.NewReader(string(b))))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &req))
	return req
}

func TestLinksHoldTheRequest(t *testing.T) {
	req := request(t)
	link, err := Link("https://example.org/a/?embed=1#old", req, true)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(link, "https://example.org/a/?embed=1#s="), link)
	assert.Equal(t, req, unpack(t, link))

	link, err = Link("http://127.0.0.1:80", req, false)
	require.NoError(t, err)
	assert.Equal(t, report.Masked(req), unpack(t, link))
}

func TestLinksTakeTheDockerfileThatWasFound(t *testing.T) {
	found := &sim.File{Name: "Dockerfile", Text: "FROM debian:12\nCMD [\"a\"]\n"}
	link, err := Link("http://x/", report.Request{Line: "docker run my-image", Default: found}, true)
	require.NoError(t, err)
	assert.Equal(t, []sim.File{*found}, unpack(t, link).Files)
	link, err = Link("http://x/", report.Request{Line: "docker run nginx", Default: found}, true)
	require.NoError(t, err)
	assert.Empty(t, unpack(t, link).Files, "the catalogue's nginx was meant")
}

func TestLinksBeginWithAnAddress(t *testing.T) {
	for _, base := range []string{"", "x", "javascript:alert(1)", "/a", "file:///x", "http://", "http://[x"} {
		_, err := Link(base, report.Request{}, false)
		assert.Error(t, err, base)
	}
}
