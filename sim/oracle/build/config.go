package build

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"explain/sim"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
)

// Config is what both sides are compared by: the part of an image
// configuration that decides what runs. Absent and empty lists are alike, as in
// the exported JSON.
type Config struct {
	Entrypoint  []string `json:",omitempty"`
	Cmd         []string `json:",omitempty"`
	Shell       []string `json:",omitempty"`
	Env         []string `json:",omitempty"`
	WorkingDir  string   `json:",omitempty"`
	User        string   `json:",omitempty"`
	StopSignal  string   `json:",omitempty"`
	Healthcheck *Health  `json:",omitempty"`
	OnBuild     []string `json:",omitempty"`
	ArgsEscaped bool     `json:",omitempty"`
}

// Health is a health check; durations in nanoseconds.
type Health struct {
	Test          []string `json:",omitempty"`
	Interval      int64    `json:",omitempty"`
	Timeout       int64    `json:",omitempty"`
	StartPeriod   int64    `json:",omitempty"`
	StartInterval int64    `json:",omitempty"`
	Retries       int      `json:",omitempty"`
}

// Result is one side's answer: a configuration, or the text of an error.
type Result struct {
	Config Config
	Err    string
	// Unresolved: the error is that a base image does not exist.
	Unresolved bool
	Panic      string
	Rule       sim.RuleID // the rule that our side cites for the error
	// First and Last are the lines that the error is about, 0 for not told.
	First, Last int
}

// Failed reports whether no image was made.
func (r Result) Failed() bool { return r.Err != "" || r.Panic != "" }

// String is the error or the configuration as JSON.
func (r Result) String() string {
	switch {
	case r.Panic != "":
		return "panic: " + r.Panic
	case r.Err != "":
		return "error: " + r.Err
	}
	return r.Config.String()
}

// placed is String with the lines of an error.
func (r Result) placed() string {
	if r.First == 0 {
		return r.String()
	}
	return fmt.Sprintf("%s (line %d)", r, r.First)
}

// String is the configuration as JSON, absent fields left out.
func (c Config) String() string { return toJSON(c) }

// toJSON is v on one line, <, > and & as they are.
func toJSON(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Diff names the fields in which a and b differ.
func (c Config) Diff(o Config) (fields []string) {
	note := func(name string, same bool) {
		if !same {
			fields = append(fields, name)
		}
	}
	note("entrypoint", slices.Equal(c.Entrypoint, o.Entrypoint))
	note("cmd", slices.Equal(c.Cmd, o.Cmd))
	note("shell", slices.Equal(c.Shell, o.Shell))
	note("env", slices.Equal(c.Env, o.Env))
	note("workdir", c.WorkingDir == o.WorkingDir)
	note("user", c.User == o.User)
	note("stopsignal", c.StopSignal == o.StopSignal)
	note("healthcheck", c.Healthcheck.equal(o.Healthcheck))
	note("onbuild", slices.Equal(c.OnBuild, o.OnBuild))
	note("argsescaped", c.ArgsEscaped == o.ArgsEscaped)
	return fields
}

func (h *Health) equal(o *Health) bool {
	if h == nil || o == nil {
		return h == o
	}
	return slices.Equal(h.Test, o.Test) && h.Interval == o.Interval && h.Timeout == o.Timeout &&
		h.StartPeriod == o.StartPeriod && h.StartInterval == o.StartInterval && h.Retries == o.Retries
}

// configOf takes what is compared out of an image.
func configOf(img *dockerspec.DockerOCIImage) Config {
	c := img.Config
	out := Config{
		Entrypoint: c.Entrypoint, Cmd: c.Cmd, Shell: c.Shell, Env: envPairs(c.Env), WorkingDir: c.WorkingDir,
		//lint:ignore SA1019 BuildKit stores it all the same
		User: c.User, StopSignal: c.StopSignal, OnBuild: c.OnBuild, ArgsEscaped: c.ArgsEscaped, //nolint:staticcheck
	}
	if h := c.Healthcheck; h != nil {
		out.Healthcheck = &Health{
			Test: h.Test, Interval: int64(h.Interval), Timeout: int64(h.Timeout),
			StartPeriod: int64(h.StartPeriod), StartInterval: int64(h.StartInterval), Retries: h.Retries,
		}
	}
	return out
}

// envPairs gives every entry a "=": an image may hold a bare NAME, which means
// an empty value to whoever reads it.
func envPairs(env []string) []string {
	out := make([]string, len(env))
	for i, e := range env {
		if !strings.Contains(e, "=") {
			e += "="
		}
		out[i] = e
	}
	return out
}
