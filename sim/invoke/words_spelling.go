package invoke

import (
	"bytes"
	"strings"

	"explain/sim/lazy"
)

// What is easily mistyped or mispasted in a word as written.
var (
	typographic  = lazy.Regexp("^[–—]|[“”‘’„‚]|\u00a0")
	lostEscape   = lazy.Regexp(`^[^'"]*\\[A-Za-z0-9]`)
	historyEvent = lazy.Regexp(`(?:^|[^{$])![^\s=("';|&)!]`)
)

// spelling remarks on a word that the shell reads otherwise than it looks.
func (r *reader) spelling(at span) {
	raw := r.mask[at.start:at.end]
	if len(raw) > 10_000 {
		return
	}
	if typographic().Match(raw) {
		r.say("typographic", at, "“ ” ‘ ’ are no quotes, – and — no dashes and a no-break space no blank to a shell: they are characters of the word")
	}
	if r.windows != "" {
		return
	}
	if r.isEscapedBlank(at) {
		r.say("escaped-blank", at, `a blank stands behind this \, so it does not continue the line: it makes the blank a word, and the command ends here`)
	}
	if lostEscape().Match(raw) {
		r.say("backslash", at, `your shell takes every \ out of this word (cmd.exe and PowerShell leave it): in single quotes it stays`)
	}
	if !bytes.Contains(raw, []byte("'")) && historyEvent().Match(raw) {
		r.say("history", at, "typed at a prompt, bash and zsh put a line of your history in place of !…; in single quotes it stays")
	}
}

// isEscapedBlank reports whether a word is a \ and a blank at a line's end, or
// in front of what looks like a comment.
func (r *reader) isEscapedBlank(at span) bool {
	raw := r.mask[at.start:at.end]
	if len(raw) < 2 || raw[0] != '\\' || raw[1] != ' ' && raw[1] != '\t' {
		return false
	}
	n := len(r.lineAt(at.start + 2))
	rest := r.text[at.start+2 : at.start+2+n]
	isLast := isBlank([]byte(rest)) || strings.HasPrefix(strings.TrimLeft(rest, " \t"), "#")
	return isLast && at.start+2+n < len(r.mask)
}
