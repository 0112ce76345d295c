package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"explain/sim/report"
)

const renderHelp = `explain render prints a report that --format json wrote, as if it had been
asked for as text. It needs nothing but the report.

  explain --format json Dockerfile > report.json
  explain render < report.json
`

func (a *app) renderCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "render [flags] < report.json", Short: "the text of a report", Long: renderHelp,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.render(args) },
	}
	a.outputFlags(cmd.Flags(), formatText, formatJSON, formatMarkdown, formatArgv, formatShell)
	a.strictFlag(cmd.Flags())
	return cmd
}

func (a *app) render(args []string) error {
	path := "-"
	if len(args) == 1 {
		path = args[0]
	}
	f, err := a.read(path)
	if err != nil {
		return err
	}
	var rep report.Report
	if err := json.NewDecoder(strings.NewReader(f.Text)).Decode(&rep); err != nil {
		return notAReport(f.Name, err.Error())
	}
	if rep.Schema != report.Schema {
		return notAReport(f.Name, fmt.Sprintf("its schema is %d, not %d", rep.Schema, report.Schema))
	}
	return a.show(&rep)
}

func notAReport(name, why string) error {
	return unreadable("write one with: explain --format json PATH", "%s is no report of this version: %s", name, why)
}
