package invoke

import (
	"strings"

	"explain/sim/lazy"
)

var (
	assignment     = lazy.Regexp(`^[A-Za-z_][A-Za-z0-9_]*\+?=`)
	arrayElement   = lazy.Regexp(`^[A-Za-z_][A-Za-z0-9_]*\[`)
	loginAtEnd     = lazy.Regexp(`~[^/:]*$`)
	stackEntry     = lazy.Regexp(`^[+-]?[0-9]+$`)
	userName       = lazy.Regexp(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	tildeWithColon = lazy.Regexp(`^~[^/]*:`)
)

// tilde replaces ~ at the start of a word, and behind = and : of what looks like
// an assignment, which bash does for arguments too.
func (r *reader) tilde(ps []piece, at span, assign bool) (out []piece) {
	text := bareText(ps)
	if len(ps) == 0 || !strings.Contains(text, "~") {
		return ps
	}
	name := ""
	if first := ps[0]; first.kind == bare {
		if assign {
			name = assignment().FindString(first.text)
		}
	}
	if oddTilde(ps, text) {
		return []piece{{kind: gap, id: "tilde", why: "your home folder in bash", many: true, span: at}}
	}
	for i, p := range ps {
		if p.kind == bare {
			out = r.tildesIn(out, p.text, tildeAt{word: at, name: name, first: i == 0, last: i == len(ps)-1})
		} else {
			out = append(out, p)
		}
	}
	return out
}

// oddTilde reports whether bash does with a ~ what no other shell does, and not
// always the same: ~: in front, behind a[1]=, in front of a $ in a word with ${X:-word}.
func oddTilde(ps []piece, text string) bool {
	first := ps[0].text
	if ps[0].kind == bare && (tildeWithColon().MatchString(first) || arrayElement().MatchString(first) && strings.Contains(text, "=")) {
		return true
	}
	login, word := false, false
	for i, p := range ps {
		word = word || p.kind == param && p.exp.Exp != nil
		login = login || i > 0 && p.kind == param && ps[i-1].kind == bare && loginAtEnd().MatchString(ps[i-1].text)
	}
	return login && word
}

// tildeAt is where a stretch of text stands in its word.
type tildeAt struct {
	word        span
	name        string // NAME= of an assignment, "" if the word is none
	first, last bool   // nothing stands before, behind the text
}

// tildesIn replaces each ~ in a stretch of text.
func (r *reader) tildesIn(out []piece, text string, w tildeAt) []piece {
	from := 0
	for at := range len(text) {
		if text[at] != '~' || at < from || !w.begins(text, at) {
			continue
		}
		login, ok := tildePrefix(text[at:], w)
		if !ok {
			continue
		}
		if home, ok := r.home(login, w); ok {
			out = append(appendBare(out, text[from:at]), home)
			from = at + 1 + len(login)
		}
	}
	return appendBare(out, text[from:])
}

// begins reports whether a ~ at an offset stands where one is replaced.
func (w tildeAt) begins(text string, at int) bool {
	if at == 0 {
		return w.first
	}
	return w.name != "" && (text[at-1] == ':' || w.first && at == len(w.name))
}

func appendBare(out []piece, text string) []piece {
	if text == "" {
		return out
	}
	return append(out, piece{kind: bare, text: text})
}

// tildePrefix is the user name behind a ~. It ends at a /, in an assignment at a
// : too, or with the word; quotes or a $ in it make the ~ an ordinary character.
func tildePrefix(text string, w tildeAt) (login string, ok bool) {
	stops := "/"
	if w.name != "" {
		stops = "/:"
	}
	n := strings.IndexAny(text, stops)
	if n < 0 {
		return text[1:], w.last
	}
	return text[1:n], true
}

// home is the folder that ~login stands for; ok is false for what can be no
// user's name.
func (r *reader) home(login string, w tildeAt) (home piece, ok bool) {
	h := piece{kind: gap, id: "tilde", span: w.word}
	switch {
	case login == "":
		if v := r.vars.get("HOME"); v.unknown == "" && !v.unset {
			says := "your shell puts your home folder here: docker never sees the ~"
			if w.name != "" {
				says = "bash puts your home folder here; other shells do so at the start of a word only"
			}
			r.say("tilde", w.word, says)
			return piece{kind: kept, text: v.text}, true
		}
		h.why = "your home folder"
	case login == "+":
		h.why = "the folder you are in"
	case login == "-":
		h.why = "the folder you were in before"
	case stackEntry().MatchString(login):
		h.why = "a folder you were in before, if pushd kept it"
	case userName().MatchString(login):
		h.why = "the home folder of " + login + ", if there is such a user"
	default:
		return piece{}, false
	}
	return h, true
}
