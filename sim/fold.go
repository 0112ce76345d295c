package sim

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

const bom = "\ufeff"

// wholeText is the text of a source, each byte at its own place.
func wholeText(src *Source) Text {
	return Text{String: src.Text, pieces: []piece{{0, 0}}, src: src}
}

// offset is where String[i] stands in the file.
func (t Text) offset(i int) int {
	if len(t.pieces) == 1 {
		return t.pieces[0].origin + i - t.pieces[0].at
	}
	n := sort.Search(len(t.pieces), func(n int) bool { return t.pieces[n].at > i }) - 1
	return t.pieces[max(n, 0)].origin + i - t.pieces[max(n, 0)].at
}

// Slice is String[start:end] with its places.
func (t Text) Slice(start, end int) Text {
	out := Text{String: t.String[start:end], src: t.src}
	if t.src == nil {
		return out
	}
	if len(t.pieces) == 1 {
		out.pieces = []piece{{0, t.offset(start)}}
		return out
	}
	out.pieces = append(out.pieces, piece{0, t.offset(start)})
	for _, p := range t.pieces {
		if p.at > start && p.at < end {
			out.pieces = append(out.pieces, piece{p.at - start, p.origin})
		}
	}
	return out
}

// Joined reports whether t was put together from several lines.
func (t Text) Joined() bool { return len(t.pieces) > 1 }

// Place is the span of all of t.
func (t Text) Place() Span { return t.Span(0, len(t.String)) }

// folder joins texts' kept parts and remembers where they stood.
type folder struct {
	in   Text
	kept []Text
	// skipped is true when a comment or an empty line vanished inside.
	skipped bool
}

// fold joins the physical lines of the instruction that begins at byte start,
// as BuildKit's parser does: the escape character at a line's end vanishes
// together with the line's end, comments and empty lines in between are
// skipped, leading blanks of the first line are cut.
func fold(in Text, start int, escape byte) (out Text, skipped bool) {
	f := folder{in: in}
	for pos, first := start, true; pos < len(in.String); first = false {
		next := len(in.String)
		if n := strings.IndexByte(in.String[pos:], '\n'); n >= 0 {
			next = pos + n + 1
		}
		line := strings.TrimRight(in.String[pos:next], "\r\n")
		from := pos
		pos = next
		if first {
			if from == 0 {
				line = strings.TrimPrefix(line, bom)
			}
			line = strings.TrimLeftFunc(line, unicode.IsSpace)
			from = next - len(in.String[from:next]) + strings.Index(in.String[from:next], line)
		} else if trimmed := strings.TrimLeftFunc(line, unicode.IsSpace); trimmed == "" || trimmed[0] == '#' {
			f.skipped = true
			continue
		}
		kept, more := trimContinuation(line, escape)
		f.keep(from, from+len(kept))
		if !more {
			break
		}
	}
	return f.text(), f.skipped
}

// trimContinuation cuts an escape character that stands last on the line,
// blanks behind it allowed, another escape character in front of it not.
func trimContinuation(line string, escape byte) (kept string, more bool) {
	end := strings.TrimRight(line, " \t")
	if end == "" || end[len(end)-1] != escape {
		return line, false
	}
	if n := len(end); n > 1 && end[n-2] == escape {
		return line, false
	}
	return end[:len(end)-1], true
}

func (f *folder) keep(start, end int) {
	if start < end {
		f.kept = append(f.kept, f.in.Slice(start, end))
	}
}

func (f *folder) text() Text {
	switch len(f.kept) {
	case 0:
		return Text{src: f.in.src, pieces: []piece{{0, 0}}}
	case 1:
		return f.kept[0]
	}
	var b strings.Builder
	out := Text{src: f.in.src}
	for _, k := range f.kept {
		for _, p := range k.pieces {
			out.pieces = append(out.pieces, piece{b.Len() + p.at, p.origin})
		}
		b.WriteString(k.String)
	}
	out.String = b.String()
	return out
}

// isKeywordBlank is what separates the keyword from its arguments.
func isKeywordBlank(c byte) bool {
	return c == '\t' || c == '\v' || c == '\f' || c == '\r' || c == ' '
}

// splitInstruction finds keyword and arguments in an instruction's joined text,
// as BuildKit's splitCommand does: keyword up to the first blank, then --flags,
// then the rest, trimmed.
func splitInstruction(s string, escape byte) (kwStart, kwEnd, argStart, argEnd int) {
	kwStart = len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	argEnd = len(strings.TrimRightFunc(s, unicode.IsSpace))
	if kwStart >= argEnd {
		return kwStart, kwStart, kwStart, kwStart
	}
	kwEnd = kwStart
	for kwEnd < argEnd && !isKeywordBlank(s[kwEnd]) {
		kwEnd++
	}
	argStart = kwEnd
	for argStart < argEnd && isKeywordBlank(s[argStart]) {
		argStart++
	}
	argStart += flagsEnd(s[argStart:argEnd], escape)
	for argStart < argEnd {
		r, n := utf8.DecodeRuneInString(s[argStart:argEnd])
		if !unicode.IsSpace(r) {
			break
		}
		argStart += n
	}
	return kwStart, kwEnd, argStart, argEnd
}

// flagsEnd is where the leading --flags of an instruction end; a bare -- ends
// them and is part of them. It reads bytes, as BuildKit's extractBuilderFlags
// does.
func flagsEnd(s string, escape byte) int {
	for pos := 0; pos < len(s); {
		for pos < len(s) && unicode.IsSpace(rune(s[pos])) {
			pos++
		}
		if pos+1 >= len(s) || s[pos] != '-' || s[pos+1] != '-' {
			return pos
		}
		end, word := flagWord(s, pos, escape)
		if end == len(s) {
			return end
		}
		pos = end
		if word == "--" {
			return pos
		}
	}
	return len(s)
}

// flagWord reads one word with quotes and escapes; word is its text without them.
func flagWord(s string, pos int, escape byte) (end int, word string) {
	var b strings.Builder
	var quote byte
	for ; pos < len(s); pos++ {
		c := s[pos]
		switch {
		case quote == 0 && unicode.IsSpace(rune(c)):
			return pos, b.String()
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
			continue
		case quote != 0 && c == quote:
			quote = 0
			continue
		case c == escape:
			if pos+1 == len(s) {
				quote = 0
				continue
			}
			pos++
			c = s[pos]
		}
		b.WriteByte(c)
	}
	return pos, b.String()
}

// jsonStrings finds the string tokens, quotes included, of a valid JSON array
// of strings.
func jsonStrings(s string) (tokens [][2]int) {
	for i := 0; i < len(s); i++ {
		if s[i] != '"' {
			continue
		}
		start := i
		for i++; i < len(s) && s[i] != '"'; i++ {
			if s[i] == '\\' {
				i++
			}
		}
		tokens = append(tokens, [2]int{start, min(i+1, len(s))})
	}
	return tokens
}
