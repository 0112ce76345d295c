package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const hello = `package main

import "fmt"

func main() { fmt.Println("hello") }
`

// bare is BuildKit's parser and nothing else, as a program.
const bare = `package main

import (
	"os"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

func main() {
	f, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	res, err := parser.Parse(f)
	if err != nil {
		panic(err)
	}
	if _, _, err := instructions.Parse(res.AST, nil); err != nil {
		panic(err)
	}
}
`

// megabyte is a Dockerfile of about 1 MB: a real file's stages one after
// another, or one line again and again.
func megabyte(b *testing.B, name string) string {
	real, err := os.ReadFile("../../sim/report/testdata/real.Dockerfile")
	require.NoError(b, err)
	stages := strings.NewReplacer("AS build", "AS build%d", "AS web", "AS web%d", "--from=build", "--from=build%d", "--from=web", "--from=web%d").Replace(string(real))
	line := map[string]string{"users": "USER x\n", "cmds": "CMD [\"a\", \"b\"]\n", "envs": "ENV A%d=$A0 \n", "stages": "FROM s AS s%d\n", "real": stages}[name]
	var text strings.Builder
	text.WriteString("FROM debian AS s\n")
	for i := 0; text.Len() < 1_000_000; i++ {
		text.WriteString(strings.ReplaceAll(line, "%d", strconv.Itoa(i)))
	}
	return text.String()
}

// BenchmarkMegabyte measures time and peak memory on files of 1 MB, beside
// BuildKit's bare parser.
func BenchmarkMegabyte(b *testing.B) {
	dir, err := os.MkdirTemp(".", "peer") // a program of this module, so that it builds
	require.NoError(b, err)
	defer os.RemoveAll(dir)
	source := filepath.Join(dir, "main.go")
	require.NoError(b, os.WriteFile(source, []byte(bare), 0o644))
	build := func(name, what string) string {
		path := filepath.Join(b.TempDir(), name)
		out, err := exec.Command("go", "build", "-o", path, what).CombinedOutput()
		require.NoError(b, err, "%s", out)
		return path
	}
	programs := [][]string{{"explain", build("explain.exe", "."), "--format", "json"}, {"parser", build("parser.exe", source)}}
	for _, name := range []string{"real", "users", "cmds", "envs", "stages"} {
		path := filepath.Join(b.TempDir(), "Dockerfile")
		require.NoError(b, os.WriteFile(path, []byte(megabyte(b, name)), 0o644))
		for _, p := range programs {
			b.Run(name+"/"+p[0], func(b *testing.B) {
				peak := int64(0)
				for b.Loop() {
					cmd := exec.Command(p[1], append(p[2:len(p):len(p)], path)...)
					require.NoError(b, cmd.Run())
					peak = max(peak, peakMemory(cmd.ProcessState))
				}
				b.ReportMetric(float64(peak)/1e6, "peak-MB")
			})
		}
	}
}

// BenchmarkStart measures whole processes: explain on a small Dockerfile beside
// a Go program that prints a word.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(b, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	dockerfile := write("Dockerfile", "FROM ubuntu:24.04\nENV A=1\nENTRYPOINT [\"/app\"]\nCMD serve --port 80\n")
	build := func(name, what string) string {
		path := filepath.Join(dir, name)
		out, err := exec.Command("go", "build", "-o", path, what).CombinedOutput()
		require.NoError(b, err, "%s", out)
		return path
	}
	for _, run := range []struct {
		name string
		argv []string
	}{
		{"explain", []string{build("explain.exe", "."), dockerfile}},
		{"hello", []string{build("hello.exe", write("hello.go", hello))}},
	} {
		b.Run(run.name, func(b *testing.B) {
			for b.Loop() {
				require.NoError(b, exec.Command(run.argv[0], run.argv[1:]...).Run())
			}
		})
	}
}
