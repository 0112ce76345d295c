package sim

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

const bom = "\ufeff"

// wholeText is the text of a source, each byte at its own place.
func wholeText(src *Source) Text { return Text{String: src.Text, src: src} }

// offset is where String[i] stands in the file.
func (t Text) offset(i int) int {
	if t.pieces == nil {
		return t.origin + i
	}
	n := max(sort.Search(len(t.pieces), func(n int) bool { return t.pieces[n].at > i })-1, 0)
	return t.pieces[n].origin + i - t.pieces[n].at
}

// Slice is String[start:end] with its places.
func (t Text) Slice(start, end int) Text {
	out := Text{String: t.String[start:end], src: t.src}
	if t.src == nil {
		return out
	}
	out.origin = t.offset(start)
	for _, p := range t.pieces {
		if p.at > start && p.at < end {
			if out.pieces == nil {
				out.pieces = []piece{{0, out.origin}}
			}
			out.pieces = append(out.pieces, piece{p.at - start, p.origin})
		}
	}
	return out
}

// Joined reports whether t was put together from several lines.
func (t Text) Joined() bool { return t.pieces != nil }

// Place is the span of all of t.
func (t Text) Place() Span { return t.Span(0, len(t.String)) }

// fold joins the physical lines of the instruction that begins at byte start,
// as BuildKit's parser does: the escape character at a line's end vanishes
// together with the line's end, comments and empty lines in between are
// skipped, leading blanks of the first line are cut.
func fold(in Text, start int, escape byte) (out Text, skipped bool) {
	line, from, pos := nextLine(in.String, start)
	if from == 0 {
		line = strings.TrimPrefix(line, bom)
		from = start + len(in.String[start:pos]) - len(strings.TrimPrefix(in.String[start:pos], bom))
	}
	trimmed := strings.TrimLeftFunc(line, unicode.IsSpace)
	from += len(line) - len(trimmed)
	kept, more := trimContinuation(trimmed, escape)
	out = in.Slice(from, from+len(kept))
	if !more || pos == len(in.String) {
		return out, false
	}
	joined := joiner{src: in.src}
	joined.add(out)
	for more && pos < len(in.String) {
		line, from, pos = nextLine(in.String, pos)
		if t := strings.TrimLeftFunc(line, unicode.IsSpace); t == "" || t[0] == '#' {
			skipped = true
			continue
		}
		kept, more = trimContinuation(line, escape)
		joined.add(in.Slice(from, from+len(kept)))
	}
	return joined.text(), skipped
}

// nextLine is the line at pos without its end, where it begins, and where the
// next one does.
func nextLine(s string, pos int) (line string, from, next int) {
	next = len(s)
	if n := strings.IndexByte(s[pos:], '\n'); n >= 0 {
		next = pos + n + 1
	}
	return strings.TrimRight(s[pos:next], "\r\n"), pos, next
}

// joiner puts texts together and remembers where their pieces stood.
type joiner struct {
	b      strings.Builder
	src    *Source
	pieces []piece
}

func (j *joiner) add(t Text) {
	if t.String == "" {
		return
	}
	if t.pieces == nil {
		j.pieces = append(j.pieces, piece{j.b.Len(), t.origin})
	}
	for _, p := range t.pieces {
		j.pieces = append(j.pieces, piece{j.b.Len() + p.at, p.origin})
	}
	j.b.WriteString(t.String)
}

func (j *joiner) text() Text {
	if len(j.pieces) == 0 {
		return Text{src: j.src}
	}
	return Text{String: j.b.String(), src: j.src, origin: j.pieces[0].origin, pieces: j.pieces}
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
