package report

import (
	"io"

	"explain/sim"
)

// StagesText draws the stages of each answer: name, what it is built FROM,
// whether the target needs it, and what an image built up to it would run.
func StagesText(w io.Writer, r *Report, s Style) error {
	if r.Error != nil {
		return Text(w, r, s)
	}
	var parts [][]line
	for i := range r.Answers {
		v := s.view(r, &r.Answers[i])
		part := v.stages()
		if len(r.Answers) > 1 {
			part = append(v.title(), part...)
		}
		parts = append(parts, part)
	}
	return paint(w, stack(parts...), s.Color)
}

// stages is a line for each stage, two where the terminal is narrow.
func (v *view) stages() []line {
	if len(v.Stages) == 0 {
		return v.failureOr("there are no stages")
	}
	name, from := len("stage"), len("FROM")
	for _, s := range v.Stages {
		name = max(name, width(v.prose(s.ID)))
		from = max(from, width(v.prose(s.From)))
	}
	const needed = len("not needed")
	const others = 1 + 2 + 2 + 2 + needed // the mark, and what stands between columns
	name = min(name, (v.columns()-others)/2)
	from = min(from, v.columns()-others-name)
	if room := v.columns() - others - name - from - 2; room >= leastText[stacked]-margin {
		return v.stageLines(name, from, needed, room)
	}
	return v.stageLines(name, from, needed, 0)
}

// stageLines draws the columns; what a stage runs stands on a line of its own if
// there is no room.
func (v *view) stageLines(name, from, needed, room int) []line {
	one := func(mark piece, id, base, need safe, runs line, ink ink) []line {
		row := []cell{{[]line{{mark}}, 1}, {[]line{{{id, ink}}}, name}, {[]line{{{base, plain}}}, from}, {[]line{{{need, dim}}}, needed}}
		if room > 0 {
			return cells(append(row, cell{wrap(runs, room), room}))
		}
		return append(cells(row), indent(2*margin, wrap(runs, v.columns()-2*margin))...)
	}
	var out []line
	if room > 0 {
		out = one(piece{}, "stage", "FROM", "", line{{"runs", dim}}, dim)
	}
	for _, s := range v.Stages {
		mark := piece{}
		if s.Target {
			mark = piece{v.arrow, bold}
		}
		id := shorten(v.prose(s.ID), name, v.ellipsis)
		base := shorten(v.prose(s.From), from, v.ellipsis)
		most := room
		if room == 0 {
			most = v.columns() - 2*margin
		}
		out = append(out, one(mark, id, base, needSays(s), v.stageRuns(s, most), bold)...)
	}
	return out
}

func needSays(s Stage) safe {
	switch {
	case s.Target:
		return "target"
	case s.Reached:
		return "needed"
	}
	return "not needed"
}

// stageRuns is the argv, or why there is none.
func (v *view) stageRuns(s Stage, max int) line {
	switch {
	case len(s.Argv) > 0:
		l := v.argvLine(s.Argv, brevity{})
		if l.width() > max && !v.All {
			l = chop(l, max-width(v.ellipsis)-1)[0].plus(piece{" " + v.ellipsis, dim})
		}
		return l
	case s.Outcome == nil:
		return nil
	case s.Outcome.Phase == sim.PhaseBuild:
		return line{{v.cross + " " + v.prose(s.Outcome.Message), failing}}
	}
	return line{{"nothing to run", dim}}
}

// failureOr is why there is nothing to list.
func (v *view) failureOr(otherwise safe) []line {
	if v.fails() {
		return stack(v.summary(), v.failure())
	}
	return []line{{{otherwise, plain}}}
}
