package check

import (
	"slices"
	"strings"

	"explain/sim/lazy"
)

// shellSyntax is a part of an argv that means something only to a shell.
type shellSyntax struct {
	kind syntaxKind
	at   string // the part of the word
	says string
}

type syntaxKind int

const (
	variable syntaxKind = iota
	operator
	redirection
	pattern
	home
	builtin
	assignment
	inQuotes
	cmdValue // %NAME% on Windows
)

// findShellSyntax looks at word i of an argv.
func findShellSyntax(l commandLine, i int) (shellSyntax, bool) {
	if isReadByProgram(l.argv, i) {
		return shellSyntax{}, false
	}
	for _, find := range []func(commandLine, int) (shellSyntax, bool){
		findBuiltin, findOperator, findVariable, findPattern, findQuotes,
	} {
		if syn, ok := find(l, i); ok {
			return syn, true
		}
	}
	return shellSyntax{}, false
}

// shellOnly are words that start no program. (cd and a few others exist as
// programs on some systems, where they change nothing.)
var shellOnly = []string{"cd", "exec", "export", "source", ".", "set", "eval", "alias", "ulimit", "umask"}

// findBuiltin: in front, words that are no programs.
func findBuiltin(l commandLine, i int) (shellSyntax, bool) {
	w := l.argv[i]
	switch {
	case i > 0:
	case slices.Contains(shellOnly, w):
		return shellSyntax{builtin, w, w + " is a command of the shell and no program, and exec form starts programs only"}, true
	case isAssignment(w):
		return shellSyntax{assignment, w, "only a shell reads NAME=value in front of a command: exec form looks for a program called " + brief(w)}, true
	}
	return shellSyntax{}, false
}

func findOperator(l commandLine, i int) (shellSyntax, bool) {
	op := operatorAt(l.argv, i)
	switch {
	case op == "":
		return shellSyntax{}, false
	case isRedirect(op):
		return shellSyntax{redirection, op, "no shell reads an exec form: " + l.program() + " gets " + op + " as an argument, and nothing is redirected"}, true
	}
	return shellSyntax{operator, op, "no shell reads an exec form: " + l.program() + " gets " + op + " as an argument, and no second command is run"}, true
}

var (
	shellVariable = lazy.Regexp("\\$(\\{[A-Za-z_][A-Za-z0-9_]*([:?+=#%/-][^}]*)?\\}|[A-Za-z_][A-Za-z0-9_]*|\\([^)]*\\)|[@*]$)|`[^`]+`")
	springOption  = lazy.Regexp(`^-D|^--?[\w-]+(\.[\w-]+)+=`)
)

// springExpands: a property of a Java program (-Dserver.port=${PORT}), and what
// stands behind its -jar FILE, may hold ${NAME} for the program itself.
func springExpands(argv []string, i int) bool {
	jar := slices.Index(argv[:i], "-jar")
	return springOption().MatchString(argv[i]) || jar >= 0 && i > jar+1
}

// findVariable: $NAME, $(command), ~/. Java programs expand ${NAME} themselves.
func findVariable(l commandLine, i int) (shellSyntax, bool) {
	w := l.argv[i]
	if strings.HasPrefix(w, "~/") {
		return shellSyntax{home, "~/", "no shell reads an exec form: ~ stays as it is and is not the home folder"}, true
	}
	at := shellVariable().FindStringIndex(w)
	if at == nil || at[0] > 0 && strings.ContainsRune(`\$`, rune(w[at[0]-1])) {
		return shellSyntax{}, false
	}
	found := w[at[0]:at[1]]
	if strings.HasPrefix(found, "${") && springExpands(l.argv, i) {
		return shellSyntax{}, false
	}
	if i == 0 {
		return shellSyntax{variable, found, "no shell reads an exec form: Docker looks for a program called " + brief(w) + ", dollar sign and all"}, true
	}
	return shellSyntax{variable, found, "no shell reads an exec form: " + l.program() + " gets the text " + found + ", not a value"}, true
}

// fileTools are programs that take file names and know no patterns themselves.
var fileTools = strings.Fields("ls cat rm cp mv chmod chown head tail wc touch du ln md5sum sha256sum")

// findPattern: * for file names, where the program does not expand it.
func findPattern(l commandLine, i int) (shellSyntax, bool) {
	w := l.argv[i]
	switch {
	case !strings.ContainsAny(w, "*?") || strings.HasPrefix(w, "-"):
		return shellSyntax{}, false
	case i == 0, slices.Contains(fileTools, l.program()), l.argv[i-1] == "-jar":
		return shellSyntax{pattern, w, "no shell reads an exec form: " + brief(w) + " stays as it is and is not replaced by the names of files"}, true
	}
	return shellSyntax{}, false
}

// findQuotes: quotes around a whole word, which a shell would remove.
func findQuotes(l commandLine, i int) (shellSyntax, bool) {
	w := l.argv[i]
	n := len(w)
	if i == 0 || n < 3 || w[0] != '\'' && w[0] != '"' || w[n-1] != w[0] || strings.IndexByte(w[1:n-1], w[0]) >= 0 {
		return shellSyntax{}, false
	}
	return shellSyntax{inQuotes, w, "only a shell would remove the quotes inside this word: " + l.program() + " gets " + brief(w) + " with them"}, true
}
