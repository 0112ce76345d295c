package invoke

import (
	"bytes"
	"unicode/utf8"

	"explain/sim"
)

// paste is a text to be read. mask is what the shell's grammar sees of it, byte
// for byte at the same offsets, so that positions need no translation. In it a
// NUL is nothing at all (the parser skips NULs) and hiddenByte an ordinary
// character of a word, whatever stands in text.
type paste struct {
	src     *sim.Source
	text    string
	mask    []byte
	windows string // "cmd.exe" or "PowerShell" when the text was typed there: \ is no escape
	notes   []sim.Note
}

const hiddenByte = 1

func newPaste(src *sim.Source) *paste {
	p := &paste{src: src, text: src.Text, mask: []byte(src.Text)}
	p.maskBytes()
	p.maskContinuations()
	p.maskPrompts()
	p.maskBackslashes()
	l := lexer{mask: p.mask, repair: true}
	for l.at < len(l.mask) {
		l.line()
	}
	if l.literal {
		end := len(p.text)
		p.note("last-backslash", end-1, end, "nothing follows this \\: it is a character of the word; at a prompt the shell would wait for another line")
	}
	return p
}

// byteAt is the character at an offset as a word has it.
func (p *paste) byteAt(i int) byte {
	if p.mask[i] == hiddenByte {
		return p.text[i]
	}
	return p.mask[i]
}

// hide makes text[start:end] vanish from what is read.
func (p *paste) hide(start, end int) {
	for i := start; i < end; i++ {
		p.mask[i] = 0
	}
}

// note keeps a remark on the text as a whole; a paste can be full of prompts.
func (p *paste) note(id string, start, end int, says string) {
	if len(p.notes) < 1000 {
		p.notes = append(p.notes, sim.Note{ID: id, Span: p.at(start, end), Says: says})
	}
}

// maskBytes hides what the parser reads otherwise than a shell: a byte order
// mark, bytes that are no UTF-8, and a carriage return inside a line, which is
// an ordinary character. A line end CR LF is a line end, as it is when the
// text is pasted into a terminal.
func (p *paste) maskBytes() {
	if bytes.HasPrefix(p.mask, []byte("\ufeff")) {
		p.hide(0, 3)
	}
	crlf := -1
	for i := 0; i < len(p.mask); i++ {
		switch c := p.mask[i]; {
		case c == '\r' && i+1 < len(p.mask) && p.mask[i+1] == '\n':
			if crlf < 0 {
				crlf = i
			}
			if i > 0 && p.mask[i-1] == '\\' {
				p.mask[i], p.mask[i+1] = '\n', 0
			}
		case c == '\r':
			p.mask[i] = hiddenByte
		case c >= utf8.RuneSelf:
			_, n := utf8.DecodeRuneInString(p.text[i:])
			if n == 1 {
				p.mask[i] = hiddenByte
			}
			i += n - 1
		}
	}
	if crlf >= 0 {
		p.note("crlf", crlf, crlf+2, "lines end in CR LF, as Windows writes them: read as line ends; a script file with them hands the CR on")
	}
}

// maskBackslashes makes \ an ordinary character of a text typed at a Windows
// prompt: C:\x is a path there. \" stays an escape, as programs read it.
func (p *paste) maskBackslashes() {
	if p.windows == "" {
		return
	}
	for i := 0; i+1 < len(p.mask); i++ {
		if p.mask[i] == '\\' && p.mask[i+1] != '"' && p.mask[i+1] != '\n' {
			p.mask[i] = hiddenByte
		}
	}
}

// lexer follows a shell through quotes, brackets, comments and here-documents,
// a line at a time: enough to say whether a command goes on below, and in what
// a line ends.
type lexer struct {
	mask    []byte
	at      int
	open    []frame
	pending []heredoc // announced on this line
	bodies  []heredoc // being read
	inWord  bool      // the character in front belongs to a word
	repair  bool      // hide from the parser what it would misread
	literal bool      // the text ends in a \ that continues nothing
}

// frame is something open: ' " ` or $ of $'…, or a bracket: ( of commands, s of
// $(…, { of ${…, a of ((….
type frame byte

type heredoc struct {
	stop string
	tabs bool // <<-
}

// lineEnd is in what a line ends.
type lineEnd struct {
	newline   int  // offset of its newline, the text's length on the last line
	quoted    bool // inside quotes or a here-document
	comment   bool
	continued bool // after a \
	open      bool // the command goes on
}

func (l *lexer) top() frame {
	if len(l.open) == 0 {
		return 0
	}
	return l.open[len(l.open)-1]
}

func (l *lexer) push(f frame) { l.open = append(l.open, f) }

func (l *lexer) pop() { l.open = l.open[:len(l.open)-1] }

// peek is the byte n behind the current one, 0 beyond the end.
func (l *lexer) peek(n int) byte {
	if l.at+n < len(l.mask) {
		return l.mask[l.at+n]
	}
	return 0
}

// line reads up to the end of the line and over its newline.
func (l *lexer) line() lineEnd {
	if len(l.bodies) > 0 {
		return l.bodyLine()
	}
	start, end := l.at, lineEnd{}
	for l.at < len(l.mask) && l.mask[l.at] != '\n' {
		if l.isComment() {
			l.comment()
			end.comment = true
			continue
		}
		end.comment = false
		if l.mask[l.at] == '\\' && l.peek(1) == '\n' && l.top() != '\'' && l.top() != '$' {
			end.continued = true
		}
		l.step()
	}
	end.newline = l.at
	l.inWord = l.inWord && end.continued
	k := l.top()
	end.quoted = k == '\'' || k == '"' || k == '$'
	l.at++
	l.bodies, l.pending = append(l.bodies, l.pending...), nil
	end.open = end.continued || len(l.open)+len(l.bodies) > 0 || !end.comment && waits(l.mask[start:end.newline])
	return end
}

// waits reports whether a line ends in an operator that needs another command.
func waits(line []byte) bool {
	line = bytes.TrimRight(line, " \t\r\x00")
	return bytes.HasSuffix(line, []byte("|")) || bytes.HasSuffix(line, []byte("&&"))
}

// bodyLine reads one line of a here-document.
func (l *lexer) bodyLine() lineEnd {
	n := bytes.IndexByte(l.mask[l.at:], '\n')
	if n < 0 {
		n = len(l.mask) - l.at
	}
	line := bytes.TrimSuffix(l.mask[l.at:l.at+n], []byte("\r"))
	line = bytes.TrimLeft(line, "\x00")
	if l.bodies[0].tabs {
		line = bytes.TrimLeft(line, "\t")
	}
	if string(line) == l.bodies[0].stop {
		l.bodies = l.bodies[1:]
	}
	l.at += n + 1
	return lineEnd{newline: l.at - 1, quoted: true, open: len(l.bodies)+len(l.open) > 0}
}

// step reads one character, or the sign that opens or closes something.
func (l *lexer) step() {
	c, top := l.mask[l.at], l.top()
	if c != 0 && (c != '\\' || l.peek(1) != '\n') {
		l.inWord = bytes.IndexByte([]byte(" \t;&|()<>"), c) < 0
	}
	switch {
	case top == '\'':
		if c == '\'' {
			l.pop()
		}
		l.at++
	case c == '\\':
		l.at++
		switch {
		case l.at == len(l.mask):
			l.lastBackslash()
		case l.mask[l.at] != '\n':
			l.at++
		}
	case top == '$':
		if c == '\'' {
			l.pop()
		}
		l.at++
	default:
		l.sign(c, top)
	}
}

// lastBackslash: the text ends in a \, which escapes nothing: a shell takes it
// for itself, the parser would drop it.
func (l *lexer) lastBackslash() {
	if l.repair && l.mask[l.at-1] == '\\' {
		l.mask[l.at-1] = hiddenByte
		l.literal = true
	}
}

// sign reads c where quotes and brackets count.
func (l *lexer) sign(c byte, top frame) {
	inQuotes := top == '"'
	switch {
	case c == '"' || c == '`':
		if top == frame(c) {
			l.pop()
		} else {
			l.push(frame(c))
			l.inWord = false
		}
	case c == '$' && l.peek(1) == '$': // $$, whatever follows
		l.at++
	case c == '$' && l.peek(1) == '{':
		l.push('{')
		l.at++
	case c == '$' && l.peek(1) == '(' || !inQuotes && c == '(':
		l.bracket(c)
	case inQuotes:
	case c == '\'':
		l.push('\'')
	case c == '$' && l.peek(1) == '\'':
		l.push('$')
		l.at++
	case c == '}' && top == '{', c == ')' && (top == '(' || top == 's'):
		l.inWord = top != '('
		l.pop()
	case c == ')' && top == 'a':
		l.pop()
		if l.peek(1) == ')' {
			l.at++
		}
	case c == '<' && l.peek(1) == '<' && top != 'a' && top != '{':
		l.heredoc()
		return
	case c == '#' && l.repair && l.inCommand() && l.at > 0 && l.mask[l.at-1] != '$':
		// No comment begins here, but inside brackets the parser finds one: ("a"#b).
		l.mask[l.at] = hiddenByte
	}
	l.at++
}

// bracket opens $( or ( or their doubles.
func (l *lexer) bracket(c byte) {
	kind := frame('(')
	if c == '$' {
		l.at++
		kind = 's'
	}
	if l.peek(1) == '(' {
		l.at++
		kind = 'a'
	}
	l.push(kind)
	l.inWord = false
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// inCommand reports whether words of commands stand here.
func (l *lexer) inCommand() bool {
	k := l.top()
	return k == 0 || k == '(' || k == 's' || k == '`'
}

// isComment reports whether a # here begins a comment: one does where a word
// would begin.
func (l *lexer) isComment() bool {
	return l.mask[l.at] == '#' && l.inCommand() && !l.inWord
}

// comment reads to the line's end, or that of the backquotes around it. A \
// there continues nothing, though the parser thinks so.
func (l *lexer) comment() {
	for l.at < len(l.mask) && l.mask[l.at] != '\n' && (l.mask[l.at] != '`' || l.top() != '`') {
		if l.repair && l.mask[l.at] == '\\' && l.peek(1) == '\n' {
			l.mask[l.at] = hiddenByte
		}
		l.at++
	}
}

// heredoc reads << or <<- and the word behind it.
func (l *lexer) heredoc() {
	l.at += 2
	if l.peek(0) == '<' {
		l.at++
		return
	}
	var doc heredoc
	if l.peek(0) == '-' {
		doc.tabs = true
		l.at++
	}
	for l.peek(0) == ' ' || l.peek(0) == '\t' {
		l.at++
	}
	var stop []byte
	for quote := byte(0); l.at < len(l.mask); l.at++ {
		c := l.mask[l.at]
		switch {
		case c == '\n' || quote == 0 && bytes.IndexByte([]byte(" \t\r;&|()<>"), c) >= 0:
			l.announce(doc, stop)
			return
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c != '\\':
			stop = append(stop, c)
		}
	}
	l.announce(doc, stop)
}

func (l *lexer) announce(doc heredoc, stop []byte) {
	doc.stop = string(stop)
	l.pending = append(l.pending, doc)
}
