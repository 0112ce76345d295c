package invoke

import (
	"strings"

	"explain/sim"

	"mvdan.cc/sh/v3/syntax"
)

// maxVariables bounds what a text can define; beyond, nothing is known.
const maxVariables = 200

// variable is what is known of one of the shell's variables.
type variable struct {
	text     string
	unknown  string // why the text is not known, "" if it is
	unset    bool
	exported bool
	line     bool // the text itself sets it
	span     sim.Span
}

// scope is the variables at one point of the text.
type scope struct {
	host   Host
	set    map[string]variable
	opaque bool // anything may have happened to variables that are not in set
}

func newScope(host Host) *scope { return &scope{host: host, set: map[string]variable{}} }

// clone is a scope for commands that may not run, or run in a shell of their own.
func (s *scope) clone() *scope {
	c := &scope{host: s.host, opaque: s.opaque, set: make(map[string]variable, len(s.set))}
	for k, v := range s.set {
		c.set[k] = v
	}
	return c
}

// merge makes what a branch changed uncertain: it may not have run.
func (s *scope) merge(branch *scope) {
	if branch.opaque && !s.opaque {
		s.forget()
	}
	for name, v := range branch.set {
		if old := s.get(name); old != v {
			s.doubt(name)
		}
	}
}

// get looks a variable up.
func (s *scope) get(name string) variable {
	if v, ok := s.set[name]; ok {
		return v
	}
	text, ok := s.host.Env[name]
	switch {
	case s.opaque || ownVariables[name]:
	case ok:
		return variable{text: text, exported: true}
	case s.host.EnvIsAll && !startVariables[name]:
		return variable{unset: true}
	}
	return variable{unknown: "$" + name + " of your shell"}
}

// A shell sets some variables itself: ownVariables whatever it finds in its
// environment, startVariables if it finds nothing.
var (
	ownVariables = setOf(`_ IFS RANDOM SRANDOM SECONDS EPOCHSECONDS EPOCHREALTIME LINENO OPTIND PPID UID EUID GROUPS SHLVL
		SHELLOPTS BASHOPTS BASH BASHPID BASH_VERSION HOSTTYPE OSTYPE MACHTYPE PS1 PS2 PS4 DIRSTACK REPLY`)
	startVariables = setOf("PWD OLDPWD PATH HOME SHELL HOSTNAME TERM COLUMNS LINES USER LOGNAME")
)

func setOf(names string) map[string]bool {
	out := map[string]bool{}
	for _, n := range strings.Fields(names) {
		out[n] = true
	}
	return out
}

func (s *scope) put(name string, v variable) {
	if _, ok := s.set[name]; !ok && len(s.set) >= maxVariables {
		s.forget()
	}
	s.set[name] = v
}

// doubt makes a variable unknown.
func (s *scope) doubt(name string) {
	old := s.get(name)
	s.put(name, variable{unknown: "$" + name + " of your shell", exported: old.exported, line: true})
}

// forget makes every variable unknown.
func (s *scope) forget() {
	s.set, s.opaque = map[string]variable{}, true
}

// env is the variables that the text hands to a command.
func (s *scope) env() map[string]sim.Word {
	var out map[string]sim.Word
	for name, v := range s.set {
		if !v.line || v.unset {
			continue
		}
		w := v.word()
		if !v.exported && v.unknown == "" {
			w = sim.Word{From: w.From, Unknown: "$" + name + " of your shell (set here, and not exported)"}
		}
		if out == nil {
			out = map[string]sim.Word{}
		}
		out[name] = w
	}
	return out
}

func (v variable) word() sim.Word {
	w := sim.Word{Text: v.text, Unknown: v.unknown, From: sim.Origin{Source: sim.FromHost, Span: v.span}}
	if v.unknown != "" {
		w.Text = ""
	}
	return w
}

// assign reads X=value: not split, no file patterns, ~ also behind a colon.
func (r *reader) assign(a *syntax.Assign) (name string, v variable) {
	name = a.Name.Value
	old := r.vars.get(name)
	at := r.span(a)
	v = variable{exported: old.exported, line: true, span: r.at(at.start, at.end)}
	switch {
	case a.Naked:
		v = old
		v.line = true
	case a.Index != nil || a.Array != nil:
		v.unknown = "$" + name + ", an array"
	case r.escapedTwice(at):
		v.unknown = "$" + name + " of your shell"
	case a.Value != nil:
		v.text, v.unknown = r.oneText(r.between(nil, a.Value.Parts, r.wordSpan(a.Value), outside), r.wordSpan(a.Value))
	}
	if a.Append && v.unknown == "" {
		v.text, v.unknown = old.text+v.text, old.unknown
	}
	return name, v
}

// oneText is a value that is not split.
func (r *reader) oneText(ps []piece, at span) (text, unknown string) {
	if len(ps) > 0 && ps[0].kind == bare {
		// The ~ rules look for a name and = in front of the value.
		ps = append([]piece{{kind: bare, text: "v=" + ps[0].text}}, ps[1:]...)
	} else {
		ps = append([]piece{{kind: bare, text: "v="}}, ps...)
	}
	var b strings.Builder
	for _, p := range r.expand(r.tilde(r.names(ps), at, true)) {
		if p.kind == gap {
			return "", r.unknown(&p, at)
		}
		b.WriteString(p.text)
	}
	return strings.TrimPrefix(b.String(), "v="), ""
}

// changes does to the variables what a command of the shell's own does.
func (r *reader) changes(words []lineWord) {
	if len(words) == 0 {
		return
	}
	switch name, rest := words[0].Text, words[1:]; name {
	case "eval", "source", ".":
		r.vars.forget()
	case "cd", "pushd", "popd":
		r.vars.doubt("PWD")
		r.vars.doubt("OLDPWD")
	case "printf":
		if len(rest) > 1 && (rest[0].Text == "-v" || rest[0].many) {
			r.eachName(rest[1:2], r.vars.doubt)
		}
	case "read", "mapfile", "readarray", "getopts", "let", "wait":
		r.eachName(rest, r.vars.doubt)
	case "unset":
		r.eachName(rest, func(name string) { r.vars.put(name, variable{unset: true, line: true}) })
	default:
		if r.functions[name] {
			r.vars.forget()
		}
	}
}

// eachName calls do for the words that name a variable.
func (r *reader) eachName(words []lineWord, do func(name string)) {
	for _, w := range words {
		if w.Unknown != "" {
			r.vars.forget()
		} else if syntax.ValidName(w.Text) {
			do(w.Text)
		}
	}
}

// doubtNames makes every variable unknown that is set somewhere in a node.
func (r *reader) doubtNames(n syntax.Node) {
	syntax.Walk(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Assign:
			if n.Name != nil {
				r.vars.doubt(n.Name.Value)
			}
		case *syntax.CallExpr:
			r.perhaps(func() { r.changes(asWritten(n.Args)) })
		case *syntax.BinaryArithm, *syntax.UnaryArithm:
			r.vars.forget()
		}
		return true
	})
}

// asWritten is words before any expansion; what is no plain text is unknown.
func asWritten(args []*syntax.Word) []lineWord {
	out := make([]lineWord, len(args))
	for i, w := range args {
		if out[i].Text = w.Lit(); out[i].Text == "" {
			out[i].Unknown = "a word that is expanded"
		}
	}
	return out
}

// declare reads export and its kin.
func (r *reader) declare(c *syntax.DeclClause) {
	r.inside(c)
	for _, a := range c.Args {
		if a.Name == nil {
			if flag := a.Value.Lit(); flag != "-x" && flag != "-g" && flag != "-gx" && flag != "-r" {
				r.doubtNames(c)
				return
			}
			continue
		}
		name, v := r.assign(a)
		v.exported = v.exported || c.Variant.Value == "export" || hasFlag(c, "x")
		r.vars.put(name, v)
	}
}

func hasFlag(c *syntax.DeclClause, flag string) bool {
	for _, a := range c.Args {
		if a.Name == nil && strings.HasPrefix(a.Value.Lit(), "-") && strings.Contains(a.Value.Lit(), flag) {
			return true
		}
	}
	return false
}

// assignments reads X=1 in front of a command: it is for that command alone.
func (r *reader) assignments(list []*syntax.Assign) {
	for _, a := range list {
		name, v := r.assign(a)
		v.exported = true
		r.vars.put(name, v)
		at := r.span(a)
		r.say("assignment", at, "it sets "+name+" for this one command, on this machine: docker finds it there (-e "+name+"), the container does not; $"+name+" on this line still has the value from before")
	}
}
