package main

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"explain/sim"
	"explain/sim/check"
	"explain/sim/report"
)

// maxRounds ends the mending of a file in which each fix makes room for another.
const maxRounds = 10

// fixAll mends the files and puts the reports on what is left in reps.
func (a *app) fixAll(reqs []report.Request, reps []*report.Report) error {
	for _, req := range reqs {
		if err := mendable(req); err != nil {
			return err
		}
	}
	for i := range reqs {
		before := reqs[i].Files[0]
		var fixed int
		reps[i], fixed = mend(&reqs[i], reps[i])
		if fixed == 0 {
			continue
		}
		if err := a.replaceFile(before.Name, reqs[i].Files[0].Text); err != nil {
			return err
		}
		a.say(fmt.Sprintf("%s: %d mended", before.Name, fixed))
	}
	return nil
}

// mend applies the safe fixes of a file, round after round, until none is left.
func mend(req *report.Request, rep *report.Report) (*report.Report, int) {
	total := 0
	for range maxRounds {
		f := &req.Files[0]
		edits, n := safeEdits(*f, findingsOnly([]*report.Report{rep}).Findings)
		text, err := check.Apply(f.Text, edits)
		if n == 0 || err != nil {
			break
		}
		f.Text = text
		total += n
		rep = report.New(*req)
	}
	return rep, total
}

// safeEdits takes one safe fix of each finding; one that would overlap another
// has to wait for the next round.
func safeEdits(f sim.File, findings []report.Finding) (edits []check.Edit, n int) {
	for _, finding := range findings {
		i := slices.IndexFunc(finding.Fixes, func(fix check.Fix) bool { return fix.Safe })
		if i < 0 || finding.Span.File != f.Name {
			continue
		}
		more := append(slices.Clone(edits), finding.Fixes[i].Edits...)
		if _, err := check.Apply(f.Text, more); err == nil {
			edits, n = more, n+1
		}
	}
	return edits, n
}

// mendable refuses what cannot be written back as it was read.
func mendable(req report.Request) error {
	f := req.Files[0]
	switch {
	case f.Name == stdinName || !isFile(f.Name):
		return usage("give the path of a Dockerfile: explain check --fix PATH", "--fix cannot write %s", f.Name)
	case !utf8.ValidString(f.Text):
		return unreadable("save it as UTF-8 first", "%s is not UTF-8: --fix would change more than it mends", f.Name)
	}
	return nil
}
