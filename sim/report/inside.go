package report

import (
	"fmt"
	"strings"

	"explain/sim"
)

// insideRows are the commands of a shell's text, where they say more than the text
// itself does.
func (v *view) insideRows() []row {
	if v.Process == nil || v.Process.Inside == nil {
		return nil
	}
	in := v.Process.Inside
	if len(in.Commands) < 2 && in.Error == nil && !v.All && !v.expands(in) {
		return nil
	}
	var rows []row
	for i, c := range in.Commands {
		text := v.commandWords(c)
		if how := v.how(c); how != "" {
			text += " " + v.dot + " " + how
		}
		rows = append(rows, row{key: piece{v.prose(fmt.Sprint(i + 1)), dim}, text: line{{v.sentence(text, besideRows), plain}}, cites: []safe{v.linePlace(c.Span)}, rank: i})
	}
	if in.Error != nil {
		rows = append(rows, row{key: piece{"!", failing}, text: line{{v.sentence(v.prose("from here the shell cannot read its text: "+in.Error.Says), besideRows), plain}}, cites: []safe{v.linePlace(in.Error.Span)}, rank: -1})
	}
	return rows
}

// expands reports whether a text's words are others than those that are written.
func (v *view) expands(in *sim.Inside) bool {
	text := v.Process.Argv[in.Argv].Text
	for _, c := range in.Commands {
		if strings.ContainsAny(text, "$`") && c.Kind != sim.RunsBuiltin {
			return true
		}
	}
	return false
}

// commandWords are a command's words as a shell would be given them.
func (v *view) commandWords(c sim.ShellCommand) safe {
	var words []string
	for _, w := range c.Words {
		if w.Unknown == "" && (w.Text == "" || strings.ContainsAny(w.Text, " \t\n")) {
			w.Text = "'" + w.Text + "'"
		}
		words = append(words, string(v.word(w)))
	}
	for _, r := range c.Redirects {
		words = append(words, string(v.raw(r)))
	}
	return safe(strings.Join(words, " "))
}

var howSays = map[sim.How]string{
	sim.IfSucceeds: "if the one before succeeds", sim.IfFails: "if the one before fails", sim.ReadsPipe: "reads what the one before writes",
	sim.InBackground: "in the background", sim.InPlace: "in the shell's place", sim.InSubshell: "in a subshell", sim.InBranch: "in a branch",
	sim.InLoop: "in a loop", sim.InFunction: "in a function", sim.InTrap: "in a trap", sim.ForOutput: "for what it prints", sim.Inverted: "success counts as failure",
}

// how says when and how a command runs.
func (v *view) how(c sim.ShellCommand) safe {
	var says []string
	seen := map[sim.How]bool{}
	for _, h := range c.How {
		if !seen[h] {
			says = append(says, howSays[h])
		}
		seen[h] = true
	}
	switch c.Kind {
	case sim.RunsBuiltin:
		says = append(says, "the shell itself")
	case sim.RunsFunction:
		says = append(says, "a function")
	}
	return v.prose(strings.Join(says, ", "))
}

// endings say what docker stop and Ctrl-C do, where that is more than that the
// program gets a signal.
func (v *view) endings() []line {
	var out []line
	say := func(what string, e *sim.Ending) {
		if e == nil || !v.All && !remarkable(v.Process, e) {
			return
		}
		text := v.fact(v.prose(what + ": " + waysOf(e)))
		out = append(out, indent(margin, wrap(line{{text, plain}}, v.columns()-margin))...)
	}
	say("docker stop", v.Process.Stop)
	if v.All {
		say("Ctrl-C", v.Process.Interrupt)
	}
	return out
}

// remarkable reports whether an ending is another one than that of any program.
func remarkable(p *sim.Process, e *sim.Ending) bool {
	return p.PID1.Shell && p.PID1.Forwards != "yes" || p.PID1.Init || len(e.Ways) == 1
}

func waysOf(e *sim.Ending) string {
	var says []string
	for _, w := range e.Ways {
		text := w.Says
		if w.If != "" {
			text = "if " + w.If + ", " + text
		}
		if w.ExitCode != nil && !strings.Contains(w.Says, fmt.Sprintf("exit code %d", *w.ExitCode)) {
			text += fmt.Sprintf(" (exit code %d)", *w.ExitCode)
		}
		says = append(says, text)
	}
	return strings.Join(says, "; ")
}
