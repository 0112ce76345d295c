package image

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"explain/sim"
)

// maxSize is how much text Read takes, in bytes: an inspect of a hundred
// containers has about one megabyte.
const maxSize = 4 << 20

// maxDepth is how deep JSON may be nested; inspect output has less than ten.
const maxDepth = 100

// node is one JSON value with its place, Text[start:end] of the file.
type node struct {
	kind       byte // '{' '[' '"' '0' (a number) 'b' (true, false) 'n' (null)
	text       string
	items      []node   // of a list, or the values of an object
	keys       []string // of an object, parallel to items
	start, end int
}

// get is the value of a key in any case; nil when there is none or it is null.
// Of several the last one counts, as in Go's decoder.
func (n *node) get(key string) *node {
	if n == nil || n.kind != '{' {
		return nil
	}
	for i := len(n.keys) - 1; i >= 0; i-- {
		if strings.EqualFold(n.keys[i], key) {
			if n.items[i].kind == 'n' {
				return nil
			}
			return &n.items[i]
		}
	}
	return nil
}

// has reports whether n has a key, also with the value null.
func (n *node) has(key string) bool {
	for _, k := range n.keys {
		if strings.EqualFold(k, key) {
			return true
		}
	}
	return false
}

// reader reads one file's JSON.
type reader struct {
	src *sim.Source
	dec *json.Decoder
	// base is where the decoder's text begins in the file (a byte order mark).
	base int
}

// values reads all JSON values of a file, one behind the other.
func values(f sim.File) (*reader, []node, *sim.Error) {
	r := &reader{src: sim.NewSource(f)}
	text := f.Text
	if len(text) > maxSize {
		return r, nil, &sim.Error{Msg: "the text is larger than 4 MB", Hint: "keep only the objects that are asked about"}
	}
	if strings.HasPrefix(text, "\uFEFF") {
		r.base = len("\uFEFF")
	}
	r.dec = json.NewDecoder(strings.NewReader(text[r.base:]))
	r.dec.UseNumber()
	var out []node
	for {
		begin := r.begin()
		n, err := r.value(0)
		switch {
		case errors.Is(err, io.EOF):
			return r, out, nil
		case err != nil:
			return r, nil, r.syntax(err, begin)
		}
		out = append(out, n)
	}
}

// offset is where the decoder stands in the file.
func (r *reader) offset() int { return r.base + int(r.dec.InputOffset()) }

// begin is where the next token begins.
func (r *reader) begin() int {
	at := r.offset()
	for at < len(r.src.Text) && strings.IndexByte(" \t\r\n,:", r.src.Text[at]) >= 0 {
		at++
	}
	return at
}

var errDeep = errors.New("the JSON is nested too deeply")

// value reads the next value; io.EOF when there is none.
func (r *reader) value(depth int) (node, error) {
	if depth > maxDepth {
		return node{}, errDeep
	}
	n := node{start: r.begin()}
	tok, err := r.dec.Token()
	if err != nil {
		return n, err
	}
	switch t := tok.(type) {
	case json.Delim:
		n.kind = byte(t)
		err = r.members(&n, depth)
	case string:
		n.kind, n.text = '"', t
	case json.Number:
		n.kind, n.text = '0', t.String()
	case bool:
		n.kind = 'b'
		n.text = map[bool]string{true: "true", false: "false"}[t]
	default:
		n.kind = 'n'
	}
	n.end = r.offset()
	return n, err
}

// members reads what is inside a list or an object, and its closing bracket.
func (r *reader) members(n *node, depth int) error {
	for r.dec.More() {
		if n.kind == '{' {
			key, err := r.dec.Token()
			if err != nil {
				return unexpectedEnd(err)
			}
			n.keys = append(n.keys, key.(string)) // an object's key is a string
		}
		item, err := r.value(depth + 1)
		if err != nil {
			return unexpectedEnd(err)
		}
		n.items = append(n.items, item)
	}
	_, err := r.dec.Token()
	return unexpectedEnd(err)
}

// unexpectedEnd tells the end of the text inside a value from the end between
// values.
func unexpectedEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// syntax is an error for text that is not JSON. The place comes from reading
// the value again, from its begin on: the places that the decoder's tokens
// report do not all mean the same byte.
func (r *reader) syntax(err error, begin int) *sim.Error {
	at, msg := r.begin(), err.Error()
	var syntax *json.SyntaxError
	if errors.Is(err, errDeep) {
		return &sim.Error{Span: r.src.Span(at, at+1), Msg: msg, Hint: howToGetOne}
	}
	if again := json.Unmarshal([]byte(r.src.Text[begin:]), new(json.RawMessage)); errors.As(again, &syntax) {
		at, msg = begin+int(syntax.Offset)-1, syntax.Error()
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || strings.HasPrefix(msg, "unexpected end") {
		at, msg = len(r.src.Text), "the JSON ends too early"
	}
	hint := "paste the whole output of docker inspect, from its first [ to its last ]"
	if strings.Contains(r.src.Text, "\x00") {
		hint = "the file seems to be UTF-16: save it as UTF-8"
	}
	at = max(0, min(at, len(r.src.Text)))
	return &sim.Error{Span: r.src.Span(at, min(at+1, len(r.src.Text))), Msg: msg, Hint: hint}
}

// fault is an error about one value.
func (r *reader) fault(n *node, msg, hint string) *sim.Error {
	return &sim.Error{Span: r.src.Span(n.start, n.end), Msg: msg, Hint: hint}
}
