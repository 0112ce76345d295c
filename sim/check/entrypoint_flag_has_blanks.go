package check

import (
	"slices"
	"strings"

	"explain/sim"
)

var entrypointFlagHasBlanks = Check{
	ID: "entrypoint-flag-has-blanks", Title: "--entrypoint with several words or JSON, of which it makes one file name", Severity: Warning,
	Rules: []sim.RuleID{"entrypoint-flag-is-one-word"},
	Run: func(c *Case, report func(Finding)) {
		for _, n := range c.notes("entrypoint-is-one-word") {
			if words := c.Invocation.Entrypoint.Words; len(words) == 1 {
				if f, ok := c.entrypointOfWords(n, words[0]); ok {
					report(f)
				}
			}
		}
	},
}

// notes are the remarks about the command line that have an ID.
func (c *Case) notes(id string) (out []sim.Note) {
	if c.Invocation == nil {
		return nil
	}
	for _, n := range c.Invocation.Notes {
		if n.ID == id && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

func (c *Case) entrypointOfWords(n sim.Note, value sim.Word) (Finding, bool) {
	f := Finding{Span: n.Span}
	words, ok := jsonWords(value.Text)
	switch {
	case ok, strings.HasPrefix(value.Text, "["):
		f.Message = "--entrypoint is not read as JSON: docker looks for a program called " + brief(value.Text)
	case isCommandText(value.Text):
		f.Message = "--entrypoint is one word: docker looks for a program called " + quoteJSON(brief(value.Text)) + ", blanks and all"
		words, ok = plainWords(value.Text)
	default:
		return f, false
	}
	if image := c.Invocation.Image.From.Span; ok && len(words) > 0 && !image.IsZero() && n.Span == value.From.Span {
		f.Fixes = []Fix{{Title: "give --entrypoint the program alone and the rest behind the image", Edits: []Edit{
			{Span: value.From.Span, New: shellQuoted(words[0])},
			{Span: behind(image), New: spaced(words[1:])},
		}}}
	}
	return f, true
}

// behind is the empty span at the end of a span.
func behind(at sim.Span) sim.Span {
	return sim.Span{File: at.File, Start: at.End, End: at.End, Line: at.Line, Col: at.Col + at.End - at.Start}
}

func spaced(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(" " + shellQuoted(w))
	}
	return b.String()
}

// shellQuoted is a word as one types it in a shell.
func shellQuoted(w string) string {
	if w != "" && strings.Trim(w, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@%+,") == "" {
		return w
	}
	return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
}
