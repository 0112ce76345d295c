package check

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// JSONFault is the first reason why a text that was meant as a JSON array is
// none. Start and End are its place in the text; Says is a clause about it.
type JSONFault struct {
	Start, End int
	Says       string

	title   string
	edits   []textEdit // make the text a JSON array; nil when that would be a guess
	safe    bool       // only typography was wrong
	comment string     // a comment that the edits cut off, with its #
}

// textEdit replaces text[start:end]; alt is another reading of what was meant.
type textEdit struct {
	start, end int
	new, alt   string
}

// FindJSONFault looks at the text of CMD, ENTRYPOINT, RUN, SHELL or HEALTHCHECK
// CMD that is in shell form. ok is false when it does not look like an array
// that went wrong: it may well be meant for the shell.
func FindJSONFault(text string) (f JSONFault, ok bool) {
	for _, find := range []func(string) (JSONFault, bool){
		invisibleStart, faultyArray, textBeforeArray, noOpeningBracket, wrongBrackets, quotedArray,
	} {
		if f, ok = find(text); ok {
			return f, true
		}
	}
	return JSONFault{}, false
}

// findArrayFault is FindJSONFault for RUN, where text is the rule and only
// what begins like an array is taken for one.
func findArrayFault(text string) (JSONFault, bool) {
	if f, ok := invisibleStart(text); ok {
		return f, true
	}
	return faultyArray(text)
}

// faultyArray is a text that begins with [ and is no test of the shell's.
func faultyArray(text string) (JSONFault, bool) {
	if !strings.HasPrefix(text, "[") || isArray(text) || isShellTest(text) || !resemblesArray(text) {
		return JSONFault{}, false
	}
	r := jsonReader{s: text, safe: true}
	r.array()
	if len(r.faults) == 0 {
		r.unknownFault()
	}
	return r.result(), true
}

// result keeps the first fault, and the edits if they really make an array.
func (r *jsonReader) result() JSONFault {
	f := r.faults[0]
	f.title, f.comment = "write it as a JSON array", r.comment
	if r.comment != "" && len(r.faults) == 1 {
		f.title = "move the comment to a line of its own"
	}
	slices.SortStableFunc(r.edits, func(a, b textEdit) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	if fixed, ok := applyText(r.s, r.edits, false); ok && !r.guess && isStringArray(fixed) {
		f.edits, f.safe = r.edits, r.safe
	}
	return f
}

// unknownFault asks the JSON decoder, should the reader find nothing.
func (r *jsonReader) unknownFault() {
	var syntax *json.SyntaxError
	var v any
	at := 0
	if err := json.Unmarshal([]byte(r.s), &v); asSyntax(err, &syntax) {
		at = min(max(int(syntax.Offset)-1, 0), len(r.s)-1)
	}
	for at > 0 && !utf8.RuneStart(r.s[at]) {
		at--
	}
	_, n := utf8.DecodeRuneInString(r.s[at:])
	r.fault(at, at+n, "this is not valid JSON", guessed)
}

func asSyntax(err error, target **json.SyntaxError) bool {
	s, ok := err.(*json.SyntaxError)
	*target = s
	return ok
}

// isStringArray reports whether Docker reads s as an exec form.
func isStringArray(s string) bool {
	var words []string
	s = strings.TrimFunc(s, unicode.IsSpace)
	if !strings.HasPrefix(s, "[") || json.Unmarshal([]byte(s), &words) != nil {
		return false
	}
	var any []any
	_ = json.Unmarshal([]byte(s), &any)
	for _, v := range any { // null decodes into a string, too
		if v == nil {
			return false
		}
	}
	return true
}

// isArray reports whether s is a JSON array of anything; Docker refuses to build
// one that holds more than strings.
func isArray(s string) bool {
	var v []any
	return json.Unmarshal([]byte(strings.TrimFunc(s, unicode.IsSpace)), &v) == nil
}

// isShellTest reports whether a text is the shell's [ or [[ rather than JSON:
// a blank behind the bracket, and an operator or something to do afterwards.
func isShellTest(s string) bool {
	if strings.HasPrefix(s, "[[ ") || strings.HasPrefix(s, "[[\t") {
		return true
	}
	if !strings.HasPrefix(s, "[ ") && !strings.HasPrefix(s, "[\t") {
		return false
	}
	ws, closed := shellWords(s)
	if !closed {
		return false
	}
	for i, w := range ws[1:] {
		switch {
		case w.text == "]":
			return i > 0 && i+2 < len(ws) && ws[i+2].op || i == 1 && strings.HasPrefix(s[ws[1].start:], "$")
		case strings.HasSuffix(w.text, ","):
			return false
		case w.op || isTestOperator(s[w.start:w.end]):
			return true
		}
	}
	return false
}

func isTestOperator(s string) bool {
	switch s {
	case "=", "==", "!=", "=~", "!":
		return true
	}
	return len(s) > 1 && len(s) <= 3 && s[0] == '-' && strings.Trim(s[1:], "abcdefghknoprstuvwxzGLNOS") == ""
}

// resemblesArray tells an array that went wrong from a pattern such as [0-9]*.
func resemblesArray(s string) bool {
	inside := strings.TrimLeftFunc(s[1:], func(r rune) bool { return unicode.IsSpace(r) || isInvisible(r) })
	first, _ := utf8.DecodeRuneInString(inside)
	end := strings.TrimRightFunc(s, unicode.IsSpace)
	return isQuote(first) || strings.Contains(s, ",") || strings.HasSuffix(end, "]") && len(inside) > 1
}

// applyText applies edits that are in order; ok is false when they overlap.
func applyText(s string, edits []textEdit, alt bool) (string, bool) {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.start < at {
			return "", false
		}
		b.WriteString(s[at:e.start])
		b.WriteString(e.text(alt))
		at = e.end
	}
	return b.String() + s[at:], true
}

func (e textEdit) text(alt bool) string {
	if alt && e.alt != "" {
		return e.alt
	}
	return e.new
}

// jsonWords are the words of a text that is a JSON array of strings.
func jsonWords(s string) (words []string, ok bool) {
	if !isStringArray(s) {
		return nil, false
	}
	return words, json.Unmarshal([]byte(s), &words) == nil
}
