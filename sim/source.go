package sim

import (
	"fmt"
	"strings"
)

// File is a text that somebody wrote: a Dockerfile, a typed command line, a
// runner's file. Name is how the user knows it ("Dockerfile", "command line").
type File struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Span is Text[Start:End] of the File named File, in bytes, end exclusive.
// Line and Col locate Start, both from 1; Col counts bytes. The zero Span
// means: written nowhere (a default, a base image).
type Span struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Line  int    `json:"line"`
	Col   int    `json:"col"`
}

// IsZero reports whether s says "written nowhere".
func (s Span) IsZero() bool { return s == Span{} }

// String is "file:line:col", or "" for the zero Span.
func (s Span) String() string {
	if s.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d", s.File, s.Line, s.Col)
}

// Error is a failure with a place, a sentence (lower case, no full stop) and a
// way out. Hint may be empty; a zero Span means the whole input.
type Error struct {
	Span Span   `json:"span,omitzero"`
	Msg  string `json:"msg"`
	Hint string `json:"hint,omitempty"`
	// Rule is the rule by which a builder or a client refuses; "" when it is
	// explain itself that cannot go on.
	Rule RuleID `json:"-"`
}

// Error is "Dockerfile:3:12: msg", without the place if there is none.
func (e *Error) Error() string {
	if e.Span.IsZero() {
		return e.Msg
	}
	return e.Span.String() + ": " + e.Msg
}

// Source answers where a byte of a File stands. The zero Source is an empty,
// nameless file.
type Source struct {
	File
	lines []int // offset of the first byte of each line
}

// NewSource indexes f's lines.
func NewSource(f File) *Source {
	s := &Source{File: f, lines: make([]int, 1, strings.Count(f.Text, "\n")+1)}
	for i := 0; ; {
		n := strings.IndexByte(f.Text[i:], '\n')
		if n < 0 {
			return s
		}
		i += n + 1
		s.lines = append(s.lines, i)
	}
}

// Span locates Text[start:end].
func (s *Source) Span(start, end int) Span {
	line, after := 0, len(s.lines) // the first line that begins behind start
	for line < after {
		if mid := (line + after) / 2; s.lines[mid] <= start {
			line = mid + 1
		} else {
			after = mid
		}
	}
	return Span{File: s.Name, Start: start, End: end, Line: line, Col: start - s.lines[line-1] + 1}
}

// Lines counts the lines; a final newline does not begin one.
func (s *Source) Lines() int {
	if s.lines[len(s.lines)-1] == len(s.Text) {
		return len(s.lines) - 1
	}
	return len(s.lines)
}

// lineStart is the offset of line n (from 1); one past the last is the text's length.
func (s *Source) lineStart(n int) int {
	if n > len(s.lines) {
		return len(s.Text)
	}
	return s.lines[n-1]
}
