package playground

import (
	"bytes"
	"encoding/json"
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
	// Want is "" for the report, "markdown" for what one pastes into an issue,
	// "matrix" for the table of all starts, "masked" for the same request
	// without its secrets.
	Want string `json:"want,omitempty"`
	// Reveal leaves secrets in Markdown as they are.
	Reveal bool `json:"reveal,omitempty"`
}

// Explain answers a Question, given as JSON. The answer is a report as JSON, the
// same bytes that the command prints for the same request, or what Want asks
// for. What cannot be read as a Question is a report with an error.
func Explain(question string) string {
	var q Question
	if err := json.Unmarshal([]byte(question), &q); err != nil {
		return Document(report.Failed(&sim.Error{Msg: "this is no request: " + err.Error(), Hint: "see docs/playground.md"}))
	}
	switch q.Want {
	case "markdown":
		return text(func(b *bytes.Buffer) error { return report.Markdown(b, report.New(maskedUnless(q))) })
	case "matrix":
		return encoded(report.NewMatrix(q.Request))
	case "masked":
		return encoded(report.Masked(q.Request))
	}
	return Document(report.New(q.Request))
}

func maskedUnless(q Question) report.Request {
	if q.Reveal {
		return q.Request
	}
	return report.Masked(q.Request)
}

// Document is a report as the JSON that the command prints.
func Document(r *report.Report) string {
	return text(func(b *bytes.Buffer) error { return report.JSON(b, r) })
}

// text is what a printer writes. A buffer takes everything, so it cannot fail.
func text(print func(*bytes.Buffer) error) string {
	var b bytes.Buffer
	_ = print(&b)
	return b.String()
}

func encoded(v any) string {
	return text(func(b *bytes.Buffer) error {
		enc := json.NewEncoder(b)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	})
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
