package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim/report"
)

// What pages about rules and checks claim: a json block with an array of words
// is what the dockerfile block above it starts, a text block what it fails with.
// A docker run or docker create between the two is the line that starts it, a
// docker build --target says which stage is meant.
var (
	startLine  = regexp.MustCompile("(?:^|[`$] ?)(docker (?:run|create) [^`\n]*)")
	targetLine = regexp.MustCompile("`docker build --target (\\w+)")
)

// claims checks the blocks of one page.
type claims struct {
	t          *testing.T
	dockerfile string // path of the last one
	line       string
	target     string
	found      int
}

func TestClaims(t *testing.T) {
	total := 0
	for _, page := range pages(t) {
		if dir := filepath.Dir(page); dir != "docs/rules" && dir != "docs/checks" {
			continue
		}
		t.Run(page, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(docsRoot, filepath.FromSlash(page)))
			require.NoError(t, err)
			c := claims{t: t}
			c.read(string(text))
			total += c.found
		})
	}
	assert.Greater(t, total, 50, "pages are full of claims")
}

func (c *claims) read(page string) {
	parts := strings.Split("\n"+page, "\n```")
	for i, part := range parts {
		if i%2 == 0 || strings.HasPrefix(part, "console\n") { // prose, or typed commands
			for _, m := range startLine.FindAllStringSubmatch(part, -1) {
				c.line = m[1]
			}
			for _, m := range targetLine.FindAllStringSubmatch(part, -1) {
				c.target = m[1]
			}
			continue
		}
		kind, text, _ := strings.Cut(part, "\n")
		switch kind {
		case "dockerfile":
			*c = claims{t: c.t, found: c.found, dockerfile: filepath.Join(c.t.TempDir(), "Dockerfile")}
			require.NoError(c.t, os.WriteFile(c.dockerfile, []byte(text+"\n"), 0o644))
		case "json":
			c.starts(text)
		case "text":
			c.fails(text)
		}
	}
}

// explain answers for the last Dockerfile and the last line.
func (c *claims) explain(format string) string {
	args := []string{"--format", format, "--target", c.target}
	if c.dockerfile != "" {
		args = append(args, "-f", c.dockerfile)
	}
	if c.line != "" {
		args = append(args, c.line)
	}
	c.line, c.target = "", ""
	c.found++
	var out strings.Builder
	run(args, strings.NewReader(""), &out, &out)
	return out.String()
}

func (c *claims) starts(text string) {
	var want []string
	if json.Unmarshal([]byte(text), &want) != nil || c.dockerfile+c.line == "" {
		return
	}
	question := c.line
	var got []string
	out := c.explain(formatArgv)
	if assert.NoError(c.t, json.Unmarshal([]byte(out), &got), out) {
		assert.Equal(c.t, want, got, question)
	}
}

func (c *claims) fails(text string) {
	question := c.line
	var rep report.Report
	require.NoError(c.t, json.Unmarshal([]byte(c.explain(formatJSON)), &rep))
	require.NotEmpty(c.t, rep.Answers)
	assert.Contains(c.t, rep.Answers[0].Outcome.Message, strings.TrimSpace(text), question)
}
