package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"explain/sim/catalogue"
)

// fact is one object of the facts file: a configuration, the tags that have it,
// and how it was found out. Null is "not set".
type fact struct {
	Image      string
	Tags       []string
	OS         string
	Entrypoint []string
	Cmd        []string
	Env        []string
	Workdir    string
	User       string
	StopSignal string   `json:"stop_signal"`
	Shell      []string `json:"shell_instruction"`
	OnBuild    []string
	Sh         *struct{ Path, Is string } `json:"shell"`
	HasShell   bool                       `json:"has_shell"`
	Dockerfile string
	Certainty  string
}

var wellFormed = regexp.MustCompile(`^\w([\w.-]*\w)?$`)

// readFacts reads a facts file. It leaves out what stands for a tag but is none
// ("2019 (debian9)"), and fails when a tag of an image occurs twice for one
// operating system.
func readFacts(text []byte) ([]fact, error) {
	var facts []fact
	if err := json.Unmarshal(text, &facts); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for i := range facts {
		f := &facts[i]
		f.Tags = slices.DeleteFunc(f.Tags, func(tag string) bool { return !wellFormed.MatchString(tag) })
		for _, tag := range f.Tags {
			key := f.Image + ":" + tag + " for " + f.OS
			if seen[key] {
				return nil, fmt.Errorf("%s is there twice", key)
			}
			seen[key] = true
		}
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return len(f.Tags) == 0 }), nil
}

// group sorts the entries by image; the images are sorted by name.
func group(facts []fact) (images []string, byImage map[string][]catalogue.Entry) {
	byImage = map[string][]catalogue.Entry{}
	for _, f := range facts {
		if byImage[f.Image] == nil {
			images = append(images, f.Image)
		}
		byImage[f.Image] = append(byImage[f.Image], f.entry())
	}
	slices.Sort(images)
	return images, byImage
}

// entry is f as the catalogue keeps it.
func (f fact) entry() catalogue.Entry {
	certainty, _, _ := strings.Cut(f.Certainty, " ")
	env := f.Env
	if len(env) == 0 {
		env = nil
	}
	return catalogue.Pack(f.Tags, catalogue.Entry{
		OS:         f.OS,
		Entrypoint: f.Entrypoint,
		Cmd:        f.Cmd,
		Shell:      f.Shell,
		OnBuild:    f.OnBuild,
		Env:        env,
		User:       f.User,
		WorkingDir: f.Workdir,
		StopSignal: f.StopSignal,
		BinSh:      f.binSh(),
		Certainty:  certainty,
		Stale:      f.stale(),
		NoHealth:   withHealthcheck[f.Image],
	})
}

// withHealthcheck are the images with a HEALTHCHECK, which the facts file does
// not record. It is known to be the only one: the Dockerfiles of 41 of the
// repositories behind the official images were searched (2026-08), and the
// library's own policy is to have none.
var withHealthcheck = map[string]bool{"kong": true}

// binSh is what runs as /bin/sh (cmd on Windows), see sim.Base.BinSh. Two
// corrections: the debug variants of distroless have a shell, but not there;
// and .NET's distroless Dockerfiles take the packages of a distribution without
// its shell, so the distribution says nothing.
func (f fact) binSh() string {
	switch {
	case !f.HasShell, f.Sh == nil, strings.Contains(f.Dockerfile, "-distroless"):
		return "none"
	case f.OS == "windows", f.Sh.Path == "/bin/sh":
		return f.Sh.Is
	}
	return "none"
}
