package check

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// brief is a text for a sentence: long ones are cut.
func brief(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// listed are words as a person would write them in a sentence.
func listed(words []string) string {
	for i, w := range words {
		if w == "" || strings.ContainsAny(w, " \t\n") {
			words[i] = quoteJSON(w)
		}
	}
	return brief(strings.Join(words, " "))
}

func itoa(n int) string { return strconv.Itoa(n) }

// quoteJSON is s as a JSON string.
func quoteJSON(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

// execForm is words as a JSON array.
func execForm(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = quoteJSON(w)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
