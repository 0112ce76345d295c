package main

import (
	"github.com/spf13/cobra"

	"explain/sim/report"
)

const matrixHelp = `explain matrix shows what starts for each way to write ENTRYPOINT and CMD, and
for each way to start the image: with and without words behind the image name,
with and without --entrypoint.

  explain matrix
  explain matrix --target prod path/to/Dockerfile
  docker inspect my-image | explain matrix -

In a folder without a Dockerfile it shows the table for all images.
`

func (a *app) matrixCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "matrix [flags] [PATH]", Short: "every way to start the image, in one table", Long: matrixHelp,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.matrix(args) },
	}
	cmd.Flags().SortFlags = false
	a.inputFlags(cmd.Flags())
	a.outputFlags(cmd.Flags(), formatText, formatJSON)
	return cmd
}

func (a *app) matrix(args []string) error {
	req, err := a.matrixRequest(args)
	if err != nil {
		return err
	}
	m := report.NewMatrix(req)
	switch {
	case m.Error != nil:
		return failed(exitUnreadable, m.Error)
	case a.format == formatJSON:
		return a.document(m)
	}
	return report.MatrixText(a.stdout, m, a.style())
}

// matrixRequest is empty when there is nothing in particular to ask about.
func (a *app) matrixRequest(args []string) (report.Request, error) {
	if len(args) == 0 && a.file == "" && dockerfileIn(a.folder()) == "" {
		return a.circumstances()
	}
	return a.fileOnly(args)
}
