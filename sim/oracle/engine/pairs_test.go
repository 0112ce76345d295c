package engine

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"explain/sim"
)

// pairsOf are the first n questions of a seed.
func pairsOf(seed uint64, n int) (questions []Question) {
	for i := 0; len(questions) < n; i++ {
		if q, ok := pair(seed, i); ok {
			q.tag = fmt.Sprintf("p%d-%d", seed, i)
			questions = append(questions, q)
		}
	}
	return questions
}

// createAll loads the images of questions and creates a container of each.
func createAll(t *testing.T, e *Engine, l *layers, questions []Question) []Answer {
	var pictures []picture
	for _, q := range questions {
		pictures = append(pictures, picture{q.tag, q.Config, []layer{l.probe}})
	}
	begin := time.Now()
	e.load(t, pictures)
	t.Logf("%d images loaded in %s", len(pictures), time.Since(begin).Round(time.Millisecond))
	defer func() { t.Logf("… and asked in %s", time.Since(begin).Round(time.Millisecond)) }()
	stdin := terminal(t)
	answers := make([]Answer, len(questions))
	each(len(questions), func(i int) {
		var err error
		if answers[i], err = e.create(questions[i], stdin); err != nil {
			t.Errorf("%s: %v", questions[i].Name, err)
		}
	})
	require.NoError(t, e.inspect(answers))
	e.must(t, "container", "prune", "-f") // their names are free again
	return answers
}

func TestPairs(t *testing.T) {
	e := startDocker(t)
	l := makeLayers(t)
	j := newJudge(e.Name)
	n := amount(t, "EXPLAIN_ENGINES_N", 1600)
	for _, seed := range seeds(t) {
		questions := pairsOf(seed, n/2)
		answers := createAll(t, e, l, questions)
		for i, q := range questions {
			ours, err := Ours(q)
			require.NoError(t, err, "%s\n%s", q.Name, q.Request.Files[0].Text)
			if ours.Outcome.Phase == sim.PhaseBuild {
				j.skipped[neverBuilt]++
				continue
			}
			c := comparison{}
			c.compareCreated(ours, answers[i], true)
			j.judge(q, answers[i], c.found)
		}
	}
	j.report(t)
}
