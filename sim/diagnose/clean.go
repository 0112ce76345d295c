package diagnose

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestLine is how much of a line is looked at, in bytes; longestText how much
// of it is shown.
const (
	longestLine = 16 << 10
	longestText = 400
)

// clean makes a line of a log readable: colours and other sequences of a terminal
// are left out, a carriage return inside becomes \r as text, what cannot be seen
// becomes a blank; quotes that a JSON log has escaped are quotes again.
func clean(line string) string {
	line = strings.TrimRight(line, "\r\n")
	if len(line) > longestLine {
		line = line[:longestLine]
	}
	if isPlain(line) {
		return line
	}
	var b strings.Builder
	b.Grow(len(line))
	for i := 0; i < len(line); {
		c := line[i]
		switch {
		case c == 0x1b:
			i += sequence(line[i:])
			continue
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\\' && i+1 < len(line) && line[i+1] == '"':
		case c >= 0x20 && c < 0x7f:
			b.WriteByte(c)
		case c < utf8.RuneSelf:
			b.WriteByte(' ')
		default:
			r, n := utf8.DecodeRuneInString(line[i:])
			if r == utf8.RuneError && n == 1 || !strconv.IsPrint(r) || unicode.IsSpace(r) {
				r = ' '
			}
			b.WriteRune(r)
			i += n
			continue
		}
		i++
	}
	return b.String()
}

// isPlain reports whether nothing of a line needs cleaning.
func isPlain(line string) bool {
	for i := 0; i < len(line); i++ {
		if c := line[i]; c < 0x20 || c >= 0x7f || c == '\\' {
			return false
		}
	}
	return true
}

// sequence is the length of the escape sequence that s begins with.
func sequence(s string) int {
	if len(s) < 2 {
		return 1
	}
	switch s[1] {
	case '[':
		for i := 2; i < len(s); i++ {
			if s[i] >= 0x40 && s[i] <= 0x7e {
				return i + 1
			}
		}
		return len(s)
	case ']':
		for i := 2; i < len(s); i++ {
			if s[i] == 7 {
				return i + 1
			}
			if s[i] == 0x1b {
				return min(i+2, len(s))
			}
		}
		return len(s)
	}
	return 2
}

// body is a cleaned line without what compose, docker logs -t and the kubelet put
// in front of it.
func body(line string) string {
	line = strings.TrimLeft(line, " ")
	if service, rest, ok := strings.Cut(line, "|"); ok && isName(strings.TrimRight(service, " ")) {
		line = strings.TrimLeft(rest, " ")
	}
	return strings.TrimSpace(withoutTime(line))
}

// isName reports whether s can be the name of a service.
func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.') {
			return false
		}
	}
	return s != "" && len(s) < 200
}

// withoutTime is a line without a time as RFC 3339 writes it, and without the
// stream and the flag that the kubelet's files have behind it.
func withoutTime(line string) string {
	time, rest, ok := strings.Cut(line, " ")
	if !ok || len(time) < 20 || time[4] != '-' || time[7] != '-' || time[10] != 'T' || time[13] != ':' || time[16] != ':' {
		return line
	}
	if flag, ok := strings.CutPrefix(rest, "std"); ok {
		for _, stream := range [...]string{"out F ", "err F ", "out P ", "err P "} {
			if after, ok := strings.CutPrefix(flag, stream); ok {
				return after
			}
		}
	}
	return rest
}

// brief is a text for an answer: not too long, cut between characters.
func brief(s string) string {
	if len(s) <= longestText {
		return s
	}
	end := longestText
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + " …"
}
