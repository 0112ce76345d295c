package sim_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
	"explain/sim/scenario"
)

const (
	rulePages = "../docs/rules/*.md"
	ruleCases = "testdata/*/*.txtar"
	examples  = "../examples/*.txtar"
)

// TestEachRuleHasItsPlaces: a rule is one name in five places. Every rule has a
// page, cases in a folder of its name, and an example; nothing has a rule's
// place without being one.
func TestEachRuleHasItsPlaces(t *testing.T) {
	var rules []string
	for _, r := range sim.Rules {
		rules = append(rules, string(r.ID))
	}
	assert.ElementsMatch(t, rules, baseNames(t, rulePages), "docs/rules: a page per rule")
	assert.ElementsMatch(t, rules, folders(t), "sim/testdata: a folder per rule")

	cited := map[string]bool{}
	for _, path := range files(t, examples) {
		for _, id := range readScenario(t, path).Rules {
			cited[id] = true
			assert.Contains(t, rules, id, path)
		}
	}
	for _, id := range rules {
		assert.True(t, cited[id], "no example cites %s", id)
	}
}

// TestEachRuleHasItsCases: in each rule's folder are cases of it.
func TestEachRuleHasItsCases(t *testing.T) {
	cases := map[string]int{}
	for _, path := range files(t, ruleCases) {
		s := readScenario(t, path)
		assert.NotEmpty(t, s.Rules, "%s cites no rule", path)
		for _, id := range s.Rules {
			_, ok := sim.RuleByID(sim.RuleID(id))
			assert.True(t, ok, "%s cites %s, which is no rule", path, id)
		}
		if folder := filepath.Base(filepath.Dir(path)); slices.Contains(s.Rules, folder) {
			cases[folder]++
		}
	}
	for _, r := range sim.Rules {
		assert.NotZero(t, cases[string(r.ID)], "no case in testdata/%s cites it", r.ID)
	}
}

// silent are the rules of reading a command line, which change no slot: no step
// of a trace cites them.
var silent = []string{"options-end-at-image", "double-dash-ends-options", "value-flag-eats-next-word", "short-flags-cluster", "init-wraps"}

// TestCasesCiteWhatHappens: what a case or an example cites is what its report
// cites.
func TestCasesCiteWhatHappens(t *testing.T) {
	for _, path := range append(files(t, ruleCases), files(t, examples)...) {
		s := readScenario(t, path)
		var said []string
		for _, r := range report.New(s.Request()).Rules {
			said = append(said, string(r.ID))
		}
		for _, id := range s.Rules {
			if !slices.Contains(silent, id) {
				assert.Contains(t, said, id, path)
			}
		}
	}
}

func files(t *testing.T, pattern string) []string {
	paths, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, paths, pattern)
	return paths
}

func baseNames(t *testing.T, pattern string) (names []string) {
	for _, p := range files(t, pattern) {
		names = append(names, strings.TrimSuffix(filepath.Base(p), filepath.Ext(p)))
	}
	return names
}

// folders are the folders of testdata that hold cases.
func folders(t *testing.T) (names []string) {
	for _, p := range files(t, ruleCases) {
		if name := filepath.Base(filepath.Dir(p)); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func readScenario(t *testing.T, path string) scenario.Scenario {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	s, err := scenario.Read(filepath.ToSlash(path), string(text))
	require.NoError(t, err)
	return s
}
