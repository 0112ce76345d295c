package main

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"explain/docs"
	"explain/sim"
	"explain/sim/check"
	"explain/sim/report"
)

const ruleHelp = `explain rule lists the rules by which images are built and containers start,
or shows the page of one rule or check. It also takes the names that BuildKit
and hadolint use.

  explain rule
  explain rule entrypoint-resets-cmd
  explain rule DL3025
`

func (a *app) ruleCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "rule [ID]", Short: "the rules, or one rule's page", Long: ruleHelp,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRules()
			}
			return a.rulePage(args[0])
		},
	}
	a.outputFlags(cmd.Flags(), formatText, formatJSON)
	return cmd
}

// listRules prints the table of semantics, then that of opinions.
func (a *app) listRules() error {
	if a.format == formatJSON {
		rep := emptyReport()
		rep.Rules = sim.Rules
		return report.JSON(a.stdout, rep)
	}
	var b strings.Builder
	width := a.style().Width
	b.WriteString("Rules: what the platform does.\n\n")
	for _, r := range sim.Rules {
		b.WriteString(entry(string(r.ID), r.Title, width))
	}
	b.WriteString("\nChecks: what is worth mending.\n\n")
	for _, c := range check.All {
		b.WriteString(entry(c.ID, c.Title, width))
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

// entry is a name and, in a column beside it, what it stands for.
func entry(name, says string, width int) string {
	const column = 36
	out := fmt.Sprintf("  %-*s", column-2, name)
	at := column
	for _, word := range strings.Fields(says) {
		n := utf8.RuneCountInString(word)
		if at > column && at+1+n > width {
			out += "\n" + strings.Repeat(" ", column)
			at = column
		}
		if at > column {
			out += " "
			at++
		}
		out += word
		at += n
	}
	return out + "\n"
}

// rulePage prints the page of a rule or a check, by any of its names.
func (a *app) rulePage(name string) error {
	if _, ok := sim.RuleByID(sim.RuleID(name)); ok {
		return a.page("rules/" + name + ".md")
	}
	if c, ok := check.ByName(name); ok {
		return a.page("checks/" + c.ID + ".md")
	}
	return noSuchRule("there is no rule and no check %q", name)
}

func noSuchRule(format, name string) error {
	hint := "see explain rule for all of them"
	if near := nearest(name, ruleNames()); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usage(hint, format, name)
}

func (a *app) page(path string) error {
	text, err := fs.ReadFile(docs.FS, path)
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(text)
	return err
}

func ruleNames() (names []string) {
	for _, r := range sim.Rules {
		names = append(names, string(r.ID))
	}
	for _, c := range check.All {
		names = append(names, c.ID)
	}
	return names
}
