package engine

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// runAll starts the container of each question, with the probe where its program
// is looked for.
func runAll(t *testing.T, e *Engine, l *layers, questions []Question, created []Answer) []Answer {
	var pictures []picture
	for i := range questions {
		q := &questions[i]
		q.tag = "r" + q.tag
		p := picture{q.tag, q.Config, []layer{l.empty}}
		if c := created[i].Created; !q.Empty {
			p.layers = []layer{l.probe}
			ours, err := Ours(*q)
			require.NoError(t, err)
			noShell := ours.Image != nil && ours.Image.NoShell()
			if c != nil && !(noShell && c.Argv[0] == "/bin/sh") {
				p.layers = append(p.layers, links(programAt(*c), accounts(c.User)))
			}
		}
		pictures = append(pictures, p)
	}
	e.load(t, pictures)
	stdin := terminal(t)
	answers := make([]Answer, len(questions))
	each(len(questions), func(i int) {
		var err error
		if answers[i], err = e.run(questions[i], stdin); err != nil {
			t.Errorf("%s: %v", questions[i].Name, err)
		}
	})
	return answers
}

func TestScenarios(t *testing.T) {
	e := startDocker(t)
	l := makeLayers(t)
	j := newJudge(e.Name)
	paths, err := scenarioPaths()
	require.NoError(t, err)
	var questions []Question
	files := 0
	for i, p := range paths {
		if !strings.Contains(p, os.Getenv("EXPLAIN_ENGINES_ONLY")) {
			continue
		}
		qs, skipped, err := questionsOf(p, i)
		require.NoError(t, err, p)
		for _, why := range skipped {
			j.skipped[why]++
		}
		if len(qs) > 0 {
			files++
		}
		questions = append(questions, qs...)
	}
	created := createAll(t, e, l, questions)
	var running []Question
	var those []Answer
	failing := map[string]bool{}
	for i, q := range questions {
		ours, err := Ours(q)
		require.NoError(t, err, q.Name)
		if ours.Invocation.Detach { // docker create knows no -d
			j.skipped["it runs in the background"]++
			continue
		}
		c := comparison{}
		c.compareCreated(ours, created[i], ours.Invocation.Runner == "docker-create")
		j.judge(q, created[i], c.found)
		if ours.Invocation.Runner == "docker-run" {
			running, those = append(running, q), append(those, created[i])
		}
	}
	for i, a := range runAll(t, e, l, running, those) {
		ours, err := Ours(running[i])
		require.NoError(t, err)
		c := comparison{}
		c.compareRan(ours, a)
		if a.Ran == nil {
			failing[ours.Outcome.Message] = true
		}
		j.judge(running[i], a, c.found)
	}
	t.Logf("%d scenarios, %d starts, of which %d run; %d texts of failures", files, len(questions), len(running), len(failing))
	for _, why := range slices.Sorted(maps.Keys(j.skipped)) {
		t.Logf("not asked: %d × %s", j.skipped[why], why)
	}
	j.report(t)
}
