package sim

import (
	"encoding/json"
	"errors"
	"strings"
)

func wrapped(what string, err error) error { return errors.New(what + ": " + err.Error()) }

// show is a list as one would write it in JSON, unknown words as ‹what›.
func show(l List) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, w := range l.Words {
		if i > 0 {
			b.WriteString(", ")
		}
		if w.Unknown != "" {
			b.WriteString("‹" + w.Unknown + "›")
			continue
		}
		b.WriteString(quoteJSON(w.Text))
	}
	b.WriteByte(']')
	return b.String()
}

func quoteJSON(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

// setCmd is CMD: the last one wins.
func (s *stage) setCmd(c *command) {
	s.lintCommand(c, s.cmdSeen)
	if s.cmdSeen {
		s.cite("last-cmd-wins")
	} else if s.inheritedCmd && s.cmd.Set {
		s.cite("cmd-replaces-inherited")
	}
	if s.entrypointSeen {
		s.cite("own-cmd-survives-entrypoint")
	}
	s.cmdSeen = true
	s.argsEscaped = true
	s.setWords(c, SlotCmd)
}

// setEntrypoint is ENTRYPOINT: the last one wins, and a CMD that this stage did
// not set itself is emptied.
func (s *stage) setEntrypoint(c *command) {
	s.lintCommand(c, s.entrypointSeen)
	if s.entrypointSeen {
		s.cite("last-entrypoint-wins")
	} else if s.inheritedEP && s.entrypoint.Set {
		s.cite("entrypoint-replaces-inherited")
	}
	if s.cmdSeen {
		s.cite("own-cmd-survives-entrypoint")
	}
	s.entrypointSeen = true
	s.setWords(c, SlotEntrypoint)
	if !s.cmdSeen && s.cmd.Set {
		s.step("entrypoint-resets-cmd", c.ins.Span, SlotCmd, List{}, "ENTRYPOINT empties the inherited CMD "+show(s.cmd))
	}
}

// setWords fills ENTRYPOINT or CMD from its exec or shell form.
func (s *stage) setWords(c *command, slot Slot) {
	ins := c.ins
	s.citeReading(c)
	switch {
	case ins.Form == ExecForm && len(ins.Words) == 0:
		rule := RuleID("empty-cmd-clears")
		if slot == SlotEntrypoint {
			rule = "empty-entrypoint-resets"
		}
		s.step(rule, ins.Span, slot, List{}, ins.Keyword+" [] leaves no "+ins.Keyword)
	case ins.Form == ExecForm:
		s.citeExpansion(ins.Words)
		s.step("exec-form-verbatim", ins.Span, slot, ListOf(s.own(c, ins.Words)...), ins.Keyword+" is a JSON array (exec form): its words are kept as written")
	default:
		s.setShellForm(c, slot)
	}
}

// own copies an instruction's words and says where they are inherited from.
func (s *stage) own(c *command, ws []Word) []Word {
	out := append([]Word{}, ws...)
	for i := range out {
		out[i].From.In, out[i].From.Step = s.inOf(c), s.next()
		if out[i].From.Span.IsZero() && c.trigger && c.in != "" && s.parent == nil {
			out[i].From.Source = FromBaseImage
		}
	}
	return out
}

// setShellForm puts the shell in front of the text.
func (s *stage) setShellForm(c *command, slot Slot) {
	ins := c.ins
	text := Word{From: Origin{Source: sources[ins.Keyword], Span: ins.Head()}}
	rule, note := RuleID("bare-instruction-is-empty-shell"), ins.Keyword+" with nothing after it is shell form with an empty text"
	if ins.Form == ShellForm {
		text = ins.Words[0]
		rule, note = "shell-form-wraps", ins.Keyword+" is no JSON array (shell form): its text is one word behind "
		if looksLikeArray(text.Text) {
			rule, note = "broken-json-is-shell-form", ins.Keyword+" looks like JSON but is none: all of it is one word behind "
		}
		note += strings.Join(Texts(s.shellWords()), " ")
	}
	if s.shell.Set && s.shell.Known() {
		s.cite("shell-sets-shell")
	} else {
		s.cite("default-shell")
	}
	s.shellFormAbove = true
	s.citeExpansion([]Word{text})
	words := append(s.shellWords(), s.own(c, []Word{text})...)
	s.step(rule, ins.Span, slot, ListOf(words...), note)
}

func looksLikeArray(text string) bool { return strings.HasPrefix(text, "[") }

// shellWords is the shell that shell form gets: the one SHELL set, else the
// default of the image's OS. On a base whose SHELL is not known it is assumed.
func (s *stage) shellWords() []Word {
	assumed := false
	if s.shell.Set {
		if s.shell.Known() {
			return append([]Word{}, s.shell.Words...)
		}
		assumed = true
	}
	texts := []string{"/bin/sh", "-c"}
	if s.imageOS == "windows" {
		texts = []string{"cmd", "/S", "/C"}
	}
	out := make([]Word, len(texts), len(texts)+1)
	for i, t := range texts {
		out[i] = Word{Text: t, Assumed: assumed, From: Origin{Source: FromDefaultShell}}
	}
	return out
}

// citeReading cites the rules by which the instruction's text was read.
func (s *stage) citeReading(c *command) {
	ins := c.ins
	if c.trigger {
		s.cite("onbuild-runs-in-child")
	}
	if ins.Written != ins.Keyword {
		s.cite("keyword-any-case")
	}
	if ins.continued {
		s.cite("continuation-joins-lines")
	}
	if ins.skipped {
		s.cite("continuation-skips-comments")
	}
	if s.d.Escape == '`' {
		s.cite("escape-directive")
	}
	if ins.eaten {
		s.cite("flags-before-text")
	}
	if ins.tail {
		s.cite("old-frontend-ignores-tail")
	}
	if ins.Form == ShellForm && strings.Contains(ins.Body().String, "<<") {
		s.cite("heredoc-not-for-commands")
	}
	if ins.Form == ShellForm && hasComment(ins.Body().String) {
		s.cite("comment-is-whole-line")
	}
}

// hasComment reports whether a text has what a person might take for a comment.
func hasComment(s string) bool {
	return strings.HasPrefix(s, "#") || strings.Contains(s, " #") || strings.Contains(s, "\t#")
}

// citeExpansion cites why variables stay as they are written.
func (s *stage) citeExpansion(ws []Word) {
	for _, w := range ws {
		if !strings.Contains(w.Text, "$") {
			continue
		}
		s.citeOnce("no-expansion-in-commands")
		for name, v := range s.vars {
			if _, inEnv := s.env.get(name); v.arg && !inEnv && mentions(w.Text, name) {
				s.citeOnce("arg-not-in-env")
			}
		}
	}
}

// mentions reports whether a text has $name or ${name.
func mentions(text, name string) bool {
	if strings.Contains(text, "${"+name) {
		return true
	}
	for rest := text; ; {
		i := strings.Index(rest, "$"+name)
		if i < 0 {
			return false
		}
		rest = rest[i+1+len(name):]
		if rest == "" || !isNameByte(rest[0]) {
			return true
		}
	}
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// setShell is SHELL: it counts for the shell forms below it.
func (s *stage) setShell(c *command) {
	s.citeReading(c)
	if s.shellFormAbove {
		s.cite("shell-not-retroactive")
	}
	s.citeExpansion(c.ins.Words)
	s.step("shell-sets-shell", c.ins.Span, SlotShell, ListOf(s.own(c, c.ins.Words)...), "shell form below this line uses "+show(List{Words: c.ins.Words}))
}
