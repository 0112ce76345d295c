package scenario

import (
	"strings"

	"golang.org/x/tools/txtar"

	"explain/sim"
	"explain/sim/invoke"
	"explain/sim/report"
)

// The input sections.
const (
	secDockerfile = "Dockerfile"
	secInspect    = "inspect.json"
	secRun        = "run"
	prefixBase    = "base/"
	prefixBases   = ".explain/bases/"
	prefixHost    = "hostfile/"
)

var inputNames = []string{secDockerfile, secInspect, secRun, prefixBase + "REF.json", prefixBases + "NAME.json", prefixHost + "NAME"}

func isInput(name string) bool {
	switch name {
	case secDockerfile, secInspect, secRun:
		return true
	}
	return strings.HasPrefix(name, prefixHost) ||
		strings.HasSuffix(name, ".json") && (strings.HasPrefix(name, prefixBase) || strings.HasPrefix(name, prefixBases))
}

// Request is what the scenario asks.
func (s Scenario) Request() report.Request {
	req := report.Request{
		Target: s.Target, BuildArgs: s.BuildArgs, HostEnv: s.HostEnv,
		Platform: s.Platform, Engine: s.Engine, Exact: s.Exact, Disable: s.Disable,
	}
	for _, f := range s.sections {
		s.addInput(&req, f)
	}
	return req
}

func (s Scenario) addInput(req *report.Request, f txtar.File) {
	text := s.fileText(f)
	switch {
	case f.Name == secDockerfile, f.Name == secInspect:
		req.Files = append(req.Files, sim.File{Name: f.Name, Text: text})
	case f.Name == secRun:
		req.Line = invoke.WithoutNewline(text)
	case strings.HasPrefix(f.Name, prefixBase):
		ref := strings.TrimSuffix(strings.TrimPrefix(f.Name, prefixBase), ".json")
		req.Bases = append(req.Bases, report.BaseFile{Ref: ref, File: sim.File{Name: f.Name, Text: text}})
	case strings.HasPrefix(f.Name, prefixBases):
		req.Bases = append(req.Bases, report.BaseFile{File: sim.File{Name: f.Name, Text: text}})
	case strings.HasPrefix(f.Name, prefixHost):
		req.HostFiles = append(req.HostFiles, report.HostFile{Name: strings.TrimPrefix(f.Name, prefixHost), Text: text})
	}
}

// fileText is a section as the file it stands for: a section always ends in a
// newline, a file need not.
func (s Scenario) fileText(f txtar.File) string {
	if s.chomp[f.Name] {
		return strings.TrimSuffix(string(f.Data), "\n")
	}
	return string(f.Data)
}
