package invoke

import (
	"slices"
	"strings"
	"unicode/utf8"

	"explain/sim"
)

func has(ps []piece, kind pieceKind) bool {
	return slices.ContainsFunc(ps, func(p piece) bool { return p.kind == kind })
}

// expand looks the variables up.
func (r *reader) expand(ps []piece) (out []piece) {
	if !has(ps, param) {
		return ps
	}
	for _, p := range ps {
		if p.kind == param {
			out = append(out, r.param(p)...)
		} else {
			out = append(out, p)
		}
	}
	return out
}

// fields is where the shell splits: at the blanks of an unquoted variable's
// text. Without text and quotes there is no word.
func fields(ps []piece) (out [][]piece) {
	if len(ps) > 0 && !has(ps, soft) {
		return [][]piece{ps}
	}
	var cur []piece
	flush := func() {
		if cur != nil {
			out = append(out, cur)
			cur = nil
		}
	}
	for _, p := range ps {
		if p.kind != soft {
			cur = append(cur, p)
			continue
		}
		for text := p.text; text != ""; {
			n := strings.IndexAny(text, " \t\n")
			if n == 0 {
				flush()
				text = text[1:]
				continue
			}
			if n < 0 {
				n = len(text)
			}
			cur = append(cur, piece{kind: soft, text: text[:n]})
			text = text[n:]
		}
	}
	flush()
	return out
}

// lineWord is a field as a word, with its doubts.
func (r *reader) lineWord(f []piece, at span) lineWord {
	var text strings.Builder
	var first *piece
	w := lineWord{}
	for i, p := range f {
		if p.kind == gap {
			if first == nil {
				first, w.prefix = &f[i], text.String()
			}
			w.many = w.many || p.many
			continue
		}
		text.WriteString(p.text)
	}
	switch {
	case first != nil:
		w.Word = r.plainWord("", at, r.unknown(first, at))
	case r.patternStart(f) >= 0:
		stays := text.String()
		w.stays, w.many, w.prefix = &stays, true, stays[:r.patternStart(f)]
		w.Word = r.plainWord("", at, r.excerpt(at)+" (files your shell finds; it stays as it is if there are none)")
		r.say("glob", at, "your shell puts the files that match here; docker never sees the pattern unless none does. In quotes it reaches the container")
	default:
		w.Word = r.plainWord(text.String(), at, "")
		w = r.windowsVariable(w, f, at)
	}
	return w
}

func (r *reader) plainWord(text string, at span, unknown string) sim.Word {
	return sim.Word{Text: text, Unknown: unknown, From: sim.Origin{Source: sim.FromRunArgs, Span: r.at(at.start, at.end)}}
}

// windowsVariable doubts a word with %NAME% in it, which cmd.exe replaces.
func (r *reader) windowsVariable(w lineWord, f []piece, at span) lineWord {
	name, before := "", 0
	for _, p := range f {
		m := cmdVariable().FindStringIndex(p.text)
		if m != nil && !p.single {
			name, before = p.text[m[0]:m[1]], before+m[0]
			break
		}
		before += len(p.text)
	}
	if name == "" {
		return w
	}
	w.prefix = w.Text[:before]
	w.Word = r.plainWord("", at, name+" of cmd.exe")
	r.say("cmd-variable", at, name+" is a variable in cmd.exe only; a POSIX shell writes ${"+strings.Trim(name, "%")+"}")
	return w
}

// patternStart is where in the text the first sign of a file pattern stands:
// * or ? or a [ with a ], outside quotes. -1: nowhere.
func (r *reader) patternStart(f []piece) int {
	at, open := 0, -1
	for _, p := range f {
		if p.kind == bare || p.kind == soft {
			for i := range len(p.text) {
				switch c := p.text[i]; {
				case c == ']' && open >= 0:
					return open
				case c == '*' || c == '?':
					if open >= 0 {
						return open
					}
					return at + i
				case c == '[' && open < 0:
					open = at + i
				}
			}
		}
		at += len(p.text)
	}
	return -1
}

// unknown is the phrase for a word with a hole.
func (r *reader) unknown(h *piece, at span) string {
	raw := r.excerpt(at)
	variable := strings.HasSuffix(h.why, " of your shell")
	switch id := h.id; {
	case id == "tilde":
		r.say(id, at, "your shell puts "+h.why+" here: docker never sees the ~")
	case id == "powershell-variable":
		r.say(id, at, "$env:… is PowerShell's way to write a variable; a POSIX shell writes $NAME")
	case id != "":
		r.say(id, h.span, "your shell fills this in first: docker sees the result only")
	}
	switch {
	case variable && strings.Trim(raw, `"`) == r.excerpt(h.span):
		switch {
		case h.quoted && h.many:
			return h.why + " (quoted: each of them one word)"
		case h.quoted:
			return h.why + " (quoted: one word)"
		}
		return h.why
	case strings.Contains(raw, h.why):
		return raw
	case strings.HasPrefix(h.why, raw):
		return h.why
	}
	return raw + " (" + h.why + ")"
}

// excerpt is the source at a span on one line, shortened.
func (p *paste) excerpt(at span) string {
	s := strings.Join(strings.Fields(strings.ReplaceAll(p.text[at.start:min(at.end, at.start+400)], "\\\n", " ")), " ")
	return shorten(s, 60)
}

// shorten cuts a text to n bytes at most, at a character.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
