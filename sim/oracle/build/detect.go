package build

import (
	"regexp"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// detector recognises, from the text and the converter's answer, a case that
// exercises a rule of the semantics notes.
type detector struct {
	rule  string // its number there
	what  string
	fires func(v *view) bool
}

// detectors is all of them.
func detectors() []detector {
	var all []detector
	for _, part := range [][]detector{lineDetectors, separatorDetectors, formDetectors, rowDetectors(), setDetectors,
		fromDetectors, stageDetectors, shellDetectors, triggerDetectors, healthDetectors, variableDetectors,
		valueDetectors, directiveDetectors, heredocDetectors, errorDetectors()} {
		all = append(all, part...)
	}
	return all
}

// fails makes a detector of an error's text.
func fails(sub string) func(*view) bool {
	return func(v *view) bool { return v.fails(sub) }
}

// textual makes a detector of a pattern in a file that builds.
func textual(pattern string) func(*view) bool {
	re := regexp.MustCompile(pattern)
	return func(v *view) bool { return v.ok() && v.matches(re) }
}

// inArgs makes a detector of a pattern in the arguments of some keywords, in a
// file that builds.
func inArgs(keywords, pattern string) func(*view) bool {
	re := regexp.MustCompile(pattern)
	return func(v *view) bool {
		return v.ok() && v.keyword(keywords, func(n *parser.Node) bool { return re.MatchString(args(n)) })
	}
}

// last is a list's last word.
func last(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// isShellForm reports whether words are prefix and then one text.
func isShellForm(words []string, prefix ...string) bool {
	return len(words) == len(prefix)+1 && strings.Join(words[:len(prefix)], "\x00") == strings.Join(prefix, "\x00")
}
