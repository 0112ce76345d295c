package report_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
)

// certainties are requests and what of their answer is certain.
var certainties = []struct {
	name, file, line string
	req              report.Request
	argv, outcome    bool     // certain
	assumptions      []string // parts of what is assumed, one of each
	provided         []string // parts of the conditions, all of them
}{
	{name: "a foreign frontend", file: "# syntax=foo/bar\nFROM scratch\nENTRYPOINT [\"/a\"]\nCMD [\"b\"]\n", line: "docker run app",
		assumptions: []string{"foo/bar reads this file as Docker's own does"}, provided: []string{"foo/bar"}},
	{name: "a foreign frontend by build argument", file: "FROM scratch\nCMD [\"/a\"]\n", line: "docker build --build-arg BUILDKIT_SYNTAX=foo/bar -t app . && docker run app",
		assumptions: []string{"foo/bar reads this file as Docker's own does"}, provided: []string{"foo/bar"}},
	{name: "words that the line says are certain under any frontend", file: "# syntax=foo/bar\nFROM debian\nCMD [\"/a\"]\n", line: "docker run --entrypoint /x app b", argv: true,
		assumptions: []string{"foo/bar", "debian as of"}, provided: []string{"the image has /x", "foo/bar"}},
	{name: "nothing to run, says only Docker's own frontend", file: "# syntax=foo/bar\nFROM scratch\n", line: "docker run app",
		assumptions: []string{"foo/bar"}, provided: []string{"foo/bar"}},
	{name: "what Docker's frontend refuses another may take", file: "# syntax=foo/bar\nFROM scratch\nFROB x\n", line: "docker run app", provided: []string{"foo/bar"}},
	{name: "a variable among the options", line: "docker run $OPTS debian a",
		assumptions: []string{"$OPTS of your shell holds options only, none of which says what runs: then debian is the image and the words behind it are a; if it holds the image itself, the words behind the image are debian a → explain --host-env OPTS=VALUE 'docker run $OPTS debian a'", "debian as of"},
		provided:    []string{"a is found", "$OPTS of your shell holds options only"}},
	{name: "nothing behind the image", line: "docker run ${OPTS} debian",
		assumptions: []string{"then debian is the image; if it holds the image itself, the words behind the image are debian → explain --host-env OPTS=VALUE", "debian as of"},
		provided:    []string{"bash", "holds options only"}},
	{name: "a command among the options", line: "docker run $(opts) debian a",
		assumptions: []string{"→ write what $(opts) stands for in its place", "debian as of"}, provided: []string{"a is found", "holds options only"}},
	{name: "what the client refuses may be a word behind the image", line: "docker run $OPTS --nope debian",
		assumptions: []string{"holds options only"}, provided: []string{"$OPTS of your shell holds options only"}},
	{name: "a known variable among the options", line: "docker run $OPTS debian a", req: report.Request{HostEnv: map[string]string{"OPTS": "--rm -e A=1"}}, argv: true,
		assumptions: []string{"debian as of"}, provided: []string{"a is found"}},
	{name: "docker exec", line: "docker exec $OPTS c a", assumptions: []string{"then c is the container and the words behind it are a; if it holds the container itself, the words behind the container are c a"}, provided: []string{"running", "a is found", "holds options only"}},
}

func TestCertainties(t *testing.T) {
	for _, c := range certainties {
		t.Run(c.name, func(t *testing.T) {
			req := c.req
			req.Line = c.line
			if c.file != "" {
				req.Files = []sim.File{{Name: "Dockerfile", Text: c.file}}
			}
			r := report.New(req)
			require.Nil(t, r.Error)
			a := r.Answers[len(r.Answers)-1]
			require.Equal(t, c.argv, a.Process != nil && a.Process.Certain, "argv")
			require.Equal(t, c.outcome, a.Outcome.Certain, "outcome: %+v", a.Outcome)
			var says []string
			for _, as := range a.Assumptions {
				says = append(says, as.Says+" → "+as.Settle)
				require.NotEmpty(t, as.Settle)
			}
			requireParts(t, c.assumptions, says)
			requireParts(t, c.provided, a.Outcome.If)
		})
	}
}

// requireParts wants one text for each part, in any order.
func requireParts(t *testing.T, parts, texts []string) {
	t.Helper()
	require.Len(t, texts, len(parts), "%q", texts)
	for _, part := range parts {
		require.True(t, strings.Contains(strings.Join(texts, "\n"), part), "%q in %q", part, texts)
	}
}
