package sim

import (
	"path"
	"strconv"
	"strings"

	"explain/sim/lazy"

	"mvdan.cc/sh/v3/syntax"
)

// ShellString is the part of an argv that a shell reads as a program.
type ShellString struct {
	Shell string // argv[0]
	Index int    // of the string in argv
	Text  string
}

// FindShellString finds STRING in SHELL OPTIONS -c STRING …; ok is false when
// the argv starts no shell with a string, or when that is not known.
func FindShellString(argv []Word) (s ShellString, ok bool) {
	if len(argv) == 0 || argv[0].Unknown != "" || !isShell(argv[0].Text) {
		return s, false
	}
	seenC := false
	for i := 1; i < len(argv); i++ {
		w := argv[i]
		switch {
		case w.Unknown != "":
			return s, false
		case len(w.Text) > 1 && (w.Text[0] == '-' || w.Text[0] == '+') && w.Text != "--":
			seenC = seenC || w.Text[0] == '-' && w.Text[1] != '-' && strings.Contains(w.Text, "c")
			if takesName(w.Text) {
				i++
			}
		case w.Text == "--" && seenC:
		default:
			return ShellString{Shell: argv[0].Text, Index: i, Text: w.Text}, seenC
		}
	}
	return s, false
}

// takesName reports whether an option cluster ends in o, which takes a name.
func takesName(option string) bool {
	return option[1] != '-' && strings.HasSuffix(option, "o") || option == "--rcfile" || option == "--init-file"
}

// isShell reports whether a program is a POSIX-like shell, by its name.
func isShell(program string) bool {
	switch path.Base(program) {
	case "sh", "bash", "dash", "ash", "zsh", "ksh", "mksh":
		return true
	}
	return false
}

// positional finds the words of argv that a shell turns into $0 $1 …
func positional(argv []Word, step int) []Positional {
	out := []Positional{}
	s, ok := FindShellString(argv)
	if !ok {
		return out
	}
	used := usedParameters(s.Text)
	certain := true
	for i := s.Index + 1; i < len(argv); i++ {
		n := i - s.Index - 1
		p := Positional{Argv: i, Becomes: "$" + strconv.Itoa(n), Used: used(n), Rule: "shell-takes-one-string", Step: step}
		if argv[i].Unknown != "" {
			certain = false
		}
		if !certain {
			p.Used = "unknown"
		}
		out = append(out, p)
	}
	return out
}

// usedParameters answers of each $n whether a text uses it: "yes", "no", or
// "unknown" when the text does not parse.
func usedParameters(text string) func(n int) string {
	stmts, err := parseShell("", text)
	if err != nil {
		return func(int) string { return "unknown" }
	}
	used := map[string]bool{}
	unsure := false
	see := func(n syntax.Node) bool {
		switch x := n.(type) {
		case *syntax.ParamExp:
			used[x.Param.Value] = true
		case *syntax.CallExpr:
			if len(x.Args) > 0 {
				switch x.Args[0].Lit() {
				case "shift", "eval", ".", "source", "getopts":
					unsure = true
				}
			}
		case *syntax.ForClause:
			if w, ok := x.Loop.(*syntax.WordIter); ok && !w.InPos.IsValid() {
				used["@"] = true
			}
		}
		return true
	}
	for _, s := range stmts {
		syntax.Walk(s, see)
	}
	return func(n int) string {
		switch {
		case used[strconv.Itoa(n)], n > 0 && (used["@"] || used["*"]):
			return "yes"
		case unsure && n > 0:
			return "unknown"
		}
		return "no"
	}
}

// A shell text that is longer or nested more deeply is not read: the parser
// recurses, and its tree is a hundred times the text's size.
const (
	shellLength  = 64 << 10
	shellNesting = 500
)

// parseShell reads a string as Dash, Ash or Bash does, as bash if it is not known
// which; it is never executed. With an error come the statements of the lines
// before it, which a shell runs before it reads on.
func parseShell(shell, text string) ([]*syntax.Stmt, error) {
	if len(text) > shellLength {
		return nil, &Error{Msg: "the shell text is too long to be read"}
	}
	if strings.Count(text, "(")+strings.Count(text, "{")+strings.Count(text, "`") > shellNesting {
		return nil, &Error{Msg: "the shell text is nested too deeply to be read"}
	}
	if misread().MatchString(text) {
		return nil, &Error{Msg: "a # right behind a variable is not read"}
	}
	first, second := syntax.LangBash, syntax.LangPOSIX
	if shell == Dash {
		first, second = second, first
	}
	stmts, err := parseVariant(text, first)
	// Two brackets are arithmetic in bash, where it does not always find out that they
	// cannot be; in the other shells they are subshells.
	if err != nil && !(mayBeBash(shell) && strings.Contains(text, "((")) || shell == Ash && hasArithmetic(stmts) {
		if other, e := parseVariant(text, second); e == nil {
			return other, nil
		}
	}
	return stmts, err
}

func mayBeBash(shell string) bool { return shell != Dash && shell != Ash }

// misread is what the parser takes for the beginning of a comment; to a shell it
// is a part of the word.
var misread = lazy.Regexp(`\$(\w+|[@*?$!#-])#`)

// hasArithmetic reports whether statements have a (( )) of bash.
func hasArithmetic(stmts []*syntax.Stmt) (has bool) {
	for _, s := range stmts {
		syntax.Walk(s, func(n syntax.Node) bool {
			_, is := n.(*syntax.ArithmCmd)
			has = has || is
			return !has
		})
	}
	return has
}

func parseVariant(text string, lang syntax.LangVariant) (stmts []*syntax.Stmt, err error) {
	for range maxHeredocs {
		stmts, err = parseWhole(text, lang)
		end := openHeredoc(err)
		if end == "" {
			break
		}
		text += "\n" + end // the end of the text ends a heredoc, too
	}
	return stmts, err
}

const maxHeredocs = 4

// openHeredoc is the word that a heredoc without an end waits for, "" if that is
// not what is wrong.
func openHeredoc(err error) string {
	e, ok := err.(syntax.ParseError)
	if !ok {
		return ""
	}
	word, _ := strings.CutPrefix(e.Text, "unclosed here-document `")
	if word == e.Text {
		return ""
	}
	return strings.TrimSuffix(word, "`")
}

func parseWhole(text string, lang syntax.LangVariant) (stmts []*syntax.Stmt, err error) {
	// The parser goes on yielding after an error, also to a loop that has ended.
	for s, e := range syntax.NewParser(syntax.Variant(lang)).StmtsSeq(strings.NewReader(text)) {
		if e == nil {
			e = nameless(s)
		}
		switch {
		case err != nil:
		case e != nil:
			err = e
		default:
			stmts = append(stmts, s)
		}
	}
	if err != nil {
		return finished(text, stmts), err
	}
	return stmts, nil
}

// nameless refuses a function without a name, which is only zsh's; the parser
// lets it pass.
func nameless(s *syntax.Stmt) (err error) {
	syntax.Walk(s, func(n syntax.Node) bool {
		if f, ok := n.(*syntax.FuncDecl); ok && f.Name == nil {
			err = syntax.ParseError{Pos: f.Pos(), Text: "a function needs a name"}
		}
		return err == nil
	})
	return err
}

// finished is those of the statements in front of an error that end with their line.
func finished(text string, stmts []*syntax.Stmt) []*syntax.Stmt {
	n := len(stmts)
	if n == 0 {
		return nil
	}
	after := strings.TrimLeft(text[min(endOf(stmts[n-1]), len(text)):], " \t")
	if strings.HasPrefix(after, "\n") || strings.HasPrefix(after, "#") {
		return stmts
	}
	line := stmts[n-1].Pos().Line()
	for n > 0 && stmts[n-1].End().Line() >= line {
		n--
		line = stmts[n].Pos().Line()
	}
	return stmts[:n]
}

// endOf is the offset behind a statement and its separator.
func endOf(s *syntax.Stmt) int {
	if s.Semicolon.IsValid() {
		return int(s.Semicolon.Offset()) + 1
	}
	return int(s.End().Offset())
}
