package check

import (
	"slices"
	"strings"

	"explain/sim/lazy"
)

// windows reports whether the image is one of Windows, whose shell is cmd.
func (c *Case) windows() bool { return c.Image != nil && c.Image.OS == "windows" }

// cmdVariable is %NAME%, for which cmd puts in a value.
var cmdVariable = lazy.Regexp(`%[A-Za-z_][A-Za-z0-9_()]*(:[^%]+)?%`)

// cmdBuiltins are words that are commands of cmd and no programs.
var cmdBuiltins = strings.Fields(`assoc break call cd chdir cls color copy date del dir echo endlocal erase exit for ftype
	goto if md mkdir mklink move path pause popd prompt pushd rd rem ren rename rmdir set setlocal shift start time title
	type ver verify vol`)

// findCmdVariable looks for %NAME% in word i of an argv on Windows.
func findCmdVariable(l commandLine, i int) (shellSyntax, bool) {
	found := cmdVariable().FindString(l.argv[i])
	if found == "" || isReadByProgram(l.argv, i) {
		return shellSyntax{}, false
	}
	if i == 0 {
		return shellSyntax{cmdValue, found, "no shell reads an exec form: Docker looks for a program called " + brief(l.argv[i]) + ", per cent signs and all"}, true
	}
	return shellSyntax{cmdValue, found, "no shell reads an exec form: " + l.program() + " gets the text " + found + ", not a value"}, true
}

// cmdWords are the words of a text for cmd that does nothing cmd is needed for: one
// program and its arguments. A backslash is a character like others there.
func cmdWords(s string) (words []string, ok bool) {
	if strings.ContainsAny(s, "&|<>()^!%'`\r\n") || strings.Contains(s, `\"`) || strings.Count(s, `"`)%2 != 0 {
		return nil, false
	}
	var word strings.Builder
	quoted, begun := false, false
	for _, r := range s + " " {
		switch {
		case r == '"':
			quoted, begun = !quoted, true
		case !quoted && (r == ' ' || r == '\t'):
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	return words, len(words) > 0 && !slices.Contains(cmdBuiltins, strings.ToLower(words[0]))
}

// wordsOf are the words of a shell form that does nothing its shell is needed for.
func (c *Case) wordsOf(p place) (words []string, ok bool) {
	if shell := shellName(c.shellOf(p)); isWindowsShell(shell) {
		if !strings.HasPrefix(strings.ToLower(lastElement(shell)), "cmd") {
			return nil, false // PowerShell's text is a language of its own
		}
		return cmdWords(p.text())
	}
	return plainWords(p.text())
}

// lastElement is a program's name without its folder, on Windows.
func lastElement(program string) string { return program[strings.LastIndexAny(program, `\/`)+1:] }

// cmdArgv is cmd with words as its text. There is none where a word needs quotes:
// in exec form they reach cmd with backslashes, which it does not understand.
func cmdArgv(argv []string) (words []string, ok bool) {
	for i, w := range argv {
		operator := operatorAt(argv, i) != ""
		if w == "" || strings.ContainsAny(w, " \t\"^$'`") || !operator && strings.ContainsAny(w, "&|<>()") {
			return nil, false
		}
	}
	return []string{"cmd", "/S", "/C", strings.Join(argv, " ")}, true
}
