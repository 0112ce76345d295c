package report

import (
	"io"
	"slices"
	"strings"
)

// How many lines an answer may take at 80 columns. Steps and findings are folded
// to stay below.
const (
	linesOfOne  = 30 // the only answer
	linesOfMany = 18 // each of several
	measure     = 120
)

// Text draws r for a terminal: for each answer the sentence, the argv, what was
// dropped, the reasons, and what follows from them.
func Text(w io.Writer, r *Report, s Style) error {
	return paint(w, s.document(r), s.Color)
}

// document is all lines of r.
func (s Style) document(r *Report) []line {
	s.Width = min(s.columns(), measure)
	v := s.view(r, &Answer{})
	if r.Error != nil {
		return v.inputError(r.Error)
	}
	var parts [][]line
	for i := range r.Answers {
		parts = append(parts, s.view(r, &r.Answers[i]).answer(len(r.Answers)))
	}
	findings := &part{heading: "Findings", what: "finding", rows: v.findingRows(r.Findings), draw: v.table, worth: 1}
	return v.share(1<<20, func() []line {
		return stack(append(parts, findings.lines)...)
	}, findings)
}

// stack puts parts below each other, an empty line in between.
func stack(parts ...[]line) []line {
	var out []line
	for _, p := range parts {
		if len(p) > 0 && len(out) > 0 {
			out = append(out, nil)
		}
		out = append(out, p...)
	}
	return out
}

// answer draws one of n answers. What is long gives way until all of it fits: first
// what can be left out, then what cannot.
func (v *view) answer(n int) []line {
	limit, most := linesOfOne, linesOfOne
	if n > 1 {
		limit = linesOfMany
	}
	if v.columns() < 80 { // narrow columns need more lines
		limit, most = limit*80/v.columns(), most*80/v.columns()
	}
	for v.squeeze = loose; ; v.squeeze++ {
		if out := v.within(limit, n > 1); v.All || len(out) <= most || v.squeeze == bare {
			return out
		}
		limit = most
	}
}

// within draws an answer in about limit lines.
func (v *view) within(limit int, titled bool) []line {
	head := v.summary()
	if titled {
		head = append(v.title(), head...)
	}
	then, verify := v.section("Then", v.then()), v.verify()
	dropped := &part{what: "dropped list", rows: v.droppedRows(), draw: v.drawDropped, least: 3, worth: 3}
	why := &part{heading: "Why", what: "step", draw: v.table, worth: 5}
	why.rows, why.hidden = v.stepRows()
	inside := &part{heading: v.insideHeading(), what: "command", rows: v.insideRows(), draw: v.table, worth: 5}
	findings := &part{heading: "Findings", what: "finding", rows: v.findingRows(v.Findings), draw: v.table, worth: 3}
	assumed := &part{heading: "Assumed", what: "assumption", rows: v.assumptionRows(), draw: v.drawAssumptions, worth: 2}
	notes := &part{heading: "Notes", what: "note", draw: v.table, worth: 1}
	notes.rows, notes.least = v.noteRows()
	if !v.fails() {
		findings.least = 1
	}
	if v.Process != nil && !v.Process.Certain {
		assumed.least, assumed.floor = 1, 1
	}
	dropped.floor, notes.floor = 1, notes.least
	argv, failure, env := v.argv(), v.failure(), v.environment()
	return v.share(limit, func() []line {
		more := v.more(why, dropped, inside, findings, assumed, notes)
		reasons := append(why.lines[:len(why.lines):len(why.lines)], more...)
		return stack(head, argv, dropped.lines, failure, reasons, inside.lines, findings.lines, then, env, assumed.lines, notes.lines, verify)
	}, dropped, why, inside, findings, assumed, notes)
}

// insideHeading names the shell.
func (v *view) insideHeading() safe {
	if v.Process == nil || v.Process.Inside == nil {
		return ""
	}
	return "Inside " + v.value(v.Process.Argv[0].Text)
}

// section is lines below a heading, if there are any.
func (v *view) section(heading safe, lines []line) []line {
	if len(lines) == 0 || heading == "" {
		return lines
	}
	return append([]line{{{heading, bold}}}, lines...)
}

// title parts several answers.
func (v *view) title() []line {
	text := shorten(v.prose(v.Answer.Title), v.columns()-6, " "+v.ellipsis+" ")
	rest := v.columns() - width(text) - 4
	return []line{{{repeat(v.rule, 2) + " ", dim}, {text, bold}, {" " + repeat(v.rule, rest), dim}}}
}

func (v *view) summary() []line {
	text := v.clamp(v.prose(v.Summary), [...]int{0, 3, 2, 2, 2, 2}[v.squeeze], v.columns())
	return wrap(line{{text, bold}}, v.columns())
}

// mostMessage is the lines of a message that are shown; of a longer one the
// middle is left out.
const mostMessage = 10

// paragraphs is a text of several lines, each wrapped and moved in.
func (v *view) paragraphs(text string, ink ink) []line {
	var out []line
	for _, l := range strings.Split(strings.TrimRight(text, "\r\n"), "\n") {
		lines := wrap(line{{v.prose(strings.TrimSuffix(l, "\r")), ink}}, v.columns()-margin)
		if len(lines) == 0 {
			lines = []line{nil}
		}
		out = append(out, lines...)
	}
	most := [...]int{mostMessage, 6, 5, 4, 4, 4}[v.squeeze]
	if hidden := len(out) - most + 1; hidden > 1 && !v.All {
		mark := line{v.leftOut(hidden, "lines", v.columns()-margin)}
		out = slices.Concat(out[:most-3], []line{mark}, out[len(out)-2:])
	}
	return indent(margin, out)
}

// hanging is one item: what stands in front of it, and it, wrapped beside that.
func (v *view) hanging(front piece, text line) []line {
	at := margin + width(front.text) + 1
	lines := indent(at, wrap(text, v.columns()-at))
	if len(lines) > 0 {
		lines[0] = append(line{{blanks(margin), plain}, front, {" ", plain}}, lines[0][1:]...)
	}
	return lines
}

// environment is the variables of the process, shown with --all only.
func (v *view) environment() []line {
	if !v.All || v.Process == nil {
		return nil
	}
	var rows []row
	for _, e := range v.Process.Env {
		text := v.word(e.Value)
		if e.Name != "" {
			text = v.raw(e.Name) + "=" + text
		}
		rows = append(rows, row{text: line{{text, plain}}, cites: []safe{v.linePlace(e.Value.From.Span), v.source(e.Value)}})
	}
	return v.section("Environment", v.table(rows))
}

// verify is the command with which the reader sees the same. One that holds what
// cannot be shown is no use: its escapes would be words of another command.
func (v *view) verify() []line {
	shown := v.command(v.Verify)
	if v.Verify == "" || string(shown) != v.Verify {
		return nil
	}
	lines := wrapCommand(shown, v.columns(), margin)
	if !v.All && len(lines) > [...]int{1 << 20, 4, 3, 3, 3, 2}[v.squeeze] {
		lines = []line{{{blanks(margin) + "with a long command: --all", dim}}}
	}
	return v.section("See for yourself", lines)
}
