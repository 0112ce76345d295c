package report

import (
	"maps"
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/invoke"
	"explain/sim/lazy"
)

// typed is a line as somebody typed it, and what is known of the variables that
// their shell puts into one command of it.
type typed struct {
	text string
	// names are the variables that settle what is not known of the command.
	names []string
	// open are the words that stay unknown whatever the variables are.
	open []sim.Span
}

var (
	hostName   = lazy.Regexp(`\$\{?([A-Za-z_][A-Za-z0-9_]*)`)
	hostNumber = lazy.Regexp(`\$\{?[^A-Za-z_({ "']`) // $1, $@, $? and the like
)

// typedAs looks for the variables of a command. It asks the reader of lines: a name
// counts if the words are known with it, and are not without it.
func (e *explainer) typedAs(c *invoke.Command) typed {
	t := typed{text: lineOf(e.req).Text}
	unknown := unknownWords(c.Invocation)
	if len(unknown) == 0 || e.req.Line == "" {
		return t
	}
	var names []string
	for _, w := range unknown {
		for _, name := range t.namesIn(w) {
			if !slices.Contains(names, name) && len(names) < maxHostNames {
				names = append(names, name)
			}
		}
	}
	t.open = e.unknownWith(c, names)
	for i, name := range names {
		without := e.unknownWith(c, slices.Delete(slices.Clone(names), i, i+1))
		if len(without) > len(t.open) {
			t.names = append(t.names, name)
		}
	}
	return t
}

// maxHostNames bounds how often a line is read again.
const maxHostNames = 16

// unknownWith is the words of a command that are not known if the variables are.
func (e *explainer) unknownWith(c *invoke.Command, names []string) (out []sim.Span) {
	req := e.req
	req.HostEnv = maps.Clone(req.HostEnv)
	if req.HostEnv == nil {
		req.HostEnv = map[string]string{}
	}
	for _, name := range names {
		req.HostEnv[name] = "x"
	}
	cmds, _, _ := invoke.Read(sim.NewSource(lineOf(req)), host(req))
	for _, again := range cmds {
		if again.Span != c.Span {
			continue
		}
		for _, w := range unknownWords(again.Invocation) {
			out = append(out, w.From.Span)
		}
	}
	return out
}

// unknownWords are the words of a line that reach the process and are not known.
func unknownWords(inv sim.Invocation) (out []sim.Word) {
	words := slices.Concat(inv.Entrypoint.Words, inv.Args.Words, []sim.Word{inv.User, inv.WorkingDir})
	for _, c := range inv.Env {
		words = append(words, c.Value)
	}
	for _, w := range words {
		if w.Unknown != "" {
			out = append(out, w)
		}
	}
	return out
}

// namesIn are the variables that a word mentions.
func (t typed) namesIn(w sim.Word) (names []string) {
	for _, m := range hostName().FindAllStringSubmatch(t.raw(w)+" "+w.Unknown, -1) {
		names = append(names, m[1])
	}
	return names
}

// raw is a word as it was typed.
func (t typed) raw(w sim.Word) string {
	if sp := w.From.Span; sp.File == lineName && sp.Start <= sp.End && sp.End <= len(t.text) {
		return t.text[sp.Start:sp.End]
	}
	return ""
}

// assumption names the way to settle what the variables hold.
func (t typed) assumption() []sim.Assumption {
	if len(t.names) == 0 {
		return nil
	}
	settle, names := "explain", make([]string, len(t.names))
	for i, name := range t.names {
		settle += " --host-env " + name + "=VALUE"
		names[i] = "$" + name
	}
	says := "what " + names[0] + " holds in your shell is not known here"
	if last := len(names) - 1; last > 0 {
		says = "what " + strings.Join(names[:last], ", ") + " and " + names[last] + " hold in your shell is not known here"
	}
	return []sim.Assumption{{ID: "host-variable", Says: says, Settle: settle + " …"}}
}

// canFill reports whether the reader's shell, given the words as they were typed,
// makes the same of them as it did of the line.
func (t typed) canFill(inv sim.Invocation) bool {
	for _, w := range slices.Concat(inv.Entrypoint.Words, inv.Args.Words) {
		switch {
		case w.Unknown == "":
		case t.raw(w) == "", strings.Contains(w.Unknown, "PowerShell"), strings.Contains(w.Unknown, "cmd.exe"):
			return false
		case hostNumber().MatchString(t.raw(w)), len(t.namesIn(w)) > 0 && slices.Contains(t.open, w.From.Span):
			return false
		}
	}
	return true
}

// words is words for a shell: as typed what it has to fill in, quoted the others.
// Words that come out of one typed word are typed once.
func (t typed) words(ws []sim.Word) (out []string) {
	filled := map[sim.Span]bool{}
	for _, w := range ws {
		if w.Unknown != "" {
			filled[w.From.Span] = false
		}
	}
	for _, w := range ws {
		switch done, fill := filled[w.From.Span]; {
		case !fill:
			out = append(out, shellQuote(w.Text))
		case !done:
			filled[w.From.Span] = true
			out = append(out, t.raw(w))
		}
	}
	return out
}

// entrypoint is the --entrypoint option.
func (t typed) entrypoint(ws []sim.Word) (out []string) {
	for _, text := range t.words(ws) {
		if strings.HasPrefix(text, "--entrypoint") && len(ws) == 1 && ws[0].Unknown != "" {
			return []string{text} // the option and its value are one word
		}
		out = append(out, "--entrypoint", text)
	}
	return out
}
