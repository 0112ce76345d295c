package check

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// invisibleStart is an array with characters in front of it that cannot be seen.
func invisibleStart(text string) (JSONFault, bool) {
	rest := strings.TrimLeftFunc(text, func(r rune) bool { return isInvisible(r) || unicode.IsSpace(r) })
	c, _ := utf8.DecodeRuneInString(text)
	if !isInvisible(c) || !strings.HasPrefix(rest, "[") {
		return JSONFault{}, false
	}
	n := len(text) - len(rest)
	f := JSONFault{End: n, Says: "an invisible character (" + codePoint(c) + ") stands in front of the array", title: "remove the invisible character"}
	if isStringArray(rest) {
		f.edits, f.safe = []textEdit{{start: 0, end: n}}, true
	}
	return f, true
}

// textBeforeArray is an array behind a word that means nothing there.
func textBeforeArray(text string) (JSONFault, bool) {
	n := strings.IndexByte(text, '[')
	if n <= 0 || !isStringArray(text[n:]) || len(strings.TrimSpace(text[n:])) <= 2 {
		return JSONFault{}, false
	}
	before := strings.TrimSpace(text[:n])
	f := JSONFault{End: len(before), Says: brief(before) + " stands in front of the array", title: "write it as a JSON array"}
	switch strings.ToLower(before) {
	case "exec", "=", ":", "->", "=>":
		f.edits = []textEdit{{start: 0, end: n}}
	case "cmd", "entrypoint", "run":
	default:
		return JSONFault{}, false
	}
	return f, true
}

// noOpeningBracket is a list of strings whose [ is missing.
func noOpeningBracket(text string) (JSONFault, bool) {
	end := strings.TrimRightFunc(text, unicode.IsSpace)
	if !strings.HasPrefix(text, `"`) {
		return JSONFault{}, false
	}
	first, _, _ := strings.Cut(text[1:], `"`)
	f := JSONFault{End: min(len(first)+2, len(text)), Says: "the opening [ is missing in front of " + brief(text[:min(len(first)+2, len(text))]), title: "write it as a JSON array"}
	f.edits = []textEdit{{new: "["}}
	switch {
	case isStringArray("["+end) && len(end) > 1:
		return f, true
	case severalStrings("[" + end + "]"):
		f.Says = "the brackets around the array are missing"
		f.End = len(end)
		f.edits = append(f.edits, textEdit{start: len(end), end: len(end), new: "]"})
		return f, true
	}
	return JSONFault{}, false
}

func severalStrings(array string) bool {
	words, ok := jsonWords(array)
	return ok && len(words) > 1
}

// wrongBrackets is a list of strings in parentheses or braces.
func wrongBrackets(text string) (JSONFault, bool) {
	end := strings.TrimRightFunc(text, unicode.IsSpace)
	if len(end) < 3 || !strings.Contains("({<", end[:1]) || !strings.Contains(")}>]", end[len(end)-1:]) {
		return JSONFault{}, false
	}
	f := JSONFault{End: 1, Says: "an array begins with [, not with " + end[:1], title: "write it as a JSON array"}
	var object map[string]any
	switch {
	case isStringArray("[" + end[1:len(end)-1] + "]"):
		f.edits = []textEdit{{start: 0, end: 1, new: "["}, {start: len(end) - 1, end: len(end), new: "]"}}
	case json.Unmarshal([]byte(end), &object) == nil && len(object) > 0:
		f.Says = "this is a JSON object, and only an array is an exec form"
		f.End = len(end)
	default:
		return JSONFault{}, false
	}
	return f, true
}

// quotedArray is an array inside quotes.
func quotedArray(text string) (JSONFault, bool) {
	ws, closed := shellWords(text)
	if !closed || len(ws) != 1 || text[0] != '\'' && text[0] != '"' || !isStringArray(ws[0].text) {
		return JSONFault{}, false
	}
	f := JSONFault{End: ws[0].end, Says: "the quotes around the array make one word of it", title: "remove the quotes around the array"}
	f.edits = []textEdit{{start: 0, end: ws[0].end, new: ws[0].text}}
	return f, true
}
