package sim

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Takeover says whether a program takes the shell's place as PID 1.
type Takeover string

// What becomes of PID 1 behind SHELL -c TEXT.
const (
	TakesPlace Takeover = "yes"     // the last program runs in the shell's place
	StaysShell Takeover = "no"      // what the shell starts are its children
	EitherWay  Takeover = "depends" // on how the text's commands end, which nobody knows before
	NoProgram  Takeover = "nothing" // the text starts no program
)

// TakeoverOf says who has number 1 while the text's last program runs. It follows
// every way that the text can go without failing, as dash 0.5.12 (Debian), busybox
// ash 1.35 and bash 5.2 do it; a test holds it against them.
func TakeoverOf(shell, text string) Takeover {
	stmts, err := parseShell(shell, text)
	if e := shellError(text, err); e != nil && !e.Certain {
		return EitherWay
	}
	w := &walker{shell: shell, functions: map[string]function{}}
	// ash has not seen the end of the text when it runs a line that ends.
	end := w.list(stmts, ways{ok: none}, err == nil && (shell != Ash || !strings.HasSuffix(text, "\n")))
	if err != nil {
		end = ways{ended: end.ended, failed: end.failed | end.going()}
	}
	if w.steps > maxSteps {
		return EitherWay
	}
	all := (end.ok | end.ended) &^ none
	if all == 0 {
		all = (end.bad | end.failed) &^ none
	}
	switch all {
	case placed:
		return TakesPlace
	case child:
		return StaysShell
	case 0:
		return NoProgram
	}
	return EitherWay
}

// fates is a set of what may have become of the last program that was started.
type fates uint8

const (
	none   fates = 1 << iota // there was none
	child                    // the shell has waited for it, or waits
	placed                   // it runs in the shell's place
)

// ways are the ways that a part of a text can go: it succeeded, it failed, the
// shell's process has ended or become another program, or ended with a failure.
type ways struct{ ok, bad, ended, failed fates }

func (w ways) going() fates { return w.ok | w.bad }

func (w ways) and(other ways) ways {
	return ways{w.ok | other.ok, w.bad | other.bad, w.ended | other.ended, w.failed | other.failed}
}

// either is a part that succeeds or fails.
func either(f fates) ways { return ways{ok: f, bad: f} }

// walker follows a text.
type walker struct {
	shell     string
	functions map[string]function
	replaced  []definition // what the functions were, one after the other
	steps     int          // statements followed so far
	calls     int          // of functions and eval, one in the other
	guesses   int          // how many choices, one in the other, led here that may go the other way
	trapped   chance       // a signal is
	errexit   chance       // set -e
}

// function is a function of the text: the bodies that it may have. Perhaps says
// that it may not be defined.
type function struct {
	bodies  []*syntax.Stmt
	perhaps bool
}

// definition is what a name stood for; a function without bodies is none.
type definition struct {
	name string
	function
}

// chance is whether something has happened.
type chance uint8

const (
	never chance = iota
	perhaps
	certainly
)

// now is the chance that what is followed here happens.
func (w *walker) now() chance {
	if w.guesses > 0 {
		return perhaps
	}
	return certainly
}

// guess follows what happens only if a choice goes that way.
func (w *walker) guess(open bool, run func() ways) ways {
	if !open {
		return run()
	}
	w.guesses++
	defer func() { w.guesses-- }()
	return run()
}

// list follows statements. Last says that nothing of the text comes after them.
func (w *walker) list(stmts []*syntax.Stmt, in ways, last bool) ways {
	at := in
	for i, s := range stmts {
		from := at.going()
		if from == 0 {
			break
		}
		next := w.guess(at.ended|at.failed != 0, func() ways { return w.stmt(s, from, last && i == len(stmts)-1 && !w.forksAnyway(stmts, i)) })
		if w.errexit != never && checked(s) {
			next.failed |= next.bad
			if w.errexit == certainly {
				next.bad = 0
			}
		}
		next.ended |= at.ended
		next.failed |= at.failed
		at = next
	}
	return at
}

// forksAnyway reports whether bash takes no shorter way with a last statement for
// what stands before it in its line: one that goes to the background, or any if it
// is itself a list.
func (w *walker) forksAnyway(stmts []*syntax.Stmt, i int) bool {
	if w.shell != Bash || i == 0 || stmts[i-1].End().Line() != stmts[i].Pos().Line() {
		return false
	}
	_, simple := stmts[i].Cmd.(*syntax.CallExpr)
	return stmts[i-1].Background || !simple
}

// checked reports whether set -e looks at a statement's status.
func checked(s *syntax.Stmt) bool {
	b, ok := s.Cmd.(*syntax.BinaryCmd)
	return !s.Negated && !s.Background && (!ok || b.Op == syntax.Pipe || b.Op == syntax.PipeAll)
}

// These bound the work: functions that call themselves and loops in loops would go
// on for ever.
const (
	maxSteps = 20_000
	maxCalls = 20 // of functions and eval, one in the other
)

func (w *walker) stmt(s *syntax.Stmt, in fates, last bool) ways {
	if w.steps++; w.steps > maxSteps {
		return ways{failed: in}
	}
	switch {
	case s.Background:
		return ways{ok: w.fork(func() ways { return w.command(s, in, false) })}
	case s.Negated:
		out := w.command(s, in, false)
		out.ok, out.bad = out.bad, out.ok
		return out
	}
	return w.command(s, in, last)
}

// fork follows what runs in a process of its own: whatever takes its place is a
// child of the shell.
func (w *walker) fork(run func() ways) fates {
	trapped, errexit, defined := w.trapped, w.errexit, len(w.replaced)
	out := run()
	w.trapped, w.errexit = trapped, errexit
	for i := len(w.replaced) - 1; i >= defined; i-- {
		w.functions[w.replaced[i].name] = w.replaced[i].function
	}
	w.replaced = w.replaced[:defined]
	all := out.going() | out.ended | out.failed
	if all&placed != 0 {
		all = all&^placed | child
	}
	return all
}

func (w *walker) command(s *syntax.Stmt, in fates, last bool) ways {
	if _, simple := s.Cmd.(*syntax.CallExpr); !simple && len(s.Redirs) > 0 {
		if _, sub := s.Cmd.(*syntax.Subshell); !sub {
			last = false
		}
	}
	// bash takes a shorter way only with a list's last simple command.
	inner := last && w.shell == Ash
	switch c := s.Cmd.(type) {
	case nil:
		return ways{ok: in}
	case *syntax.CallExpr:
		return w.call(s, c, in, last)
	case *syntax.BinaryCmd:
		return w.binary(c, in, last)
	case *syntax.Subshell:
		return w.subshell(c, in, inner)
	case *syntax.Block:
		return w.list(c.Stmts, ways{ok: in}, inner)
	case *syntax.IfClause:
		return w.branch(c, in, inner)
	case *syntax.CaseClause:
		return w.cases(c, in, inner)
	case *syntax.WhileClause:
		return w.while(c, in)
	case *syntax.ForClause:
		return w.loop(c.Do, ways{ok: in}, !hasWords(c))
	case *syntax.FuncDecl:
		f := w.functions[c.Name.Value]
		w.replaced = append(w.replaced, definition{c.Name.Value, f})
		if w.now() == certainly {
			f.bodies, f.perhaps = nil, false
		} else if len(f.bodies) == 0 {
			f.perhaps = true
		}
		f.bodies = append(f.bodies[:len(f.bodies):len(f.bodies)], c.Body)
		w.functions[c.Name.Value] = f
		return ways{ok: in}
	case *syntax.TimeClause, *syntax.CoprocClause:
		return either(child)
	}
	return either(in)
}

// subshell follows one: ash needs no process for the last of a text, unless there
// are traps.
func (w *walker) subshell(c *syntax.Subshell, in fates, last bool) ways {
	var forked, here ways
	if !last || w.trapped != never {
		forked = either(w.fork(func() ways { return w.list(c.Stmts, ways{ok: in}, false) }))
	}
	if last && w.trapped != certainly {
		here = w.list(c.Stmts, ways{ok: in}, true)
	}
	return forked.and(here)
}

func (w *walker) binary(c *syntax.BinaryCmd, in fates, last bool) ways {
	if c.Op == syntax.Pipe || c.Op == syntax.PipeAll {
		return either(w.fork(func() ways {
			return w.stmt(c.X, in, false).and(w.stmt(c.Y, in, false))
		}))
	}
	x := w.stmt(c.X, in, false)
	from, out := x.ok, ways{bad: x.bad, ended: x.ended, failed: x.failed}
	if c.Op == syntax.OrStmt {
		from, out = x.bad, ways{ok: x.ok, ended: x.ended, failed: x.failed}
	}
	if from == 0 {
		return out
	}
	return out.and(w.guess(out != ways{}, func() ways { return w.stmt(c.Y, from, last) }))
}

func (w *walker) branch(c *syntax.IfClause, in fates, last bool) ways {
	if len(c.Cond) == 0 { // else
		return w.list(c.Then, ways{ok: in}, last)
	}
	cond := w.condition(c.Cond, in)
	out := ways{ended: cond.ended, failed: cond.failed}
	open := cond.ok != 0 && cond.bad != 0 || cond.ended|cond.failed != 0
	if cond.ok != 0 {
		out = out.and(w.guess(open, func() ways { return w.list(c.Then, ways{ok: cond.ok}, last) }))
	}
	switch {
	case cond.bad != 0 && c.Else != nil:
		out = out.and(w.guess(open, func() ways { return w.branch(c.Else, cond.bad, last) }))
	case cond.bad != 0:
		out.ok |= cond.bad
	}
	return out
}

// condition follows a list whose failure ends nothing.
func (w *walker) condition(stmts []*syntax.Stmt, in fates) ways {
	errexit := w.errexit
	w.errexit = never
	defer func() { w.errexit = max(w.errexit, errexit) }()
	return w.list(stmts, ways{ok: in}, false)
}

func (w *walker) cases(c *syntax.CaseClause, in fates, last bool) ways {
	var out ways
	open := false
	for _, item := range c.Items {
		certain, possible := matches(c.Word, item.Patterns)
		if !possible {
			continue
		}
		out = out.and(w.guess(!certain || open, func() ways { return w.list(item.Stmts, ways{ok: in}, last) }))
		if certain {
			return out
		}
		open = true
	}
	out.ok |= in
	return out
}

// matches says whether a word for certain, or possibly, is one of the patterns.
func matches(word *syntax.Word, patterns []*syntax.Word) (certain, possible bool) {
	for _, p := range patterns {
		switch lit := p.Lit(); {
		case lit == "*", lit != "" && lit == word.Lit() && !strings.ContainsAny(lit, `*?[\`):
			return true, true
		case lit == "" || word.Lit() == "" || strings.ContainsAny(lit+word.Lit(), `*?[\`):
			possible = true
		}
	}
	return false, possible
}

func (w *walker) while(c *syntax.WhileClause, in fates) ways {
	cond := w.condition(c.Cond, in)
	enter, leave := cond.ok, cond.bad
	if c.Until {
		enter, leave = leave, enter
	}
	out := ways{ok: leave, ended: cond.ended, failed: cond.failed}
	if enter == 0 {
		return out
	}
	return out.and(w.guess(out != ways{}, func() ways { return w.loop(c.Do, ways{ok: enter}, false) }))
}

// loop follows a loop's body some times; maybe says that it may not run at all.
func (w *walker) loop(body []*syntax.Stmt, in ways, maybe bool) ways {
	out := ways{}
	if maybe {
		out.ok = in.ok
	}
	from := in.ok
	for range 3 { // more turns add nothing: there are three fates
		turn := w.guess(maybe, func() ways { return w.list(body, ways{ok: from}, false) })
		out = out.and(turn)
		if from = turn.going(); from == 0 {
			break
		}
	}
	return out
}

// hasWords reports whether a for loop has a word that is there for certain.
func hasWords(c *syntax.ForClause) bool {
	words, ok := c.Loop.(*syntax.WordIter)
	if !ok {
		return false
	}
	for _, item := range words.Items {
		if item.Lit() != "" {
			return true
		}
	}
	return false
}

// call follows a simple command.
func (w *walker) call(s *syntax.Stmt, c *syntax.CallExpr, in fates, last bool) ways {
	args := c.Args
	if len(args) > 1 && args[0].Lit() == "command" && !strings.HasPrefix(args[1].Lit(), "-") {
		args = args[1:]
	}
	if len(args) == 0 {
		return ways{ok: in}
	}
	name := args[0].Lit()
	if f := w.functions[name]; len(f.bodies) > 0 {
		out := ways{}
		if f.perhaps {
			out = w.program(s, last)
		}
		w.calls++
		defer func() { w.calls-- }()
		if w.calls > maxCalls {
			return either(child | in)
		}
		for _, body := range f.bodies {
			out = out.and(w.guess(f.perhaps || len(f.bodies) > 1, func() ways { return w.stmt(body, in, false) }))
		}
		return out
	}
	switch name {
	case "exec":
		if len(args) > 1 {
			return ways{ended: placed}
		}
		return ways{ok: in}
	case ":", "true":
		return ways{ok: in}
	case "false":
		return ways{bad: in}
	case "exit":
		if len(args) > 1 && args[1].Lit() != "0" {
			return ways{failed: in}
		}
		return ways{ended: in}
	case "trap":
		if len(args) > 2 && args[1].Lit() != "-" && !isEmptyQuotes(args[1]) {
			w.trapped = max(w.trapped, w.now())
		}
		return ways{ok: in}
	case "set":
		if len(args) > 1 && strings.HasPrefix(args[1].Lit(), "-") && strings.Contains(args[1].Lit(), "e") {
			w.errexit = max(w.errexit, w.now())
		}
		return ways{ok: in}
	case "eval":
		return w.eval(args[1:], in)
	}
	if isBuiltin(name) {
		return either(in)
	}
	return w.program(s, last)
}

// isEmptyQuotes reports whether a word is ” or "": a trap that only ignores.
func isEmptyQuotes(w *syntax.Word) bool {
	if len(w.Parts) != 1 {
		return false
	}
	switch x := w.Parts[0].(type) {
	case *syntax.SglQuoted:
		return x.Value == ""
	case *syntax.DblQuoted:
		return len(x.Parts) == 0
	}
	return false
}

// program follows a command that is a program.
func (w *walker) program(s *syntax.Stmt, last bool) ways {
	switch {
	case !w.replaces(s, last):
		return either(child)
	case w.trapped == perhaps:
		return ways{ok: child, bad: child, ended: placed}
	}
	return ways{ended: placed}
}

// eval follows a text in a text.
func (w *walker) eval(args []*syntax.Word, in fates) ways {
	words := make([]string, 0, len(args))
	for _, a := range args {
		if a.Lit() == "" {
			// What is not known may be a program or hand over to one; a known first
			// word says which.
			if len(words) == 0 || words[0] == "exec" {
				return ways{ok: child | in, bad: child | in, ended: placed}
			}
			words = append(words, "x")
			continue
		}
		words = append(words, a.Lit())
	}
	stmts, err := parseShell(w.shell, strings.Join(words, " "))
	w.calls++
	defer func() { w.calls-- }()
	if err != nil || w.calls > maxCalls {
		return either(child | in)
	}
	return w.list(stmts, ways{ok: in}, false)
}

// replaces reports whether the shell lets its last program take its place.
func (w *walker) replaces(s *syntax.Stmt, last bool) bool {
	if !last || w.trapped == certainly || w.shell == Dash || hasHeredoc(s) {
		return false // Debian's dash never does without exec
	}
	return w.shell == Ash || len(s.Redirs) == 0
}

func hasHeredoc(s *syntax.Stmt) bool {
	for _, r := range s.Redirs {
		if r.Hdoc != nil {
			return true
		}
	}
	return false
}

// isBuiltin reports whether a command is the shell's own and starts no program.
func isBuiltin(name string) bool {
	switch name {
	case "cd", "echo", "printf", "export", "unset", "read", "wait", "test", "[", ".", "source", "return", "shift", "umask", "ulimit", "kill", "break", "continue", "readonly", "local", "alias", "hash", "type", "getopts", "times", "pwd":
		return true
	}
	return false
}
