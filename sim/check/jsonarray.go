package check

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"explain/sim/lazy"
)

// jsonReader reads an array the way a person means it, and notes where JSON
// does not.
type jsonReader struct {
	s       string
	pos     int
	faults  []JSONFault
	edits   []textEdit
	safe    bool // so far only typography was wrong
	guess   bool // what was meant is not certain: no fix
	done    bool // the rest cannot be read
	comment string

	start, end int // of the element before pos; end is 0 in front of the first
	comma      int // the comma that waits for an element, -1 for none
}

// certainty says how sure it is what a faulty place was meant to be.
type certainty int

const (
	typography certainty = iota // a wrong character: nothing else can be meant
	likely                      // one correction is by far the likeliest
	guessed                     // no correction
)

func (r *jsonReader) fault(start, end int, says string, c certainty) {
	r.faults = append(r.faults, JSONFault{Start: start, End: end, Says: says})
	r.safe = r.safe && c == typography
	r.guess = r.guess || c == guessed
}

func (r *jsonReader) edit(start, end int, new string) {
	r.edits = append(r.edits, textEdit{start: start, end: end, new: new})
}

// stop gives up: the rest cannot be read.
func (r *jsonReader) stop(start, end int, says string) {
	r.fault(start, end, says, guessed)
	r.pos, r.done = len(r.s), true
}

// array reads from [ to the end of the text.
func (r *jsonReader) array() {
	r.pos, r.comma = 1, -1
	for {
		from := r.pos
		r.blanks()
		switch c := r.peek(); {
		case r.done:
			return
		case c == ']':
			r.trailingComma()
			r.pos++
			r.tail()
			return
		case r.pos >= len(r.s) || c == ')' || c == '}':
			r.trailingComma()
			r.noClosingBracket()
			return
		case c == ',':
			r.separator()
		default:
			r.element(from)
		}
	}
}

// element reads one element; without a comma in front of it one is missing.
// from is where the element before it, or its comma, ended.
func (r *jsonReader) element(from int) {
	missing := r.end > 0 && r.comma < 0
	if missing && r.otherSeparator() {
		return
	}
	start, end := r.pos, r.end
	n := len(r.faults)
	if missing {
		r.edit(end, end, ",")
		r.fault(start, start+1, "", likely)
	}
	r.value()
	if missing {
		r.faults[n].End = r.pos
		r.faults[n].Says = "a comma is missing in front of " + brief(r.s[start:r.pos])
		r.guess = r.guess || start == from // "a""b": one word or two?
	}
	r.comma, r.start, r.end = -1, start, r.pos
}

func (r *jsonReader) peek() byte {
	if r.pos < len(r.s) {
		return r.s[r.pos]
	}
	return 0
}

// separator reads a comma that stands where one may, or one too many.
func (r *jsonReader) separator() {
	if r.comma >= 0 || r.end == 0 {
		r.fault(r.pos, r.pos+1, "there is a comma too many", likely)
		r.edit(r.pos, r.pos+1, "")
	} else {
		r.comma = r.pos
	}
	r.pos++
}

// otherSeparator reads what people type for a comma.
func (r *jsonReader) otherSeparator() bool {
	c, n := utf8.DecodeRuneInString(r.s[r.pos:])
	if !strings.ContainsRune(otherCommas, c) {
		return false
	}
	sure := typography
	if c == ';' || c == ':' {
		sure = likely
	}
	r.fault(r.pos, r.pos+n, string(c)+" is not a comma", sure)
	r.edit(r.pos, r.pos+n, ",")
	r.comma = r.pos
	r.pos += n
	return true
}

// otherCommas are what people type for a comma.
const otherCommas = ";:，、،；"

func (r *jsonReader) trailingComma() {
	if r.comma < 0 {
		return
	}
	r.fault(r.comma, r.comma+1, "JSON allows no comma behind the last element", typography)
	_, n := utf8.DecodeRuneInString(r.s[r.comma:])
	r.edit(r.comma, r.comma+n, "")
}

func (r *jsonReader) noClosingBracket() {
	if c := r.peek(); c != 0 {
		r.fault(r.pos, r.pos+1, "the array is closed by "+string(rune(c))+" where ] is needed", likely)
		r.edit(r.pos, r.pos+1, "]")
		r.pos++
		r.tail()
		return
	}
	r.fault(r.start, max(r.end, 1), "the closing ] is missing behind "+brief(r.s[r.start:max(r.end, 1)]), likely)
	r.edit(len(r.s), len(r.s), "]")
}

// blanks skips what may stand between elements, and what people think may.
func (r *jsonReader) blanks() {
	for r.pos < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.pos:])
		switch {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		case isInvisible(c):
			r.fault(r.pos, r.pos+n, "an invisible character ("+codePoint(c)+") stands in the array", typography)
			r.edit(r.pos, r.pos+n, "")
		case unicode.IsSpace(c):
			r.fault(r.pos, r.pos+n, "this blank is no ordinary one ("+codePoint(c)+"), and JSON knows only ordinary ones", typography)
			r.edit(r.pos, r.pos+n, " ")
		case strings.HasPrefix(r.s[r.pos:], "/*"):
			n = r.blockComment()
		default:
			return
		}
		r.pos += n
	}
}

func (r *jsonReader) blockComment() int {
	n := strings.Index(r.s[r.pos+2:], "*/")
	if n < 0 {
		r.fault(r.pos, len(r.s), "JSON knows no comments", guessed)
		return len(r.s) - r.pos
	}
	r.fault(r.pos, r.pos+n+4, "JSON knows no comments", likely)
	r.edit(r.pos, r.pos+n+4, "")
	return n + 4
}

// value reads one element, whatever it is.
func (r *jsonReader) value() {
	c, _ := utf8.DecodeRuneInString(r.s[r.pos:])
	switch {
	case c == '"':
		r.plainString()
	case isQuote(c):
		r.oddString(c)
	case c == '[':
		r.stop(r.pos, r.pos+1, "an array inside the array means nothing here: every element must be a string")
	case c == '{':
		r.stop(r.pos, r.pos+1, "{ begins a JSON object: every element must be a string")
	case c == '#' || strings.HasPrefix(r.s[r.pos:], "//"):
		r.stop(r.pos, len(r.s), "JSON knows no comments")
	default:
		r.bareWord()
	}
}

var jsonNumber = lazy.Regexp(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// bareWord reads an element without quotes. Numbers, true, false and null are
// JSON, but no strings: they become ones with the rest.
func (r *jsonReader) bareWord() {
	start := r.pos
	for r.pos < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.pos:])
		if unicode.IsSpace(c) || c == ',' || c == ']' || c == '"' {
			break
		}
		r.pos += n
	}
	word := r.s[start:r.pos]
	if word == "" { // a closing bracket cannot stand here
		r.stop(start, start+1, "this is not valid JSON")
		return
	}
	r.guess = r.guess || r.peek() == '"' // a"b": where does the string begin?
	r.bareFault(start, word)
	r.edit(start, r.pos, quoteJSON(word))
}

func (r *jsonReader) bareFault(start int, word string) {
	var v any
	valid := json.Unmarshal([]byte(word), &v) == nil
	switch {
	case valid:
	case strings.HasPrefix(word, "$"):
		r.fault(start, r.pos, word+" stands outside quotes, and JSON knows no variables", guessed)
	case jsonNumber().MatchString(word):
		r.fault(start, r.pos, word+" is larger than any number may be", likely)
	case strings.Trim(word, "+-.0123456789") == "" && strings.ContainsAny(word, "0123456789"):
		r.fault(start, r.pos, fmt.Sprintf("%s is not how JSON writes a number, and an element must be a string anyway", word), likely)
	default:
		r.fault(start, r.pos, brief(word)+" stands outside quotes", likely)
	}
}

// tail reads what stands behind the array.
func (r *jsonReader) tail() {
	rest := strings.TrimFunc(r.s[r.pos:], unicode.IsSpace)
	if rest == "" {
		return
	}
	start := r.pos + strings.Index(r.s[r.pos:], rest)
	end := start + len(rest)
	switch {
	case rest[0] == '#':
		r.comment = rest
		r.fault(start, end, "a comment cannot stand behind an instruction: "+brief(rest)+" is part of its text", typography)
	case strings.TrimFunc(rest, isInvisible) == "":
		c, _ := utf8.DecodeRuneInString(rest)
		r.fault(start, end, "an invisible character ("+codePoint(c)+") stands behind the array", typography)
	case strings.Trim(rest, "];,.") == "":
		r.fault(start, end, brief(rest)+" stands behind the array", likely)
	default:
		r.fault(start, end, brief(rest)+" stands behind the array", guessed)
	}
	r.edit(r.pos, len(r.s), "")
}
