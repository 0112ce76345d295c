package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help prints a command's own text and its flags.
func (a *app) help(cmd *cobra.Command, _ []string) {
	var out bytes.Buffer
	out.WriteString(cmd.Long)
	out.WriteString("\nFlags:\n\n")
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) { flagRow(table, f) })
	table.Flush()
	_, a.unhelpful = a.stdout.Write(out.Bytes())
}

// flagRow is a flag, the value it takes, and what it is for. The usage text
// begins with the value's name in backquotes.
func flagRow(w io.Writer, f *pflag.Flag) {
	short := "    "
	if f.Shorthand != "" {
		short = "-" + f.Shorthand + ", "
	}
	value, says := pflag.UnquoteUsage(f)
	if f.NoOptDefVal != "" { // a switch
		value = ""
	}
	if f.Name == "help" {
		says = "print this"
	}
	says = strings.TrimPrefix(says, value+" ")
	fmt.Fprintf(w, "  %s%s\t%s\n", short, strings.TrimSpace("--"+f.Name+" "+value), says)
}
