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
		if c.Says != "" {
			text += " " + v.dot + " " + v.prose(c.Says)
		}
		rows = append(rows, row{key: piece{v.prose(fmt.Sprint(i + 1)), dim}, text: line{{v.sentence(text, besideRows), plain}}, cites: []safe{v.linePlace(c.Span)}, rank: i})
	}
	if in.Error != nil {
		says := "from here the text is not followed: "
		if in.Error.Certain {
			says = "from here the shell cannot read its text: "
		}
		rows = append(rows, row{key: piece{"!", failing}, text: line{{v.sentence(v.prose(says+in.Error.Says), besideRows), plain}}, cites: []safe{v.linePlace(in.Error.Span)}, rank: -1})
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
		words = append(words, string(v.word(w)))
	}
	for _, r := range c.Redirects {
		words = append(words, string(v.raw(r)))
	}
	return safe(strings.Join(words, " "))
}

// tree draws the processes, if a shell or docker-init starts others.
func (v *view) tree() []line {
	root := v.Process.Tree
	if root == nil || len(root.Children) == 0 && len(root.Becomes) == 0 {
		return nil
	}
	lines := v.branch(root, "", "")
	if most := [...]int{8, 6, 6, 3, 3, 3}[v.squeeze]; len(lines) > most && !v.All {
		return nil
	}
	return indent(margin, lines)
}

// branch draws a process and those below it.
func (v *view) branch(n *sim.ProcessNode, front, below safe) []line {
	words := n.Words
	if len(n.Children)+len(n.Becomes) > 0 && len(words) > 1 {
		words = words[:1] // what it starts says the rest
	}
	text := v.commandWords(sim.ShellCommand{Words: words})
	if n.PID1 {
		text += " " + v.dot + " PID 1"
	}
	if n.Says != "" {
		text += " " + v.dot + " " + v.prose(n.Says)
	}
	if len(n.Becomes) > 0 {
		text += " " + v.arrow + " " + v.commandWords(sim.ShellCommand{Words: n.Becomes})
	}
	out := wrap(line{{front + text, plain}}, v.columns()-margin)
	if !v.All && len(out) > 2 {
		out = []line{{{shorten(front+text, v.columns()-margin, v.ellipsis), plain}}}
	}
	for i := range n.Children {
		mark, rest := v.fork, v.bar+"  "
		if i == len(n.Children)-1 {
			mark, rest = v.end, "   "
		}
		out = append(out, v.branch(&n.Children[i], below+mark+" ", below+rest)...)
	}
	return out
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
