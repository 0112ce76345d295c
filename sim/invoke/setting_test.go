package invoke

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"explain/sim"
)

// at is the text under a span.
func at(src *sim.Source, s sim.Span) string {
	if s.IsZero() {
		return ""
	}
	return src.Text[s.Start:s.End]
}

// TestPlaces: every value knows the part of the word that it is.
func TestPlaces(t *testing.T) {
	entrypoint := func(i sim.Invocation) sim.Word { return i.Entrypoint.Words[0] }
	env := func(i sim.Invocation) sim.Word { return i.Env[0].Value }
	user := func(i sim.Invocation) sim.Word { return i.User }
	image := func(i sim.Invocation) sim.Word { return i.Image }
	arg := func(i sim.Invocation) sim.Word { return i.Args.Words[len(i.Args.Words)-1] }
	health := func(i sim.Invocation) sim.Word { return i.Healthcheck.Test.Words[0] }
	for _, c := range []struct {
		line string
		word func(sim.Invocation) sim.Word
		want string
	}{
		{`docker run --entrypoint sh img`, entrypoint, `sh`},
		{`docker run --entrypoint=sh img`, entrypoint, `sh`},
		{`docker run --entrypoint= img`, entrypoint, `--entrypoint=`},
		{`docker run --entrypoint "" img`, entrypoint, `""`},
		{`docker run --entrypoint "a b" img`, entrypoint, `"a b"`},
		{`docker run --entrypoint="a b" img`, entrypoint, `"a b"`},
		{`docker run "--entrypoint=a b" img`, entrypoint, `a b`},
		{`docker run --entry"point=a b" img`, entrypoint, `--entry"point=a b"`},
		{`docker run -e A=1 img`, env, `1`},
		{`docker run -eA=1 img`, env, `1`},
		{`docker run -e=A=1 img`, env, `1`},
		{`docker run -itdeA=1 img`, env, `1`},
		{`docker run -e "A=1 2" img`, env, `1 2`},
		{`docker run -e 'A=$X' img`, env, `$X`},
		{`docker run -e A='1 2' img`, env, `'1 2'`},
		{`docker run -e A= img`, env, `A=`},
		{`docker run -e "A=a\"b" img`, env, `"A=a\"b"`},
		{`docker run -e A=$X img`, env, `$X`},
		{`docker run -e "A=$X" img`, env, `"A=$X"`},
		{`docker run -e NAME img`, env, `NAME`},
		{`docker run -u0 img`, user, `0`},
		{`docker run -itu 0:0 img`, user, `0:0`},
		{`docker run --user "$(id -u)" img`, user, `"$(id -u)"`},
		{`docker run -it img:1 sh`, image, `img:1`},
		{`docker run img sh -c 'a b'`, arg, `'a b'`},
		{`docker run --no-healthcheck img`, health, `--no-healthcheck`},
		{"docker run \\\n  -u \\\n  app img", user, `app`},
	} {
		got, src := typedLine(t, c.line, Host{})
		assert.Equal(t, c.want, at(src, c.word(got.Invocation).From.Span), c.line)
	}
}

// TestLineAndColumn: a value on a later line says so.
func TestLineAndColumn(t *testing.T) {
	c, _ := typedLine(t, "docker run \\\n  -eA=1 img", Host{})
	span := c.Invocation.Env[0].Value.From.Span
	assert.Equal(t, []int{2, 7}, []int{span.Line, span.Col})
	assert.Equal(t, sim.FromFlag, c.Invocation.Env[0].Value.From.Source)
	c, _ = typedLine(t, "docker run img a", Host{})
	assert.Equal(t, sim.FromRunArgs, c.Invocation.Args.Words[0].From.Source)
}

// TestWordsWithoutText: words that are written nowhere have no place.
func TestWordsWithoutText(t *testing.T) {
	words := []sim.Word{{Text: "docker"}, {Text: "run"}, {Text: "-eA=1"}, {Text: "img"}}
	c, ok := Docker(nil, words, Host{})
	assert.True(t, ok)
	assert.True(t, c.Invocation.Env[0].Value.From.Span.IsZero())
	assert.Equal(t, "docker run -eA=1 img", c.Title)
}

// TestUnknownPart says of a value only what concerns it.
func TestUnknownPart(t *testing.T) {
	c, _ := typedLine(t, `docker run --user="$WHO" img`, Host{})
	assert.NotContains(t, c.Invocation.User.Unknown, "--user")
	assert.Contains(t, c.Invocation.User.Unknown, "$WHO")
}
