package sim

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// maxCommands bounds what is listed.
const maxCommands = 200

// trap is a trap that the text sets for certain or perhaps.
type trap struct {
	signals []string
	body    string
	perhaps bool
	after   int // the commands in front of it
}

// shellReader walks over a text once, in the order in which it is written, and
// keeps what is known of the shell's variables.
type shellReader struct {
	in        *Inside
	text      string
	scope     *scope
	functions map[string]bool
	changed   []string // variables that the text changes anywhere
	fixed     *[2]int  // where everything stands, for text that is not in the string as it is
	perhaps   int      // what is read may not run
	depth     int
}

// scan finds the functions of the text, and all variables that it changes.
func (r *shellReader) scan(stmts []*syntax.Stmt) {
	for _, s := range stmts {
		r.changed = append(r.changed, changedIn(s)...)
		syntax.Walk(s, func(n syntax.Node) bool {
			if f, ok := n.(*syntax.FuncDecl); ok {
				r.functions[f.Name.Value] = true
			}
			return true
		})
	}
}

// These stand for all variables, and for the parameters, among names that change.
const (
	everything = "*"
	parameters = "@"
)

// changedIn are the variables that a part of a text may change.
func changedIn(part syntax.Node) (names []string) {
	if part == nil {
		return nil
	}
	syntax.Walk(part, func(n syntax.Node) bool {
		switch x := n.(type) {
		case *syntax.Assign:
			if x.Name != nil {
				names = append(names, x.Name.Value)
			}
		case *syntax.WordIter:
			names = append(names, x.Name.Value)
		case *syntax.ParamExp:
			if x.Exp != nil && (x.Exp.Op == syntax.AssignUnset || x.Exp.Op == syntax.AssignUnsetOrNull) {
				names = append(names, x.Param.Value)
			}
		case *syntax.ArithmExp, *syntax.ArithmCmd, *syntax.LetClause, *syntax.CStyleLoop:
			names = append(names, everything)
		case *syntax.CallExpr:
			if len(x.Args) > 0 {
				names = append(names, changedBy(x.Args[0].Lit())...)
			}
		}
		return true
	})
	return names
}

// changedBy is what a builtin may change.
func changedBy(name string) []string {
	switch name {
	case "set", "shift":
		return []string{parameters}
	case "", "eval", ".", "source", "command", "builtin":
		return []string{everything, parameters}
	case "read", "getopts", "mapfile", "readarray", "unset", "printf", "cd", "export", "readonly", "local", "declare", "typeset":
		return []string{everything}
	}
	return nil
}

func (r *shellReader) stmts(list []*syntax.Stmt, how []How) {
	for i, s := range list {
		r.stmt(s, how)
		if endsShell(s) && i+1 < len(list) && r.perhaps == 0 && len(how) == 0 {
			return // nothing behind exec or exit is reached
		}
	}
}

// endsShell reports whether a statement for certain ends the text.
func endsShell(s *syntax.Stmt) bool {
	c, ok := s.Cmd.(*syntax.CallExpr)
	return ok && !s.Background && len(c.Args) > 0 && (c.Args[0].Lit() == "exit" || c.Args[0].Lit() == "exec" && len(c.Args) > 1)
}

func with(how []How, more ...How) []How { return append(slices.Clone(how), more...) }

// maxReading bounds nested commands.
const maxReading = 200

func (r *shellReader) stmt(s *syntax.Stmt, how []How) {
	if r.depth++; r.depth > maxReading || len(r.in.Commands) >= maxCommands {
		r.giveUp()
		r.depth--
		return
	}
	defer func() { r.depth-- }()
	if s.Negated {
		how = with(how, Inverted)
	}
	if s.Background {
		r.apart(func() { r.command(s, with(how, InBackground)) })
		return
	}
	r.command(s, how)
}

// giveUp leaves the rest of the text unread: it may set traps, too.
func (r *shellReader) giveUp() {
	if !r.in.More {
		r.in.traps = append(r.in.traps, trap{perhaps: true})
	}
	r.in.More = true
}

// apart reads what runs in a process of its own: what it does to variables is
// lost with it.
func (r *shellReader) apart(read func()) {
	kept := r.scope.clone()
	read()
	r.scope = kept
}

// maybe reads what may not run, or more than once: what it changes is not known
// afterwards.
func (r *shellReader) maybe(read func()) {
	before := r.scope.clone()
	r.perhaps++
	read()
	r.perhaps--
	r.scope = before.merge(r.scope)
}

func (r *shellReader) command(s *syntax.Stmt, how []How) {
	switch c := s.Cmd.(type) {
	case *syntax.CallExpr:
		r.call(s, c, how)
	case *syntax.BinaryCmd:
		r.binary(c, how)
	case *syntax.Subshell:
		r.apart(func() { r.stmts(c.Stmts, with(how, InSubshell)) })
	case *syntax.Block:
		r.stmts(c.Stmts, how)
	case *syntax.IfClause:
		r.ifClause(c, how, how)
	case *syntax.CaseClause:
		r.substitutions(c.Word, how)
		for _, item := range c.Items {
			r.maybe(func() { r.stmts(item.Stmts, with(how, InBranch)) })
		}
	case *syntax.WhileClause:
		r.loop(c, func() {
			r.stmts(c.Cond, with(how, InLoop))
			r.stmts(c.Do, with(how, InLoop))
		})
	case *syntax.ForClause:
		if words, ok := c.Loop.(*syntax.WordIter); ok {
			for _, item := range words.Items {
				r.substitutions(item, how)
			}
		}
		r.loop(c, func() { r.stmts(c.Do, with(how, InLoop)) })
	case *syntax.FuncDecl:
		r.function(c, how)
	case *syntax.TimeClause:
		if c.Stmt != nil {
			r.stmt(c.Stmt, how)
		}
	case *syntax.CoprocClause:
		r.apart(func() { r.stmt(c.Stmt, with(how, InBackground)) })
	case *syntax.DeclClause:
		r.declare(s, c, how)
	case *syntax.TestClause:
		kind := RunsBuiltin
		if r.in.Shell == Dash {
			kind = RunsProgram // of that name: dash has no [[
		}
		r.add(s, []Word{{Text: "[["}, {Unknown: r.written(c.X.Pos(), c.X.End())}, {Text: "]]"}}, kind, how)
	case *syntax.ArithmCmd, *syntax.LetClause:
		r.scope.forgetAll()
	}
}

// ifClause reads the condition as what it is, all else as what may not run.
func (r *shellReader) ifClause(c *syntax.IfClause, condition, how []How) {
	r.stmts(c.Cond, condition)
	branch := with(how, InBranch)
	r.maybe(func() { r.stmts(c.Then, branch) })
	if c.Else != nil {
		r.maybe(func() { r.ifClause(c.Else, branch, how) })
	}
}

// loop reads a body that may have run before: what it changes is not known in it.
func (r *shellReader) loop(loop syntax.Node, read func()) {
	r.maybe(func() {
		r.scope.forget(changedIn(loop))
		read()
	})
}

// function reads a body that somebody calls later, if at all.
func (r *shellReader) function(c *syntax.FuncDecl, how []How) {
	kept := r.scope.clone()
	r.scope.forget(r.changed)
	r.scope.forgetParameters()
	r.perhaps++
	r.stmt(c.Body, with(how, InFunction))
	r.perhaps--
	r.scope = kept
}

// binary reads a list of && and ||, or a pipe.
func (r *shellReader) binary(c *syntax.BinaryCmd, how []How) {
	if c.Op == syntax.Pipe || c.Op == syntax.PipeAll {
		r.apart(func() { r.stmt(c.X, how) })
		r.apart(func() { r.stmt(c.Y, with(how, ReadsPipe)) })
		return
	}
	r.scope = r.chain(c, how)
}

// chain reads A && B || C and returns what is known after it. While it goes on by
// &&, everything in front of it has run.
func (r *shellReader) chain(c *syntax.BinaryCmd, how []How) *scope {
	var left *scope // what is known if the chain ends in front of Y
	x, inChain := c.X.Cmd.(*syntax.BinaryCmd)
	inChain = inChain && !c.X.Negated && (x.Op == syntax.AndStmt || x.Op == syntax.OrStmt)
	if inChain {
		left = r.chain(x, how)
	} else {
		r.stmt(c.X, how)
		left = r.scope.clone()
	}
	if len(r.in.Commands) >= maxCommands {
		r.giveUp()
		return left
	}
	relation := IfSucceeds
	if c.Op == syntax.OrStmt {
		relation = IfFails
	}
	if relation == IfFails || inChain && x.Op == syntax.OrStmt {
		r.scope = left.clone()
	}
	r.perhaps++
	r.stmt(c.Y, with(how, relation))
	r.perhaps--
	return left.merge(r.scope)
}

// call reads a simple command.
func (r *shellReader) call(s *syntax.Stmt, c *syntax.CallExpr, how []How) {
	for _, a := range c.Args {
		r.substitutions(a, how)
	}
	if len(c.Args) == 0 {
		r.assign(c.Assigns, how)
		return
	}
	var words []Word
	for _, a := range c.Args {
		words = append(words, r.expand(a)...)
	}
	for _, a := range c.Assigns {
		if a.Value != nil {
			r.substitutions(a.Value, how)
		}
	}
	for len(words) > 1 && words[0].Text == "command" && !strings.HasPrefix(words[1].Text, "-") && words[1].Unknown == "" {
		words = words[1:]
	}
	if len(words) == 0 {
		return // every word has vanished
	}
	kind := r.kindOf(words[0])
	if words[0].Text == "exec" && len(words) > 1 {
		words, how = words[1:], with(how, InPlace)
		kind = RunsProgram
		if strings.HasPrefix(words[0].Text, "-") || words[0].Unknown != "" {
			kind = RunsUnknown
		}
	}
	r.add(s, words, kind, how)
	if kind == RunsBuiltin || kind == RunsUnknown {
		r.effects(words, how)
	}
	switch words[0].Text {
	case "export", "readonly", "local", "declare", "typeset":
		r.export(words[1:], len(words) != len(c.Args))
	}
	if kind == RunsFunction || kind == RunsUnknown {
		lost := r.scope.lost // a function has parameters of its own
		r.scope.forget(r.changed)
		r.scope.lost = lost
	}
}

// kindOf says who runs a command with this first word.
func (r *shellReader) kindOf(first Word) CommandKind {
	switch {
	case first.Unknown != "":
		return RunsUnknown
	case r.functions[first.Text]:
		return RunsFunction
	case isBuiltin(first.Text), isSpecialBuiltin(first.Text):
		return RunsBuiltin
	}
	return RunsProgram
}

func isSpecialBuiltin(name string) bool {
	switch name {
	case ":", "true", "false", "exit", "exec", "eval", "trap", "set", "command", "fg", "bg", "jobs", "let":
		return true
	}
	return false
}

// effects is what a builtin does to variables, parameters and traps.
func (r *shellReader) effects(words []Word, how []How) {
	known := true
	for _, w := range words {
		known = known && w.Unknown == ""
	}
	texts := Texts(words)
	switch name := texts[0]; name {
	case "set":
		r.scope.setParameters(words)
	case "shift":
		r.scope.shift(words)
	case "unset":
		for _, w := range words[1:] {
			if w.Unknown != "" {
				r.scope.forgetAll()
			}
			r.scope.unset(w.Text)
		}
	case "trap":
		r.trap(texts[1:], known, how)
	case "cd":
		r.scope.forget([]string{"PWD", "OLDPWD"})
	case "printf":
		if !known || len(texts) > 1 && texts[1] == "-v" {
			r.scope.forgetAll()
		}
	case "", "read", "eval", ".", "source", "getopts", "mapfile", "readarray":
		r.scope.forgetAll()
		if name != "read" {
			r.scope.forgetParameters()
		}
	}
}

// export is export A=1 where a shell reads it as a command like any other. Split
// says that its words are more than are written, as an old shell makes them.
func (r *shellReader) export(words []Word, split bool) {
	for _, w := range words {
		name, value, ok := strings.Cut(w.Text, "=")
		switch {
		case w.Unknown != "":
			name, _, _ = strings.Cut(w.Unknown, "=")
			r.scope.forget([]string{name})
			if strings.ContainsAny(name, "$`\"'") {
				r.scope.forgetAll()
			}
		case ok && split:
			r.scope.forget([]string{name})
		case ok:
			r.scope.put(name, Word{Text: value})
		}
	}
}

// trap notes a trap, and reads what it runs.
func (r *shellReader) trap(args []string, known bool, how []How) {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if !known || len(args) == 0 || len(args) > 1 && strings.HasPrefix(args[0], "-") && args[0] != "-" {
		if !known {
			r.in.traps = append(r.in.traps, trap{perhaps: true})
		}
		return
	}
	t := trap{body: args[0], signals: args[1:], perhaps: r.perhaps > 0}
	if len(args) == 1 {
		t = trap{body: "-", signals: args, perhaps: r.perhaps > 0}
	}
	if slices.Contains(how, InSubshell) || slices.Contains(how, InBackground) || slices.Contains(how, ReadsPipe) {
		return // another process's
	}
	t.after = len(r.in.Commands)
	r.in.traps = append(r.in.traps, t)
	stmts, err := parseShell(r.in.Shell, t.body)
	if err != nil || t.body == "-" {
		return
	}
	at := r.in.Commands[len(r.in.Commands)-1]
	inner := &shellReader{in: r.in, text: t.body, scope: r.scope.clone(), functions: r.functions, changed: r.changed, fixed: &[2]int{at.Start, at.End}, perhaps: 1, depth: r.depth + 1}
	inner.scope.forget(r.changed)
	inner.stmts(stmts, with(how, InTrap))
}

// declare reads export A=1 and its like.
func (r *shellReader) declare(s *syntax.Stmt, c *syntax.DeclClause, how []How) {
	words := []Word{{Text: c.Variant.Value}}
	for _, a := range c.Args {
		if a.Value != nil {
			r.substitutions(a.Value, how)
		}
		words = append(words, Word{Text: r.written(a.Pos(), a.End())})
		if a.Value != nil && a.Name != nil && a.Index == nil && !a.Append {
			w := r.expandOne(a.Value)
			words[len(words)-1] = Word{Text: a.Name.Value + "=" + w.Text, Unknown: w.Unknown}
			if w.Unknown != "" {
				words[len(words)-1] = Word{Unknown: a.Name.Value + "=" + w.Unknown}
			}
		}
	}
	r.add(s, words, RunsBuiltin, how)
	r.assign(c.Args, how)
}

// assign does NAME=VALUE.
func (r *shellReader) assign(list []*syntax.Assign, how []How) {
	for _, a := range list {
		switch {
		case a.Name == nil:
			r.scope.forgetAll()
		case a.Naked:
		case a.Index != nil, a.Array != nil, a.Append, a.Value == nil && a.Array != nil:
			r.scope.forget([]string{a.Name.Value})
		case a.Value == nil:
			r.scope.put(a.Name.Value, Word{})
		default:
			r.substitutions(a.Value, how)
			r.scope.put(a.Name.Value, r.expandOne(a.Value))
		}
	}
}

// substitutions reads the commands that run for what they print.
func (r *shellReader) substitutions(w *syntax.Word, how []How) {
	if w == nil {
		return
	}
	syntax.Walk(w, func(n syntax.Node) bool {
		switch x := n.(type) {
		case *syntax.CmdSubst:
			r.apart(func() { r.stmts(x.Stmts, with(how, ForOutput)) })
			return false
		case *syntax.ProcSubst:
			r.apart(func() { r.stmts(x.Stmts, with(how, ForOutput)) })
			return false
		}
		return true
	})
}

// add lists a command.
func (r *shellReader) add(s *syntax.Stmt, words []Word, kind CommandKind, how []How) {
	if len(r.in.Commands) >= maxCommands {
		r.giveUp()
		return
	}
	c := ShellCommand{Words: words, Kind: kind, How: append([]How{}, how...), Says: says(kind, how), Redirects: []string{}}
	c.Start, c.End = int(s.Cmd.Pos().Offset()), int(s.Cmd.End().Offset())
	for _, redirect := range s.Redirs {
		c.Redirects = append(c.Redirects, r.written(redirect.Pos(), redirect.End()))
		c.Start, c.End = min(c.Start, int(redirect.Pos().Offset())), max(c.End, int(redirect.End().Offset()))
	}
	if r.fixed != nil {
		c.Start, c.End = r.fixed[0], r.fixed[1]
	}
	c.at = make([][2]int, len(words))
	for i := range words {
		from := &words[i].From
		c.at[i] = [2]int{from.Span.Start, from.Span.End}
		switch {
		case *from == (Origin{}), from.Source == FromShellText && r.fixed != nil:
			c.at[i] = [2]int{c.Start, c.End}
		case from.Source != FromShellText:
			continue
		}
		*from = Origin{Source: FromShellText} // Locate says where
	}
	r.in.Commands = append(r.in.Commands, c)
}

// written is a part of the text as it stands there.
func (r *shellReader) written(from, to syntax.Pos) string {
	start, end := int(from.Offset()), int(to.Offset())
	if start < 0 || end > len(r.text) || start > end {
		return ""
	}
	return r.text[start:end]
}
