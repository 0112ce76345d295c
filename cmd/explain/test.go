package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"explain/sim"
	"explain/sim/report"
	"explain/sim/scenario"
)

const testHelp = `explain test runs scenario files as tests of your own images. A folder stands
for the *.txtar files below it.

  explain test tests/

A scenario names a Dockerfile, a line, and what must come of it:

  The image serves when nothing else is asked for.

  dockerfile: ../Dockerfile
  -- run --
  docker run app
  -- argv --
  ["/app", "serve"]

Sections that may be expected: argv, image, outcome, error, trace, findings,
text, json, markdown. --update rewrites them, except argv and image.
`

func (a *app) testCommand() *cobra.Command {
	var update bool
	cmd := &cobra.Command{
		Use: "test [flags] PATH...", Short: "scenario files as tests of your own images", Long: testHelp,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.test(args, update) },
	}
	cmd.Flags().BoolVar(&update, "update", false, "rewrite what the scenarios expect, except argv and image")
	a.formatFlag(cmd.Flags(), formatText, formatJSON)
	return cmd
}

// testDocument is what --format json prints.
type testDocument struct {
	Schema  int          `json:"schema"`
	Passed  int          `json:"passed"`
	Failed  int          `json:"failed"`
	Results []testResult `json:"results"`
	Error   *sim.Error   `json:"error"`
}

// testResult is one scenario: it passes if nothing in it differs.
type testResult struct {
	File    string       `json:"file"`
	Passed  bool         `json:"passed"`
	Differs []difference `json:"differs"`
}

// difference is a section that the scenario expects, and what came.
type difference struct {
	Section string `json:"section"`
	Want    string `json:"want"`
	Got     string `json:"got"`
}

// test runs every scenario and counts.
func (a *app) test(paths []string, update bool) error {
	files, err := scenarioFiles(paths)
	if err != nil {
		return err
	}
	doc := testDocument{Schema: report.Schema, Results: []testResult{}}
	for _, path := range files {
		bad, err := a.testOne(path, update)
		if err != nil {
			return err
		}
		doc.add(path, bad)
		if err := a.printResult(path, bad); err != nil {
			return err
		}
	}
	if err := a.printTally(doc); err != nil {
		return err
	}
	if doc.Failed > 0 {
		return &failure{status: exitFound}
	}
	return nil
}

func (d *testDocument) add(path string, bad []scenario.Mismatch) {
	r := testResult{File: path, Passed: len(bad) == 0, Differs: []difference{}}
	for _, m := range bad {
		r.Differs = append(r.Differs, difference{m.Section, m.Want, m.Got})
	}
	if d.Results = append(d.Results, r); r.Passed {
		d.Passed++
	} else {
		d.Failed++
	}
}

// printTally is all there is with --format json.
func (a *app) printTally(doc testDocument) error {
	if a.format == formatJSON {
		return a.document(doc)
	}
	_, err := fmt.Fprintf(a.stdout, "%d passed, %d failed\n", doc.Passed, doc.Failed)
	return err
}

func (a *app) testOne(path string, update bool) ([]scenario.Mismatch, error) {
	s, req, err := a.readScenario(path)
	if err != nil {
		return nil, err
	}
	rep := report.New(req)
	if update {
		before := s.Format()
		if s = s.Update(rep); s.Format() != before {
			if err := a.replaceFile(path, s.Format()); err != nil {
				return nil, err
			}
		}
	}
	return s.Compare(rep), nil
}

// printResult says at once how a scenario went.
func (a *app) printResult(path string, bad []scenario.Mismatch) error {
	if a.format == formatJSON {
		return nil
	}
	var out strings.Builder
	verdict, style := "ok  ", a.style()
	if len(bad) > 0 {
		verdict = "FAIL"
	}
	fmt.Fprintf(&out, "%s  %s\n", verdict, style.Verbatim(path))
	for _, m := range bad {
		fmt.Fprintf(&out, "      %s:\n", m.Section)
		for _, l := range strings.Split(strings.TrimSuffix(m.String(), "\n"), "\n") {
			fmt.Fprintf(&out, "        %s\n", style.Verbatim(l))
		}
	}
	_, err := io.WriteString(a.stdout, out.String())
	return err
}

// scenarioFiles is paths with each folder replaced by the scenarios below it.
func scenarioFiles(paths []string) (files []string, err error) {
	for _, path := range paths {
		st, err := os.Stat(path)
		if err != nil {
			return nil, openError(path, err)
		}
		if !st.IsDir() {
			if filepath.Ext(path) != ".txtar" {
				return nil, unreadable("a scenario is a text file NAME.txtar: see explain test --help", "%s: this is not a scenario file", path)
			}
			files = append(files, path)
			continue
		}
		before := len(files)
		err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(p) == ".txtar" {
				files = append(files, p)
			}
			return err
		})
		if err != nil {
			return nil, openError(path, err)
		}
		if len(files) == before {
			return nil, unreadable("a scenario is a text file NAME.txtar: see explain test --help", "%s: there is no scenario in this folder", path)
		}
	}
	return files, nil
}
