package invoke

import (
	"strconv"
	"strings"
	"unicode/utf8"

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
	if text, ok := s.host.Env[name]; ok && !s.opaque && name != "IFS" {
		return variable{text: text, exported: true}
	}
	if s.host.EnvIsAll && !s.opaque && !setByShell[name] {
		return variable{unset: true}
	}
	return variable{unknown: "$" + name + " of your shell"}
}

// setByShell are variables that a shell has though nobody sets them.
var setByShell = map[string]bool{
	"PWD": true, "OLDPWD": true, "IFS": true, "PATH": true, "HOME": true, "UID": true, "EUID": true, "PPID": true,
	"RANDOM": true, "SECONDS": true, "LINENO": true, "HOSTNAME": true, "HOSTTYPE": true, "OSTYPE": true, "MACHTYPE": true,
	"SHELL": true, "SHLVL": true, "SHELLOPTS": true, "BASHOPTS": true, "BASH": true, "BASHPID": true, "BASH_VERSION": true,
	"TERM": true, "COLUMNS": true, "LINES": true, "OPTIND": true, "PS1": true, "PS2": true, "PS4": true, "GROUPS": true,
	"EPOCHSECONDS": true, "EPOCHREALTIME": true, "SRANDOM": true, "DIRSTACK": true, "REPLY": true, "USER": true, "LOGNAME": true, "_": true,
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

// param looks up $X, ${X}, ${#X} and ${X:-word} with its kin.
func (r *reader) param(p piece) []piece {
	e := p.exp
	name := e.Param.Value + p.suffix
	h := piece{kind: gap, id: "host-expansion", quoted: p.quoted, span: p.span, why: r.excerpt(p.span) + " of your shell"}
	h.many = !p.quoted && r.windows == "" // PowerShell does not split
	if p.suffix != "" {
		h.why = "$" + name + " of your shell"
	}
	if !syntax.ValidName(name) {
		h.many = manyFields(e, p.quoted)
		return []piece{h}
	}
	if e.Index != nil || e.Excl {
		h.many = manyFields(e, p.quoted)
		return []piece{h}
	}
	if e.Slice != nil || e.Repl != nil || e.Names != 0 || e.Width || e.Exp != nil && !byDefault(e.Exp.Op) {
		return []piece{h}
	}
	v := r.vars.get(name)
	if v.unknown != "" {
		if v.line && !strings.HasSuffix(v.unknown, "of your shell") {
			h.why = "$" + name + " = " + v.unknown
		}
		h.many = h.many && !e.Length
		return []piece{h}
	}
	switch {
	case e.Length:
		return []piece{{kind: kept, text: strconv.Itoa(utf8.RuneCountInString(v.text))}}
	case e.Exp != nil:
		return r.byDefault(p, h, name, v)
	}
	return r.value(p, name, v)
}

// manyFields reports whether what is no plain variable may be several words:
// "$@" and "${a[@]}" are, $? and $# are not.
func manyFields(e *syntax.ParamExp, quoted bool) bool {
	name := e.Param.Value
	if e.Length || name == "?" || name == "#" || name == "$" {
		return false
	}
	if !quoted {
		return true
	}
	w, ok := e.Index.(*syntax.Word)
	return name == "@" || e.Excl || ok && w.Lit() == "@"
}

// value is a variable's text in its place.
func (r *reader) value(p piece, name string, v variable) []piece {
	if r.valueBytes += len(v.text); r.valueBytes > maxValues {
		r.refuse(p.span.start, "the variables make too much text of this", "give only the command itself")
		return nil
	}
	says := "$" + name + " is " + quoteValue(v.text) + " here: your shell puts it in, docker never sees the $"
	if v.unset {
		says = "$" + name + " is not set: your shell puts nothing here"
	}
	r.say("host-expansion", p.span, says)
	if p.quoted {
		return []piece{{kind: kept, text: v.text}}
	}
	if _, changed := r.vars.set["IFS"]; changed && v.text != "" {
		return []piece{{kind: gap, id: "host-expansion", why: "$" + name + " split at IFS", many: true, span: p.span}}
	}
	return []piece{{kind: soft, text: v.text}}
}

// byDefault reports whether an operator is of the kind ${X:-word}.
func byDefault(op syntax.ParExpOperator) bool {
	switch op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull, syntax.DefaultUnset, syntax.DefaultUnsetOrNull,
		syntax.ErrorUnset, syntax.ErrorUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		return true
	}
	return false
}

// byDefault chooses between a variable's text and the word.
func (r *reader) byDefault(p, h piece, name string, v variable) []piece {
	has := !v.unset
	switch p.exp.Exp.Op {
	case syntax.AlternateUnsetOrNull, syntax.DefaultUnsetOrNull, syntax.ErrorUnsetOrNull, syntax.AssignUnsetOrNull:
		has = has && v.text != ""
	}
	switch op := p.exp.Exp.Op; op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull:
		if !has {
			return r.value(p, name, variable{unset: v.unset})
		}
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		if !has {
			h.why = "$" + name + " is not set: your shell stops here"
			return []piece{h}
		}
		return r.value(p, name, v)
	default:
		if has {
			return r.value(p, name, v)
		}
	}
	r.say("host-expansion", p.span, "your shell puts in what stands in the braces")
	word := r.braceWord(p)
	if op := p.exp.Exp.Op; op == syntax.AssignUnset || op == syntax.AssignUnsetOrNull {
		v := variable{exported: v.exported, line: true, span: r.at(p.span.start, p.span.end)}
		v.text, v.unknown = r.oneText(word, p.span)
		r.vars.put(name, v)
		if v.unknown == "" {
			return r.value(p, name, v)
		}
	}
	return word
}

// braceWord is the word of ${X:-word}: text that is split like a variable's,
// except for what is quoted in it.
func (r *reader) braceWord(p piece) []piece {
	w := p.exp.Exp.Word
	if w == nil {
		return nil
	}
	at := r.span(w)
	if p.quoted {
		return r.expand(r.names(r.between(nil, w.Parts, at, inBraceQuoted)))
	}
	ps := r.expand(r.tilde(r.names(r.between(nil, w.Parts, at, inBrace)), at, false))
	for i := range ps {
		if ps[i].kind == bare {
			ps[i].kind = soft
		}
	}
	return ps
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
