package report

import "strings"

// wrapCommand breaks a shell command so that the lines, pasted together, are
// still that command. A break between words is a backslash; inside a word the
// next line begins at the left margin, and a single quote is closed and opened
// again.
func wrapCommand(s safe, max, margin int) []line {
	w := &commandWrap{s: s, contexts: contexts(string(s)), left: margin}
	var out []line
	for room := max - margin - 2; ; room = max - w.left - 2 { // for the backslash and the quote
		rest := w.lead + s[w.from:]
		if fits(rest, room+2) {
			return append(out, line{{blanks(w.left) + rest, plain}})
		}
		left := blanks(w.left)
		out = append(out, line{{left + w.next(room, margin), plain}})
	}
}

// commandWrap is a command on its way to lines.
type commandWrap struct {
	s        safe
	contexts []context
	from     int  // where the next line begins in s
	left     int  // and the blanks in front of it
	lead     safe // the quote that it opens again
}

// next takes a line of at most room columns: up to the best blank between words,
// or else the last column.
func (w *commandWrap) next(room, margin int) safe {
	head, _ := cut(w.lead+w.s[w.from:], room, true)
	end := w.from + max(len(head)-len(w.lead), 1)
	if at := w.blank(end, room); at > 0 {
		return w.take(at, at+1, " \\", margin)
	}
	for end > w.from+1 && w.contexts[end].kind == unbroken {
		end--
	}
	if w.contexts[end].kind != inSingle {
		return w.take(end, end, `\`, 0)
	}
	if at := strings.LastIndexByte(string(w.s[w.from:end]), ' ') + 1; at > room/2 {
		end = w.from + at
	}
	return w.take(end, end, `'\`, 0)
}

// blank is the best blank between words in front of end, 0 for none: behind && or |,
// else where the fewest $( are open, if that is not too early, else the last one.
func (w *commandWrap) blank(end, room int) int {
	last, join, outer := 0, 0, 0
	for i := w.from + 1; i < end; i++ {
		if w.s[i] != ' ' || w.contexts[i].kind != betweenWords {
			continue
		}
		last = i
		if i-w.from <= room/3 {
			continue
		}
		if strings.ContainsRune("&|;", rune(w.s[i-1])) {
			join = i
		}
		if outer == 0 || w.contexts[i].depth <= w.contexts[outer].depth {
			outer = i
		}
	}
	switch {
	case join > 0:
		return join
	case outer > 0:
		return outer
	}
	return last
}

// take is the line up to end with what glues the next one to it.
func (w *commandWrap) take(end, next int, glue safe, left int) safe {
	out := w.lead + w.s[w.from:end] + glue
	w.from, w.left, w.lead = next, left, ""
	if glue == `'\` {
		w.lead = "'"
	}
	return out
}

// context is where in a command a line may end: in which quotes, and in how many
// $(.
type context struct {
	kind  contextKind
	depth int
}

type contextKind byte

const (
	betweenWords contextKind = iota // outside quotes, also those around $(…)
	inSingle
	inDouble
	unbroken // behind a backslash, or between $ and (
)

// contexts is the context in front of each byte of a command, and at its end.
func contexts(s string) []context {
	out := make([]context, len(s)+1)
	var open opened
	for i := 0; i < len(s); i++ {
		out[i] = open.context()
		switch c, top := s[i], open.top(); {
		case c == top && c != '(', c == ')' && top == '(':
			open = open[:len(open)-1]
		case top == '\'':
		case c == '\\', c == '$' && i+1 < len(s) && s[i+1] == '(':
			if c == '$' {
				open = append(open, '(')
			}
			if i++; i < len(s) {
				out[i].kind = unbroken
			}
		case c == '"', c == '\'' && top != '"':
			open = append(open, c)
		}
	}
	out[len(s)] = open.context()
	return out
}

// opened are the quotes and $( that are not closed yet.
type opened []byte

func (o opened) top() byte {
	if len(o) == 0 {
		return 0
	}
	return o[len(o)-1]
}

func (o opened) context() context {
	c := context{depth: strings.Count(string(o), "(")}
	switch o.top() {
	case '\'':
		c.kind = inSingle
	case '"':
		c.kind = inDouble
	}
	return c
}
