package report

import (
	"fmt"

	"explain/sim"
	"explain/sim/check"
)

// besideRows is the columns that the places and names beside a sentence take, about.
const besideRows = 24

// stepRows are the steps that made the result, and the number of the others.
func (v *view) stepRows() (rows []row, folded int) {
	if v.Process == nil && v.Outcome.Phase != sim.PhaseCreate && !v.All {
		return nil, 0
	}
	ranks := v.ranks()
	for _, s := range v.Trace {
		rank, ok := ranks[s.N]
		if !ok && !v.All {
			folded++
			continue
		}
		rows = append(rows, v.stepRow(s, rank))
	}
	return rows, folded
}

func (v *view) stepRow(s sim.Step, rank int) row {
	says := s.Note
	if rule, ok := sim.RuleByID(s.Rule); ok && says == "" {
		says = rule.Title
	}
	cites := []safe{v.linePlace(s.Span), v.prose(string(s.Rule))}
	if v.All {
		for _, also := range s.Also {
			cites[1] += ", " + v.prose(string(also))
		}
	}
	return row{key: piece{v.prose(fmt.Sprint(s.N)), dim}, text: line{{v.sentence(v.prose(says), besideRows), plain}}, cites: cites, rank: rank}
}

// ranks says of the steps that touch a word of the result how much they matter.
// First those that brought in a word of the Dockerfile or one that is not known,
// then those that put words in the place of others, then those that made the argv
// of the words and what came from elsewhere. What only dropped a word comes late:
// its rule stands beside that word already.
func (v *view) ranks() map[int]int {
	m := map[int]int{}
	mark := func(step, rank int) {
		if old, ok := m[step]; !ok || rank < old {
			m[step] = rank
		}
	}
	last := map[sim.Slot]int{}
	for _, s := range v.Trace {
		last[s.Slot] = s.N
		switch {
		case s.Rule == v.Outcome.Rule:
			mark(s.N, 0)
		case s.Slot == sim.SlotArgv:
			mark(s.N, 2)
		}
	}
	mark(last[sim.SlotEntrypoint], 2)
	mark(last[sim.SlotCmd], 2)
	if v.Process != nil {
		v.markWords(mark)
	}
	return m
}

func (v *view) markWords(mark func(step, rank int)) {
	dropping := map[int]bool{}
	for _, d := range v.Process.Dropped {
		dropping[d.Step] = true
		mark(d.Step, 3)
		mark(d.Word.From.Step, 4)
	}
	for _, w := range v.Process.Argv {
		rank := wordRank(w)
		if dropping[w.From.Step] {
			rank = min(rank, 1)
		}
		mark(w.From.Step, rank)
	}
	for _, p := range v.Process.Positional {
		mark(p.Step, 1)
	}
}

// wordRank is how much it matters where w comes from.
func wordRank(w sim.Word) int {
	switch {
	case w.Unknown != "":
		return 0
	case w.From.Span.IsZero(), w.From.Source == sim.FromRunArgs:
		return 2
	case w.From.Source == sim.FromCmd: // ENTRYPOINT decides more
		return 1
	}
	return 0
}

var severityInk = map[check.Severity]ink{check.Error: failing, check.Warning: warning, check.Info: bold}

var severityRank = map[check.Severity]int{check.Error: 0, check.Warning: 1, check.Info: 2}

// findingRows are findings, each with the title of its first fix.
func (v *view) findingRows(findings []Finding) []row {
	var rows []row
	for _, f := range findings {
		r := row{
			key:   piece{v.prose(string(f.Severity)), severityInk[f.Severity]},
			text:  line{{v.sentence(v.prose(f.Message), besideRows), plain}},
			cites: []safe{v.linePlace(f.Span), v.prose(f.Check)},
			rank:  severityRank[f.Severity],
		}
		for i, fix := range f.Fixes {
			if i > 0 && !v.All {
				break // the alternatives are for --all and for explain check
			}
			r.below = append(r.below, line{{v.arrow, bold}, {" " + v.sentence(v.prose(fix.Title), besideRows), plain}})
		}
		rows = append(rows, r)
	}
	return rows
}

// assumptionRows are what was taken for true, and the commands that settle it.
func (v *view) assumptionRows() []row {
	var rows []row
	for i, a := range v.Assumptions {
		rows = append(rows, row{text: line{{v.sentence(v.prose(a.Says), margin), plain}}, command: v.command(a.Settle), rank: i})
	}
	return rows
}

// drawAssumptions draws each with its command below.
func (v *view) drawAssumptions(rows []row) []line {
	var out []line
	for _, r := range rows {
		out = append(out, indent(margin, wrap(r.text, v.columns()-margin))...)
		if r.command != "" {
			lines := wrapCommand(r.command, v.columns(), margin+2)
			if v.squeeze > shorter && len(lines) > 2 && !v.All {
				continue // half a command is no use
			}
			lines[0] = line{{blanks(margin), plain}, {v.arrow + " ", bold}, {lines[0][0].text[margin+2:], plain}}
			out = append(out, lines...)
		}
	}
	return out
}

// note is what a note says. What docker build says is kept in full.
func (v *view) note(n sim.Note) safe {
	if n.ID == "fragment" {
		return v.prose(n.Says)
	}
	return v.sentence(v.prose(n.Says), besideRows)
}

// noteRows are remarks, each with its place. The one that docker build refuses the
// text matters most.
func (v *view) noteRows() (rows []row, least int) {
	for i, n := range v.Notes {
		r := row{text: line{{v.note(n), plain}}, cites: []safe{v.linePlace(n.Span)}, rank: i + 1}
		if n.ID == "fragment" {
			r.rank, least = 0, 1
		}
		rows = append(rows, r)
	}
	return rows, least
}
