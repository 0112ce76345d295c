package report

import (
	"slices"

	"explain/sim"
	"explain/sim/diagnose"
	"explain/sim/image"
)

// messageName is what the pasted text is called.
const messageName = "message"

// explainMessage goes from a message to its causes, and holds them against what
// else the request holds. What cannot be read of that is said, and strikes nothing
// out.
func (e *explainer) explainMessage() *sim.Error {
	err := e.explainCase()
	if err != nil {
		e.report.Answers, e.first = nil, nil
	}
	e.report.Diagnoses = e.diagnoses()
	if err == nil && len(e.report.Diagnoses) == 0 {
		return nothingRecognised()
	}
	return err
}

// nothingRecognised is what is said of a text in which there is no message.
func nothingRecognised() *sim.Error {
	return &sim.Error{
		Msg:  "this text holds no message of an engine, a runtime or a shell, and no exit code",
		Hint: "paste the lines around it too, or what this prints: docker inspect -f '{{.State.ExitCode}} {{.State.Error}}' CONTAINER",
	}
}

// explainCase answers for the line or the file that is given beside the message, if
// there is one. The message may itself be what docker inspect prints.
func (e *explainer) explainCase() *sim.Error {
	switch {
	case e.req.Line != "" || len(e.req.Argv) > 0:
		return e.explainLine()
	case len(e.req.Files) > 0:
		return e.explainFile()
	case image.Recognise(e.req.Message) && e.explainObjects(sim.File{Name: messageName, Text: e.req.Message}) != nil:
		e.report.Answers, e.report.Files, e.first = nil, nil, nil
	}
	return nil
}

// diagnoses are those of the answer that predicts the message, or else of the
// first one.
func (e *explainer) diagnoses() (out []diagnose.Diagnosis) {
	for i := range e.report.Answers {
		found := diagnose.Explain(e.req.Message, e.caseOf(&e.report.Answers[i]))
		predicted := slices.ContainsFunc(found, func(d diagnose.Diagnosis) bool { return d.Verdict == diagnose.Confirmed })
		if out == nil || predicted {
			out = found
		}
		if predicted {
			break
		}
	}
	if out == nil {
		out = diagnose.Explain(e.req.Message, diagnose.Case{})
	}
	return out
}

// caseOf is what is known of one start.
func (e *explainer) caseOf(a *Answer) diagnose.Case {
	return diagnose.Case{Image: a.Image, Process: a.Process, Invocation: &a.Invocation, Outcome: a.Outcome, Built: e.first != nil && e.first.dockerfile != nil, Trace: a.Trace}
}
