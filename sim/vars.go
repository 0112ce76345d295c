package sim

import "github.com/moby/buildkit/frontend/dockerfile/shell"

// variable is what the builder expands $NAME to.
type variable struct {
	value   string
	unknown string // why it is not known
	arg     bool   // from ARG
	overEnv bool   // an ARG below an ENV of the same name
	given   bool   // from --build-arg
	global  bool   // from an ARG above the first FROM, or a platform ARG
}

// vars answers BuildKit's Lex, and remembers what it was asked for.
type vars struct {
	known map[string]variable
	// maybe says of a name that is not known why it may be set all the same: the
	// base image is unknown. "" means that it is not set.
	maybe string
	// global answers for platform ARGs too; nil inside a stage.
	global *builder

	asked   []variable
	missing []string
	unknown string
}

// Get implements shell.EnvGetter.
func (v *vars) Get(name string) (string, bool) {
	x, ok := v.known[name]
	if v.global != nil {
		x, ok = v.global.globalArg(name)
	}
	switch {
	case ok && x.unknown != "":
		v.unknown = x.unknown
	case !ok && v.maybe != "":
		v.unknown = "$" + name + ", which " + v.maybe + " may set"
	case !ok:
		v.missing = append(v.missing, name)
	}
	if ok {
		v.asked = append(v.asked, x)
	}
	return x.value, ok
}

// Keys implements shell.EnvGetter; the names serve suggestions only.
func (v *vars) Keys() []string {
	keys := make([]string, 0, len(v.known))
	for k := range v.known {
		keys = append(keys, k)
	}
	if v.global != nil {
		keys = append(keys, platformNames...)
	}
	return keys
}

// expanded is a text after expansion.
type expanded struct {
	text    string
	unknown string // why it is not known, "" when it is
	used    bool   // it named a variable
	rules   []RuleID
	env     *vars
}

// suggestion is BuildKit's "(did you mean X?)" for the variables that were missing.
func (x expanded) suggestion() string {
	if x.env == nil {
		return ""
	}
	for _, name := range x.env.missing {
		if s := didYouMean(name, sorted(x.env.Keys()), true); s != "" {
			return s
		}
	}
	return ""
}

// expands reports whether a text holds anything that expansion looks at.
func (b *builder) expands(text string) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '$', c == '\'', c == '"', c == b.d.Escape, c >= 0x80:
			return true
		}
	}
	return false
}

// expand replaces variables with BuildKit's own Lex.
func (b *builder) expand(text string, env *vars) (expanded, error) {
	if !b.expands(text) {
		return expanded{text: text}, nil
	}
	out, _, err := b.lex.ProcessWord(text, env)
	x := expanded{text: out, unknown: env.unknown, used: len(env.asked)+len(env.missing) > 0 || env.unknown != "", env: env}
	for _, v := range env.asked {
		switch {
		case v.given:
			x.rules = append(x.rules, "build-arg-overrides")
		case v.global:
			x.rules = append(x.rules, "global-arg-redeclared")
		}
		if v.overEnv {
			x.rules = append(x.rules, "later-of-env-and-arg")
		}
	}
	for _, name := range env.missing {
		if _, ok := b.globalArg(name); ok {
			x.rules = append(x.rules, "global-arg-redeclared")
		}
	}
	return x, err
}

// expandHere expands with the variables that the stage has now, and makes the
// next step cite the rules that took part.
func (s *stage) expandHere(text string) (expanded, error) {
	if !s.expands(text) {
		return expanded{text: text}, nil
	}
	env := &vars{known: s.vars}
	if s.bottom.Why(SlotEnv) != "" {
		env.maybe = s.bottom.Ref
	}
	x, err := s.expand(text, env)
	for _, r := range x.rules {
		s.citeOnce(r)
	}
	return x, err
}

func (s *stage) citeOnce(r RuleID) {
	for _, have := range s.also {
		if have == r {
			return
		}
	}
	s.cite(r)
}

// word is an expanded text as a word that the next step brings in.
func (s *stage) word(x expanded, c *command, at Span) Word {
	w := Word{Text: x.text, From: Origin{Source: FromInstruction, In: s.inOf(c), Span: at, Step: s.next()}}
	if x.unknown != "" {
		w.Text, w.Unknown = "", x.unknown
	}
	return w
}

// inOf is where a command's words are inherited from: a trigger's from the
// stage or image that holds it.
func (s *stage) inOf(c *command) string {
	if c.trigger {
		return c.in
	}
	return s.in()
}

// rawLex expands heredoc contents: variables only, quotes are text.
func rawLex() *shell.Lex {
	lex := shell.NewLex('\\')
	lex.SkipProcessQuotes = true
	return lex
}
