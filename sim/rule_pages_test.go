package sim_test

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/docs"
	"explain/sim"
	"explain/sim/report"
)

const pageFolder = "rules"

var (
	pageLink = regexp.MustCompile(`\]\(([^)]+)\)`)
	// A fenced block, or a paragraph that begins with a command line.
	pagePart = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$|^`(docker [^`\n]*)`")
)

// TestRulePages: a page per rule and a rule per page; a page begins with its
// rule's title, names its source, and links to pages that exist.
func TestRulePages(t *testing.T) {
	files, err := fs.ReadDir(docs.FS, pageFolder)
	require.NoError(t, err)
	for _, f := range files {
		id, isPage := strings.CutSuffix(f.Name(), ".md")
		_, known := sim.RuleByID(sim.RuleID(id))
		assert.True(t, isPage && known, "%s/%s is no rule's page", pageFolder, f.Name())
	}
	for _, r := range sim.Rules {
		t.Run(string(r.ID), func(t *testing.T) {
			page := rulePage(t, r.ID)
			title, body, _ := strings.Cut(page, "\n")
			assert.Equal(t, "# "+r.Title, title)
			assert.Contains(t, oneLine(body), oneLine(r.Source))
			assert.Contains(t, body, "**Verified on**: ")
			links := pageLink.FindAllStringSubmatch(body, -1)
			assert.NotEmpty(t, links, "a page links to a related one")
			for _, l := range links {
				assert.NotEqual(t, string(r.ID)+".md", l[1], "a link to itself")
				_, err := fs.Stat(docs.FS, pageFolder+"/"+l[1])
				assert.NoError(t, err)
			}
		})
	}
}

// TestRulePagesAreTrue asks explain what each page shows. A dockerfile block is
// the image, a command line below it starts or builds it, and what follows is
// the answer: an array is the argv, an object is a part of the image's
// configuration, a text is a part of the message.
func TestRulePagesAreTrue(t *testing.T) {
	for _, r := range sim.Rules {
		t.Run(string(r.ID), func(t *testing.T) {
			var file, line string
			answers := 0
			for _, part := range pagePart.FindAllStringSubmatch(rulePage(t, r.ID), -1) {
				switch language, block := part[1], part[2]; language {
				case "dockerfile":
					file, line = block, ""
				case "json", "text":
					answers++
					pageAnswer(t, file, line, block)
				default:
					line = part[3]
				}
			}
			assert.Positive(t, answers, "a page shows what happens")
		})
	}
}

func pageAnswer(t *testing.T, file, line, want string) {
	req := report.Request{Line: line}
	if file != "" {
		req.Files = []sim.File{{Name: "Dockerfile", Text: file}}
	}
	rep := report.New(req)
	require.Nil(t, rep.Error)
	require.NotEmpty(t, rep.Answers)
	a := rep.Answers[len(rep.Answers)-1]
	switch want[0] {
	case '[':
		var argv []string
		require.NoError(t, json.Unmarshal([]byte(want), &argv))
		require.NotNil(t, a.Process, a.Outcome.Message)
		assert.True(t, a.Process.Certain)
		assert.Equal(t, argv, sim.Texts(a.Process.Argv))
	case '{':
		require.NotNil(t, a.Image, a.Outcome.Message)
		pageConfig(t, a.Image, want)
	default:
		assert.Contains(t, a.Outcome.Message, strings.TrimSpace(want))
	}
}

// pageConfig compares the fields that want has.
func pageConfig(t *testing.T, im *sim.Image, want string) {
	var fields map[string]any
	require.NoError(t, json.Unmarshal([]byte(want), &fields))
	env := []string{}
	for _, e := range im.Env {
		env = append(env, e.Name+"="+e.Value.Text)
	}
	got := map[string]any{
		"Cmd": sim.Texts(im.Cmd.Words), "Env": env, "OnBuild": sim.Texts(im.OnBuild),
		"User": im.User.Text, "WorkingDir": im.WorkingDir.Text, "StopSignal": im.StopSignal.Text,
	}
	if h := im.Healthcheck; h != nil {
		test := map[string]any{"Test": sim.Texts(h.Test.Words)}
		if h.Interval != 0 {
			test["Interval"] = h.Interval
		}
		if h.Retries != 0 {
			test["Retries"] = h.Retries
		}
		got["Healthcheck"] = test
	}
	for name, value := range fields {
		wanted, err := json.Marshal(value)
		require.NoError(t, err)
		stored, err := json.Marshal(got[name])
		require.NoError(t, err)
		assert.JSONEq(t, string(wanted), string(stored), name)
	}
}

func rulePage(t *testing.T, id sim.RuleID) string {
	text, err := fs.ReadFile(docs.FS, pageFolder+"/"+string(id)+".md")
	require.NoError(t, err)
	return string(text)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
