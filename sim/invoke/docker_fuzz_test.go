package invoke

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// FuzzDocker: no line makes the reader panic, every place is within the text,
// and the words behind the image are the line's last words.
func FuzzDocker(f *testing.F) {
	for _, line := range []string{
		`docker run -it --rm img sh -c 'echo $X'`, `docker run -eA=$X --entrypoint="$E" $OPTS img`, `docker -D container create -- img`,
		`docker run --health-cmd x --no-healthcheck -a`, `docker build -t a --build-arg X=1 .`, `docker exec c sh`, `docker start -ai c`,
		`docker run --env-file f --platform windows/amd64 [::1]:5000/A@sha256:0`, `podman run x`, `docker run -test.v "-e"'A=1' img {a,b}`,
	} {
		f.Add(line, false)
		f.Add(line, true)
	}
	f.Fuzz(func(t *testing.T, line string, old bool) {
		host := Host{File: func(string) (string, bool, error) { return line, true, nil }}
		if old {
			host.Engine = oldClient
		}
		src := sim.NewSource(sim.File{Name: LineName, Text: line})
		commands, _, err := Read(src, host)
		if err != nil {
			return
		}
		for _, c := range commands {
			checkCommand(t, src, c)
		}
		var words []sim.Word
		for _, text := range strings.Split("docker "+line, " ") {
			words = append(words, sim.Word{Text: text})
		}
		c, ok := Docker(nil, words, host)
		require.True(t, ok)
		if inv := c.Invocation; inv.Args.Set && c.Kind == KindRun {
			n := len(words) - len(inv.Args.Words)
			assert.Equal(t, sim.Texts(words[n:]), inv.Args.Texts())
			assert.Equal(t, words[n-1].Text, inv.Image.Text)
		}
	})
}

func checkCommand(t *testing.T, src *sim.Source, c Command) {
	inv := c.Invocation
	words := append([]sim.Word{inv.Image, inv.User, inv.WorkingDir, inv.Platform, inv.Hostname, inv.StopSignal, c.Container}, c.Words...)
	words = append(append(words, inv.Args.Words...), inv.Entrypoint.Words...)
	for _, e := range inv.Env {
		words = append(words, e.Value)
	}
	if c.Build != nil {
		words = append(append(words, c.Build.Context, c.Build.File), c.Build.Tags...)
	}
	for _, w := range words {
		within(t, src, w.From.Span)
		assert.False(t, w.Unknown != "" && w.Text != "", "%+v", w)
		assert.False(t, strings.Contains(w.Text, hole))
	}
	for _, n := range c.Notes {
		within(t, src, n.Span)
	}
	if c.Refused != nil {
		within(t, src, c.Refused.Span)
		assert.NotContains(t, c.Refused.Message, hole)
		assert.NotZero(t, c.Refused.ExitCode)
	}
	within(t, src, c.Span)
}

// within: a span of the line is a part of it.
func within(t *testing.T, src *sim.Source, s sim.Span) {
	if s.File != src.Name {
		return
	}
	require.True(t, 0 <= s.Start && s.Start <= s.End && s.End <= len(src.Text), "%+v", s)
	require.Equal(t, s, src.Span(s.Start, s.End))
}

func BenchmarkDocker(b *testing.B) {
	src := sim.NewSource(sim.File{Name: LineName, Text: `docker run --rm -it -e A=1 -v /data:/data -p 80:80 --name web --entrypoint sh nginx:1.27 -c 'echo hi'`})
	line, _, err := Split(src, Host{})
	require.Nil(b, err)
	b.ReportAllocs()
	for b.Loop() {
		DockerLine(src, line[0], Host{})
	}
}
