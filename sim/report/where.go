package report

import (
	"fmt"
	"strings"

	"explain/sim"
)

// view is one answer with what is needed to speak about it: its files, its
// steps, and the characters of the terminal.
type view struct {
	Style
	escaper
	glyphs
	*Answer
	files   map[string]string
	squeeze squeeze
}

func (s Style) view(r *Report, a *Answer) *view {
	v := &view{Style: s, escaper: escaper{s.ASCII}, glyphs: fine, Answer: a, files: map[string]string{}}
	if s.ASCII {
		v.glyphs = coarse
	}
	for _, f := range r.Files {
		v.files[f.Name] = f.Text
	}
	return v
}

// step is step n of the trace; the zero Step when there is none.
func (v *view) step(n int) sim.Step {
	for _, s := range v.Trace {
		if s.N == n {
			return s
		}
	}
	return sim.Step{}
}

// word is a word as shown; one that is not known is a placeholder.
func (v *view) word(w sim.Word) safe {
	if w.Unknown != "" {
		return v.unknownLeft + v.prose(w.Unknown) + v.unknownRight
	}
	return v.value(w.Text)
}

// source names the text that a word comes from: "ENTRYPOINT", "CMD of
// python:3.9", "the words after the image name".
func (v *view) source(w sim.Word) safe {
	label := v.kind(w.From) + v.owner(w.From.In)
	if w.Assumed {
		label += ", assumed"
	}
	return label
}

// kind is what kind of text it is.
func (v *view) kind(o sim.Origin) safe {
	switch o.Source {
	case sim.FromEntrypoint:
		return "ENTRYPOINT"
	case sim.FromCmd:
		return "CMD"
	case sim.FromShell:
		return "SHELL"
	case sim.FromDefaultShell:
		return "the default shell"
	case sim.FromBaseImage, sim.FromContainer:
		return v.slotName(o)
	case sim.FromInstruction:
		return v.keyword(o.Span)
	case sim.FromRunArgs:
		return "the words after the image name"
	case sim.FromFlag:
		return v.flag(o)
	case sim.FromEnvFile:
		return "--env-file"
	case sim.FromHost:
		return "your shell's environment"
	case sim.FromDefault:
		return "the default"
	}
	return v.prose(string(o.Source))
}

// slotName is what an image calls the slot that o's step filled. Words that
// reach argv unchanged still carry the step that brought them in.
func (v *view) slotName(o sim.Origin) safe {
	switch v.step(o.Step).Slot {
	case sim.SlotEntrypoint:
		return "ENTRYPOINT"
	case sim.SlotCmd:
		return "CMD"
	case sim.SlotShell:
		return "SHELL"
	case sim.SlotUser:
		return "USER"
	case sim.SlotWorkdir:
		return "WORKDIR"
	case sim.SlotStopSignal:
		return "STOPSIGNAL"
	case sim.SlotEnv:
		return "ENV"
	}
	return "the configuration"
}

// flag is the option whose value o is.
func (v *view) flag(o sim.Origin) safe {
	step := v.step(o.Step)
	switch {
	case step.Rule == "init-wraps":
		return "--init"
	case step.Slot == sim.SlotEntrypoint, step.Slot == sim.SlotArgv:
		return "--entrypoint"
	case step.Slot == sim.SlotUser:
		return "--user"
	case step.Slot == sim.SlotWorkdir:
		return "--workdir"
	case step.Slot == sim.SlotStopSignal:
		return "--stop-signal"
	case step.Slot == sim.SlotEnv:
		return "--env"
	}
	return "an option"
}

// keyword is the first word of the line that sp stands in.
func (v *view) keyword(sp sim.Span) safe {
	text, ok := v.lineOf(sp)
	if word, _, _ := strings.Cut(strings.TrimSpace(text), " "); ok && word != "" {
		return v.prose(strings.ToUpper(word))
	}
	return "an instruction"
}

// owner says whose it is when it was inherited.
func (v *view) owner(in string) safe {
	if in == "" {
		return ""
	}
	for _, s := range v.Stages {
		if s.ID == in {
			return " of stage " + v.prose(in)
		}
	}
	return " of " + v.prose(in)
}

// place is where a word begins: "Dockerfile:2:13". A text of one line has no
// line number.
func (v *view) place(sp sim.Span) safe {
	switch {
	case sp.IsZero():
		return ""
	case v.oneLine(sp.File):
		return v.prose(fmt.Sprintf("%s:%d", sp.File, sp.Col))
	}
	return v.where(v.prose(sp.String()))
}

// linePlace is the line alone: "Dockerfile:2".
func (v *view) linePlace(sp sim.Span) safe {
	switch {
	case sp.IsZero():
		return ""
	case v.oneLine(sp.File):
		return v.prose(sp.File)
	}
	return v.where(v.prose(fmt.Sprintf("%s:%d", sp.File, sp.Line)))
}

// oneLine reports whether name is the typed command line, on one line.
func (v *view) oneLine(name string) bool {
	return name == "command line" && !strings.Contains(strings.TrimSpace(v.files[name]), "\n")
}

// wordPlace is where w was written, or what it is if it is written nowhere.
func (v *view) wordPlace(w sim.Word) safe {
	switch {
	case !w.From.Span.IsZero():
		return v.place(w.From.Span)
	case w.From.Source == sim.FromBaseImage:
		return "base image"
	case w.From.Source == sim.FromContainer:
		return "container"
	}
	return ""
}

// lineOf is the text of the line in which sp begins, without its end.
func (v *view) lineOf(sp sim.Span) (string, bool) {
	text, ok := v.files[sp.File]
	if !ok || sp.Start < 0 || sp.End < sp.Start || sp.End > len(text) {
		return "", false
	}
	start := strings.LastIndexByte(text[:sp.Start], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	return strings.TrimSuffix(line, "\r"), true
}
