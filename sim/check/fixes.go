package check

import (
	"strings"

	"explain/sim"
)

// at is an empty span at byte n of the Dockerfile.
func (c *Case) at(n int) sim.Span { return c.Dockerfile.Source.Span(n, n) }

// lineStart is where the line of a place begins.
func (c *Case) lineStart(at sim.Span) int { return at.Start - (at.Col - 1) }

// newline is how the file ends its lines.
func (c *Case) newline() string { return c.look().lines }

// lineAbove inserts a line above an instruction, indented like it.
func (c *Case) lineAbove(ins *sim.Instruction, line string) Edit {
	start := c.lineStart(ins.Span)
	text := c.Dockerfile.Source.Text
	if strings.HasPrefix(text[start:], "\ufeff") {
		start += len("\ufeff")
	}
	indent := text[start:ins.Span.Start]
	return Edit{Span: c.at(start), New: indent + line + c.newline()}
}

// lineBelow inserts a line below an instruction; an escape character at the
// end of the file, which continues nothing, goes.
func (c *Case) lineBelow(ins *sim.Instruction, line string) Edit {
	start, end := c.lineStart(ins.Span), ins.Span.End
	text := c.Dockerfile.Source.Text
	if endsInEscape(text[:end], c.Dockerfile.Escape) {
		end--
	}
	indent := strings.TrimPrefix(text[start:ins.Span.Start], "\ufeff")
	return Edit{Span: c.Dockerfile.Source.Span(end, ins.Span.End), New: c.newline() + indent + line}
}

// withoutLine deletes an instruction with its line ends; a comment above stays.
func (c *Case) withoutLine(ins *sim.Instruction) Edit {
	text := c.Dockerfile.Source.Text
	end := ins.Span.End
	if n := strings.IndexByte(text[end:], '\n'); n >= 0 {
		end += n + 1
	} else {
		end = len(text)
	}
	start := c.lineStart(ins.Span)
	if strings.HasPrefix(text[start:], "\ufeff") {
		start += len("\ufeff")
	}
	return Edit{Span: c.Dockerfile.Source.Span(start, end)}
}

// moveComment takes a comment that stands behind an instruction's text to a
// line above it; at is the comment with the blanks in front of it.
func (c *Case) moveComment(ins *sim.Instruction, at sim.Span) []Edit {
	comment := strings.TrimSpace(c.source(at))
	return []Edit{c.lineAbove(ins, comment), {Span: at}}
}

// asExecForm is a fix that writes a shell form's text as an exec form, when no
// shell is needed for it.
func (c *Case) asExecForm(p place) []Fix {
	words, ok := c.wordsOf(p)
	if !ok {
		return nil
	}
	array := execForm(words)
	return []Fix{{Title: "write it as " + brief(p.command()+" "+array), Edits: []Edit{{Span: p.Body().Place(), New: array}}}}
}
