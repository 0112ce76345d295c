package build

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestGenerateRepeats(t *testing.T) {
	for i := range 50 {
		assert.Equal(t, Generate(7, i), Generate(7, i))
	}
	assert.NotEqual(t, Generate(7, 1), Generate(8, 1))
}

func TestUnfold(t *testing.T) {
	for in, want := range map[string]string{
		`"a"`:                           `"a"`,
		"\"a\\\n  b\"":                  `"a  b"`,
		"x \\ \t\r\n# note\n\n  y":      "x   y",
		"a\\\n#b":                       "a#b", // the last line is never a comment: a word ends in it
		"keep \\\\ both \\\nand this":   `keep \\ both and this`,
		"one\\\n  \t# \\\ntwo\\\nthree": "onetwothree",
	} {
		assert.Equal(t, want, unfold(in, '\\'), "%q", in)
	}
}

func TestOldTwin(t *testing.T) {
	for in, want := range map[string]string{
		"FROM a\nCMD [\"x\"] # c\n":                                                "",
		"# syntax=docker/dockerfile:1.9\nFROM a\nCMD [\"x\"] # c\n":                "",
		"# syntax=docker/dockerfile:1\nFROM a\nCMD [\"x\"] # c\n":                  "",
		"# syntax=docker/dockerfile:1.8\nFROM a\nCMD [\"x\"] # c\nUSER u\n":        "# syntax=docker/dockerfile:1.8\nFROM a\nCMD [\"x\"]\nUSER u\n",
		"# syntax=docker/dockerfile:1.4\nFROM a\nCMD [\"x\", \\\n\"y\"];\nRUN z\n": "# syntax=docker/dockerfile:1.4\nFROM a\nCMD [\"x\", \"y\"]\n\nRUN z\n",
		"# syntax=docker/dockerfile:1.4\nFROM a\nCMD [\"x\" y\n":                   "# syntax=docker/dockerfile:1.4\nFROM a\nCMD [\"x\" y\n",
	} {
		assert.Equal(t, want, oldTwin(in, nil), "%q", in)
	}
}

// TestDifferences: the comparison sees what it is there to see.
func TestDifferences(t *testing.T) {
	built := Result{Config: Config{Cmd: []string{"a"}, Env: []string{"A="}}}
	for want, ours := range map[string]Result{
		"":                                    {Config: Config{Cmd: []string{"a"}, Env: []string{"A="}, Entrypoint: []string{}}},
		"config: cmd":                         {Config: Config{Cmd: []string{"b"}, Env: []string{"A="}}},
		"config: env healthcheck argsescaped": {Config: Config{Cmd: []string{"a"}, Healthcheck: &Health{}, ArgsEscaped: true}},
		"ours fails: it is broken":            {Err: "it is broken"},
		"panic: boom":                         {Panic: "boom\nframes"},
	} {
		assert.Equal(t, want, difference(Case{}, built, ours))
	}
	refused := Result{Err: "dockerfile parse error on line 2: unknown flag: --x", First: 2, Last: 2}
	assert.Equal(t, "ours builds: unknown flag: …", difference(Case{}, refused, built))
	assert.Equal(t, "", difference(Case{}, refused, refused))
	elsewhere := refused
	elsewhere.First = 3
	assert.Contains(t, difference(Case{}, refused, elsewhere), "error place: ")
	assert.Contains(t, difference(Case{}, refused, Result{Err: "another"}), "error text: ")
}

func TestShrink(t *testing.T) {
	judge := func(c Case) []Problem {
		if strings.Contains(c.Dockerfile, "CMD b") && c.Args["A"] == "1" {
			return []Problem{{Case: c, Class: "ours"}}
		}
		return []Problem{{Case: c, Class: "another"}}
	}
	c := Case{Dockerfile: "FROM a\nUSER x\nCMD bug\nRUN y\n", Target: "t", Platform: "p", Args: map[string]string{"A": "1", "B": "2"}}
	got := shrink(Problem{Case: c, Class: "ours"}, judge).Case
	assert.Equal(t, Case{Dockerfile: "CMD b", Args: map[string]string{"A": "1"}}, got)
}

// BenchmarkBuild is our build half beside the converter, on generated files.
func BenchmarkBuild(b *testing.B) {
	for _, side := range []struct {
		name string
		run  func(Case)
	}{{"explain", func(c Case) { Ours(c) }}, {"dockerfile2llb", func(c Case) { Converter(c) }}} {
		b.Run(side.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				side.run(Generate(1, i%500))
			}
		})
	}
}
