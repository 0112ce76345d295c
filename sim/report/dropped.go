package report

import (
	"strings"

	"explain/sim"
)

// droppedRows are the words that do not run, a row for all that one step dropped.
func (v *view) droppedRows() []row {
	if v.Process == nil {
		return nil
	}
	var rows []row
	all := v.Process.Dropped
	for start, i := 0, 1; i <= len(all); i++ {
		if i == len(all) || all[i-1].Step != all[i].Step {
			rows = append(rows, v.droppedRow(all[start:i]))
			start = i
		}
	}
	return rows
}

// droppedRow is the words that one step dropped, where they stood, and the rule.
// Words written nowhere (a default shell) go with the one that was written.
func (v *view) droppedRow(lot []sim.Dropped) row {
	var texts []string
	from := lot[0].Word
	for _, d := range lot {
		texts = append(texts, string(v.word(d.Word)))
		if from.From.Span.IsZero() {
			from = d.Word
		}
	}
	words := safe(strings.Join(texts, " "))
	if !v.All {
		words = shorten(words, max(v.columns()-40, 20)-2*int(v.squeeze), " "+v.ellipsis+" ")
	}
	source := v.source(from)
	if from.Unknown != "" {
		source = "" // the placeholder says it
	}
	why := v.join(source, v.place(from.From.Span), v.prose(string(lot[0].Rule)))
	if v.squeeze > shorter {
		why = v.clamp(why, 1, v.columns()-width(words)-16)
	}
	return row{text: line{{words, gone}, {"  ", plain}, {"dropped: " + why, dim}}}
}

func (v *view) drawDropped(rows []row) []line {
	var out []line
	for _, r := range rows {
		out = append(out, v.hanging(piece{v.cross, failing}, r.text)...)
	}
	return out
}
