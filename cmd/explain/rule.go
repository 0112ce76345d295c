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
	"explain/sim/near"
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
		return a.document(rep)
	}
	var b strings.Builder
	style := a.style()
	b.WriteString("Rules: what the platform does.\n\n")
	for _, r := range sim.Rules {
		b.WriteString(entry(string(r.ID), style.Prose(r.Title), style.Width))
	}
	b.WriteString("\nChecks: what is worth mending.\n\n")
	for _, c := range check.All {
		b.WriteString(entry(c.ID, style.Prose(c.Title), style.Width))
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
	doc, err := ruleDocumentOf(name)
	switch {
	case err != nil:
		return err
	case a.format == formatJSON:
		return a.document(doc)
	}
	_, err = io.WriteString(a.stdout, a.style().Page(doc.Page))
	return err
}

// ruleDocument is what is known of a rule or of a check: Kind says which.
type ruleDocument struct {
	Schema int    `json:"schema"`
	Kind   string `json:"kind"`
	ID     string `json:"id"`
	Title  string `json:"title"`
	// Of a rule: whose it is, and what makes it true.
	Actor  sim.Actor `json:"actor,omitempty"`
	Source string    `json:"source,omitempty"`
	// Of a check: how bad it is, the rules that make it so, other tools' names.
	Severity check.Severity `json:"severity,omitempty"`
	Rules    []sim.RuleID   `json:"rules,omitempty"`
	Names    []string       `json:"names,omitempty"`
	// Of an outcome: its exit codes. It has a source and rules, too.
	Codes []int      `json:"exitCodes,omitempty"`
	Page  string     `json:"page"` // Markdown
	Error *sim.Error `json:"error"`
}

func ruleDocumentOf(name string) (doc ruleDocument, err error) {
	if r, ok := sim.RuleByID(sim.RuleID(name)); ok {
		doc = ruleDocument{Kind: "rule", ID: string(r.ID), Title: r.Title, Actor: r.Actor, Source: r.Source}
	} else if c, ok := check.ByName(name); ok {
		doc = ruleDocument{Kind: "check", ID: c.ID, Title: c.Title, Severity: c.Severity, Rules: c.Rules, Names: strings.Fields(c.BuildKit + " " + c.Hadolint)}
	} else {
		return doc, noSuchRule("there is no rule and no check %q", name, ruleNames())
	}
	doc.Schema = report.Schema
	doc.Page, err = page(doc.Kind + "s/" + doc.ID + ".md")
	return doc, err
}

// noSuchRule says which one of names may be meant.
func noSuchRule(format, name string, names []string) error {
	hint := "see explain rule for all of them"
	if meant := near.Name(name, names); meant != "" {
		hint = "did you mean " + meant + "?"
	}
	return usage(hint, format, name)
}

func page(path string) (string, error) {
	text, err := fs.ReadFile(docs.FS, path)
	return string(text), err
}

func ruleNames() (names []string) {
	for _, r := range sim.Rules {
		names = append(names, string(r.ID))
	}
	return append(names, check.IDs()...)
}
