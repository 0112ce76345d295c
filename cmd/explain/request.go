package main

import (
	"os"
	"path/filepath"
	"strings"

	"explain/sim"
	"explain/sim/check"
	"explain/sim/invoke"
	"explain/sim/report"
)

// request turns flags and what they are about into the one question.
func (a *app) request(s subject) (report.Request, error) {
	req, err := a.circumstances()
	if err != nil {
		return req, err
	}
	if s.isLine() {
		err = a.lineRequest(&req, s)
	} else {
		err = a.fileRequest(&req, s)
	}
	return req, err
}

// circumstances is a request with everything but what it is about.
func (a *app) circumstances() (req report.Request, err error) {
	req = report.Request{Target: a.target, Platform: a.platform, Exact: a.exact, Disable: a.disable}
	if req.Engine, err = engineProfile(a.engine); err != nil {
		return req, err
	}
	if a.platform != "" && strings.Count(a.platform, "/") == 0 {
		return req, usage("write OS/ARCH, such as linux/arm64", "--platform %s has no architecture", a.platform)
	}
	for _, id := range a.disable {
		if _, ok := check.ByName(id); !ok {
			return req, noSuchRule("there is no check %q", id, check.IDs())
		}
	}
	if req.BuildArgs, err = pairs("build-arg", a.buildArgs); err != nil {
		return req, err
	}
	if req.HostEnv, err = pairs("host-env", a.hostEnv); err != nil {
		return req, err
	}
	if a.context != "" {
		if st, err := os.Stat(a.context); err != nil || !st.IsDir() {
			return req, unreadable("give the folder that docker build is given", "--context %s is no folder", a.context)
		}
	}
	req.Bases, err = a.namedBases()
	return req, err
}

// lineRequest asks about a command line. Its image is built from -f; else the
// Dockerfile next to us is offered, for the case that nothing else says what
// the image is.
func (a *app) lineRequest(req *report.Request, s subject) error {
	req.Line, req.Argv = s.line, s.argv
	folder := a.folder()
	if a.file != "" {
		f, err := a.read(a.file)
		if err != nil {
			return err
		}
		req.Files = []sim.File{f}
		folder = filepath.Dir(a.file)
	} else if path := dockerfileIn(folder); path != "" {
		if f, err := a.read(path); err == nil {
			req.Default = &f
		}
	}
	if err := a.foundBases(req, folder); err != nil {
		return err
	}
	return a.hostFiles(req)
}

// fileRequest asks about a file: a Dockerfile, docker inspect's output, a
// scenario, or a pasted command line on standard input.
func (a *app) fileRequest(req *report.Request, s subject) error {
	if s.guess {
		if err := notThere(s.path); err != nil {
			return err
		}
	}
	path, err := resolve(s.path)
	if err != nil {
		return err
	}
	if strings.HasSuffix(path, ".txtar") {
		return a.scenarioRequest(req, path)
	}
	f, err := a.read(path)
	if err != nil {
		return err
	}
	if path == "-" && looksLikeLine(f.Text) {
		return a.lineRequest(req, subject{line: invoke.WithoutNewline(f.Text)})
	}
	req.Files = []sim.File{f}
	return a.foundBases(req, filepath.Dir(path))
}

// folder is where the Dockerfile is looked for: the build context, else here.
func (a *app) folder() string {
	if a.context != "" {
		return a.context
	}
	return "."
}

// hostFiles reads the files that the line itself names. One that cannot be
// opened is no complaint of ours: the docker client's is what is explained.
func (a *app) hostFiles(req *report.Request) error {
	seen := map[string]bool{}
	for _, name := range report.HostFiles(*req) {
		if seen[name] {
			continue
		}
		seen[name] = true
		h, err := hostFile(name)
		if err != nil {
			return err
		}
		req.HostFiles = append(req.HostFiles, h)
	}
	return nil
}

func hostFile(name string) (report.HostFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return report.HostFile{Name: name, Missing: err.Error()}, nil
	}
	defer f.Close()
	file, err := readText(name, f)
	return report.HostFile{Name: name, Text: file.Text}, err
}
