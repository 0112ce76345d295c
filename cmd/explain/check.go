package main

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"explain/sim"
	"explain/sim/check"
	"explain/sim/report"
)

const checkHelp = `explain check says what is worth mending in Dockerfiles, and nothing else. It
exits with 1 when there is a warning or an error.

  explain check Dockerfile services/*/Dockerfile
  explain check --fix Dockerfile             mend what is safe to mend
  explain check --disable exec-form .        without one of the checks

A comment "# explain ignore=ID" above an instruction silences a check there.
`

func (a *app) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "check [flags] PATH...", Short: "what is worth mending", Long: checkHelp,
		RunE: func(_ *cobra.Command, args []string) error { return a.check(args) },
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&a.fix, "fix", false, "mend what is safe to mend, in the files themselves")
	a.inputFlags(cmd.Flags())
	a.outputFlags(cmd.Flags(), formatText, formatJSON)
	return cmd
}

// check reads every file before it changes or prints anything.
func (a *app) check(args []string) error {
	reqs, err := a.checkRequests(args)
	if err != nil {
		return err
	}
	reps := make([]*report.Report, len(reqs))
	for i, req := range reqs {
		if reps[i] = report.New(req); reps[i].Error != nil {
			return noAnswer(reps[i])
		}
	}
	if a.fix {
		if err := a.fixAll(reqs, reps); err != nil {
			return err
		}
	}
	merged := findingsOnly(reps)
	if err := a.printFindings(merged); err != nil {
		return err
	}
	if countSerious(merged.Findings) > 0 {
		return &failure{status: exitFound}
	}
	return nil
}

// checkRequests is one question per file, also if it is named twice; without a
// path, about the Dockerfile of this folder.
func (a *app) checkRequests(args []string) ([]report.Request, error) {
	if len(args) == 0 {
		req, err := a.fileOnly(nil)
		req.Check = true
		return []report.Request{req}, err
	}
	var reqs []report.Request
	seen := map[string]bool{}
	for _, arg := range args {
		path := realPath(arg)
		if seen[path] && arg != "-" {
			continue
		}
		seen[path] = true
		if a.fix && strings.HasSuffix(arg, ".txtar") {
			return nil, usage("copy the Dockerfile into a file of its own", "--fix cannot write into the scenario %s", arg)
		}
		req, err := a.fileOnly([]string{arg})
		if err != nil {
			return nil, err
		}
		req.Check = true
		reqs = append(reqs, req)
	}
	return reqs, nil
}

// realPath is the one path of a file, whichever way it is named.
func realPath(arg string) string {
	path, err := resolve(arg)
	if err != nil {
		return arg
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return arg
	}
	if path, err = filepath.Abs(path); err != nil {
		return arg
	}
	return path
}

// findingsOnly is one report on all files, with their findings at its top.
func findingsOnly(reps []*report.Report) *report.Report {
	all := emptyReport()
	seen := map[sim.RuleID]bool{}
	for _, rep := range reps {
		all.Files = append(all.Files, rep.Files...)
		for _, ans := range rep.Answers {
			all.Findings = append(append(all.Findings, refused(ans)...), ans.Findings...)
		}
		all.Findings = append(all.Findings, rep.Findings...)
	}
	for _, f := range all.Findings {
		for _, id := range f.Rules {
			if r, ok := sim.RuleByID(id); ok && !seen[id] {
				seen[id] = true
				all.Rules = append(all.Rules, r)
			}
		}
	}
	return all
}

// refused is a finding for a Dockerfile that the builder refuses.
func refused(ans report.Answer) []report.Finding {
	o := ans.Outcome
	if o.Phase != sim.PhaseBuild {
		return nil
	}
	return []report.Finding{{
		Check: string(o.Rule), Severity: check.Error, Span: o.Span, Message: o.Message,
		Related: []check.Related{}, Rules: []sim.RuleID{o.Rule}, Fixes: []check.Fix{},
	}}
}

func (a *app) printFindings(rep *report.Report) error {
	if a.format == formatJSON {
		return a.document(rep)
	}
	var out bytes.Buffer
	if err := report.FindingsText(&out, rep, a.style()); err != nil {
		return err
	}
	_, err := a.stdout.Write(out.Bytes())
	return err
}
