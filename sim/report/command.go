package report

import "strings"

// wrapCommand breaks a shell command so that the lines, pasted together, are
// still that command. A break between words is a backslash; inside a word the
// next line begins at the left margin, and a single quote is closed and opened
// again.
func wrapCommand(s safe, max, margin int) []line {
	var out []line
	room := max - margin - 2 // for the backslash and the quote
	left := margin
	for !fits(s, room+2) {
		head, glue, tail := breakCommand(s, room)
		out = append(out, line{{blanks(left) + head + glue, plain}})
		s, left, room = tail, margin, max-margin-2
		if glue != " \\" {
			left, room = 0, max-2
		}
	}
	return append(out, line{{blanks(left) + s, plain}})
}

// breakCommand finds the best place to break: behind && or |, or else the last
// blank between words, or else the last column.
func breakCommand(s safe, max int) (head, glue, tail safe) {
	head, tail = cut(s, max, true)
	quote, at, join := byte(0), 0, 0
	for i := 0; i < len(head); i++ {
		switch c := head[i]; {
		case quote == 0 && c == ' ' && i > 0:
			at = i
			if strings.ContainsRune("&|;", rune(head[i-1])) {
				join = i
			}
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case c == '\\' && quote != '\'':
			if i++; i == len(head) { // never between a backslash and what it escapes
				head, tail = head[:i-1], s[i-1:]
			}
		case c == quote:
			quote = 0
		}
	}
	switch {
	case join > max/3:
		return head[:join], " \\", s[join+1:]
	case at > 0:
		return head[:at], " \\", s[at+1:]
	case quote == '\'':
		if at := strings.LastIndexByte(string(head), ' ') + 1; at > max/2 {
			head, tail = s[:at], s[at:]
		}
		return head, `'\`, "'" + tail
	}
	return head, `\`, tail
}
