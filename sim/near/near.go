// Package near guesses which name was meant.
package near

import (
	"strings"

	"github.com/agext/levenshtein"
)

// Name is the one of names that is most like what was typed, "" when none is
// near: a third of the letters may differ, or the name goes on where typed ends,
// whatever hyphens there are.
func Name(typed string, names []string) (best string) {
	typed = strings.ToLower(typed)
	least := len(typed)/3 + 1
	for _, n := range names {
		if d := levenshtein.Distance(typed, n, nil); d < least {
			best, least = n, d
		}
	}
	if best == "" {
		best = onlyOne(letters(typed), names)
	}
	return best
}

// onlyOne is the only name that begins with typed, which says enough.
func onlyOne(typed string, names []string) (found string) {
	const enough = 4
	if len(typed) < enough {
		return ""
	}
	for _, n := range names {
		switch {
		case !strings.HasPrefix(letters(n), typed):
		case found != "":
			return ""
		default:
			found = n
		}
	}
	return found
}

func letters(name string) string { return strings.NewReplacer("-", "", "_", "").Replace(name) }
