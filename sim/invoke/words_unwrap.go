package invoke

import (
	"path"
	"strings"

	"explain/sim"
	"explain/sim/lazy"
)

// starter is a program that only starts another one.
type starter struct {
	values   string // its short options that take a value
	long     string // its long options that take the next word, each followed by a blank
	operands int    // words before the command, beside options
	assigns  bool   // A=B in front of the command is for its environment
	says     string
}

var starterPrograms = map[string]starter{
	"sudo": {values: "CDghpRrTtUu", assigns: true, says: "sudo runs the command as another user; docker does not see the word",
		long: "--close-from --chdir --group --host --prompt --chroot --role --type --command-timeout --other-user --user "},
	"doas":    {values: "Cu", says: "doas runs the command as another user; docker does not see the word"},
	"env":     {values: "uCS", assigns: true, long: "--unset --chdir --split-string ", says: "env starts the command with other variables; docker does not see the word"},
	"winpty":  {says: "winpty gives the command a terminal on Windows; docker does not see the word"},
	"time":    {values: "fo", says: "time measures the command; docker does not see the word"},
	"exec":    {values: "a", says: "exec puts the command in your shell's place; docker does not see the word"},
	"command": {says: "command passes by functions and aliases; docker does not see the word"},
	"nohup":   {says: "nohup lets the command outlive your terminal; docker does not see the word"},
	"setsid":  {says: "setsid starts the command in a session of its own; docker does not see the word"},
	"nice":    {values: "n", long: "--adjustment ", says: "nice starts the command with another priority; docker does not see the word"},
	"timeout": {values: "ks", long: "--kill-after --signal ", operands: 1, says: "timeout ends the command on this machine after a time; docker does not see the word"},
}

var isStarter = lazy.Regexp(`^` + starters + `$`)

// unwrap takes sudo and its like from the front of a command. A command of
// such a program alone stays as it is.
func (r *reader) unwrap(words []lineWord) (s Simple, rest []lineWord) {
	s.Env = r.vars.env()
	for name, v := range r.vars.set {
		if v.unset {
			if s.unset == nil {
				s.unset = map[string]bool{}
			}
			s.unset[name] = true
		}
	}
	if r.vars.opaque {
		s.hidden = "your shell may have changed it before"
	}
	whole, all, here := s, words, r.here
	for {
		next, ok := r.unwrapOnce(&s, words)
		if !ok {
			break
		}
		if len(next) == 0 {
			r.here = here
			return whole, all
		}
		for _, w := range words[:len(words)-len(next)] {
			s.Skipped = append(s.Skipped, w.Word)
		}
		words = next
	}
	return s, words
}

// unwrapOnce takes one program with its options; ok is false if words begins
// with no such program.
func (r *reader) unwrapOnce(s *Simple, words []lineWord) (rest []lineWord, ok bool) {
	first := words[0]
	if first.many && first.stays == nil && len(words) > 1 && isStarter().MatchString(words[1].Text) {
		r.here = append(r.here, sim.Note{ID: "starter-unknown", Span: first.From.Span, Says: first.Unknown + " is taken for nothing, or for a program such as sudo, and skipped"})
		return words[1:], true
	}
	name := path.Base(first.Text)
	p, ok := starterPrograms[name]
	if !ok {
		return nil, false
	}
	options, rest := p.options(words[1:])
	if name == "command" && (options["-v"] || options["-V"]) || options["--help"] || options["--version"] {
		return nil, true
	}
	r.here = append(r.here, sim.Note{ID: name, Span: first.From.Span, Says: p.says})
	p.environment(name, s, options, words[1:])
	for p.assigns && len(rest) > 0 && isAssignment(rest[0]) {
		s.setVariable(rest[0])
		rest = rest[1:]
	}
	for range p.operands {
		if len(rest) > 0 {
			rest = rest[1:]
		}
	}
	return rest, true
}

// options reads the options in front of the command; unknown words may be
// anything and end them.
func (p starter) options(words []lineWord) (found map[string]bool, rest []lineWord) {
	found = map[string]bool{}
	for len(words) > 0 {
		text := words[0].Text
		if len(text) < 2 || text[0] != '-' {
			if text == "-" {
				found["-i"] = true
				words = words[1:]
				continue
			}
			break
		}
		words = words[1:]
		if text == "--" {
			break
		}
		takesNext := strings.Contains(p.long, text+" ")
		if text[1] != '-' {
			takesNext = p.cluster(text, found)
		}
		name, _, _ := strings.Cut(text, "=")
		found[name] = true
		if takesNext && len(words) > 0 {
			words = words[1:]
		}
	}
	return found, words
}

// cluster reads -Eu and reports whether its last letter takes the next word.
func (p starter) cluster(text string, found map[string]bool) bool {
	for i := 1; i < len(text); i++ {
		found["-"+text[i:i+1]] = true
		if strings.IndexByte(p.values, text[i]) >= 0 {
			return i == len(text)-1
		}
	}
	return false
}

// environment does to the command's variables what sudo and env do.
func (p starter) environment(name string, s *Simple, options map[string]bool, words []lineWord) {
	switch {
	case name == "sudo" && !options["-E"] && !options["--preserve-env"]:
		s.Env, s.unset, s.hidden = nil, nil, "sudo without -E keeps your variables from it"
	case name == "doas":
		s.Env, s.unset, s.hidden = nil, nil, "doas keeps your variables from it"
	case name == "env" && (options["-i"] || options["--ignore-environment"]):
		s.Env, s.empty = nil, true
	case name == "env" && (options["-u"] || options["--unset"]):
		s.remove(words)
	}
}

// remove reads env's -u NAME and --unset=NAME.
func (s *Simple) remove(words []lineWord) {
	for i, w := range words {
		name, ok := strings.CutPrefix(w.Text, "--unset=")
		switch {
		case ok:
		case (w.Text == "-u" || w.Text == "--unset") && i+1 < len(words):
			name = words[i+1].Text
		case strings.HasPrefix(w.Text, "-u"):
			name = w.Text[2:]
		default:
			continue
		}
		unset := map[string]bool{name: true}
		for k := range s.unset {
			unset[k] = true
		}
		s.unset = unset
		s.Env = without(s.Env, name)
	}
}

func without(env map[string]sim.Word, name string) map[string]sim.Word {
	out := map[string]sim.Word{}
	for k, v := range env {
		if k != name {
			out[k] = v
		}
	}
	return out
}

// isAssignment reports whether a word behind env or sudo is NAME=value.
func isAssignment(w lineWord) bool {
	text := w.Text
	if w.Unknown != "" {
		text = w.prefix
	}
	return strings.Index(text, "=") > 0
}

// setVariable reads a word NAME=value.
func (s *Simple) setVariable(w lineWord) {
	text := w.Text
	if w.Unknown != "" {
		text = w.prefix
	}
	name, value, _ := strings.Cut(text, "=")
	word := w.Word
	word.Text = value
	if w.Unknown != "" {
		word.Text = ""
	}
	word.From.Source = sim.FromHost
	env := without(s.Env, "")
	env[name] = word
	s.Env = env
}
