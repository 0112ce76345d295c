package report_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
)

// recorder stands for docker: it writes down what it is called with, a call per
// line, words between bars.
const recorder = `docker() {
  { for w in "$@"; do printf '%s|' "$w"; done; echo; } >> calls
  case $1 in build) echo sha256:built;; create) echo c1;; esac
}
`

// calls runs a command in a shell that has a recorder for docker.
func calls(t *testing.T, command string, env ...string) []string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "FILE"), []byte("FROM x\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "Dockerfile"), []byte("FROM x\n"), 0o644))
	sh := exec.Command("sh", "-c", recorder+command)
	sh.Dir, sh.Env = dir, append(os.Environ(), env...)
	out, err := sh.CombinedOutput()
	require.NoError(t, err, "%s\n%s", command, out)
	text, err := os.ReadFile(filepath.Join(dir, "calls"))
	require.NoError(t, err, command)
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
}

// shown is the command that a text ends with.
func shown(t *testing.T, r *report.Report, width int) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.Text(&b, r, report.Style{Width: width}))
	_, command, _ := strings.Cut(b.String(), "See for yourself\n")
	return command
}

// The closing command makes the very container, or builds the very image, that is
// explained: no other name, no other stage, no other words.
func TestVerify(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	three := file("FROM debian AS a\nENTRYPOINT [\"echo\"]\nFROM a\nCMD [\"x\"]\n")
	const inspect, inspectImage = "inspect|-f|{{json .Path}} {{json .Args}}|c1|", "inspect|-f|{{json .Config.Entrypoint}} {{json .Config.Cmd}}|sha256:built|"
	for _, c := range []struct {
		name string
		req  report.Request
		env  string
		want []string
	}{
		{"an image that is built here has no name yet", report.Request{Files: three, Line: "docker run my-image Goodbye"}, "", []string{"build|-q|.|", "create|sha256:built|Goodbye|", inspect}},
		{"an image that can be pulled", report.Request{Line: "docker run --rm -it --entrypoint '' alpine 'a b' \"it's\" '$X' ''"}, "", []string{"create|--entrypoint||alpine|a b|it's|$X||", inspect}},
		{"for another platform", report.Request{Line: "docker run --platform linux/arm64 alpine ls"}, "", []string{"create|--platform|linux/arm64|alpine|ls|", inspect}},
		{"for the platform of the request", report.Request{Line: "docker run alpine ls", Platform: "linux/arm64"}, "", []string{"create|--platform|linux/arm64|alpine|ls|", inspect}},
		{"a file alone", report.Request{Files: three}, "", []string{"build|-q|.|", inspectImage}},
		{"a file with another name", report.Request{Files: []sim.File{{Name: "sub dir/It's", Text: "FROM debian\n"}}}, "", []string{"build|-q|-f|sub dir/It's|.|", inspectImage}},
		{"what the build was asked for", report.Request{Files: three, Target: "a", Platform: "linux/arm64", BuildArgs: map[string]string{"B": "2 3", "A": "1"}}, "",
			[]string{"build|-q|--target|a|--build-arg|A=1|--build-arg|B=2 3|--platform|linux/arm64|.|", inspectImage}},
		{"and when it is run", report.Request{Files: three, Target: "a", BuildArgs: map[string]string{"A": "1"}, Line: "docker run --entrypoint sh x -c ls"}, "",
			[]string{"build|-q|--target|a|--build-arg|A=1|.|", "create|--entrypoint|sh|sha256:built|-c|ls|", inspect}},
		{"standard input", report.Request{Files: []sim.File{{Name: "stdin", Text: "FROM debian\n"}}}, "", []string{"build|-q|-f|-|.|", inspectImage}},
		{"standard input that is run", report.Request{Files: []sim.File{{Name: "stdin", Text: "FROM debian\n"}}, Line: "docker run x a"}, "", []string{"build|-q|-f|-|.|", "create|sha256:built|a|", inspect}},
		{"a build line of the input", report.Request{Line: "docker build -t x -f D --target a --build-arg K=V --build-arg H --platform linux/arm64 'c d' && docker run x y",
			HostFiles: []report.HostFile{{Name: "D", Text: "FROM debian AS a\nFROM scratch\n"}}}, "",
			[]string{"build|-q|-f|D|--target|a|--build-arg|K=V|--build-arg|H|--platform|linux/arm64|c d|", "create|sha256:built|y|", inspect}},
		{"its context's own Dockerfile", report.Request{Line: "docker build sub", HostFiles: []report.HostFile{{Name: "sub/Dockerfile", Text: "FROM debian\n"}}}, "",
			[]string{"build|-q|-f|sub/Dockerfile|sub|", inspectImage}},
		{"a build from standard input", report.Request{Line: "docker build -t x - < Dockerfile; docker run x y", Files: three}, "",
			[]string{"build|-q|-|", "create|sha256:built|y|", inspect}},
		{"the reader's shell fills in", report.Request{Line: "docker run alpine echo $X \"$X\" a'b'"}, "X=1 2", []string{"create|alpine|echo|1|2|1 2|ab|", inspect}},
		{"parts of words", report.Request{Line: "docker run --entrypoint=e\"$X\" alpine -{a,$X} ${Y:-\"'\"}"}, "X=1", []string{"create|--entrypoint|e1|alpine|", inspect}},
		{"a command that the shell runs", report.Request{Line: "docker run alpine echo $(echo a b) `echo c`"}, "", []string{"create|alpine|echo|a|b|c|", inspect}},
		{"over several lines", report.Request{Line: "docker run alpine echo \\\n  $X \\\n  'a  b'"}, "X=1", []string{"create|alpine|echo|1|a  b|", inspect}},
		{"characters that are not shown", report.Request{Line: "docker run alpine 'a\x1bb' é"}, "", []string{"create|alpine|a\x1bb|é|", inspect}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := report.New(c.req)
			require.Nil(t, r.Error)
			verify := r.Answers[len(r.Answers)-1].Verify
			require.NotEmpty(t, verify)
			if c.name == "parts of words" { // braces are bash's
				verify = strings.ReplaceAll(strings.ReplaceAll(verify, " -{a,$X}", ""), " ${Y:-\"'\"}", "")
				assert.Equal(t, c.want, calls(t, verify, c.env))
				return
			}
			assert.Equal(t, c.want, calls(t, verify, c.env))
			for _, width := range []int{20, 40, 80} {
				assert.Equal(t, c.want, calls(t, shown(t, r, width), c.env), "%d columns: %s", width, shown(t, r, width))
			}
		})
	}
}

// Where no command shows the same, none is offered.
func TestNoVerify(t *testing.T) {
	for name, req := range map[string]report.Request{
		"a text without FROM does not build": {Files: file("CMD [\"a\"]\n")},
		"nor can it be run":                  {Files: file("CMD [\"a\"]\n"), Line: "docker run x"},
		"a loop's variable":                  {Line: "for x in a b; do docker run alpine echo $x; done"},
		"a variable that the text changes":   {Line: "read X; docker run alpine echo $X"},
		"a function's words":                 {Line: "f() { docker run alpine \"$@\"; }; f a"},
		"a variable of PowerShell":           {Line: "docker run alpine echo $env:X"},
		"a variable of cmd":                  {Line: "docker run alpine echo %USERNAME%"},
		"a build of what is not known":       {Line: "docker build -t x --target $T . && docker run x", Files: file("FROM debian\n")},
	} {
		r := report.New(req)
		require.Nil(t, r.Error, name)
		assert.Empty(t, r.Answers[len(r.Answers)-1].Verify, name)
	}
	r := report.New(report.Request{Line: "docker run alpine 'a\nb'"})
	assert.Empty(t, shown(t, r, 80), "a line end inside a word cannot be shown")
}
