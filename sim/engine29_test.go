package sim_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
)

// engineAnswers is what a real engine said: Dockerfiles built with BuildKit on
// the image probe, and containers created from them with flags and words.
type engineAnswers struct {
	Engine string
	Base   map[string]json.RawMessage
	Cases  []engineCase
}

type engineCase struct {
	Dockerfile string
	BuildError string
	Image      engineImage
	Runs       []engineRun
}

// engineImage is part of an image's configuration; absent lists are nil.
type engineImage struct {
	Entrypoint, Cmd, Shell []string
	Workdir, User          string
}

// engineRun is one docker create. Env is without what is added at start; an
// empty StopSignal is the engine's default.
type engineRun struct {
	Flags, Args, Argv            []string
	WorkingDir, User, StopSignal string
	Env                          []string
	CreateError                  string
}

func TestEngine29(t *testing.T) {
	data, err := os.ReadFile("testdata/engine-29.json")
	require.NoError(t, err)
	var all engineAnswers
	require.NoError(t, json.Unmarshal(data, &all))
	require.Len(t, all.Cases, 70)

	var bases []report.BaseFile
	for ref, config := range all.Base {
		bases = append(bases, report.BaseFile{Ref: ref, File: sim.File{Name: ref + ".json", Text: string(config)}})
	}
	for i, c := range all.Cases {
		t.Run(fmt.Sprint(i), func(t *testing.T) { c.replay(t, bases) })
	}
}

func (c engineCase) replay(t *testing.T, bases []report.BaseFile) {
	ask := func(argv ...string) report.Answer {
		rep := report.New(report.Request{Files: []sim.File{{Name: "Dockerfile", Text: c.Dockerfile}}, Bases: bases, Argv: argv})
		require.Nil(t, rep.Error, "%s\n%q", c.Dockerfile, argv)
		require.Len(t, rep.Answers, 1)
		return rep.Answers[0]
	}
	a := ask()
	if c.BuildError != "" {
		assert.Equal(t, sim.PhaseBuild, a.Outcome.Phase, c.Dockerfile)
		assert.Equal(t, c.BuildError, a.Outcome.Message, c.Dockerfile)
		return
	}
	require.NotNil(t, a.Image, "%s\n%s", a.Outcome.Message, c.Dockerfile)
	assert.Equal(t, c.Image, imageFields(a.Image), c.Dockerfile)
	for _, run := range c.Runs {
		run.compare(t, ask(append(append(append([]string{"docker", "run"}, run.Flags...), "app"), run.Args...)...), c.Dockerfile)
	}
}

func imageFields(im *sim.Image) engineImage {
	return engineImage{
		Entrypoint: orNil(im.Entrypoint), Cmd: orNil(im.Cmd), Shell: orNil(im.Shell),
		Workdir: im.WorkingDir.Text, User: im.User.Text,
	}
}

func orNil(l sim.List) []string {
	if !l.Set {
		return nil
	}
	return l.Texts()
}

func (r engineRun) compare(t *testing.T, a report.Answer, dockerfile string) {
	about := fmt.Sprintf("%sflags %q words %q", dockerfile, r.Flags, r.Args)
	if r.CreateError != "" {
		assert.Equal(t, sim.PhaseCreate, a.Outcome.Phase, about)
		assert.Contains(t, a.Outcome.Message, r.CreateError, about)
		return
	}
	if !assert.NotNil(t, a.Process, about) {
		return
	}
	p := a.Process
	assert.True(t, p.Certain, about)
	assert.Equal(t, r.Argv, sim.Texts(p.Argv), about)
	assert.Equal(t, r.WorkingDir, p.WorkingDir.Text, about)
	assert.Equal(t, r.User, p.User.Text, about)
	if r.StopSignal == "" {
		r.StopSignal = "SIGTERM"
	}
	assert.Equal(t, r.StopSignal, p.StopSignal.Text, about)
	var env []string
	for _, e := range p.Env {
		if e.Value.From.Source != sim.FromDefault { // added when it starts
			env = append(env, e.Name+"="+e.Value.Text)
		}
	}
	slices.Sort(env) // the client sends them in any order
	slices.Sort(r.Env)
	assert.Equal(t, r.Env, env, about)
}
