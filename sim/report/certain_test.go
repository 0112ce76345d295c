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
		assumptions: []string{"$OPTS of your shell holds options only, and none of its options says what runs: then debian is the image and the words behind it are a; if it holds the image itself, the words behind the image are debian a → explain --host-env OPTS=VALUE 'docker run $OPTS debian a'", "debian as of"},
		provided:    []string{"a is found", "$OPTS of your shell holds options only"}},
	{name: "nothing behind the image", line: "docker run ${OPTS} debian",
		assumptions: []string{"then debian is the image; if it holds the image itself, the words behind the image are debian → explain --host-env OPTS=VALUE", "debian as of"},
		provided:    []string{"bash", "holds options only"}},
	{name: "a command among the options", line: "docker run $(opts) debian a",
		assumptions: []string{"→ write what $(opts) stands for in its place", "debian as of"}, provided: []string{"a is found", "holds options only"}},
	{name: "what the client refuses may be a word behind the image", line: "docker run $OPTS --nope debian",
		assumptions: []string{"$OPTS of your shell ends in the image"}, provided: []string{"$OPTS of your shell ends in the image"}},
	{name: "a known variable among the options", line: "docker run $OPTS debian a", req: report.Request{HostEnv: map[string]string{"OPTS": "--rm -e A=1"}}, argv: true,
		assumptions: []string{"debian as of"}, provided: []string{"a is found"}},
	{name: "nothing is in an empty image", file: empty, line: "docker run app", outcome: true, argv: true},
	{name: "a folder of the host over the program", file: empty, line: "docker run -v /x:/b app", argv: true, provided: []string{"-v /x:/b brings /b"}},
	{name: "a volume over all", file: empty, line: "docker run -v vol:/ app", argv: true, provided: []string{"-v vol:/ brings /b", "docker accepts -v vol:/"}},
	{name: "--mount over the program", file: empty, line: "docker run --mount type=bind,src=/x,dst=/b app", argv: true, provided: []string{"brings /b", "this machine has the source of --mount type=bind,src=/x,dst=/b"}},
	{name: "other volumes", file: empty, line: "docker run --volumes-from c app", argv: true, provided: []string{"--volumes-from c brings /b"}},
	{name: "a mount elsewhere", file: empty, line: "docker run -v /x:/y app", argv: true, outcome: true},
	{name: "an odd mount elsewhere", file: empty, line: "docker run -v /x:/y:bad app", argv: true, provided: []string{"docker accepts -v /x:/y:bad"}},
	{name: "drives", file: empty, line: "docker run -v a:b:c:d app", argv: true, provided: []string{"docker accepts -v a:b:c:d", "-v a:b:c:d brings /b"}},
	{name: "a source that is not known", file: empty, line: `docker run -v "$(pwd):/b:ro" app`, argv: true, provided: []string{`brings /b`}},
	{name: "a restart policy that is none", file: empty, line: "docker run --restart foo app", argv: true, provided: []string{"docker accepts --restart foo"}},
	{name: "what only the engine refuses", file: empty, line: "docker run --tmpfs x --log-opt x --platform foo/bar/baz --health-interval 1us --health-cmd a --isolation x --cidfile c app", argv: true,
		provided: []string{"--tmpfs x", "--log-opt x", "--platform foo/bar/baz", "--health-interval 1us", "--isolation x", "no file c yet", "--tmpfs x brings /b"}},
	{name: "another container's network", file: empty, line: "docker run --network container:x -h a app", argv: true, provided: []string{"docker accepts -h a beside the network container:x"}},
	{name: "usual options", file: empty, line: "docker run --restart on-failure:3 -v $PWD:/y -v n1:/z:ro -p 80:80 --log-opt max-size=1m --tmpfs /t:size=1m --platform linux/arm64 app", argv: true, outcome: true},
	{name: "a user whom the image may lack", line: "docker run -u nosuch:staff debian a", argv: true,
		assumptions: []string{"debian as of"}, provided: []string{"a is found", "the image has the user nosuch", "the image has the group staff"}},
	{name: "a user by number", line: "docker run -u 5:5 debian a", argv: true, assumptions: []string{"debian as of"}, provided: []string{"a is found"}},
	{name: "a word with a NUL byte", file: "FROM debian\nCMD [\"a\", \"b\\u0000c\"]\n", line: "docker run app", argv: true,
		assumptions: []string{"debian as of"}, provided: []string{"NUL"}},
	{name: "checks that fail the build", file: "# check=error=true\nFROM scratch\nCMD [\"/b\"]\n", line: "docker run app", argv: true,
		assumptions: []string{"the checks of docker build find nothing"}, provided: []string{"checks"}},
	{name: "checks that warn", file: "# check=skip=all\nFROM scratch\nCMD [\"/b\"]\n", line: "docker run app", argv: true, outcome: true},
	{name: "a frontend that is not known", file: "FROM scratch\nCMD [\"/a\"] # c\n", line: "docker build --build-arg BUILDKIT_SYNTAX=$S -t app . && docker run app",
		assumptions: []string{"--build-arg BUILDKIT_SYNTAX", "the frontend that $S ($S of your shell) names reads this file"}, provided: []string{"$S"}},
	{name: "a base that is not known", file: "ARG B\nFROM $B\nCMD [\"/a\"]\n", line: "docker build --build-arg B=$X -t app . && docker run app",
		assumptions: []string{"--build-arg B is not known here → explain --host-env X=VALUE", "nothing is known of the image that $X ($X of your shell) names, so the words that come from it are not known → write the value"}, provided: []string{"ENTRYPOINT of the image that $X ($X of your shell) names"}},
	{name: "a frontend from the shell's variable", file: "FROM scratch\nCMD [\"/a\"] # c\n", line: "docker build --build-arg BUILDKIT_SYNTAX=$S -t app . && docker run app", req: report.Request{HostEnv: map[string]string{"S": "docker/dockerfile:1.8"}}, argv: true, outcome: true},
	{name: "docker exec", line: "docker exec $OPTS c a", assumptions: []string{"then c is the container and the words behind it are a; if it holds the container itself, the words behind the container are c a"}, provided: []string{"running", "a is found", "holds options only"}},
}

// empty is an image without files whose program is missing.
const empty = "FROM scratch\nCMD [\"/b\"]\n"

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
