package main

import (
	"strings"

	"github.com/agext/levenshtein"
)

// verbs are the names of explain's own commands.
var verbs = []string{"stages", "matrix", "check", "rule", "test", "render", "version", "help"}

// nearest is the name that is most like what was typed, "" when none is near:
// a third of the letters may differ.
func nearest(typed string, names []string) (best string) {
	least := len(typed)/3 + 1
	for _, n := range names {
		if d := levenshtein.Distance(strings.ToLower(typed), n, nil); d < least {
			best, least = n, d
		}
	}
	return best
}
