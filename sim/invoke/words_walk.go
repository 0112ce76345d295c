package invoke

import (
	"slices"
	"sort"
	"strings"

	"explain/sim"

	"mvdan.cc/sh/v3/syntax"
)

// reader walks what the parser found, in the order in which a shell runs it.
type reader struct {
	*paste
	cmds       []Simple
	err        *sim.Error
	vars       *scope
	functions  map[string]bool // functions that the text defines
	around     []sim.Note      // what the commands now read stand in, outermost first
	here       []sim.Note      // of the command now read
	loops      int             // loops around
	backquoted int             // backquotes around
	braceWork  int             // what braces may still do; 0: not begun
	valueBytes int             // text that variables brought in
}

// span is a range of the text, in bytes, end exclusive.
type span struct{ start, end int }

// say notes something of the command that is being read, once per place.
func (r *reader) say(id string, at span, says string) {
	n := sim.Note{ID: id, Span: r.at(at.start, at.end), Says: says}
	for _, have := range r.here {
		if have.ID == n.ID && have.Span == n.Span {
			return
		}
	}
	if len(r.here) < 200 {
		r.here = append(r.here, n)
	}
}

// refuse keeps the first error.
func (r *reader) refuse(at int, msg, hint string) {
	if r.err == nil {
		r.err = &sim.Error{Span: r.at(at, at+1), Msg: msg, Hint: hint}
	}
}

func (r *reader) statements(list []*syntax.Stmt) {
	for i, s := range list {
		if r.err != nil {
			return
		}
		front := len(r.cmds)
		r.statement(s)
		if i > 0 && list[i-1].Semicolon.IsValid() && !list[i-1].Background {
			r.ends(front, r.from(list[i-1].Semicolon, 1), "; ends this command: what follows is another one of your shell, run when this one has ended")
		}
	}
}

// ends notes of the command in front that an operator ends it, if what stands behind
// the operator is no docker command: that one is explained itself. next is the first
// command behind.
func (r *reader) ends(next int, at span, says string) {
	if next == 0 || next < len(r.cmds) && isContainerProgram(r.cmds[next]) {
		return
	}
	front := &r.cmds[next-1]
	if n := (sim.Note{ID: "ends-command", Span: r.at(at.start, at.end), Says: says}); front.Span.Start < n.Span.Start {
		front.Notes = append(front.Notes, n)
		sort.SliceStable(front.Notes, func(i, j int) bool { return front.Notes[i].Span.Start < front.Notes[j].Span.Start })
	}
}

func isContainerProgram(s Simple) bool {
	return isProgram(s.Prefix(0), "docker") || isProgram(s.Prefix(0), "podman")
}

// within reads something that the commands in it should know of.
func (r *reader) within(id string, at span, says string, read func()) {
	old := r.around
	r.around = append(old[:len(old):len(old)], sim.Note{ID: id, Span: r.at(at.start, at.end), Says: says})
	read()
	r.around = old
}

// apart reads commands that have variables of their own.
func (r *reader) apart(read func()) {
	old := r.vars
	r.vars = old.clone()
	read()
	r.vars = old
}

// perhaps reads commands that may not run.
func (r *reader) perhaps(read func()) {
	old := r.vars
	r.vars = old.clone()
	read()
	branch := r.vars
	r.vars = old
	r.vars.merge(branch)
}

// statement reads a command with its redirections.
func (r *reader) statement(s *syntax.Stmt) {
	for _, rd := range s.Redirs {
		r.inside(rd)
	}
	if call, ok := s.Cmd.(*syntax.CallExpr); ok {
		r.inside(call)
	}
	old := r.around
	for _, rd := range s.Redirs {
		r.around = append(r.around[:len(r.around):len(r.around)], r.redirection(rd))
	}
	switch {
	case s.Background:
		at := r.from(s.Semicolon, 1)
		r.within("background", at, "& runs it in the background of your shell; docker does not see the &", func() { r.apart(func() { r.command(s.Cmd) }) })
	case s.Cmd != nil:
		r.command(s.Cmd)
	}
	r.around = old
}

// redirection says what < and > do.
func (r *reader) redirection(rd *syntax.Redirect) sim.Note {
	start := r.offset(rd.Pos())
	end := r.offset(rd.Word.End())
	n := sim.Note{ID: "redirection", Span: r.at(start, end)}
	switch raw := r.excerpt(span{start, end}); rd.Op {
	case syntax.Hdoc, syntax.DashHdoc:
		n.ID, n.Says = "heredoc", "your shell feeds the lines below to the command's input: they are no words of it"
	case syntax.WordHdoc:
		n.ID, n.Says = "heredoc", "your shell feeds this text to the command's input: it is no word of it"
	default:
		n.Says = "your shell does " + raw + " on this machine: it is no word of the command"
	}
	return n
}

// command reads a command of any kind.
func (r *reader) command(c syntax.Command) {
	switch c := c.(type) {
	case nil: // redirections alone
	case *syntax.CallExpr:
		r.call(c)
	case *syntax.BinaryCmd:
		r.chain(c)
	case *syntax.Subshell:
		r.within("subshell", r.from(c.Lparen, 1), "( ) runs it in a shell of its own, on this machine", func() { r.apart(func() { r.statements(c.Stmts) }) })
	case *syntax.Block:
		r.statements(c.Stmts)
	case *syntax.IfClause:
		r.ifClause(c)
	case *syntax.WhileClause:
		r.loop(c, r.from(c.WhilePos, 5), nil, c.Cond, c.Do)
	case *syntax.ForClause:
		r.inside(c.Loop)
		r.loop(c, r.from(c.ForPos, 3), loopName(c.Loop), nil, c.Do)
	case *syntax.CaseClause:
		r.inside(c.Word)
		for _, item := range c.Items {
			at := span{r.offset(item.Pos()), r.offset(item.Patterns[len(item.Patterns)-1].End())}
			r.within("branch", at, "it runs in one case only", func() { r.perhaps(func() { r.statements(item.Stmts) }) })
		}
	case *syntax.FuncDecl:
		r.function(c)
	case *syntax.TimeClause:
		if c.Stmt != nil {
			r.within("time", r.from(c.Time, 4), "time measures it; docker does not see the word", func() { r.statement(c.Stmt) })
		}
	case *syntax.CoprocClause:
		r.within("background", r.from(c.Coproc, 6), "coproc runs it in the background of your shell", func() { r.apart(func() { r.statement(c.Stmt) }) })
	case *syntax.DeclClause:
		r.declare(c)
	default: // ((…)), [[…]], let
		r.inside(c)
		r.doubtNames(c)
	}
}

// inside reads the commands of $(…), `…` and <(…) in a node.
func (r *reader) inside(n syntax.Node) {
	syntax.Walk(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.CmdSubst:
			if n.Backquotes {
				r.backquoted++
			}
			says := "it runs first: what it prints becomes words of the command around it"
			r.within("substitution", r.from(n.Left, 2), says, func() { r.apart(func() { r.statements(n.Stmts) }) })
			if n.Backquotes {
				r.backquoted--
			}
			return false
		case *syntax.ProcSubst:
			r.within("substitution", r.from(n.OpPos, 2), "it runs beside the command around it, which gets a file name to read or write", func() { r.apart(func() { r.statements(n.Stmts) }) })
			return false
		}
		return true
	})
}

// chain reads commands joined by && || or |. The tree leans to the left and
// may be very deep.
func (r *reader) chain(b *syntax.BinaryCmd) {
	piped := isPipe(b.Op)
	links := []*syntax.BinaryCmd{b}
	for {
		left, ok := b.X.Cmd.(*syntax.BinaryCmd)
		if !ok || isPipe(left.Op) != piped {
			break
		}
		b = left
		links = append(links, b)
	}
	if piped {
		r.within("pipe", r.from(b.OpPos, 1), "its output goes to the next command, not to your terminal", func() { r.apart(func() { r.statement(b.X) }) })
	} else {
		r.statement(b.X)
	}
	for i := len(links) - 1; i >= 0 && r.err == nil; i-- {
		r.link(links[i])
	}
}

func isPipe(op syntax.BinCmdOperator) bool { return op == syntax.Pipe || op == syntax.PipeAll }

// link reads what stands behind one && || or |.
func (r *reader) link(b *syntax.BinaryCmd) {
	at, next := r.from(b.OpPos, 2), len(r.cmds)
	switch {
	case b.Op == syntax.AndStmt:
		r.within("and-list", at, "&& runs it only if the command in front succeeds", func() { r.perhaps(func() { r.statement(b.Y) }) })
		r.ends(next, at, "&& ends this command: what follows is another one of your shell, run only if this one succeeds")
	case b.Op == syntax.OrStmt:
		r.within("or-list", at, "|| runs it only if the command in front fails", func() { r.perhaps(func() { r.statement(b.Y) }) })
		r.ends(next, at, "|| ends this command: what follows is another one of your shell, run only if this one fails")
	default:
		at.end--
		r.within("pipe", at, "it reads what the command in front prints", func() { r.apart(func() { r.statement(b.Y) }) })
	}
}

func (r *reader) ifClause(c *syntax.IfClause) {
	at, says := r.from(c.Position, 2), "it runs only if the condition holds"
	for ; c != nil; c = c.Else {
		if len(c.Cond) == 0 {
			says = "it runs only if no condition holds"
		}
		r.statements(c.Cond)
		r.within("branch", at, says, func() { r.perhaps(func() { r.statements(c.Then) }) })
	}
}

// loop reads the body of a loop, whose second round finds the variables as the
// first left them.
func (r *reader) loop(n syntax.Node, at span, names []string, cond, body []*syntax.Stmt) {
	if r.loops++; r.loops > 1 {
		r.vars.forget()
	}
	r.doubtNames(n)
	for _, name := range names {
		r.vars.doubt(name)
	}
	r.statements(cond)
	r.within("loop", at, "it runs any number of times: this is one round", func() { r.perhaps(func() { r.statements(body) }) })
	r.loops--
}

func loopName(l syntax.Loop) []string {
	if w, ok := l.(*syntax.WordIter); ok && w.Name != nil {
		return []string{w.Name.Value}
	}
	return nil
}

// function reads a body that runs when and where the function is called.
func (r *reader) function(c *syntax.FuncDecl) {
	if c.Name == nil {
		return
	}
	if r.functions == nil {
		r.functions = map[string]bool{}
	}
	r.functions[c.Name.Value] = true
	at := r.from(c.Position, len(c.Name.Value))
	r.within("function", at, "it runs when the function "+shorten(c.Name.Value, 40)+" is called", func() {
		r.apart(func() {
			r.vars.forget()
			r.statement(c.Body)
		})
	})
}

// call reads a simple command.
func (r *reader) call(c *syntax.CallExpr) {
	r.here = nil
	assigns, args := assignsAndArgs(c)
	var words []lineWord
	for _, w := range args {
		words = append(words, r.words(w)...)
	}
	if len(words) == 0 {
		for _, a := range assigns {
			r.vars.put(r.assign(a))
		}
		return
	}
	outside := r.vars
	r.vars = outside.clone()
	r.assignments(assigns)
	s, words := r.unwrap(words)
	r.emit(s, words)
	r.vars = outside
	r.changes(words)
}

// assignsAndArgs parts X=1 in front of a command from its words. The parser takes
// --x=a[0] in front for an assignment too.
func assignsAndArgs(c *syntax.CallExpr) (assigns []*syntax.Assign, args []*syntax.Word) {
	n := slices.IndexFunc(c.Assigns, func(a *syntax.Assign) bool { return !syntax.ValidName(a.Name.Value) })
	if n < 0 {
		return c.Assigns, c.Args
	}
	for _, a := range c.Assigns[n:] {
		w := &syntax.Word{Parts: []syntax.WordPart{a.Name}}
		if a.Value != nil {
			w.Parts = append(w.Parts, a.Value.Parts...)
		}
		args = append(args, w)
	}
	return c.Assigns[:n], append(args, c.Args...)
}

// emit keeps a command that was read.
func (r *reader) emit(s Simple, words []lineWord) {
	if len(r.cmds) >= maxCommands {
		r.refuse(words[0].From.Span.Start, "too many commands", "give only the command itself")
		return
	}
	for _, w := range words {
		s.Words = append(s.Words, w.Word)
		s.facts = append(s.facts, w.wordFacts)
		s.Span = cover(s.Span, w.From.Span)
	}
	if w := words[0]; strings.HasPrefix(w.Text+w.prefix, "-") && len(r.cmds) > 0 {
		r.here = append(r.here, sim.Note{ID: "line-not-continued", Span: w.From.Span, Says: "this line is a command of its own: nothing at the end of the line above (a \\ as its last character) continues it"})
	}
	s.Notes = append(append(s.Notes, r.around[max(0, len(r.around)-8):]...), r.here...)
	sort.SliceStable(s.Notes, func(i, j int) bool { return s.Notes[i].Span.Start < s.Notes[j].Span.Start })
	r.cmds = append(r.cmds, s)
}

// cover is the span over both; a zero one counts for nothing.
func cover(a, b sim.Span) sim.Span {
	if a.IsZero() {
		return b
	}
	a.End = max(a.End, b.End)
	return a
}

// comments puts each comment where it stands: with the command that it ends, or
// with the text.
func (r *reader) comments(f *syntax.File) {
	endsOn := map[int]int{}
	for i, c := range r.cmds {
		endsOn[r.at(c.Span.End, c.Span.End).Line] = i
	}
	syntax.Walk(f, func(n syntax.Node) bool {
		c, ok := n.(*syntax.Comment)
		if !ok {
			return true
		}
		start := r.offset(c.Hash)
		end := start + strings.IndexByte(r.text[start:]+"\n", '\n')
		note := r.commentNote(start, end)
		if i, ok := endsOn[note.Span.Line]; ok && r.cmds[i].Span.Start < start {
			r.cmds[i].Notes = append(r.cmds[i].Notes, note)
		} else if len(r.notes) < 1000 {
			r.notes = append(r.notes, note)
		}
		return true
	})
}

// commentNote says of a comment what one may not expect of it.
func (r *reader) commentNote(start, end int) sim.Note {
	n := sim.Note{ID: "comment", Span: r.at(start, end), Says: "a comment: your shell drops it (zsh at a prompt passes it on, unless told otherwise)"}
	line := start
	for line > 0 && r.text[line-1] != '\n' {
		line--
	}
	above := strings.TrimRight(r.text[:line], "\r\n")
	switch {
	case strings.HasSuffix(strings.TrimRight(r.text[start:end], "\r"), `\`):
		n.ID, n.Says = "comment-ends-command", "a comment ends the command: a \\ in it continues nothing, and the line below is a command of its own"
	case isBlank(r.mask[line:start]) && line > 0 && strings.HasSuffix(above, `\`) && len(above)+2 >= line:
		n.ID, n.Says = "comment-ends-command", "a comment between continued lines ends the command: the line below is a command of its own"
	}
	return n
}
