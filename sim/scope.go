package sim

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// scope is what is known of a shell's variables and parameters while its text is
// read.
type scope struct {
	vars    map[string]shellVar
	open    bool   // there may be variables that are not known
	zero    Word   // $0
	params  []Word // $1 …; an unknown word stands for any number of them
	lost    bool   // the parameters are not known
	nounset bool   // set -u may hold: what is not set ends the shell
}

// shellVar is a variable: not set, or one word, which may be unknown.
type shellVar struct {
	set  bool
	word Word
}

var notKnown = shellVar{set: true, word: Word{Unknown: "?"}}

// newScope is what a shell starts with: the process's environment, and the words
// behind its string as parameters.
func newScope(p Process, s ShellString) *scope {
	out := &scope{vars: map[string]shellVar{}, zero: p.Argv[0]}
	for _, e := range p.Env {
		if e.Name == "" {
			out.open = true
			continue
		}
		out.vars[e.Name] = shellVar{set: true, word: e.Value}
	}
	if rest := p.Argv[s.Index+1:]; len(rest) > 0 {
		out.zero, out.params = rest[0], slices.Clone(rest[1:])
		if rest[0].Unknown != "" {
			out.lost = true
		}
	}
	return out
}

func (s *scope) clone() *scope {
	out := *s
	out.vars, out.params = maps.Clone(s.vars), slices.Clone(s.params)
	return &out
}

// merge is what is known where one of two things has happened.
func (s *scope) merge(other *scope) *scope {
	out := s.clone()
	out.open, out.lost, out.nounset = s.open || other.open, s.lost || other.lost, s.nounset || other.nounset
	for name, v := range other.vars {
		if s.vars[name] != v {
			out.vars[name] = notKnown
		}
	}
	for name := range s.vars {
		if _, ok := other.vars[name]; !ok {
			out.vars[name] = notKnown
		}
	}
	if !slices.Equal(s.params, other.params) {
		out.lost = true
	}
	return out
}

func (s *scope) put(name string, w Word) { s.vars[name] = shellVar{set: true, word: w} }

// unset removes a variable. The environment may have named one that is not known.
func (s *scope) unset(name string) { s.vars[name] = shellVar{} }

// forget makes variables, or the parameters, unknown.
func (s *scope) forget(names []string) {
	for _, name := range names {
		switch name {
		case everything:
			s.forgetAll()
		case parameters:
			s.lost = true
		default:
			s.vars[name] = notKnown
		}
	}
}

func (s *scope) forgetAll() {
	s.vars, s.open, s.nounset = map[string]shellVar{}, true, true
}

func (s *scope) forgetParameters() { s.lost = true }

// lookup is a variable's value.
func (s *scope) lookup(name string) shellVar {
	if n, err := strconv.Atoi(name); err == nil {
		return s.parameter(n)
	}
	if shellsOwn(name) {
		return notKnown
	}
	v, ok := s.vars[name]
	if !ok && (s.open || givenByShell(name)) {
		return notKnown
	}
	return v
}

func (s *scope) parameter(n int) shellVar {
	switch {
	case n == 0:
		return shellVar{set: true, word: s.zero}
	case s.lost || slices.ContainsFunc(s.params[:min(n, len(s.params))], func(w Word) bool { return w.Unknown != "" }):
		return notKnown
	case n > len(s.params):
		return shellVar{}
	}
	return shellVar{set: true, word: s.params[n-1]}
}

// count is $#; ok is false where it is not known.
func (s *scope) count() (n int, ok bool) {
	unknown := func(w Word) bool { return w.Unknown != "" }
	return len(s.params), !s.lost && !slices.ContainsFunc(s.params, unknown)
}

// setParameters is the builtin set.
func (s *scope) setParameters(words []Word) {
	for i := 1; i < len(words); i++ {
		w := words[i]
		switch {
		case w.Unknown != "":
			s.lost, s.nounset = true, true
			return
		case w.Text == "--":
			s.params, s.lost = slices.Clone(words[i+1:]), false
			return
		case w.Text == "-", w.Text == "+":
			s.lost = true
			return
		case w.Text == "" || w.Text[0] != '-' && w.Text[0] != '+':
			s.params, s.lost = slices.Clone(words[i:]), false
			return
		}
		s.nounset = s.nounset || strings.ContainsAny(w.Text, "u")
		if strings.HasSuffix(w.Text, "o") {
			i++
			s.nounset = s.nounset || i < len(words) && (words[i].Text == "nounset" || words[i].Unknown != "")
		}
	}
}

// shift is the builtin shift.
func (s *scope) shift(words []Word) {
	n := 1
	if len(words) > 1 {
		var err error
		if n, err = strconv.Atoi(words[1].Text); err != nil || n < 0 {
			s.lost = true
			return
		}
	}
	if count, ok := s.count(); !ok || n > count {
		s.lost = true // or the shell ends with an error
		return
	}
	s.params = s.params[n:]
}

// shellsOwn reports whether a shell gives a variable a value of its own, whatever
// the environment says.
func shellsOwn(name string) bool {
	switch name {
	case "PWD", "OLDPWD", "PPID", "PS1", "PS2", "PS3", "PS4", "OPTIND", "OPTARG", "OPTERR", "IFS", "_", "LINENO", "RANDOM", "SRANDOM", "SECONDS", "UID", "EUID",
		"SHLVL", "GROUPS", "DIRSTACK", "PIPESTATUS", "FUNCNAME", "EPOCHSECONDS", "EPOCHREALTIME", "SHELLOPTS", "REPLY", "MAPFILE", "COMP_WORDBREAKS", "MAILCHECK",
		"?", "!", "$", "-", "@", "*", "#":
		return true
	}
	return strings.HasPrefix(name, "BASH")
}

// givenByShell reports whether a shell may set a variable that the environment
// does not have.
func givenByShell(name string) bool {
	switch name {
	case "PATH", "HOME", "TERM", "SHELL", "HOSTNAME", "HOSTTYPE", "MACHTYPE", "OSTYPE", "COLUMNS", "LINES", "HISTFILE", "HISTSIZE", "HISTFILESIZE", "HISTCMD":
		return true
	}
	return false
}
