package build

import (
	"strings"

	"explain/sim"
)

// Problem is one way in which our side is wrong about a case. Class tells kinds
// of problems apart: a case is shrunk as long as its class stays.
type Problem struct {
	Case   Case
	Class  string
	Detail string
}

// Outcome is a case with both answers.
type Outcome struct {
	Case     Case
	Truth    Result // the converter's, or one of them
	Ours     Result
	Image    sim.Image
	Words    int // exec-form words whose spans were checked
	Problems []Problem
}

// Judge puts the case to both sides and looks at our side's own promises.
func Judge(c Case) Outcome {
	o := Outcome{Case: c, Truth: Converter(c)}
	var d sim.Dockerfile
	o.Ours, d, o.Image = Ours(c)
	o.compare()
	if !o.Ours.Failed() {
		o.checkReplay()
		o.checkSpans(d)
	}
	return o
}

func (o *Outcome) problem(class, detail string) {
	o.Problems = append(o.Problems, Problem{Case: o.Case, Class: class, Detail: detail})
}

// compare tells the two answers apart. The converter's own answer may vary from
// run to run; ours must be one of them.
func (o *Outcome) compare() {
	if o.Truth.Panic != "" {
		return // nothing to learn from a converter that crashes
	}
	class := difference(o.Truth, o.Ours, o.Image)
	if class == "" {
		return
	}
	const tries = 24
	for _, other := range Answers(o.Case, tries) {
		if difference(other, o.Ours, o.Image) == "" {
			o.Truth = other
			return
		}
	}
	o.problem(class, "converter: "+o.Truth.String()+"\n    ours:      "+o.Ours.String())
}

// difference names what is different, "" for nothing.
func difference(truth, ours Result, img sim.Image) string {
	switch {
	case ours.Panic != "":
		return "panic: " + firstLine(ours.Panic)
	case truth.Unresolved:
		// Ours does not fetch: it goes on with words that it does not know, and
		// may meet a later error.
		return ""
	case truth.Failed() && !ours.Failed():
		return "ours builds: " + shape(truth.Err)
	case !truth.Failed() && ours.Failed():
		return "ours fails: " + shape(ours.Err)
	case truth.Failed():
		if truth.Err == ours.Err || sameRace(truth.Err, ours.Err) {
			return ""
		}
		return "error text: " + shape(truth.Err)
	}
	if fields := truth.Config.Diff(ours.Config); len(fields) > 0 {
		return "config: " + strings.Join(fields, " ")
	}
	return ""
}

// sameRace: the converter reads all base names at once and reports whichever
// fault it meets first.
func sameRace(a, b string) bool {
	const fault = "failed to parse stage name "
	return strings.HasPrefix(a, fault) && strings.HasPrefix(b, fault)
}

// shape is the text of an error without what varies from file to file.
func shape(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		if strings.ContainsAny(w, `0123456789"'$\/:()[]{}`) || w == strings.ToUpper(w) {
			words[i] = "…"
		}
	}
	return strings.Join(words[:min(len(words), 8)], " ")
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
