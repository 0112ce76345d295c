package check

import (
	"slices"
	"strings"

	"explain/sim"
)

var shellFormEntrypoint = Check{
	ID: "shell-form-entrypoint", Title: "an ENTRYPOINT whose shell text does not use the words behind it", Severity: Warning,
	Rules: []sim.RuleID{"shell-takes-one-string", "shell-form-wraps"},
	Run: func(c *Case, report func(Finding)) {
		p, ok := c.inForce("ENTRYPOINT")
		if !ok || !c.runs(p) || p.Form == sim.BareForm || p.Form == sim.ShellForm && !p.meantForShell() || c.lacksShell() {
			return
		}
		process := c.process()
		s, ok := sim.FindShellString(process.Argv)
		if !ok || s.Index >= c.entrypointWords() {
			return
		}
		if lost := lostWords(process, c.entrypointWords()); len(lost) > 0 {
			report(c.lostArguments(p, process, process.Argv[s.Index], lost))
		} else if len(process.Argv) == c.entrypointWords() && p.Form == sim.ShellForm {
			c.reportDeaf(p, report)
		}
	},
}

// lostWords are the words behind ENTRYPOINT that the shell's text does not use.
// A first word that only stands in for $0 is there on purpose.
func lostWords(process *sim.Process, entrypoint int) (lost []sim.Positional) {
	for _, p := range process.Positional {
		if p.Argv >= entrypoint && p.Used == "no" {
			lost = append(lost, p)
		}
	}
	if len(lost) == 1 && lost[0].Becomes == "$0" && slices.Contains([]string{"--", "-", "_", "sh", "bash"}, process.Argv[lost[0].Argv].Text) {
		return nil
	}
	return lost
}

func (c *Case) lostArguments(p place, process *sim.Process, text sim.Word, lost []sim.Positional) Finding {
	var words, names []string
	for _, l := range lost {
		words = append(words, process.Argv[l.Argv].Text)
		names = append(names, l.Becomes)
	}
	f := Finding{Span: p.whole(), Fixes: c.passOnFixes(p, text)}
	if p.Form == sim.ExecForm {
		f.Span = text.From.Span
	}
	switch {
	case len(lost) < len(process.Positional):
		f.Message = listed(words) + " is lost: it becomes " + names[0] + ", and the text uses only what comes after it"
	case len(lost) == 1:
		f.Message = "this text does not use " + listed(words) + ": the shell gets it as $0"
	default:
		f.Message = "this text does not use the words " + listed(words) + ": the shell gets them as " + fromTo(names)
	}
	if at := process.Argv[lost[0].Argv].From.Span; !at.IsZero() {
		f.Related = []Related{{Span: at, Message: "this becomes " + names[0]}}
	}
	return f
}

// fromTo are names that stand in a row.
func fromTo(names []string) string {
	first, last := names[0], names[len(names)-1]
	if len(names) == 2 {
		return first + " and " + last
	}
	return first + " to " + last
}

// reportDeaf asks what would happen to arguments if there were any.
func (c *Case) reportDeaf(p place, report func(Finding)) {
	inv := sim.Invocation{Runner: "none", Args: sim.ListOf(sim.Word{Text: "a"}, sim.Word{Text: "b"})}
	ps := sim.Resolve(*c.Image, inv).Positional
	if len(ps) != 2 || ps[0].Used != "no" {
		return
	}
	f := Finding{Severity: Info, Span: p.whole(), Fixes: c.passOnFixes(p, sim.Word{Text: p.text()})}
	switch ps[1].Used {
	case "yes":
		f.Message = "the first word behind the image name would be lost: it becomes $0, and the text uses only what comes after it"
	case "no":
		f.Message = "words behind the image name would be lost: the shell gets them as $0, $1 …, and this text does not use them"
	default:
		return
	}
	report(f)
}

// passOnFixes let the words reach the program; text is what the shell reads.
func (c *Case) passOnFixes(p place, text sim.Word) (fixes []Fix) {
	passes, ok := passingOn(text.Text)
	title := `keep the shell and pass the words on with "$@"`
	if p.Form == sim.ExecForm {
		if last := p.Words[len(p.Words)-1]; ok && last.From.Span == text.From.Span {
			fixes = append(fixes, Fix{Title: title, Edits: []Edit{{Span: text.From.Span, New: quoteJSON(passes) + `, "--"`}}})
		}
		return fixes
	}
	fixes = c.asExecForm(p)
	if shell := strings.Fields(c.shellOf(p)); ok && c.hasShell() && len(shell) > 0 {
		array := execForm(append(shell, passes, "--"))
		fixes = append(fixes, Fix{Title: title, Edits: []Edit{{Span: p.Body().Place(), New: array}}})
	}
	return fixes
}

// passingOn is a text of one command with its arguments behind it.
func passingOn(text string) (string, bool) {
	text = strings.TrimPrefix(text, "exec ")
	if !isOneCommand(text) || strings.Contains(text, "#") {
		return "", false
	}
	if !strings.Contains(text, `"$@"`) {
		text += ` "$@"`
	}
	return "exec " + text, true
}
