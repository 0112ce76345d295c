package main

import (
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"explain/sim"
	"explain/sim/diagnose"
	"explain/sim/near"
	"explain/sim/report"
)

const errorHelp = `explain error goes from a message of an engine, a runtime or a shell, or from a
bare exit code, to its causes: the likeliest first, each with one command that
decides it. With a Dockerfile or what docker inspect prints it strikes out what
cannot be, and with the line that was typed still more.

  explain error 'exec /app/start.sh: no such file or directory'
  explain error 137
  docker compose logs 2>&1 | explain error -
  explain error - -f Dockerfile --line 'docker run app serve' < log
  docker inspect CONTAINER | explain error -
  explain error                              all outcomes, a line each
  explain error exec-format-error            the page of one

It exits with 1 when nothing is recognised.
`

func (a *app) errorCommand() *cobra.Command {
	var typed string
	cmd := &cobra.Command{
		Use: "error [flags] [TEXT | ID | -]", Short: "from a message to its causes", Long: errorHelp,
		RunE: func(_ *cobra.Command, args []string) error { return a.fromMessage(args, typed) },
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&typed, "line", "", "`LINE` that started it: docker run ...")
	a.inputFlags(cmd.Flags())
	a.outputFlags(cmd.Flags(), formatText, formatJSON, formatMarkdown)
	return cmd
}

// fromMessage lists the outcomes, shows the page of one, or reads a message.
func (a *app) fromMessage(args []string, typed string) error {
	if len(args) == 0 {
		if a.file != "" || typed != "" {
			return usage("give the message, or - for standard input: explain error - -f Dockerfile", "there is no message to go by")
		}
		return a.listOutcomes()
	}
	if len(args) == 1 {
		if o, ok := diagnose.ByID(args[0]); ok {
			return a.outcomePage(o)
		}
	}
	req, err := a.messageRequest(args, typed)
	if err != nil {
		return err
	}
	return a.showDiagnoses(report.New(req), args)
}

// messageRequest reads the message, then what it is held against.
func (a *app) messageRequest(args []string, typed string) (report.Request, error) {
	message, err := a.message(args)
	if err != nil {
		return report.Request{}, err
	}
	var req report.Request
	switch {
	case typed != "":
		req, err = a.request(subject{line: typed})
	case a.file != "":
		req, err = a.request(subject{path: a.file})
	default:
		req, err = a.circumstances()
	}
	req.Message = message
	return req, err
}

// message is the words of the line, standard input, or a file that is named in
// place of a text.
func (a *app) message(args []string) (string, error) {
	text := strings.Join(args, " ")
	if strings.TrimSpace(text) == "" {
		return "", usage("give the message in quotes, or - for standard input", "the message is empty")
	}
	if len(args) == 1 && (text == "-" || !strings.ContainsAny(text, " \n") && !isNumber(text) && isFile(text)) {
		f, err := a.read(text)
		if err == nil && strings.TrimSpace(f.Text) == "" {
			return "", unreadable("pipe a log or a message in: docker logs CONTAINER 2>&1 | explain error -", "%s is empty", f.Name)
		}
		return f.Text, err
	}
	return text, nil
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// showDiagnoses prints them. That nothing is recognised is no fault of the input,
// and not an answer either: status 1.
func (a *app) showDiagnoses(rep *report.Report, args []string) error {
	if rep.Error != nil && rep.Diagnoses != nil && len(rep.Diagnoses) == 0 {
		if len(args) == 1 {
			if meant := near.Name(args[0], diagnose.IDs()); meant != "" {
				rep.Error.Hint = "did you mean explain error " + meant + "?"
			}
		}
		return &failure{exitFound, rep.Error, rep}
	}
	return a.show(rep)
}

// outcomeEntry is an outcome as the list has it.
type outcomeEntry struct {
	ID      string `json:"id"`
	Message string `json:"message"`
	Codes   []int  `json:"exitCodes"`
	By      string `json:"by"`
	Means   string `json:"means"`
}

func (a *app) listOutcomes() error {
	if a.format == formatJSON {
		doc := struct {
			Schema   int            `json:"schema"`
			Outcomes []outcomeEntry `json:"outcomes"`
			Error    *sim.Error     `json:"error"`
		}{report.Schema, nil, nil}
		for i := range diagnose.Outcomes {
			o := diagnose.Outcomes[i]
			doc.Outcomes = append(doc.Outcomes, outcomeEntry{o.ID, o.Message, append([]int{}, o.Codes...), o.By, o.Title(o.Means)})
		}
		return a.document(doc)
	}
	var b strings.Builder
	style := a.style()
	b.WriteString("Outcomes: what a start can end with, by its message.\n\n")
	for i := range diagnose.Outcomes {
		o := diagnose.Outcomes[i]
		says := o.Message
		if codes := codeList(o.Codes); codes != "" && !strings.HasPrefix(o.ID, "exit-code-") {
			says += " (" + codes + ")"
		}
		b.WriteString(entry(o.ID, style.Prose(says), style.Width))
	}
	_, err := io.WriteString(a.stdout, b.String())
	return err
}

func codeList(codes []int) string {
	var out []string
	for _, c := range codes {
		out = append(out, strconv.Itoa(c))
	}
	return strings.Join(out, ", ")
}

// outcomePage prints the page of an outcome.
func (a *app) outcomePage(o *diagnose.Outcome) error {
	text, err := page("errors/" + o.ID + ".md")
	if err != nil {
		return err
	}
	if a.format == formatJSON {
		return a.document(ruleDocument{Schema: report.Schema, Kind: "error", ID: o.ID, Title: o.Message, Source: o.Source, Codes: o.Codes, Rules: o.Rules, Page: text})
	}
	_, err = io.WriteString(a.stdout, a.style().Page(text))
	return err
}
