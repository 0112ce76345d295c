package report

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// unseen reports whether a terminal acts on r or shows nothing for it: control
// characters, what turns a line around, what has no width.
func unseen(r rune) bool { return !strconv.IsPrint(r) || looksBlank(r) }

// Encode writes any document as JSON and a newline, without characters that a
// terminal acts on: somebody looks at every document sooner or later.
func Encode(w io.Writer, v any) error {
	text, err := encoded(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// encoded is v as JSON text in which every character can be seen.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return visibleJSON(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// visibleJSON writes each unseen character of a JSON text as \uXXXX, which says
// the same. Outside of strings JSON has none. Below U+007F encoding/json has
// done it already. The text is copied only if there is something to change.
func visibleJSON(text []byte) []byte {
	var out []byte
	done := 0 // of text, in out
	for i := 0; i < len(text); {
		if text[i] < 0x7f {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if unseen(r) {
			if out == nil {
				out = make([]byte, 0, len(text)+64)
			}
			out = appendEscape(append(out, text[done:i]...), r)
			done = i + n
		}
		i += n
	}
	if out == nil {
		return text
	}
	return append(out, text[done:]...)
}

// appendEscape is r in JSON's escapes; what is beyond U+FFFF takes two.
func appendEscape(b []byte, r rune) []byte {
	if hi, lo := utf16.EncodeRune(r); hi != utf8.RuneError {
		return appendEscape(appendEscape(b, hi), lo)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
