package build

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"explain/sim"
	"explain/sim/catalogue"
)

// fileName is how our side is told the Dockerfile is called.
const fileName = "Dockerfile"

// Ours is our engine's answer; d and img are for the properties that only our
// side has (img is empty when it fails).
func Ours(c Case) (r Result, d sim.Dockerfile, img sim.Image) {
	defer func() {
		if p := recover(); p != nil {
			r = Result{Panic: fmt.Sprintf("%v\n%s", p, frames(debug.Stack()))}
		}
	}()
	d, err := sim.ParseWith(sim.File{Name: fileName, Text: c.Dockerfile}, sim.ParseOptions{Exact: true, Args: c.Args})
	if err != nil {
		return refused(err), d, img
	}
	img, err = sim.Build(d, sim.BuildOptions{Target: c.Target, Args: c.Args, Bases: bases{c}, Platform: c.Platform})
	if err != nil {
		return refused(err), d, img
	}
	return Result{Config: configOfOurs(img)}, d, img
}

func refused(err error) Result {
	var e *sim.Error
	if !errors.As(err, &e) {
		return Result{Err: fmt.Sprintf("%T instead of *sim.Error: %v", err, err)}
	}
	return Result{Err: e.Msg, Rule: e.Rule, First: e.Span.Line, Last: e.Span.Line}
}

// frames is the places in our own code that a stack names.
func frames(stack []byte) string {
	var b strings.Builder
	for _, line := range strings.Split(string(stack), "\n") {
		if strings.Contains(line, "/sim/") && strings.HasPrefix(line, "\t") && !strings.Contains(line, "/oracle/") {
			b.WriteString("       " + line + "\n")
		}
	}
	return b.String()
}

// bases serves a case's images to our side.
type bases struct{ c Case }

// Base is sim.Bases.
func (b bases) Base(ref, os string) (sim.Base, bool) {
	img, ok := b.c.find(ref, os)
	if !ok && b.c.Catalogue {
		return catalogue.New().Base(ref, os)
	}
	if !ok {
		return sim.Base{}, false
	}
	base, err := simBase(img)
	if err != nil {
		panic(err)
	}
	base.Ref = ref
	return base, true
}

func configOfOurs(img sim.Image) Config {
	c := Config{
		Entrypoint: img.Entrypoint.Texts(), Cmd: img.Cmd.Texts(), Shell: img.Shell.Texts(),
		WorkingDir: img.WorkingDir.Text, User: img.User.Text, StopSignal: img.StopSignal.Text,
		OnBuild: sim.Texts(img.OnBuild), ArgsEscaped: img.ArgsEscaped,
	}
	for _, e := range img.Env {
		c.Env = append(c.Env, e.Name+"="+e.Value.Text)
	}
	if h := img.Healthcheck; h != nil {
		c.Healthcheck = &Health{
			Test: h.Test.Texts(), Interval: h.Interval, Timeout: h.Timeout,
			StartPeriod: h.StartPeriod, StartInterval: h.StartInterval, Retries: h.Retries,
		}
	}
	return c
}
