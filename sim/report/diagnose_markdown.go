package report

import (
	"io"
	"strings"

	"explain/sim/diagnose"
)

// DiagnosesMarkdown draws what a message means for an issue or a chat. It is not
// a part of Markdown, which the page's engine has and pays for.
func DiagnosesMarkdown(w io.Writer, r *Report) error {
	m := markdown{view: Style{}.view(r, &Answer{})}
	for i := range r.Diagnoses {
		m.diagnosis(&r.Diagnoses[i])
	}
	m.para(m.text(heldAgainst(r)))
	_, err := io.WriteString(w, strings.Join(m.blocks, "\n\n")+"\n")
	return err
}

// diagnosis draws one for an issue or a chat.
func (m *markdown) diagnosis(d *diagnose.Diagnosis) {
	m.para("### " + m.code(d.Message))
	var facts []string
	for _, f := range m.diagnosisFacts(d) {
		facts = append(facts, m.text(string(f)))
	}
	m.para(strings.Join(facts, " · "))
	if d.Text != "" && d.Text != d.Message {
		m.para(fence(string(m.raw(d.Text)), "text"))
	}
	m.para(m.text(d.Means) + ".")
	if d.Why != "" {
		m.para("**" + m.text(d.Why) + "**")
	}
	var causes, out []string
	for _, c := range d.Causes {
		item := m.text(c.Says)
		if c.Verdict == diagnose.Impossible {
			item = "~~" + item + "~~"
		} else if c.Verdict != diagnose.Possible {
			item = "**" + m.text(string(c.Verdict)) + "**: " + item
		}
		if c.Why != "" {
			item += " (" + m.text(c.Why) + ")"
		}
		if c.Verdict == diagnose.Impossible {
			out = append(out, item)
			continue
		}
		causes = append(causes, item+"\n\n  "+strings.ReplaceAll(fence(string(m.command(c.Command)), "sh"), "\n", "\n  "))
	}
	m.list("Causes, likeliest first", causes)
	m.list("Not here", out)
}
