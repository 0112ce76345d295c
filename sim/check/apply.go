package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Apply applies edits of one file to its text. Edits that overlap, lie outside
// the text or belong to several files are refused; insertions at one place are
// made in their order.
func Apply(text string, edits []Edit) (string, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int {
		return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
	})
	var b strings.Builder
	at := 0
	for _, e := range sorted {
		switch s := e.Span; {
		case s.File != sorted[0].Span.File:
			return "", fmt.Errorf("edits of two files: %s and %s", sorted[0].Span.File, s.File)
		case s.Start < at:
			return "", fmt.Errorf("edits overlap at %s", s)
		case s.End < s.Start || s.End > len(text):
			return "", fmt.Errorf("edit lies outside of the text: %d to %d", s.Start, s.End)
		}
		b.WriteString(text[at:e.Span.Start])
		b.WriteString(e.New)
		at = e.Span.End
	}
	return b.String() + text[at:], nil
}
