package report

import "explain/sim"

// finish fills in what every report has: lists instead of nulls, file names
// that are unique, the rules that were cited.
func (e *explainer) finish() *Report {
	r := e.report
	r.Files = append([]sim.File{}, r.Files...)
	r.Answers = append([]Answer{}, r.Answers...)
	r.Findings = append([]Finding{}, r.Findings...)
	for i := range r.Answers {
		fillAnswer(&r.Answers[i])
	}
	r.Rules = citedRules(r)
	r.Wants.fill()
	return r
}

func fillAnswer(a *Answer) {
	if a.Trace == nil {
		a.Trace = sim.Trace{}
	}
	for i := range a.Trace {
		fillList(&a.Trace[i].Before)
		fillList(&a.Trace[i].After)
	}
	fillList(&a.Invocation.Entrypoint)
	fillList(&a.Invocation.Args)
	if a.Image != nil {
		fillList(&a.Image.Entrypoint)
		fillList(&a.Image.Cmd)
		fillList(&a.Image.Shell)
		if a.Image.Env == nil {
			a.Image.Env = []sim.Env{}
		}
		if a.Image.OnBuild == nil {
			a.Image.OnBuild = []sim.Word{}
		}
		fillHealth(a.Image.Healthcheck)
	}
	if a.Process != nil {
		if a.Process.Argv == nil {
			a.Process.Argv = []sim.Word{}
		}
		if a.Process.Env == nil {
			a.Process.Env = []sim.Env{}
		}
		fillHealth(a.Process.Healthcheck)
	}
	fillHealth(a.Invocation.Healthcheck)
	if a.Findings == nil {
		a.Findings = []Finding{}
	}
	a.Assumptions = append([]sim.Assumption{}, a.Assumptions...)
	a.Notes = append([]sim.Note{}, a.Notes...)
	if a.Stages == nil {
		a.Stages = []Stage{}
	}
	fillOutcome(&a.Outcome)
	for _, s := range a.Stages {
		fillOutcome(s.Outcome)
	}
}

func fillOutcome(o *sim.Outcome) {
	if o != nil && o.If == nil {
		o.If = []string{}
	}
}

func fillList(l *sim.List) {
	if l.Words == nil {
		l.Words = []sim.Word{}
	}
}

func fillHealth(h *sim.Healthcheck) {
	if h != nil {
		fillList(&h.Test)
	}
}

// citedRules are the rules that the answers cite, in the table's order.
func citedRules(r *Report) []sim.Rule {
	cited := map[sim.RuleID]bool{}
	for _, a := range r.Answers {
		cited[a.Outcome.Rule] = true
		for _, s := range a.Trace {
			cited[s.Rule] = true
			for _, id := range s.Also {
				cited[id] = true
			}
		}
		if a.Process != nil {
			for _, d := range a.Process.Dropped {
				cited[d.Rule] = true
			}
			for _, p := range a.Process.Positional {
				cited[p.Rule] = true
			}
		}
		for _, f := range a.Findings {
			for _, id := range f.Rules {
				cited[id] = true
			}
		}
	}
	for _, d := range r.Diagnoses {
		for _, id := range d.Rules {
			cited[id] = true
		}
	}
	out := []sim.Rule{}
	for _, rule := range sim.Rules {
		if cited[rule.ID] {
			out = append(out, rule)
		}
	}
	return out
}
