package diagnose_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"

	"explain/sim"
	"explain/sim/check"
	"explain/sim/diagnose"
)

// TestTable: an outcome has all that a page and an answer need, and a name that is
// nobody else's.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range sim.Rules {
		seen[string(r.ID)] = true
	}
	for _, id := range check.IDs() {
		seen[id] = true
	}
	for _, o := range diagnose.Outcomes {
		assert.False(t, seen[o.ID], "%s is taken", o.ID)
		seen[o.ID] = true
		assert.Regexp(t, `^[a-z0-9]+(-[a-z0-9]+)*$`, o.ID)
		assert.NotEmpty(t, o.Message, o.ID)
		assert.NotEmpty(t, o.By, o.ID)
		assert.NotEmpty(t, o.Source, o.ID)
		assert.NotEmpty(t, o.Causes, o.ID)
		for _, id := range o.Rules {
			_, ok := sim.RuleByID(id)
			assert.True(t, ok, "%s cites %s", o.ID, id)
		}
		causes := map[string]bool{}
		for _, c := range o.Causes {
			assert.False(t, causes[c.ID], "%s has two causes %s", o.ID, c.ID)
			causes[c.ID] = true
			assert.NotEmpty(t, c.Command, "%s: %s: what decides it?", o.ID, c.ID)
			assert.NotContains(t, c.Command, "\n")
			sentence(t, o.ID, c.Says)
		}
		sentence(t, o.ID, o.Means)
	}
	assert.Equal(t, len(diagnose.Outcomes), len(diagnose.IDs()))
	_, ok := diagnose.ByID("no-such-outcome")
	assert.False(t, ok)
}

// sentence: lower case, no full stop, as all of the engine's sentences.
func sentence(t *testing.T, id, text string) {
	assert.NotEmpty(t, text, id)
	assert.False(t, strings.HasSuffix(text, "."), "%s: %s", id, text)
	first := []rune(text)[0]
	word, _, _ := strings.Cut(text, " ")
	assert.True(t, !unicode.IsUpper(first) || word == strings.ToUpper(word) || slices.Contains(nouns, strings.Trim(word, ",:'")), "%s: %s", id, text)
	assert.Zero(t, strings.Count(text, "@")%2, "%s: %s", id, text)
}

// nouns begin with a capital wherever they stand.
var nouns = []string{"Podman", "Git", "SELinux", "Ctrl-C", "BuildKit's", "State.Error"}

// hostile are texts that a terminal, a regular expression or a bug would like.
var hostile = []string{
	"\x1b]0;owned\x07exec: \"\x1b[31m\": executable file not found in $PATH",
	"exec: \"\u202e\u200b\": executable file not found in $PATH",
	"exec: \"\xff\xfe\": stat \x00: no such file or directory",
	"unable to find user \x1b[2J: no matching entries in passwd file",
	strings.Repeat("exec: \"", 20_000) + "executable file not found in $PATH",
	strings.Repeat("/bin/sh: 1: ", 10_000) + ": not found",
	strings.Repeat("\x1b[", 50_000), "\x1b", "\x1b]", "exit code " + strings.Repeat("9", 5000),
	strings.Repeat("a:\n", 50_000),
}

func FuzzExplain(f *testing.F) {
	for _, m := range messages {
		f.Add(m.text)
	}
	for _, h := range hostile {
		f.Add(h)
	}
	f.Fuzz(func(t *testing.T, text string) { harmless(t, text) })
}

func TestHostileTexts(t *testing.T) {
	for _, h := range hostile {
		harmless(t, h)
	}
}

// harmless: no answer holds what a terminal acts on, none grows without end.
func harmless(t *testing.T, text string) {
	out := diagnose.Explain(text, diagnose.Case{})
	assert.LessOrEqual(t, len(out), 2*24)
	for _, d := range out {
		visible(t, d.Text, d.Means, d.Why, d.Doubt)
		for _, w := range d.Words {
			visible(t, w)
		}
		for _, c := range d.Causes {
			visible(t, c.Says, c.Command, c.Why)
			assert.Equal(t, 0, strings.Count(c.Command, "'")%2, "quotes that do not match: %s", c.Command)
		}
		assert.NotEmpty(t, d.Causes, "%s: %q", d.ID, text)
	}
}

func visible(t *testing.T, texts ...string) {
	for _, s := range texts {
		assert.LessOrEqual(t, len(s), 2000)
		assert.False(t, strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }), "%q", s)
	}
}

// BenchmarkExplain is a log of 1 MB: of lines that say nothing, and of the same
// message again and again.
func BenchmarkExplain(b *testing.B) {
	for name, line := range map[string]string{
		"quiet":    `2026-08-21T10:00:00Z web-1  | 172.17.0.1 - - "GET /status/health HTTP/1.1" 200 612 "-" "curl/8.5.0"` + "\n",
		"messages": `web-1  | docker: Error response from daemon: exec: "nosuch%d": executable file not found in $PATH: unknown` + "\n",
		"codes":    "web-1 exited with code 1\n",
		"oneline":  "a b c: not found, exit code x ",
	} {
		var log strings.Builder
		for i := 0; log.Len() < 1<<20; i++ {
			if strings.Contains(line, "%d") {
				fmt.Fprintf(&log, line, i%20)
			} else {
				log.WriteString(line)
			}
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(log.Len()))
			for b.Loop() {
				diagnose.Explain(log.String(), diagnose.Case{})
			}
		})
	}
}
