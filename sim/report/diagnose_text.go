package report

import (
	"fmt"
	"io"
	"strings"

	"explain/sim/diagnose"
)

// DiagnosesText draws what a message means: the message, its causes, and what
// cannot be. It takes the place of Text, since the answers were only asked to judge
// it, and is no part of it, which the page's engine has and pays for.
func DiagnosesText(w io.Writer, r *Report, s Style) error {
	s.Width = min(s.columns(), measure)
	return paint(w, s.diagnosesText(r), s.Color)
}

func (s Style) diagnosesText(r *Report) []line {
	v := s.view(r, &Answer{})
	var parts [][]line
	for i := range r.Diagnoses {
		parts = append(parts, v.diagnosis(&r.Diagnoses[i]))
	}
	return stack(append(parts, wrap(line{{v.prose(heldAgainst(r)), dim}}, v.columns()))...)
}

// diagnosis draws one of them.
func (v *view) diagnosis(d *diagnose.Diagnosis) []line {
	head := wrap(line{{v.prose(d.Message), bold}}, v.columns())
	head = append(head, indent(margin, v.flow(v.diagnosisFacts(d), plain, v.columns()-margin))...)
	if d.Text != "" && d.Text != d.Message {
		head = append(head, v.hanging(piece{v.bar, dim}, line{{v.prose(d.Text), dim}})...)
	}
	body := indent(margin, wrap(line{{v.prose(d.Means), plain}}, v.columns()-margin))
	if d.Doubt != "" {
		body = append(body, indent(margin, wrap(line{{v.prose("but " + d.Doubt), dim}}, v.columns()-margin))...)
	}
	possible, out := v.causeLines(d)
	return stack(head, body, v.verdictLine(d), v.section("Causes, likeliest first", possible), v.section("Not here", out), v.furtherPages(d))
}

// diagnosisFacts are the code, the ID and the place.
func (v *view) diagnosisFacts(d *diagnose.Diagnosis) []safe {
	var facts []safe
	if len(d.Codes) > 0 {
		codes := make([]string, len(d.Codes))
		for i, c := range d.Codes {
			codes[i] = fmt.Sprint(c)
		}
		facts = append(facts, v.prose("exit code "+strings.Join(codes, " or ")))
	}
	facts = append(facts, v.prose(d.ID))
	if d.Line > 1 || d.Count > 1 {
		facts = append(facts, v.prose(fmt.Sprintf("line %d of the text%s", d.Line, times(d.Count))))
	}
	return facts
}

func times(n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(", %d times", n)
}

// verdictLine is what the given image and line say to the whole message.
func (v *view) verdictLine(d *diagnose.Diagnosis) []line {
	if d.Why == "" {
		return nil
	}
	mark := piece{v.arrow, bold}
	if d.Verdict == diagnose.Impossible {
		mark = piece{v.cross, failing}
	}
	return v.hanging(mark, line{{v.prose(d.Why), bold}})
}

// causeLines are the causes that can be, numbered, and those that cannot.
func (v *view) causeLines(d *diagnose.Diagnosis) (possible, out []line) {
	n := 0
	for i := range d.Causes {
		c := &d.Causes[i]
		if c.Verdict == diagnose.Impossible {
			out = append(out, v.struckOut(c)...)
			continue
		}
		n++
		possible = append(possible, v.numbered(n, c)...)
	}
	return possible, out
}

// numbered is a cause with the command that decides it.
func (v *view) numbered(n int, c *diagnose.CauseSays) []line {
	text := line{{v.prose(c.Says), plain}}
	if c.Verdict != diagnose.Possible {
		says := string(c.Verdict)
		if c.Why != "" {
			says += ": " + c.Why
		}
		text = text.plus(piece{v.prose(" (" + says + ")"), bold})
	}
	out := v.hanging(piece{v.prose(fmt.Sprint(n)), dim}, text)
	return append(out, v.deciding(c.Command)...)
}

// deciding is the command below a cause.
func (v *view) deciding(command string) []line {
	const at = 2 * margin
	lines := wrapCommand(v.command(command), v.columns(), at+2)
	if len(lines) > 0 && len(lines[0]) > 0 {
		text := safe(strings.TrimLeft(string(lines[0][0].text), " "))
		lines[0] = append(line{{blanks(at), plain}, {v.arrow + " ", dim}, {text, plain}}, lines[0][1:]...)
	}
	return lines
}

// struckOut is a cause that cannot be, and why.
func (v *view) struckOut(c *diagnose.CauseSays) []line {
	text := line{{v.prose(c.Says), gone}}
	if c.Why != "" {
		text = text.plus(piece{v.prose(" (" + c.Why + ")"), plain})
	}
	return v.hanging(piece{v.cross, dim}, text)
}

// furtherPages name what can be read.
func (v *view) furtherPages(d *diagnose.Diagnosis) []line {
	pages := []safe{v.prose("explain error " + d.ID)}
	if len(d.Rules) > 0 {
		pages = append(pages, v.prose("explain rule "+string(d.Rules[0])))
	}
	return indent(margin, v.flow(pages, dim, v.columns()-margin))
}

// heldAgainst says what was known besides the message.
func heldAgainst(r *Report) string {
	text := "held against nothing: -f Dockerfile, or -f with what docker inspect prints, and --line 'docker run …' strike out what cannot be"
	if len(r.Answers) > 0 {
		text = "held against " + r.Answers[0].Title
		for _, f := range r.Files {
			if f.Name != lineName && f.Name != r.Answers[0].Title {
				text += " and " + f.Name
			}
		}
		text += ": " + r.Answers[0].Summary
	}
	return text
}
