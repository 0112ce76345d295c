package sim

import (
	"encoding/json"
	"strings"
)

// Written finds each byte of a word again in the file in which it was written: in
// shell-form text, in a JSON string, or in quotes on a command line. ok is false
// when the word was written nowhere, or is not what stands there (a variable).
func Written(src *Source, w Word) (t Text, ok bool) {
	at := w.From.Span
	if w.Unknown != "" || at.IsZero() || at.End > len(src.Text) || at.Start > at.End {
		return Text{}, false
	}
	whole := wholeText(src).Slice(at.Start, at.End)
	if whole.String == w.Text {
		return whole, true
	}
	for _, escape := range []byte{'\\', '`'} {
		joined, _ := fold(whole, 0, escape)
		for _, t := range []Text{joined, unquoteString(joined), unquoteTyped(whole)} {
			if t.String == w.Text {
				return t, true
			}
		}
	}
	return Text{}, false
}

// unquoteString is the text of a JSON string, empty if there is none.
func unquoteString(t Text) Text {
	s := t.String
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return Text{}
	}
	j := joiner{src: t.src}
	for i := 1; i < len(s)-1; {
		n := 1
		if s[i] == '\\' {
			n = 2
			if i+1 < len(s) && s[i+1] == 'u' {
				n = 6
				if rest := s[min(i+6, len(s)):]; strings.HasPrefix(rest, `\u`) && isSurrogate(s[i:]) {
					n = 12
				}
			}
		}
		if i+n > len(s)-1 {
			return Text{}
		}
		part := t.Slice(i, i+n)
		if n > 1 {
			if json.Unmarshal([]byte(`"`+part.String+`"`), &part.String) != nil {
				return Text{}
			}
		}
		j.add(part)
		i += n
	}
	return j.text()
}

// isSurrogate reports whether \uXXXX is the first half of a pair.
func isSurrogate(s string) bool {
	return len(s) >= 4 && (s[2] == 'd' || s[2] == 'D') && strings.IndexByte("89abAB", s[3]) >= 0
}

// unquoteTyped is a word of a command line without its quotes.
func unquoteTyped(t Text) Text {
	j := joiner{src: t.src}
	s := t.String
	var quote byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
			continue
		case c == quote:
			quote = 0
			continue
		case c == '\\' && i+1 < len(s) && (quote == 0 || quote == '"' && strings.IndexByte("$`\"\\\n", s[i+1]) >= 0):
			if i++; s[i] == '\n' {
				continue
			}
		}
		j.add(t.Slice(i, i+1))
	}
	return j.text()
}

// Locate gives everything inside a shell's string its place in the file.
func (in *Inside) Locate(text Text) {
	span := func(start, end int) Span {
		if start < 0 || end > len(text.String) || start > end {
			return Span{}
		}
		return text.Span(start, end)
	}
	for i := range in.Commands {
		c := &in.Commands[i]
		c.Span = span(c.Start, c.End)
		for k := range c.Words {
			if from := &c.Words[k].From; from.Source == FromShellText {
				from.Span = span(c.at[k][0], c.at[k][1])
			}
		}
	}
	if in.Error != nil {
		in.Error.Span = span(in.Error.Start, min(in.Error.Start+1, len(text.String)))
	}
}
