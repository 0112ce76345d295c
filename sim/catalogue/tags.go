package catalogue

import (
	"slices"
	"strings"
)

// Tags of one configuration are mostly a product: {3.9.1, 3.9} × {slim, alpine}.
// The text keeps such products as terms "3.9.1,3.9/slim,alpine", set apart by
// blanks. A tag is cut at its first dash; the tail "" means: no dash.

// packTags writes tags as terms. Heads that occur with the same tails share one.
func packTags(tags []string) string {
	heads := group(tags, func(tag string) (tail, head string) {
		head, tail, _ = strings.Cut(tag, "-")
		return tail, head
	})
	var tails [][2]string // heads joined, tail
	for _, g := range heads {
		tails = append(tails, [2]string{strings.Join(g.values, ","), g.key})
	}
	var terms []string
	for _, g := range group(tails, func(p [2]string) (string, string) { return p[0], p[1] }) {
		term := g.key
		if joined := strings.Join(g.values, ","); joined != "" {
			term += "/" + joined
		}
		terms = append(terms, term)
	}
	return strings.Join(terms, " ")
}

type grouped struct {
	key    string
	values []string
}

// group collects values by key, both in the order of their first appearance.
func group[T any](items []T, split func(T) (key, value string)) []grouped {
	var out []grouped
	at := map[string]int{}
	for _, item := range items {
		key, value := split(item)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, grouped{key: key})
		}
		out[i].values = append(out[i].values, value)
	}
	return out
}

// expandTerms is the inverse of packTags, up to order.
func expandTerms(terms string) []string {
	var out []string
	for term := range strings.FieldsSeq(terms) {
		heads, tails, _ := strings.Cut(term, "/")
		for tail := range strings.SplitSeq(tails, ",") {
			for head := range strings.SplitSeq(heads, ",") {
				if tail != "" {
					head += "-" + tail
				}
				out = append(out, head)
			}
		}
	}
	return out
}

// termsHave reports whether expandTerms(terms) holds tag.
func termsHave(terms, tag string) bool {
	head, tail, _ := strings.Cut(tag, "-")
	if tail == "" {
		head = tag
	}
	for term := range strings.FieldsSeq(terms) {
		heads, tails, _ := strings.Cut(term, "/")
		if isOneOf(head, heads) && isOneOf(tail, tails) {
			return true
		}
	}
	return false
}

// isOneOf reports whether word is an element of a list joined by commas.
func isOneOf(word, list string) bool {
	for w := range strings.SplitSeq(list, ",") {
		if w == word {
			return true
		}
	}
	return false
}

// sortTags puts numbers in the order of their value: "3.9" before "3.10".
func sortTags(tags []string) { slices.SortFunc(tags, compareNatural) }

// compareNatural compares digit runs as numbers and all else byte by byte.
func compareNatural(a, b string) int {
	for a != "" && b != "" {
		na, nb := digits(a), digits(b)
		if na == 0 || nb == 0 {
			if a[0] != b[0] {
				return int(a[0]) - int(b[0])
			}
			a, b = a[1:], b[1:]
			continue
		}
		if c := compareNumbers(a[:na], b[:nb]); c != 0 {
			return c
		}
		a, b = a[na:], b[nb:]
	}
	return len(a) - len(b)
}

// compareNumbers compares two runs of digits of any length by value.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// digits counts the digits that s begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
