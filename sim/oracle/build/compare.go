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
	if o.Ours.Panic == "" {
		o.checkInstructions(d)
	}
	if !o.Ours.Failed() {
		o.checkReplay()
		o.checkSpans(d)
	}
	return o
}

func (o *Outcome) problem(class, detail string) {
	o.Problems = append(o.Problems, Problem{Case: o.Case, Class: class, Detail: detail})
}

// moreTries is how often the converter is asked again before its answer counts
// as another one than ours: suggestions at equal distance, and the order in which
// triggers are met, follow the order of Go maps, some of them rarely.
const moreTries = 400

// compare tells the two answers apart.
func (o *Outcome) compare() {
	if o.Truth.Panic != "" {
		return // nothing to learn from a converter that crashes
	}
	class := difference(o.Case, o.Truth, o.Ours)
	tries := moreTries
	if strings.HasPrefix(class, "error place") {
		tries = 20 // the same text: only one of several places can vary
	}
	for i := 0; class != "" && i < tries; i++ {
		if other := Converter(o.Case); difference(o.Case, other, o.Ours) == "" {
			o.Truth = other
			return
		}
	}
	if class != "" {
		o.problem(class, "converter: "+o.Truth.placed()+"\n    ours:      "+o.Ours.placed())
	}
}

// difference names what is different, "" for nothing.
func difference(c Case, truth, ours Result) string {
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
			return misplaced(c, truth, ours)
		}
		return "error text: " + shape(truth.Err)
	}
	if fields := truth.Config.Diff(ours.Config); len(fields) > 0 {
		return "config: " + strings.Join(fields, " ")
	}
	return ""
}

// misplaced compares the lines that an error is about. The converter may not
// tell a line, counts those of directives and too long ones from 0, and puts a trigger's error on
// the FROM below, where ours names the ONBUILD.
func misplaced(c Case, truth, ours Result) string {
	first := truth.First
	if onbuildLine(c.Dockerfile, ours.First) || truth.Err != ours.Err || sameRace(truth.Err, ours.Err) {
		return ""
	}
	if strings.Contains(truth.Err, "escape token") || strings.Contains(truth.Err, "parser directive") ||
		strings.Contains(truth.Err, "line greater than max") && ours.First == first+1 {
		first++
	}
	if first == 0 || ours.First >= first && ours.First <= max(first, truth.Last) {
		return ""
	}
	return "error place: " + shape(truth.Err)
}

// onbuildLine reports whether an ONBUILD stands on line n or, continued, little
// above it.
func onbuildLine(text string, n int) bool {
	lines := strings.Split(text, "\n")
	if n < 1 || n > len(lines) {
		return false
	}
	return strings.Contains(strings.ToUpper(strings.Join(lines[max(0, n-6):n], "\n")), "ONBUILD")
}

// sameRace: the converter reads all base names at once and reports whichever
// fault it meets first.
func sameRace(a, b string) bool {
	const fault = "failed to parse stage name "
	return strings.HasPrefix(a, fault) && strings.HasPrefix(b, fault)
}

// shape is the text of an error without what varies from file to file.
func shape(text string) string {
	if strings.HasPrefix(text, "dockerfile parse error") {
		_, text, _ = strings.Cut(text, ": ")
	}
	words := strings.Fields(text)
	for i, w := range words {
		if strings.ContainsAny(w, `0123456789"'$\/()[]{}`) || strings.HasPrefix(w, "--") || w == strings.ToUpper(w) {
			words[i] = "…"
		}
	}
	return strings.Join(words[:min(len(words), 5)], " ")
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
