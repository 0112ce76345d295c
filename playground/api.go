package playground

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"explain/sim"
	"explain/sim/catalogue"
	"explain/sim/check"
	"explain/sim/report"
	"explain/sim/scenario"
)

// Question is what the page asks: a request, and in which form the answer is
// wanted.
type Question struct {
	report.Request
	// Want is "" for the report, "matrix" for the table of all starts, "masked"
	// for the same request without its secrets, or one of the texts of a report:
	// "markdown", "argv", "shell", "command" (the call of explain that asks the same).
	Want string `json:"want,omitempty"`
	// Answer is which one argv and shell are about, from 0.
	Answer int `json:"answer,omitempty"`
	// Reveal leaves secrets in Markdown and in the command as they are.
	Reveal bool `json:"reveal,omitempty"`
}

// Text is an answer that is a text of its own, or why there is none.
type Text struct {
	Text  string     `json:"text"`
	Error *sim.Error `json:"error"`
}

// Explain answers a Question, given as JSON. The answer is JSON, too: a report,
// the same bytes that the command prints for the same request, or what Want asks
// for. What cannot be read as a Question is a report with an error.
func Explain(question string) string { return new(Session).Explain(question) }

// Session answers one Question after another, faster than Explain where the
// Dockerfile stays the same. The zero value is ready; it is for one goroutine at
// a time.
type Session struct {
	series report.Series
	out    bytes.Buffer // in which the last report was written
}

// Explain gives the answer that the function Explain gives.
func (s *Session) Explain(question string) string {
	var q Question
	if err := json.Unmarshal([]byte(question), &q); err != nil {
		return Document(report.Failed(&sim.Error{Msg: "this is no request: " + err.Error(), Hint: "docs/playground.md says what a request is"}))
	}
	switch q.Want {
	case "matrix":
		return encoded(report.NewMatrix(q.Request))
	case "masked":
		return encoded(report.Masked(q.Request))
	case "markdown":
		return encoded(written(func(b *bytes.Buffer) error { return report.Markdown(b, report.New(q.shown())) }))
	case "command":
		return encoded(Text{Text: CommandLine(q.shown())})
	case "argv":
		return encoded(line(report.ArgvJSON(q.only())))
	case "shell":
		return encoded(line(report.ShellLine(q.only())))
	}
	return s.document(s.series.New(q.Request))
}

// document is Document, with the memory of the last one.
func (s *Session) document(r *report.Report) string {
	if s.out.Cap() > 1<<20 {
		s.out = bytes.Buffer{}
	}
	s.out.Reset()
	_ = report.JSON(&s.out, r) // a buffer takes everything
	return s.out.String()
}

// shown is the request as others may see it.
func (q Question) shown() report.Request {
	if q.Reveal {
		return q.Request
	}
	return report.Masked(q.Request)
}

// only is the report on one answer.
func (q Question) only() *report.Report {
	r := report.New(q.Request)
	if q.Answer >= 0 && q.Answer < len(r.Answers) {
		r.Answers = r.Answers[q.Answer : q.Answer+1]
	}
	return r
}

// Document is a report as the JSON that the command prints.
func Document(r *report.Report) string {
	return written(func(b *bytes.Buffer) error { return report.JSON(b, r) }).Text
}

func encoded(v any) string {
	return written(func(b *bytes.Buffer) error { return report.Encode(b, v) }).Text
}

// written is what a printer writes. A buffer takes everything.
func written(print func(*bytes.Buffer) error) Text {
	var b bytes.Buffer
	err := print(&b)
	return line(b.String(), err)
}

func line(text string, err error) Text {
	var e *sim.Error
	if err != nil && !errors.As(err, &e) {
		e = &sim.Error{Msg: err.Error()}
	}
	return Text{Text: text, Error: e}
}

// Contents is what the engine knows by name: the base images of its catalogue,
// the rules and the checks.
type Contents struct {
	Date   string      `json:"date"` // of the catalogue
	Images []Image     `json:"images"`
	Rules  []sim.Rule  `json:"rules"`
	Checks []CheckName `json:"checks"`
}

// Image is an image of the catalogue and its tags, in natural order.
type Image struct {
	Name string   `json:"name"`
	Tags []string `json:"tags"`
}

// CheckName is a check as a list shows it.
type CheckName struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Catalog is Contents as JSON.
func Catalog() string {
	c := Contents{Date: catalogue.Date(), Images: []Image{}, Rules: sim.Rules, Checks: []CheckName{}}
	for _, name := range catalogue.Images() {
		c.Images = append(c.Images, Image{Name: name, Tags: catalogue.Tags(name)})
	}
	for _, k := range check.All {
		c.Checks = append(c.Checks, CheckName{ID: k.ID, Title: k.Title})
	}
	return encoded(c)
}

// Grade compares an answer, a scenario.Prediction as JSON, with what the
// scenario's image really runs; the result is a scenario.Grade as JSON.
func Grade(exercise, answer string) string {
	s, err := scenario.Read("exercise", exercise)
	if err != nil {
		return encoded(scenario.Grade{Says: err.Error()})
	}
	var p scenario.Prediction
	if err := json.NewDecoder(strings.NewReader(answer)).Decode(&p); err != nil {
		return encoded(scenario.Grade{Says: "this is no answer: " + err.Error()})
	}
	return encoded(s.Grade(p))
}
