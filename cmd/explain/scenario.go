package main

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"explain/examples"
	"explain/sim"
	"explain/sim/report"
	"explain/sim/scenario"
)

// scenarioRequest asks what a scenario file asks. Flags that were given win.
func (a *app) scenarioRequest(req *report.Request, name string) error {
	_, asked, err := a.readScenario(name)
	if err != nil {
		return err
	}
	asked.Bases = append(req.Bases, asked.Bases...)
	asked.Disable = append(asked.Disable, req.Disable...)
	asked.BuildArgs = overlay(asked.BuildArgs, req.BuildArgs)
	asked.HostEnv = overlay(asked.HostEnv, req.HostEnv)
	asked.Exact = asked.Exact || req.Exact
	asked.Target = cmp.Or(req.Target, asked.Target)
	asked.Platform = cmp.Or(req.Platform, asked.Platform)
	asked.Engine = cmp.Or(req.Engine, asked.Engine)
	*req = asked
	return nil
}

// readScenario reads a scenario and, if it names one, the Dockerfile that it is
// about. A path below examples/ that is no file here is one of ours.
func (a *app) readScenario(name string) (scenario.Scenario, report.Request, error) {
	f, err := a.readExample(name)
	if err != nil {
		return scenario.Scenario{}, report.Request{}, err
	}
	s, err := scenario.Read(name, f.Text)
	if err != nil {
		return s, report.Request{}, failed(exitUnreadable, asError(err, ""))
	}
	req := s.Request()
	if s.Dockerfile != "" {
		d, err := a.read(filepath.Join(filepath.Dir(name), filepath.FromSlash(s.Dockerfile)))
		if err != nil {
			return s, req, err
		}
		req.Files = append([]sim.File{d}, req.Files...)
	}
	return s, req, nil
}

func (a *app) readExample(name string) (sim.File, error) {
	f, err := a.read(name)
	dir, base := path.Split(filepath.ToSlash(name))
	if err == nil || dir != "examples/" {
		return f, err
	}
	data, ferr := fs.ReadFile(examples.FS, base)
	if errors.Is(ferr, fs.ErrNotExist) {
		return f, unreadable("examples are "+strings.Join(exampleNames(), ", "), "%s: there is no such file and no such example", name)
	}
	return sim.File{Name: name, Text: string(data)}, ferr
}

func exampleNames() (names []string) {
	paths, _ := fs.Glob(examples.FS, "*.txtar")
	for _, p := range paths {
		names = append(names, "examples/"+p)
	}
	return names
}

// overlay is under with the entries of over on top.
func overlay(under, over map[string]string) map[string]string {
	if under == nil {
		return over
	}
	for k, v := range over {
		under[k] = v
	}
	return under
}
