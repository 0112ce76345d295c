package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"explain/playground"
	"explain/sim"
	"explain/sim/report"
)

// generated is how many made-up inputs both hosts are given, for each of two seeds.
const generated = 1200

// hostCase is one input: as arguments of the command in a folder, and as the
// page's request.
type hostCase struct {
	args   []string
	folder string
	req    report.Request
}

// TestTwoHosts gives the command and the page's engine the same inputs: they say
// the same, byte for byte.
func TestTwoHosts(t *testing.T) {
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed: the page's engine cannot be run")
	}
	cases := append(scenarioCases(t), generatedCases(t)...)
	answers := pageAnswers(t, cases)
	home, err := os.Getwd()
	require.NoError(t, err)
	for i, c := range cases {
		require.NoError(t, os.Chdir(c.folder))
		var out, complaints bytes.Buffer
		run(c.args, strings.NewReader(""), &out, &complaints)
		require.NoError(t, os.Chdir(home))
		if out.String() != answers[i] {
			t.Fatalf("in %s: explain %q\nthe command: %.2000s\nthe page:    %.2000s\n%s", c.folder, c.args, &out, answers[i], &complaints)
		}
	}
	t.Logf("%d inputs, the same answers", len(cases))
}

// TestSession asks the page's engine about each input with other lines, arguments
// and targets before it, as somebody does who types: the answers are those of an
// engine that has just begun.
func TestSession(t *testing.T) {
	var session playground.Session
	for _, c := range append(scenarioCases(t), generatedCases(t)...) {
		line, target, args := c.req, c.req, c.req
		line.Argv, line.Line = nil, "docker run -e A=$HOME --entrypoint '' img x"
		target.Target = "build"
		args.BuildArgs = map[string]string{"VERSION": "2", "BUILDKIT_DOCKERFILE_CHECK": "error=true"}
		for _, req := range []report.Request{c.req, line, target, args, c.req} {
			question, err := json.Marshal(req)
			require.NoError(t, err)
			require.Equal(t, playground.Explain(string(question)), session.Explain(string(question)), "%s", question)
		}
	}
}

// pageAnswers is what the page's engine says, under node.
func pageAnswers(t *testing.T, cases []hostCase) (answers []string) {
	t.Helper()
	wasm := pageEngine(t)
	var in bytes.Buffer
	for _, c := range cases {
		question, err := json.Marshal(c.req)
		require.NoError(t, err)
		line, err := json.Marshal(string(question))
		require.NoError(t, err)
		in.Write(append(line, '\n'))
	}
	cmd := exec.Command("node", "../../playground/wasm/node/answer.mjs", wasm, "../../sim/catalogue/catalogue.txt")
	cmd.Stdin = &in
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	require.NoError(t, err, "%s", &complaints)
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var text string
		require.NoError(t, json.Unmarshal(lines.Bytes(), &text))
		answers = append(answers, text)
	}
	require.Len(t, answers, len(cases), "%s", &complaints)
	return answers
}

// pageEngine is the page's engine: the one that EXPLAIN_WASM names, else it is
// built.
func pageEngine(t *testing.T) string {
	t.Helper()
	if built := os.Getenv("EXPLAIN_WASM"); built != "" {
		return built
	}
	wasm := filepath.Join(t.TempDir(), "explain.wasm")
	out, err := exec.Command("../../playground/wasm/build", wasm).CombinedOutput()
	require.NoError(t, err, "%s", out)
	return wasm
}

// scenarioCases are all examples and all scenarios of the engine.
func scenarioCases(t *testing.T) (cases []hostCase) {
	t.Helper()
	folder, err := filepath.Abs("../..")
	require.NoError(t, err)
	for _, pattern := range []string{"examples/*.txtar", "sim/testdata/*/*.txtar", "sim/check/testdata/*/*.txtar"} {
		paths, err := filepath.Glob(filepath.Join(folder, pattern))
		require.NoError(t, err)
		require.NotEmpty(t, paths, pattern)
		for _, path := range paths {
			_, req, err := (&app{}).readScenario(path)
			require.NoError(t, err)
			cases = append(cases, hostCase{[]string{"--format", "json", path}, filepath.Dir(path), req})
		}
	}
	return cases
}

// generatedCases are made-up Dockerfiles and lines, from a fixed seed and from
// one that is printed.
func generatedCases(t *testing.T) (cases []hostCase) {
	t.Helper()
	dir := t.TempDir()
	for _, seed := range []uint64{1, uint64(time.Now().UnixNano())} {
		t.Logf("seed %d", seed)
		m := &maker{rand.New(rand.NewPCG(seed, 0))}
		for range generated {
			folder, err := os.MkdirTemp(dir, "")
			require.NoError(t, err)
			require.NoError(t, os.Mkdir(filepath.Join(folder, ".git"), 0o755)) // the search for bases stops here
			c := hostCase{args: []string{"--format", "json"}, folder: folder}
			m.fill(t, &c)
			cases = append(cases, c)
		}
	}
	return cases
}

// maker makes inputs up.
type maker struct{ *rand.Rand }

func (m *maker) pick(of ...string) string { return of[m.IntN(len(of))] }

func (m *maker) fill(t *testing.T, c *hostCase) {
	file := sim.File{Name: "Dockerfile", Text: m.dockerfile()}
	require.NoError(t, os.WriteFile(filepath.Join(c.folder, file.Name), []byte(file.Text), 0o644))
	c.req.Files = []sim.File{file}
	flag := func(name, value string) { c.args = append(c.args, name, value) }
	if m.IntN(4) == 0 {
		c.req.Target = m.pick("a", "b", "nowhere")
		flag("--target", c.req.Target)
	}
	if m.IntN(4) == 0 {
		c.req.BuildArgs = map[string]string{"V": m.pick("3.9", "x y", "")}
		flag("--build-arg", "V="+c.req.BuildArgs["V"])
	}
	if m.IntN(6) == 0 {
		c.req.Engine = "20.10"
		flag("--engine", c.req.Engine)
	}
	if m.IntN(6) == 0 {
		c.req.HostEnv = map[string]string{"X": m.pick("1", "--rm img", "é\u202e")}
		flag("--host-env", "X="+c.req.HostEnv["X"])
	}
	if m.IntN(5) == 0 {
		c.args = append(c.args, "Dockerfile")
		return
	}
	c.req.Line = m.line()
	c.args = append(c.args, "-f", "Dockerfile", c.req.Line)
}

func (m *maker) dockerfile() string {
	var b strings.Builder
	if m.IntN(6) == 0 {
		b.WriteString(m.pick("# syntax=docker/dockerfile:1.8\n", "# escape=`\n", "\ufeff", "# check=error=true\n", "\n\n"))
	}
	for i := range 1 + m.IntN(3) {
		b.WriteString(m.pick("FROM ", "from ", "FROM --platform=linux/arm64 ") + m.pick("scratch", "nginx", "python:3.9", "corp/x:1", "a", "debian:$V", "ubuntu") + m.pick("", " AS a", " AS b") + "\n")
		for range m.IntN(5 + i) {
			b.WriteString(m.instruction() + m.pick("\n", "\n", "\n", "\r\n", " \\\n", "\n# note\n"))
		}
	}
	return b.String()
}

func (m *maker) instruction() string {
	words := m.pick(`["/e", "x y"]`, `["a", ""]`, `echo "$X" && b`, `[]`, ``, `['a']`, `["a",]`, `["\u00e9", "\t"]`, `exec a é`, `["sh", "-c", "echo $0"]`, `-- ["x"]`, `[“a”]`, "<<EOF\nx\nEOF", `["a"] # b`)
	return m.pick("", "", "", "ONBUILD ", "\t") + m.pick(
		"CMD "+words, "ENTRYPOINT "+words, "entrypoint "+words, `SHELL ["/bin/bash", "-c"]`, "ENV X="+m.pick("1", `"$V"`, "$X:b"), "ARG V"+m.pick("", "=1"),
		"WORKDIR "+m.pick("/a", "b", "$X", "../.."), "USER "+m.pick("u", "0:0", "$X"), "RUN x", "COPY --from=a /b /c", "STOPSIGNAL "+m.pick("INT", "9", "x"),
		"HEALTHCHECK "+m.pick("NONE", "CMD a", `CMD ["a"]`), "LABEL a=b", "EXPOSE 80", "FOO "+words)
}

func (m *maker) line() string {
	var b strings.Builder
	b.WriteString(m.pick("", "", "$ ", "sudo ", "X=1 ", "docker build -t img . && ") + "docker " + m.pick("run", "run", "create", "container run", "exec", "start"))
	for range m.IntN(4) {
		b.WriteString(" " + m.pick("--rm", "-it", "-e A=1", "-e X", "-e=B=c", "--entrypoint sh", `--entrypoint ""`, "--entrypoint 'a b'", "-w /x", "-u 1", "--init", "--name n", "-v /a:/b", "$X", "--nosuch", "-p 80", "--", "-entrypoint x", "--stop-signal INT"))
	}
	b.WriteString(" " + m.pick("img", "img", "img", "nginx", "", "Img"))
	for range m.IntN(4) {
		b.WriteString(" " + m.pick("a", `"b c"`, "''", "$X", "-l", "*.go", "a\\ b", "| cat", "> out", "$(pwd)", "&&", "é", "'", "~", "{a,b}"))
	}
	return b.String()
}
