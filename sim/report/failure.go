package report

import (
	"fmt"
	"strings"

	"explain/sim"
)

// phaseSays is what did not happen.
var phaseSays = map[sim.Phase]safe{
	sim.PhaseCLI:    "the command line is refused",
	sim.PhaseBuild:  "the image is not built",
	sim.PhaseCreate: "the container is not created",
	sim.PhaseStart:  "the container does not start",
	sim.PhaseExec:   "the program ends at once",
}

func (v *view) fails() bool { return phaseSays[v.Outcome.Phase] != "" }

// failure draws what goes wrong: the text a user would see, the place, the way
// out, the exit code.
func (v *view) failure() []line {
	if !v.fails() {
		return nil
	}
	o := v.Outcome
	var out []line
	if o.Message != "" {
		out = v.paragraphs(o.Message, failing)
	}
	out = append(out, v.excerpt(o.Span, failing)...)
	out = append(out, v.hint(o.Hint)...)
	end := v.flow([]safe{phaseSays[o.Phase], v.exitCode(), v.prose(string(o.Rule))}, plain, v.columns()-margin)
	out = append(out, indent(margin, end)...)
	if len(o.If) > 0 {
		out = append(out, v.provided()...)
	}
	return out
}

func (v *view) exitCode() safe {
	if v.Outcome.ExitCode == nil {
		return ""
	}
	return v.prose(fmt.Sprintf("exit code %d", *v.Outcome.ExitCode))
}

// hint is the way out.
func (v *view) hint(text string) []line {
	if text == "" {
		return nil
	}
	return v.hanging(piece{v.arrow, bold}, line{{v.prose(text), plain}})
}

// inputError says why the input of explain cannot be read.
func (v *view) inputError(e *sim.Error) []line {
	head := wrap(line{{"error: ", failing}, {v.prose(e.Msg), bold}}, v.columns())
	return append(append(head, v.excerpt(e.Span, failing)...), v.hint(e.Hint)...)
}

// excerpt shows the line that sp begins in behind its place, with carets below
// what is meant.
func (v *view) excerpt(sp sim.Span, ink ink) []line {
	text, ok := v.lineOf(sp)
	if sp.IsZero() || !ok {
		return nil
	}
	place := v.linePlace(sp) + " "
	if width(place) <= v.columns()/3 {
		return v.marked(place, text, sp, ink)
	}
	head := indent(margin, wrap(line{{place, dim}}, v.columns()-margin))
	return append(head, v.marked(v.prose(fmt.Sprintf("%d ", sp.Line)), text, sp, ink)...)
}

// marked is a line of source behind a front, and the carets.
func (v *view) marked(front safe, text string, sp sim.Span, ink ink) []line {
	start := min(sp.Start-v.lineStart(sp), len(text))
	end := min(start+sp.End-sp.Start, len(text))
	room := max(v.columns()-margin-width(front)-2, 8)
	before, at, after := v.clip(text[:start], text[start:end], text[end:], room)
	bar := piece{v.bar + " ", dim}
	return indent(margin, []line{
		{{front, dim}, bar, {before, plain}, {at, ink}, {after, plain}},
		{{blanks(width(front)), plain}, bar, {blanks(width(before)), plain}, {repeat(v.tip, max(width(at), 1)), ink}},
	})
}

// lineStart is the offset of the line in which sp begins.
func (v *view) lineStart(sp sim.Span) int {
	return strings.LastIndexByte(v.files[sp.File][:sp.Start], '\n') + 1
}

// clip makes a line of source safe and cuts it to room columns around the part
// that is meant.
func (v *view) clip(before, at, after string, room int) (b, m, a safe) {
	b, m, a = v.sourceText(before), v.sourceText(at), v.sourceText(after)
	if width(b)+width(m)+width(a) <= room {
		return b, m, a
	}
	if most := max(room/3, room-width(m)-width(a)); width(b) > most {
		_, b = cutEnd(b, most-width(v.ellipsis))
		b = v.ellipsis + b
	}
	m = shorten(m, room-width(b), v.ellipsis)
	if left := room - width(b) - width(m); width(a) > left {
		a, _ = cut(a, left-width(v.ellipsis), false)
		if left >= width(v.ellipsis) {
			a += v.ellipsis
		}
	}
	return b, m, a
}

// sourceText is source as it stands, tabs as blanks.
func (v *view) sourceText(s string) safe { return v.raw(strings.ReplaceAll(s, "\t", "    ")) }
