package main

import (
	"github.com/spf13/cobra"

	"explain/sim/report"
)

const matrixHelp = `explain matrix shows what starts for each way to start an image: with and
without words behind the image name, with and without --entrypoint.

  explain matrix
  explain matrix --target prod path/to/Dockerfile
  docker inspect my-image | explain matrix -
`

func (a *app) matrixCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "matrix [flags] [PATH]", Short: "every way to start the image, in one table", Long: matrixHelp,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.matrix(args) },
	}
	cmd.Flags().SortFlags = false
	a.inputFlags(cmd.Flags())
	a.styleFlags(cmd.Flags())
	return cmd
}

func (a *app) matrix(args []string) error {
	req, err := a.fileOnly(args)
	if err != nil {
		return err
	}
	m := report.NewMatrix(req)
	if m.Error != nil {
		return &failure{exitUnreadable, m.Error}
	}
	return report.MatrixText(a.stdout, m, a.style())
}
