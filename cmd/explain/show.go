package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"explain/sim"
	"explain/sim/check"
	"explain/sim/report"
)

// show prints a report and says with which status explain ends.
func (a *app) show(rep *report.Report) error {
	if rep.Error != nil {
		return noAnswer(rep)
	}
	if err := a.print(rep); err != nil {
		return err
	}
	if a.strict {
		return strictly(rep)
	}
	return nil
}

// print writes the report in the format that was asked for, all of it or
// nothing.
func (a *app) print(rep *report.Report) error {
	if a.format == formatJSON {
		return a.document(rep) // it cannot fail half-way, and may be long
	}
	var out bytes.Buffer
	if err := a.draw(&out, rep); err != nil {
		return err
	}
	_, err := a.stdout.Write(out.Bytes())
	return err
}

// noAnswer ends explain with the error of a report.
func noAnswer(rep *report.Report) error {
	return &failure{exitUnreadable, rep.Error, rep}
}

// document writes a JSON document, which is all that goes to standard output.
func (a *app) document(doc any) error {
	a.answered = true
	if rep, ok := doc.(*report.Report); ok {
		return report.JSON(a.stdout, rep)
	}
	return report.Encode(a.stdout, doc)
}

// emptyReport is the document with nothing in it.
func emptyReport() *report.Report { return report.Failed(nil) }

func (a *app) draw(w io.Writer, rep *report.Report) error {
	switch a.format {
	case formatMarkdown:
		if rep.Diagnoses != nil {
			return report.DiagnosesMarkdown(w, rep)
		}
		return report.Markdown(w, rep)
	case formatArgv:
		return certain(w, rep, report.ArgvJSON)
	case formatShell:
		return certain(w, rep, report.ShellLine)
	}
	if rep.Diagnoses != nil {
		return report.DiagnosesText(w, rep, a.style())
	}
	return report.Text(w, rep, a.style())
}

// certain prints an argv, or nothing and the reason why it is not certain.
func certain(w io.Writer, rep *report.Report, line func(*report.Report) (string, error)) error {
	text, err := line(rep)
	if err != nil {
		return failed(exitFound, asError(err, "see explain without --format for what is known"))
	}
	_, err = fmt.Fprintln(w, text)
	return err
}

// asError is err with its own place and hint, or with this hint.
func asError(err error, hint string) *sim.Error {
	var se *sim.Error
	if errors.As(err, &se) {
		return se
	}
	return &sim.Error{Msg: err.Error(), Hint: hint}
}

// strictly says why --strict is not met.
func strictly(rep *report.Report) error {
	for _, ans := range rep.Answers {
		switch {
		case ans.Outcome.Phase != "" && ans.Outcome.Phase != sim.PhaseRunning:
			return notStrict("%s: it fails (%s)", ans.Title, ans.Outcome.Phase)
		case ans.Process != nil && !ans.Process.Certain:
			return notStrict("%s: the argv is not certain", ans.Title)
		}
		if n := countSerious(ans.Findings); n > 0 {
			return notStrict("%s: %d of the findings are warnings or errors", ans.Title, n)
		}
	}
	if n := countSerious(rep.Findings); n > 0 {
		return notStrict("%d of the findings are warnings or errors", n)
	}
	return nil
}

func notStrict(format string, args ...any) error {
	return failed(exitFound, &sim.Error{Msg: "--strict: " + fmt.Sprintf(format, args...)})
}

// countSerious counts the findings that decide over exit statuses.
func countSerious(fs []report.Finding) (n int) {
	for _, f := range fs {
		if f.Severity == check.Error || f.Severity == check.Warning {
			n++
		}
	}
	return n
}
