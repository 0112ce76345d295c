package invoke

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"explain/sim"
)

var updateWords = flag.Bool("update-words", false, "rewrite the words of the cases in testdata/words")

// TestWordsCases reads the lines of testdata/words as people paste them. A case
// says `bash: same` if a real bash gives docker those words, or refuses the
// line, and `env: NAME=value` for what the shell has.
func TestWordsCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/words/*.txtar")
	require.NoError(t, err)
	require.Greater(t, len(paths), 80)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			require.NoError(t, err)
			text := string(a.Files[0].Data)
			env, sameAsBash := caseKeys(string(a.Comment))
			got := wordsReport(text, Host{Env: env})
			if *updateWords {
				a.Files = append(a.Files[:1], got...)
				require.NoError(t, os.WriteFile(path, txtar.Format(a), 0o644))
			}
			assert.Equal(t, string(txtar.Format(&txtar.Archive{Files: got})), string(txtar.Format(&txtar.Archive{Files: a.Files[1:]})))
			if sameAsBash {
				caseInBash(t, text, env)
			}
		})
	}
}

func caseKeys(comment string) (env map[string]string, bash bool) {
	env = map[string]string{}
	for _, l := range strings.Split(comment, "\n") {
		key, value, _ := strings.Cut(l, ": ")
		switch key {
		case "env":
			name, text, _ := strings.Cut(value, "=")
			env[name] = text
		case "bash":
			bash = value == "same"
		}
	}
	return env, bash
}

// wordsReport is what Split says, as files of a case.
func wordsReport(text string, host Host) []txtar.File {
	cmds, notes, err := Split(line(text), host)
	var words, remarks, variables strings.Builder
	for i, c := range cmds {
		fmt.Fprintln(&words, commandLine(c))
		notes = append(notes, c.Notes...)
		for _, name := range sortedKeys(c.Env) {
			fmt.Fprintf(&variables, "%d %s=%s\n", i+1, name, c.Env[name].Text+c.Env[name].Unknown)
		}
	}
	sort.SliceStable(notes, func(i, j int) bool { return notes[i].Span.Start < notes[j].Span.Start })
	for _, n := range notes {
		fmt.Fprintf(&remarks, "%d:%d %s %q\n", n.Span.Line, n.Span.Col, n.ID, text[n.Span.Start:n.Span.End])
	}
	out := []txtar.File{{Name: "words", Data: []byte(words.String())}}
	if err != nil {
		out = []txtar.File{{Name: "error", Data: []byte(err.Error() + "\n" + err.Hint + "\n")}}
	}
	for name, data := range map[string]string{"env": variables.String(), "notes": remarks.String()} {
		if data != "" {
			out = append(out, txtar.File{Name: name, Data: []byte(data)})
		}
	}
	sort.SliceStable(out[1:], func(i, j int) bool { return out[1+i].Name < out[1+j].Name })
	return out
}

func sortedKeys(m map[string]sim.Word) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// commandLine shows the words of a command: known ones in JSON, unknown ones
// in angle brackets with what is known of them.
func commandLine(c Simple) string {
	var out []string
	for _, w := range c.Skipped {
		out = append(out, "("+w.Text+w.Unknown+")")
	}
	for i, w := range c.Words {
		if w.Unknown == "" {
			b, _ := json.Marshal(w.Text)
			out = append(out, strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(b)))
			continue
		}
		s := "<" + w.Unknown
		if c.Many(i) {
			s += "; any number"
		}
		if p := c.Prefix(i); p != "" {
			s += "; begins " + p
		}
		if text, ok := c.Stays(i); ok {
			s += "; else " + text
		}
		out = append(out, s+">")
	}
	return strings.Join(out, " ")
}

// caseInBash compares the words of docker's commands with bash's.
func caseInBash(t *testing.T, text string, env map[string]string) {
	t.Helper()
	cmds, _, err := Split(line(text), Host{Env: env})
	a := askBash(t, env, []string{text})[0]
	require.Equal(t, a.refused, err != nil, "bash refuses: %v, we: %v", a.refused, err)
	var calls [][]string
	for _, c := range cmds {
		if c.Words[0].Text != "docker" || notRun(c) {
			continue
		}
		args := []string{}
		for i, w := range c.Words[1:] {
			stays, _ := c.Stays(i + 1)
			args = append(args, w.Text+stays)
		}
		calls = append(calls, args)
	}
	if err == nil {
		assert.Equal(t, a.calls, calls)
	}
}

// notRun reports whether bash skips a command because docker always succeeds.
func notRun(c Simple) bool {
	for _, n := range c.Notes {
		if n.ID == "or-list" || n.ID == "branch" && n.Says != "it runs only if the condition holds" {
			return true
		}
	}
	return false
}
