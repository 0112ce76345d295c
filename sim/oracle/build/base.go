package build

import (
	"encoding/json"

	"explain/sim"
)

// simBase is an image as our side knows it.
func simBase(i Image) (sim.Base, error) {
	img, err := i.decode()
	if err != nil {
		return sim.Base{}, err
	}
	c := img.Config
	base := sim.Base{
		Entrypoint: c.Entrypoint, Cmd: c.Cmd, Shell: c.Shell, Env: c.Env, OnBuild: c.OnBuild, User: c.User,
		WorkingDir: c.WorkingDir, StopSignal: c.StopSignal, OS: img.OS, Arch: img.Architecture,
		//lint:ignore SA1019 BuildKit stores it all the same
		ArgsEscaped: c.ArgsEscaped, From: "oracle", //nolint:staticcheck
	}
	if h := c.Healthcheck; h != nil {
		base.Healthcheck = &sim.Healthcheck{
			Interval: int64(h.Interval), Timeout: int64(h.Timeout), StartPeriod: int64(h.StartPeriod),
			StartInterval: int64(h.StartInterval), Retries: h.Retries,
		}
		for _, w := range h.Test {
			base.Healthcheck.Test = sim.ListOf(append(base.Healthcheck.Test.Words, sim.Word{Text: w})...)
		}
	}
	return base, nil
}

// imageOf is a base of the catalogue as a registry would serve it.
func imageOf(b sim.Base) Image {
	c := Config{
		Entrypoint: b.Entrypoint, Cmd: b.Cmd, Shell: b.Shell, Env: b.Env, OnBuild: b.OnBuild, User: b.User,
		WorkingDir: b.WorkingDir, StopSignal: b.StopSignal, ArgsEscaped: b.ArgsEscaped,
	}
	if h := b.Healthcheck; h != nil {
		c.Healthcheck = &Health{
			Test: h.Test.Texts(), Interval: h.Interval, Timeout: h.Timeout,
			StartPeriod: h.StartPeriod, StartInterval: h.StartInterval, Retries: h.Retries,
		}
	}
	text, err := json.Marshal(map[string]any{"config": c, "os": b.OS, "architecture": b.Arch})
	if err != nil {
		panic(err)
	}
	img, err := ReadImage(text)
	if err != nil {
		panic(err)
	}
	return img
}
