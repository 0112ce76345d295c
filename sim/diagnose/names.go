package diagnose

import (
	"path"
	"slices"
	"strings"
)

// What can be seen of a name in a message.

func shellName(w Words) bool {
	return slices.Contains([]string{"sh", "bash", "dash", "ash", "zsh", "ksh"}, path.Base(w["name"]))
}

// scriptName reports whether a file is called as scripts are.
func scriptName(w Words) bool {
	return slices.Contains([]string{".sh", ".bash", ".py", ".rb", ".pl", ".js"}, path.Ext(w["name"]))
}

func relativeName(w Words) bool { return w["name"] != "" && !strings.HasPrefix(w["name"], "/") }

func emptyName(w Words) bool { n, ok := w["name"]; return ok && n == "" }

func bracketName(w Words) bool { return strings.HasPrefix(w["name"], "[") && w["name"] != "[[" }

func quotedName(w Words) bool {
	for _, q := range []string{`"`, `'`, "“", "‘", "”", "’", `\"`} {
		if strings.HasPrefix(w["name"], q) {
			return true
		}
	}
	return false
}

func flagName(w Words) bool {
	return strings.HasPrefix(w["name"], "-") || strings.HasPrefix(w["name"], "–") || strings.HasPrefix(w["name"], "—")
}

func shortName(w Words) bool { return w["letter"] != "" }

func blankName(w Words) bool { return strings.ContainsAny(w["name"], " \t") && !bracketName(w) }

func assignName(w Words) bool {
	name, _, ok := strings.Cut(w["name"], "=")
	return ok && name != "" && !strings.ContainsAny(name, " /.-[\"'")
}

func dollarName(w Words) bool { return strings.ContainsAny(w["name"], "$`") }

func slashName(w Words) bool { return strings.Contains(w["name"], "/") }

func upperName(w Words) bool { n := w["name"]; return plainName(w) && n != strings.ToLower(n) }

func upperOrNone(w Words) bool { return w["name"] == "" || w["name"] != strings.ToLower(w["name"]) }

// plainName reports whether a name looks like a program's, or is not known.
func plainName(w Words) bool {
	n, ok := w["name"]
	return !ok || n != "" && !flagName(w) && !quotedName(w) && !strings.ContainsAny(n, " \t[]=$`\"'{}()|&;<>")
}

// builtins are words that only a shell knows; some are programs, too, in some
// images.
func builtinName(w Words) bool {
	return slices.Contains(strings.Fields("cd export source . set unset exec eval alias ulimit umask trap wait shift if for while case until function read type command local declare && || | ; { ( !"), w["name"])
}

// bashName: words that bash has and a POSIX shell has not.
func bashName(w Words) bool {
	return slices.Contains(strings.Fields("[[ source function declare typeset let shopt pushd popd mapfile readarray local select"), w["name"])
}

// What the error behind a message says of permissions.

func saysPermission(w Words) bool {
	return strings.Contains(w["error"], "ermission") || w["error"] == ""
}

func saysNoPermission(w Words) bool { return !strings.Contains(w["error"], "ermission") }
