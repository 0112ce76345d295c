package check

import (
	"fmt"
	"strings"
)

// codePoint is how Unicode numbers a character.
func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// isInvisible reports whether r is a character that shows as nothing.
func isInvisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return false
}

// isQuote reports whether r is something that people type for a JSON quote.
func isQuote(r rune) bool { return strings.ContainsRune("\"'`"+doubleQuotes+singleQuotes, r) && r != 0 }

const (
	doubleQuotes = "“”„‟″«»＂"
	singleQuotes = "‘’‚‛′‹›＇"
)
