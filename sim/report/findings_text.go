package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"explain/sim/check"
)

// FindingsText draws what the checks found, each with its place, the source and
// its fixes, and counts them at the end.
func FindingsText(w io.Writer, r *Report, s Style) error {
	if r.Error != nil {
		return Text(w, r, s)
	}
	v := s.view(r, &Answer{})
	findings := allFindings(r)
	var parts [][]line
	for _, f := range findings {
		parts = append(parts, v.finding(f))
	}
	parts = append(parts, []line{{{v.prose(tally(findings)), bold}}})
	return paint(w, stack(parts...), s.Color)
}

// allFindings are the findings of the report and of its answers, each once, in
// the order of the text.
func allFindings(r *Report) []Finding {
	out := slices.Clone(r.Findings)
	for _, a := range r.Answers {
		out = append(out, a.Findings...)
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.File, b.Span.File), cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Check, b.Check), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b Finding) bool {
		return a.Span == b.Span && a.Check == b.Check && a.Message == b.Message
	})
}

// finding is "file:line:col: severity: message [check]", the source, the fixes.
func (v *view) finding(f Finding) []line {
	head := line{}
	if !f.Span.IsZero() {
		head = line{{v.prose(f.Span.String()) + ":", bold}, {" ", plain}}
	}
	head = append(head, piece{v.prose(string(f.Severity)) + ":", severityInk[f.Severity]},
		piece{" " + v.prose(f.Message), plain}, piece{" [" + v.prose(f.Check) + "]", dim})
	out := append(wrap(head, v.columns()), v.excerpt(f.Span, severityInk[f.Severity])...)
	for _, rel := range f.Related {
		note := wrap(line{{v.prose(rel.Message), dim}}, v.columns()-margin)
		out = append(append(out, indent(margin, note)...), v.excerpt(rel.Span, dim)...)
	}
	for _, fix := range f.Fixes {
		out = append(out, v.fix(fix)...)
	}
	return out
}

// fix is its title and the lines as they would be.
func (v *view) fix(f check.Fix) []line {
	out := v.hanging(piece{v.arrow, bold}, line{{v.prose(f.Title), plain}})
	for _, l := range v.mended(f.Edits) {
		text := line{{"+ ", dim}, {v.sourceText(l), inkCmd}}
		out = append(out, indent(2*margin, wrap(text, v.columns()-2*margin))...)
	}
	return out
}

// mended is the lines that edits change, as they would be; nothing when they are
// more than a reader wants to see, or in several files.
func (v *view) mended(edits []check.Edit) []string {
	const most = 4
	if len(edits) == 0 {
		return nil
	}
	edits = slices.Clone(edits)
	slices.SortFunc(edits, func(a, b check.Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	first, last := edits[0].Span, edits[len(edits)-1].Span
	text := v.files[first.File]
	at := 0
	var b strings.Builder
	for _, e := range edits {
		if e.Span.File != first.File || e.Span.Start < at || e.Span.End < e.Span.Start || e.Span.End > len(text) {
			return nil
		}
		b.WriteString(text[at:e.Span.Start] + e.New)
		at = e.Span.End
	}
	start := strings.LastIndexByte(text[:first.Start], '\n') + 1
	tail, _, _ := strings.Cut(text[last.End:], "\n")
	if strings.HasSuffix(text[:last.End], "\n") { // whole lines were replaced
		tail = ""
	}
	lines := strings.Split(b.String()[start:]+tail, "\n")
	if len(lines) > most {
		return nil
	}
	return slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" })
}

// tally is "1 error, 2 warnings".
func tally(findings []Finding) string {
	counts := map[check.Severity]int{}
	for _, f := range findings {
		counts[f.Severity]++
	}
	var parts []string
	for _, s := range []check.Severity{check.Error, check.Warning, check.Info} {
		switch n := counts[s]; {
		case n > 0 && s == check.Info:
			parts = append(parts, fmt.Sprintf("%d info", n))
		case n > 0:
			parts = append(parts, fmt.Sprintf("%d %s", n, plural(n, string(s))))
		}
	}
	if len(parts) == 0 {
		return "no findings"
	}
	return strings.Join(parts, ", ")
}
