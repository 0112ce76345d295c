package scenario

import (
	"fmt"

	"explain/sim"
	"explain/sim/report"
)

// Prediction is what somebody expects of a scenario: the argv, or the phase in
// which it fails.
type Prediction struct {
	Argv  []string  `json:"argv"`
	Fails sim.Phase `json:"fails,omitempty"` // "" when a container starts
}

// Grade is a prediction held against what the engine says. Word is the index of
// the first word that differs, -1 for none; Want and Got are the words there,
// empty behind the end. Rule and Step say what put the real word there.
type Grade struct {
	Solved bool       `json:"solved"`
	Says   string     `json:"says"` // one sentence
	Word   int        `json:"word"`
	Want   string     `json:"want"`
	Got    string     `json:"got"`
	Rule   sim.RuleID `json:"rule,omitempty"`
	Step   int        `json:"step,omitempty"`
}

// Grade grades a prediction of the scenario's first answer.
func (s Scenario) Grade(p Prediction) Grade {
	rep := report.New(s.Request())
	if rep.Error != nil {
		return Grade{Word: -1, Says: rep.Error.Error()}
	}
	a := &rep.Answers[0]
	if a.Outcome.Phase != sim.PhaseRunning {
		return gradeFailure(a, p)
	}
	if p.Fails != "" {
		return Grade{Word: -1, Says: "it does not fail: " + a.Summary}
	}
	return gradeArgv(a, p.Argv)
}

func gradeFailure(a *report.Answer, p Prediction) Grade {
	g := Grade{Word: -1, Rule: a.Outcome.Rule, Solved: p.Fails == a.Outcome.Phase}
	switch {
	case g.Solved:
		g.Says = "right: " + a.Summary
	case p.Fails != "":
		g.Says = fmt.Sprintf("it fails, but not in that phase: %s", a.Summary)
	default:
		g.Says = "it fails: " + a.Summary
	}
	return g
}

func gradeArgv(a *report.Answer, got []string) Grade {
	want := a.Process.Argv
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want):
			return Grade{Word: i, Got: got[i], Says: fmt.Sprintf("word %d is one too many: argv ends before it", i+1)}
		case i >= len(got):
			return reason(a, Grade{Word: i, Want: want[i].Text, Says: fmt.Sprintf("word %d is missing", i+1)})
		case want[i].Text != got[i]:
			return reason(a, Grade{Word: i, Want: want[i].Text, Got: got[i], Says: fmt.Sprintf("word %d is another one", i+1)})
		}
	}
	return Grade{Word: -1, Solved: true, Says: "right: " + a.Summary}
}

// reason adds the step that put the real word where it is.
func reason(a *report.Answer, g Grade) Grade {
	n := a.Process.Argv[g.Word].From.Step
	for _, s := range a.Trace {
		if s.N == n {
			g.Rule, g.Step = s.Rule, n
			g.Says += ": " + s.Note
		}
	}
	return g
}
