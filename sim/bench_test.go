package sim_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"explain/sim"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

const threeLines = "FROM ubuntu:latest\nENTRYPOINT [\"echo\", \"Hello, \"]\nCMD [\"world!\"]\n"

// realFile has about forty lines of the kinds that real files have.
var realFile = func() string {
	text, err := os.ReadFile("report/testdata/real.Dockerfile")
	if err != nil {
		panic(err)
	}
	return string(text)
}()

// mix is n instructions of all kinds.
func mix(n int) string {
	lines := []string{
		"RUN apt-get update && apt-get install -y curl \\\n    && rm -rf /var/lib/apt/lists/*", "ENV A%d=x B%d=\"$A%d y\"", "COPY src%d /dst", "WORKDIR /app/d%d",
		"RUN echo step %d", "ARG V%d=1", "LABEL l%d=v", "USER u%d", "EXPOSE 80%d", "CMD [\"prog%d\", \"-a\", \"b\"]", "ENTRYPOINT [\"/e%d\"]", "RUN make -j4 target%d",
	}
	var b strings.Builder
	b.WriteString("FROM debian:bookworm\n")
	for i := 0; i < n; i++ {
		b.WriteString(strings.ReplaceAll(lines[i%len(lines)], "%d", fmt.Sprint(i%100)))
		b.WriteByte('\n')
	}
	return b.String()
}

var benchFiles = []struct{ name, text string }{
	{"three-lines", threeLines}, {"real-40", realFile}, {"mix-10", mix(10)}, {"mix-100", mix(100)}, {"mix-1000", mix(1000)},
}

// BenchmarkEngine is Parse, Build and Resolve beside BuildKit's bare parser of
// the same file. The two take turns, so that whatever else the machine does
// slows both: x-parser is how many times the parser's time the engine takes.
func BenchmarkEngine(b *testing.B) {
	for _, f := range benchFiles {
		b.Run(f.name, func(b *testing.B) {
			beside(b, func() error { return explained(f.text) }, func() error { return parsed(f.text) })
		})
	}
}

func explained(text string) error {
	d, err := sim.Parse(sim.File{Name: "Dockerfile", Text: text})
	if err != nil {
		return err
	}
	img, err := sim.Build(d, sim.BuildOptions{})
	if err != nil {
		return err
	}
	sim.Resolve(img, sim.Invocation{Runner: "docker-run"})
	return nil
}

func parsed(text string) error {
	res, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return err
	}
	_, _, err = instructions.Parse(res.AST, nil)
	return err
}

func beside(b *testing.B, own, peer func() error) {
	var took [2]time.Duration
	for b.Loop() {
		for i, f := range []func() error{own, peer} {
			begin := time.Now()
			err := f()
			took[i] += time.Since(begin)
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(took[0])/float64(b.N), "explain-ns/op")
	b.ReportMetric(float64(took[1])/float64(b.N), "parser-ns/op")
	b.ReportMetric(float64(took[0])/float64(took[1]), "x-parser")
}
