package sim_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
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

// TestRulePages: a page bears its rule's title and source, its links lead
// somewhere, and what it says of its examples is so.
func TestRulePages(t *testing.T) {
	for _, r := range sim.Rules {
		t.Run(string(r.ID), func(t *testing.T) {
			data, err := os.ReadFile("../docs/rules/" + string(r.ID) + ".md")
			require.NoError(t, err)
			page := string(data)
			title, _, _ := strings.Cut(page, "\n")
			assert.Equal(t, "# "+r.Title, title)
			assert.Contains(t, strings.Join(strings.Fields(page), " "), "- **Source**: "+r.Source, "the table's source")
			assert.Contains(t, page, "- **Verified on**: ")
			for _, link := range pageLink.FindAllStringSubmatch(page, -1) {
				_, ok := sim.RuleByID(sim.RuleID(link[2]))
				assert.True(t, ok, "%s leads nowhere", link[0])
				assert.Equal(t, link[1], link[2], "a link shows the rule's name")
			}
			assert.NotZero(t, pageExamples(t, page), "no example")
		})
	}
}

var (
	pageLink = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\.md\)`)
	pageLine = regexp.MustCompile("^`((?:unset [A-Z]+; )?docker [^`]*)`")
)

// pageExamples goes through a page: a dockerfile block is the file, a paragraph
// that begins with `docker …` is the line (docker run app without one), and a
// json or text block is what comes of them: the argv as an array, settings of
// the image as an object, the message of a failure as text. n counts them.
func pageExamples(t *testing.T, page string) (n int) {
	dockerfile, line := "", ""
	blocks := strings.Split("\n"+page, "\n```")
	for i := 0; i+1 < len(blocks); i += 2 {
		for _, l := range strings.Split(blocks[i], "\n") {
			if m := pageLine.FindStringSubmatch(l); m != nil {
				line = m[1]
			}
		}
		kind, text, _ := strings.Cut(blocks[i+1], "\n")
		if kind == "dockerfile" {
			dockerfile, line = text, ""
			continue
		}
		pageSays(t, askPage(dockerfile, line), kind, text)
		line = ""
		n++
	}
	return n
}

func askPage(dockerfile, line string) report.Answer {
	req := report.Request{Line: line}
	if dockerfile != "" {
		req.Files = []sim.File{{Name: "Dockerfile", Text: dockerfile + "\n"}}
	}
	if line == "" {
		req.Line = "docker run app"
	}
	rep := report.New(req)
	if rep.Error != nil || len(rep.Answers) == 0 {
		return report.Answer{Outcome: sim.Outcome{Message: "no answer"}}
	}
	return rep.Answers[len(rep.Answers)-1]
}

func pageSays(t *testing.T, a report.Answer, kind, text string) {
	switch {
	case kind == "text":
		assert.Contains(t, a.Outcome.Message, text)
	case kind != "json":
		t.Errorf("a block of kind %q: %s", kind, text)
	case strings.HasPrefix(text, "["):
		var argv []string
		require.NoError(t, json.Unmarshal([]byte(text), &argv))
		if assert.NotNil(t, a.Process, a.Outcome.Message) {
			assert.Equal(t, argv, sim.Texts(a.Process.Argv))
		}
	default:
		settings := map[string]any{}
		require.NoError(t, json.Unmarshal([]byte(text), &settings))
		if assert.NotNil(t, a.Image, a.Outcome.Message) {
			pageSettings(t, *a.Image, settings)
		}
	}
}

// pageSettings compares those settings of an image that a page shows.
func pageSettings(t *testing.T, img sim.Image, want map[string]any) {
	env := []string{}
	for _, e := range img.Env {
		env = append(env, e.Name+"="+e.Value.Text)
	}
	have := map[string]any{
		"Entrypoint": img.Entrypoint.Texts(), "Cmd": img.Cmd.Texts(), "Shell": img.Shell.Texts(), "Env": env,
		"User": img.User.Text, "WorkingDir": img.WorkingDir.Text, "StopSignal": img.StopSignal.Text, "OnBuild": sim.Texts(img.OnBuild),
	}
	if h := img.Healthcheck; h != nil {
		have["Healthcheck"] = map[string]any{"Test": h.Test.Texts()}
		assert.Zero(t, h.Interval+int64(h.Retries), "no page shows these")
	}
	for name, value := range want {
		w, _ := json.Marshal(value)
		g, _ := json.Marshal(have[name])
		assert.Equal(t, string(w), string(g), name)
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
