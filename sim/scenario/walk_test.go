package scenario

import (
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
)

var update = flag.Bool("update", false, "rewrite the outputs of scenarios, except those that real engines recorded")

const root = "../.."

// TestScenarios runs every scenario of the project: those of the rules and the
// worked examples.
func TestScenarios(t *testing.T) {
	for _, path := range scenarioFiles(t, "sim/testdata", "examples") {
		t.Run(path, func(t *testing.T) { holds(t, path) })
	}
}

func scenarioFiles(t *testing.T, dirs ...string) (paths []string) {
	for _, dir := range dirs {
		err := fs.WalkDir(os.DirFS(root), dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "exercises" {
				return fs.SkipDir
			}
			if err == nil && strings.HasSuffix(path, ".txtar") {
				paths = append(paths, path)
			}
			return err
		})
		require.NoError(t, err)
	}
	return paths
}

func holds(t *testing.T, path string) {
	file := filepath.Join(root, filepath.FromSlash(path))
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	s, err := Read(path, string(text))
	require.NoError(t, err)
	rep := report.New(s.Request())
	if *update {
		if s = s.Update(rep); s.Format() != string(text) {
			require.NoError(t, os.WriteFile(file, []byte(s.Format()), 0o644))
		}
	}
	assert.NotEmpty(t, s.Title, "a scenario begins with a title")
	for _, m := range s.Compare(rep) {
		t.Errorf("section %s:\n%s", m.Section, m)
	}
	purity(t, rep)
	replays(t, rep)
	honestSpans(t, rep)
}

// purity: the printer needs nothing but the document, so text made from the
// document's JSON is the same text.
func purity(t *testing.T, rep *report.Report) {
	data, err := json.Marshal(rep)
	require.NoError(t, err)
	var decoded report.Report
	require.NoError(t, json.Unmarshal(data, &decoded))
	want, err := renderText(rep, "")
	require.NoError(t, err)
	got, err := renderText(&decoded, "")
	require.NoError(t, err)
	assert.Equal(t, want, got, "the text of the decoded document")
}

// replays: the trace alone gives the argv, and the image's slots.
func replays(t *testing.T, rep *report.Report) {
	for _, a := range rep.Answers {
		if a.Process != nil {
			assert.Equal(t, sim.Texts(a.Process.Argv), a.Trace.Replay(sim.SlotArgv).Texts(), "the argv that the trace ends with")
		}
		for i, s := range a.Trace {
			assert.Equal(t, i+1, s.N, "steps are numbered from 1")
		}
	}
}

// honestSpans: a place lies inside a file of the document, and its line and
// column are those of its first byte.
func honestSpans(t *testing.T, rep *report.Report) {
	sources := map[string]*sim.Source{}
	for _, f := range rep.Files {
		sources[f.Name] = sim.NewSource(f)
	}
	check := func(s sim.Span) {
		if s.IsZero() {
			return
		}
		src := sources[s.File]
		if assert.NotNil(t, src, "%v names no file of the document", s) &&
			assert.True(t, 0 <= s.Start && s.Start <= s.End && s.End <= len(src.Text), "%v lies outside", s) {
			assert.Equal(t, src.Span(s.Start, s.End), s)
		}
	}
	for _, a := range rep.Answers {
		for _, s := range a.Trace {
			check(s.Span)
		}
		for _, f := range a.Findings {
			check(f.Span)
		}
		if a.Process != nil {
			for _, w := range a.Process.Argv {
				check(w.From.Span)
			}
		}
	}
}
