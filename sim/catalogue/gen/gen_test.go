package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/catalogue"
)

// wanted is one object of a facts file, read without the code under test.
type wanted struct {
	Image, OS, Dockerfile, Certainty string
	Tags, Entrypoint, Cmd, Env       []string
	Workdir, User                    string
	StopSignal                       string   `json:"stop_signal"`
	ShellInstruction                 []string `json:"shell_instruction"`
	OnBuild                          []string
	Shell                            *struct{ Path, Is string }
}

// base is what a lookup of w has to answer.
func (w wanted) base(c catalogue.Catalogue, ref string) sim.Base {
	b := sim.Base{
		Ref: ref, Entrypoint: w.Entrypoint, Cmd: w.Cmd, Shell: w.ShellInstruction, OnBuild: w.OnBuild,
		User: w.User, WorkingDir: w.Workdir, StopSignal: w.StopSignal, OS: w.OS,
		BinSh: "none", From: "catalogue", Date: c.Date(), Unknown: map[sim.Slot]string{},
	}
	if w.Shell != nil && w.Shell.Path != "/busybox/sh" && !strings.Contains(w.Dockerfile, "distroless") {
		b.BinSh = w.Shell.Is
	}
	for _, kv := range w.Env {
		if kv == "JAVA_VERSION=?" {
			b.Unknown[sim.SlotEnv] = "JAVA_VERSION of " + ref
			continue
		}
		b.Env = append(b.Env, kv)
	}
	if w.Image == "kong" {
		b.Unknown[sim.SlotHealthcheck] = "HEALTHCHECK of " + ref
	}
	return b
}

// compare looks up every tag of every object and returns how many there were.
func compare(t *testing.T, c catalogue.Catalogue, facts []byte) (lookups int) {
	var all []wanted
	require.NoError(t, json.Unmarshal(facts, &all))
	for _, w := range all {
		for _, tag := range w.Tags {
			if strings.Contains(tag, "(") {
				continue // stands for a tag in the facts file, but is none
			}
			ref := w.Image + ":" + tag
			got, ok := c.Base(ref, w.OS)
			require.True(t, ok, ref)
			notes := strings.Join(got.Notes, "\n")
			got.Notes = nil
			require.Equal(t, w.base(c, ref), got, ref)
			require.Equal(t, strings.HasPrefix(w.Certainty, "exact"), !strings.Contains(notes, "what the catalogue says of"), "%s: %s", ref, notes)
			lookups++
		}
	}
	return lookups
}

func TestEmbeddedTextHoldsTheSample(t *testing.T) {
	facts, err := os.ReadFile("testdata/sample.json")
	require.NoError(t, err)
	assert.Greater(t, compare(t, catalogue.New(), facts), 300)
}

func TestSampleSurvivesTheText(t *testing.T) {
	facts, err := os.ReadFile("testdata/sample.json")
	require.NoError(t, err)
	text, err := generate(facts, "2026-08-21")
	require.NoError(t, err)
	c, err := catalogue.Open(text)
	require.NoError(t, err)
	assert.Equal(t, "2026-08-21", c.Date())
	assert.True(t, slices.IsSorted(c.Images()))
	compare(t, c, facts)
}

// The whole facts file is not part of the project; its path comes in
// EXPLAIN_BASE_IMAGES.
func TestEmbeddedTextIsTheFactsFile(t *testing.T) {
	path := os.Getenv("EXPLAIN_BASE_IMAGES")
	if path == "" {
		t.Skip("EXPLAIN_BASE_IMAGES does not name the facts file: the embedded text is compared with the sample only")
	}
	facts, err := os.ReadFile(path)
	require.NoError(t, err)
	text, err := generate(facts, catalogue.Date())
	require.NoError(t, err)
	embedded, err := os.ReadFile("../catalogue.txt")
	require.NoError(t, err)
	require.True(t, text == string(embedded), "catalogue.txt is not what gen makes of the facts file")
	t.Logf("%d lookups compared", compare(t, catalogue.New(), facts))
}

func TestFaultsOfAFactsFile(t *testing.T) {
	for name, tc := range map[string]struct{ json, says string }{
		"no JSON":            {`[{]`, "invalid character"},
		"a tag twice":        {`[{"image":"a","os":"linux","tags":["1"]},{"image":"a","os":"linux","tags":["1"]}]`, "a:1 for linux is there twice"},
		"a line break":       {`[{"image":"a","os":"linux","tags":["1"],"user":"a\nz"}]`, "begins with"},
		"a variable twice":   {`[{"image":"a","os":"linux","tags":["1"],"env":["A=1","A=2"]}]`, "does not survive"},
		"a break in a value": {`[{"image":"a","os":"linux","tags":["1"],"user":"a\nbash"}]`, "does not survive"},
	} {
		_, err := generate([]byte(tc.json), "2026-08")
		assert.ErrorContains(t, err, tc.says, name)
	}
}

func TestStale(t *testing.T) {
	for _, tc := range []struct {
		image string
		tags  []string
		env   string
		want  string
	}{
		{"redis", []string{"6.2.24", "6.2"}, "REDIS_VERSION=6.2.16", "REDIS_VERSION"},
		{"redis", []string{"6.2.16", "6.2"}, "REDIS_VERSION=6.2.16", ""},
		{"redis", []string{"6.2"}, "REDIS_VERSION=6.2.16", ""},
		{"nginx", []string{"1.31.4", "1.29.8-perl"}, "NGINX_VERSION=1.29.8-1~jessie", "NGINX_VERSION"},
		{"eclipse-temurin", []string{"21.0.12_8-jdk"}, "JAVA_VERSION=jdk-21.0.11+10", "JAVA_VERSION"},
		{"mcr.microsoft.com/dotnet/sdk", []string{"10.0.400"}, "DOTNET_VERSION=10.0.11", ""},
		{"traefik", []string{"v3.1.2"}, "TRAEFIK_VERSION=3.1.1", "TRAEFIK_VERSION"},
	} {
		f := fact{Image: tc.image, Tags: tc.tags, Env: []string{"PATH=/bin", tc.env}}
		assert.Equal(t, tc.want, f.stale(), "%s %v", tc.image, tc.tags)
	}
}
