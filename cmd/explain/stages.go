package main

import (
	"github.com/spf13/cobra"

	"explain/sim/report"
)

const stagesHelp = `explain stages lists the stages of a Dockerfile, a line each: what it is built
from, whether the target needs it, and what an image built up to it would run.

  explain stages
  explain stages --target test path/to/Dockerfile
`

func (a *app) stagesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "stages [flags] [PATH]", Short: "the stages of a Dockerfile, a line each", Long: stagesHelp,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.stages(args) },
	}
	cmd.Flags().SortFlags = false
	a.inputFlags(cmd.Flags())
	a.outputFlags(cmd.Flags(), formatText, formatJSON)
	return cmd
}

func (a *app) stages(args []string) error {
	req, err := a.fileOnly(args)
	if err != nil {
		return err
	}
	req.Stages = true
	rep := report.New(req)
	if rep.Error != nil || a.format == formatJSON {
		return a.show(rep)
	}
	return report.StagesText(a.stdout, rep, a.style())
}

// fileOnly is the request of a verb that takes a PATH and no line.
func (a *app) fileOnly(args []string) (report.Request, error) {
	s, err := a.subjectOf(args)
	if err != nil {
		return report.Request{}, err
	}
	if s.isLine() {
		return report.Request{}, usage("put explain in front of the line, without a verb", "this verb takes a PATH, not a line")
	}
	return a.request(s)
}
