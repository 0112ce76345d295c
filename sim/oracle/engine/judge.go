package engine

import (
	"fmt"
	"strings"
	"testing"

	"explain/sim/report"
)

// madeUpID is the number of a user that only a question names.
const madeUpID = 4242

// total is what all judges of a run have counted.
var total struct {
	version                       string
	asked, explained, unexplained int
}

// judge counts answers, and keeps the differences that nothing explains.
type judge struct {
	engine      string
	asked       int
	skipped     map[string]int // by the reason
	explained   map[string]int
	unexplained map[string][]string // by the field's name
}

func newJudge(engine string) *judge {
	return &judge{engine: engine, skipped: map[string]int{}, explained: map[string]int{}, unexplained: map[string][]string{}}
}

func (j *judge) judge(q Question, a Answer, found []Difference) {
	j.asked++
	for _, d := range found {
		if name := j.nameOf(q, a, d); name != "" {
			j.explained[name]++
			continue
		}
		text := fmt.Sprintf("%s: docker %q\n%s%s", q.Name, q.Words, indented(q.Request), d)
		j.unexplained[d.Field] = append(j.unexplained[d.Field], text)
	}
}

func (j *judge) nameOf(q Question, a Answer, d Difference) string {
	for _, k := range knownDifferences {
		if k.engine == j.engine && k.is(q, a, d) {
			return k.name
		}
	}
	return ""
}

// report fails for each field that differs, with its first questions.
func (j *judge) report(t *testing.T) {
	t.Helper()
	for field, texts := range j.unexplained {
		for i, text := range texts {
			if i == 5 {
				break
			}
			t.Errorf("%d × %s: %s", len(texts), field, text)
		}
	}
	total.asked += j.asked
	for _, n := range j.explained {
		total.explained += n
	}
	for _, texts := range j.unexplained {
		total.unexplained += len(texts)
	}
	t.Logf("%s: %d asked, known differences %v, not asked %v", j.engine, j.asked, j.explained, j.skipped)
}

func indented(r report.Request) string {
	r.Bases = nil
	text := plain(r)
	if len(text) > 1200 {
		text = text[:1200] + "…"
	}
	return strings.TrimSpace(text) + "\n"
}
