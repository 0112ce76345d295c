package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

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
	return cmd
}

// test runs every scenario and counts.
func (a *app) test(paths []string, update bool) error {
	files, err := scenarioFiles(paths)
	if err != nil {
		return err
	}
	failed := 0
	for _, path := range files {
		bad, err := a.testOne(path, update)
		if err != nil {
			return err
		}
		a.printResult(path, bad)
		if len(bad) > 0 {
			failed++
		}
	}
	fmt.Fprintf(a.stdout, "%d passed, %d failed\n", len(files)-failed, failed)
	if failed > 0 {
		return &failure{status: exitFound}
	}
	return nil
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
			if err := replaceFile(path, s.Format()); err != nil {
				return nil, err
			}
		}
	}
	return s.Compare(rep), nil
}

func (a *app) printResult(path string, bad []scenario.Mismatch) {
	if len(bad) == 0 {
		fmt.Fprintf(a.stdout, "ok    %s\n", path)
		return
	}
	fmt.Fprintf(a.stdout, "FAIL  %s\n", path)
	for _, m := range bad {
		fmt.Fprintf(a.stdout, "      %s:\n", m.Section)
		for _, l := range strings.SplitAfter(strings.TrimSuffix(m.String(), "\n"), "\n") {
			fmt.Fprintf(a.stdout, "        %s", l)
		}
		fmt.Fprintln(a.stdout)
	}
}

// scenarioFiles is paths with each folder replaced by the scenarios below it.
func scenarioFiles(paths []string) (files []string, err error) {
	for _, path := range paths {
		st, err := os.Stat(path)
		if err != nil {
			return nil, openError(path, err)
		}
		if !st.IsDir() {
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
