package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/report"
)

// basesFolder holds configurations of base images, below a folder of the
// project.
var basesFolder = filepath.Join(".explain", "bases")

// namedBases reads the files of --base.
func (a *app) namedBases() (bases []report.BaseFile, err error) {
	for _, v := range a.bases {
		ref, path, ok := strings.Cut(v, "=")
		if !ok || ref == "" || path == "" {
			return nil, usage("write --base REF=FILE, with what docker inspect REF prints in FILE", "--base %s names no file", v)
		}
		if i := slices.IndexFunc(bases, func(b report.BaseFile) bool { return sim.SameReference(b.Ref, ref) }); i >= 0 {
			return nil, usage("keep one of them: an image has one configuration", "--base says twice what %s is: %s and %s", ref, bases[i].File.Name, path)
		}
		f, err := a.read(path)
		if err != nil {
			return nil, err
		}
		bases = append(bases, report.BaseFile{Ref: ref, File: f})
	}
	return bases, nil
}

// foundBases adds .explain/bases/*.json of folder and of those above it, the
// nearest first, up to the one that holds .git.
func (a *app) foundBases(req *report.Request, folder string) error {
	dir, err := filepath.Abs(folder)
	if err != nil {
		return openError(folder, err)
	}
	for name := folder; ; name = filepath.Join(name, "..") {
		if err := a.basesIn(req, filepath.Join(name, basesFolder)); err != nil {
			return err
		}
		parent := filepath.Dir(dir)
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil || parent == dir {
			return nil
		}
		dir = parent
	}
}

// basesIn adds the *.json files of one folder, in the order of their names.
func (a *app) basesIn(req *report.Request, folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // not there, or not ours to read: then there is none
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".json" {
			continue
		}
		f, err := a.read(filepath.Join(folder, e.Name()))
		if err != nil {
			return err
		}
		req.Bases = append(req.Bases, report.BaseFile{File: f})
	}
	return nil
}
