package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const hello = `package main

import "fmt"

func main() { fmt.Println("hello") }
`

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
