package invoke

import (
	"bytes"
	"strings"

	"explain/sim/lazy"
)

// starters are the programs with which a pasted command begins; they tell a
// prompt or a command from prose and output.
const starters = `(?:docker|docker\.exe|docker-compose|podman|nerdctl|finch|buildah|kubectl|sudo|doas|winpty)`

// The prompts in front of a pasted command. Each needs a blank behind it, as
// in `$ docker run`: a word cannot be taken for one.
var (
	prompt = lazy.Regexp(`^[ \t]*(?:\([\w. -]{1,40}\)[ \t]+)?(?:` + strings.Join([]string{
		`[$%❯»][ \t]+`,
		`➜[ \t]+[\w~./-]+(?:[ \t]+git:\([^)\n]{0,60}\))?(?:[ \t]+✗)?[ \t]+`,
		`[\w.-]{1,40}@[\w.-]{1,60}(?:[: ][^$#%>\n'"]{0,80})?[$#%>][ \t]+`,
		`\[[\w.-]{1,40}@[\w.-]{1,60} [^\]\n'"]{1,80}\][$#%][ \t]+`,
		`(?:ba|da|z|a|k)?sh-[\d.]{1,8}[$#][ \t]+`,
		`>[ \t]+` + starters + `[ \t]`,
	}, "|") + `)`)
	windowsPrompt = lazy.Regexp(`^[ \t]*(?:PS(?:[ \t]+(?:[A-Za-z]:\\|/|~)[^>\n'"]{0,120})?>|[A-Za-z]:\\[^>\n'"]{0,120}>)[ \t]*`)
	rootPrompt    = lazy.Regexp(`^[ \t]*#[ \t]+` + starters + `[ \t]`)
	lineStarter   = lazy.Regexp(`^[ \t]*(?:` + starters + `[ \t]|#)`)
)

// promptEnd is where the prompt that begins line ends, 0 without one.
func promptEnd(line []byte) (end int, windows bool) {
	line = line[:min(len(line), 300)]
	if m := windowsPrompt().FindIndex(line); m != nil {
		return m[1], true
	}
	m := prompt().FindIndex(line)
	if m == nil {
		return 0, false
	}
	if gt := bytes.IndexByte(line, '>'); isBlank(line[:max(gt, 0)]) && gt >= 0 {
		return gt + 2, false
	}
	return m[1], false
}

// lineAt is the line that begins at an offset, without its newline.
func (p *paste) lineAt(at int) []byte {
	if n := bytes.IndexByte(p.mask[at:], '\n'); n >= 0 {
		return p.mask[at : at+n]
	}
	return p.mask[at:]
}

// maskPrompts hides the prompts of a pasted session, and what the commands
// printed. A text whose first line has no prompt has none.
func (p *paste) maskPrompts() {
	l := &lexer{mask: p.mask}
	for l.at < len(p.mask) {
		line := p.lineAt(l.at)
		if end, _ := promptEnd(line); end > 0 {
			p.session(l)
			return
		}
		if !isBlank(line) && !bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("#")) {
			p.maskContinuationPrompts()
			return
		}
		l.at += len(line) + 1
	}
	if len(bytes.TrimSpace(p.mask)) > 0 && bytes.Count(bytes.TrimSpace(p.mask), []byte("\n")) == 0 {
		p.maskRootPrompt()
	}
}

func isBlank(line []byte) bool { return len(bytes.Trim(line, " \t\r\x00")) == 0 }

// maskRootPrompt hides the # of `# docker run …`, which on a line of its own
// is root's prompt and no comment.
func (p *paste) maskRootPrompt() {
	start := bytes.IndexByte(p.mask, '#')
	if start < 0 || !rootPrompt().Match(p.mask[start:]) || !isBlank(p.mask[:start]) {
		return
	}
	p.hide(start, start+1)
	p.note("prompt", start, start+1, "# is read as root's prompt, and skipped")
}

// session reads a text in which commands stand behind prompts and all other
// lines are what they printed.
func (p *paste) session(l *lexer) {
	for l.at < len(p.mask) {
		line := p.lineAt(l.at)
		switch end, windows := promptEnd(line); {
		case end > 0:
			p.maskPrompt(l.at, end, windows)
			p.command(l)
		case isBlank(line) || lineStarter().Match(line):
			p.command(l)
		default:
			p.output(l)
		}
	}
}

// command reads the lines of one command, without the prompts that the shell
// shows on all but the first.
func (p *paste) command(l *lexer) {
	*l = lexer{mask: l.mask, at: l.at}
	for l.line().open && l.at < len(p.mask) {
		if n := continuationPrompt(p.lineAt(l.at)); n > 0 {
			p.maskPrompt(l.at, n, false)
		}
	}
}

func (p *paste) maskPrompt(at, n int, windows bool) {
	line := p.lineAt(at)
	switch {
	case windows && bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("PS")):
		p.windows = "PowerShell"
	case windows:
		p.windows = "cmd.exe"
	}
	p.hide(at, at+n)
	p.note("prompt", at, at+n, "a prompt, not part of the command: skipped")
}

// output hides lines up to the next command.
func (p *paste) output(l *lexer) {
	start := l.at
	for l.at < len(p.mask) {
		line := p.lineAt(l.at)
		if end, _ := promptEnd(line); end > 0 || lineStarter().Match(line) {
			break
		}
		p.hide(l.at, l.at+len(line))
		l.at += len(line) + 1
	}
	p.note("output", start, min(l.at, len(p.mask)), "no prompt in front: read as what the command above printed, and skipped")
}

// continuationPrompt is the length of the prompt in front of a line that
// continues a command.
func continuationPrompt(line []byte) int {
	for _, s := range []string{">> ", "> ", "More? "} {
		if bytes.HasPrefix(line, []byte(s)) {
			return len(s)
		}
	}
	if s := string(line); s == ">" || s == ">>" {
		return len(s)
	}
	return 0
}

// maskContinuationPrompts hides the `> ` of a command that was copied without
// its first prompt. One line `> word` may be a redirection; several, or `> -o`,
// are not.
func (p *paste) maskContinuationPrompts() {
	l := &lexer{mask: p.mask}
	for l.at < len(p.mask) {
		var starts []int
		all := true
		for end := l.line(); end.continued && l.at < len(p.mask); end = l.line() {
			starts = append(starts, l.at)
			all = all && !end.quoted && bytes.HasPrefix(p.lineAt(l.at), []byte("> "))
		}
		if !all || len(starts) == 0 || len(starts) == 1 && !bytes.HasPrefix(p.lineAt(starts[0]), []byte("> -")) {
			continue
		}
		for _, at := range starts {
			p.maskPrompt(at, len("> "), false)
		}
	}
}

// maskContinuations turns the ^ of cmd.exe and the ` of PowerShell at the ends
// of lines into the \ that a POSIX shell knows.
func (p *paste) maskContinuations() {
	carets, ticks := p.lineEnds('^'), p.lineEnds('`')
	if len(carets) > 0 {
		p.windows = "cmd.exe"
		p.join(carets, "cmd-continuation", "^ continues a line in cmd.exe only; a POSIX shell passes it on as a word and ends the command: write \\ there")
	}
	// A ` anywhere else is a POSIX shell's.
	if len(ticks) > 0 && len(ticks) == bytes.Count(p.mask, []byte("`")) {
		p.windows = "PowerShell"
		p.join(ticks, "powershell-continuation", "` continues a line in PowerShell only; a POSIX shell runs what stands between two of them: write \\ there")
	}
}

// lineEnds finds the lines that end in a blank and sign, outside quotes, with
// another line below.
func (p *paste) lineEnds(sign byte) (offsets []int) {
	if bytes.IndexByte(p.mask, sign) < 0 {
		return nil
	}
	l := lexer{mask: p.mask}
	for l.at < len(p.mask) {
		start := l.at
		end := l.line()
		line := bytes.TrimSuffix(p.mask[start:min(end.newline, len(p.mask))], []byte("\r"))
		n := len(line) - 1
		if n < 1 || line[n] != sign || line[n-1] != ' ' && line[n-1] != '\t' || end.quoted || end.comment {
			continue
		}
		if l.at < len(p.mask) && !isBlank(p.lineAt(l.at)) {
			offsets = append(offsets, start+n)
		}
	}
	return offsets
}

// join makes line ends continuations; one note stands for all of them.
func (p *paste) join(offsets []int, id, says string) {
	for _, at := range offsets {
		p.mask[at] = '\\'
		if p.mask[at+1] == '\r' {
			p.mask[at+1], p.mask[at+2] = '\n', 0
		}
	}
	p.note(id, offsets[0], offsets[0]+1, says)
}
