package report

import (
	"bufio"
	"io"
	"strings"

	"explain/sim"
)

// Style says for what kind of terminal a text is drawn. The zero Style is 80
// columns of UTF-8 without colour.
type Style struct {
	Width int  // columns; 0 is 80, less than 20 is 20
	Color bool // with SGR sequences
	ASCII bool // the locale is not UTF-8
	All   bool // nothing folded, nothing shortened
}

// columns is the width that is drawn for.
func (s Style) columns() int {
	if s.Width == 0 {
		return 80
	}
	return max(s.Width, 20)
}

// ink is the parameters of an SGR sequence. Colours are the terminal's own, so
// that they fit its background. One of them belongs to each source of words.
type ink string

const (
	plain   ink = ""
	bold    ink = "1"
	dim     ink = "2"
	gone    ink = "2;9" // struck through
	failing ink = "1;31"
	warning ink = "1;33"

	inkEntrypoint ink = "36" // cyan
	inkCmd        ink = "32" // green
	inkShell      ink = "35" // magenta
	inkBase       ink = "94" // bright blue
	inkRunArgs    ink = "33" // yellow
	inkFlag       ink = "38;5;208"
)

// inkOf is the colour of words that come from source.
func inkOf(source sim.SourceKind) ink {
	switch source {
	case sim.FromEntrypoint:
		return inkEntrypoint
	case sim.FromCmd:
		return inkCmd
	case sim.FromShell, sim.FromDefaultShell:
		return inkShell
	case sim.FromBaseImage, sim.FromContainer:
		return inkBase
	case sim.FromRunArgs:
		return inkRunArgs
	case sim.FromFlag:
		return inkFlag
	}
	return plain
}

// and adds attributes to a colour.
func (i ink) and(more ink) ink {
	if i == plain {
		return more
	}
	return i + ";" + more
}

// piece is a run of text in one ink.
type piece struct {
	text safe
	ink  ink
}

// line is one line of output.
type line []piece

func (l line) width() int {
	n := 0
	for _, p := range l {
		n += width(p.text)
	}
	return n
}

// pad is l with blanks up to n columns.
func (l line) pad(n int) line {
	return append(l[:len(l):len(l)], piece{blanks(n - l.width()), plain})
}

// plus is l followed by others, in a list of its own.
func (l line) plus(others ...piece) line { return append(l[:len(l):len(l)], others...) }

func blanks(n int) safe { return safe(strings.Repeat(" ", max(n, 0))) }

// indent puts n blanks in front of every line.
func indent(n int, lines []line) []line {
	out := make([]line, len(lines))
	for i, l := range lines {
		if len(l) > 0 {
			out[i] = append(line{{blanks(n), plain}}, l...)
		}
	}
	return out
}

// paint writes lines, with SGR sequences if color is set. Blanks at the end of
// a line are left out.
func paint(w io.Writer, lines []line, color bool) error {
	b := bufio.NewWriter(w)
	for _, l := range lines {
		for _, p := range trimmed(l) {
			if color && p.ink != plain && p.text != "" {
				b.WriteString("\x1b[" + string(p.ink) + "m" + string(p.text) + "\x1b[0m")
			} else {
				b.WriteString(string(p.text))
			}
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// trimmed is l without blanks at its end.
func trimmed(l line) line {
	for n := len(l); n > 0; n-- {
		text := safe(strings.TrimRight(string(l[n-1].text), " "))
		if text != "" {
			return l[:n-1].plus(piece{text, l[n-1].ink})
		}
	}
	return nil
}

// glyphs are the marks that are drawn, in the characters that the terminal has.
type glyphs struct {
	dot, ellipsis, cross, rule, bar       safe
	left, right, run, stem, single        safe // of a bracket below words
	unknownLeft, unknownRight, arrow, tip safe
	fork, end                             safe // of a tree
}

var (
	fine = glyphs{dot: "·", ellipsis: "…", cross: "✗", rule: "─", bar: "│",
		left: "└", right: "┘", run: "─", stem: "┬", single: "│",
		unknownLeft: "‹", unknownRight: "?›", arrow: "→", tip: "^", fork: "├─", end: "└─"}
	coarse = glyphs{dot: "-", ellipsis: "...", cross: "x", rule: "-", bar: "|",
		left: "|", right: "|", run: "_", stem: "_", single: "|",
		unknownLeft: "<", unknownRight: "?>", arrow: "->", tip: "^", fork: "|-", end: "`-"}
)

// repeat is g drawn n times.
func repeat(g safe, n int) safe { return safe(strings.Repeat(string(g), max(n, 0))) }
