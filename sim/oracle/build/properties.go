package build

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"explain/sim"
)

// checkReplay: the steps of a slot, folded, are the slot's final value.
func (o *Outcome) checkReplay() {
	img := o.Image
	env, test := []string{}, []string{}
	if img.Healthcheck != nil {
		test = img.Healthcheck.Test.Texts()
	}
	for _, e := range img.Env {
		env = append(env, e.Name+"="+e.Value.Text)
	}
	for slot, want := range map[sim.Slot][]string{
		sim.SlotEntrypoint: img.Entrypoint.Texts(), sim.SlotCmd: img.Cmd.Texts(), sim.SlotShell: img.Shell.Texts(),
		sim.SlotUser: single(img.User), sim.SlotWorkdir: single(img.WorkingDir), sim.SlotStopSignal: single(img.StopSignal),
		sim.SlotHealthcheck: test, sim.SlotEnv: env, sim.SlotOnbuild: sim.Texts(img.OnBuild),
	} {
		got := img.Trace.Replay(slot).Texts()
		if slot == sim.SlotEnv {
			got = envPairs(got)
		}
		if slices.Equal(got, []string{""}) && len(want) == 0 {
			got = nil
		}
		if !slices.Equal(got, want) && len(got)+len(want) > 0 {
			o.problem("replay "+string(slot), fmt.Sprintf("replay %q, image %q", got, want))
		}
	}
}

func single(w sim.Word) []string {
	if w.Text == "" && w.Unknown == "" {
		return nil
	}
	return []string{w.Text}
}

// checkSpans: the text under the span of a word from the Dockerfile is the word.
func (o *Outcome) checkSpans(d sim.Dockerfile) {
	o.checkList(d, "entrypoint", o.Image.Entrypoint)
	o.checkList(d, "cmd", o.Image.Cmd)
	o.checkList(d, "shell", o.Image.Shell)
}

// checkInstructions: the same for every instruction of the file, built or not.
func (o *Outcome) checkInstructions(d sim.Dockerfile) {
	for _, s := range d.Stages {
		for i := range s.Instructions {
			o.checkInstruction(d, &s.Instructions[i])
		}
	}
}

func (o *Outcome) checkInstruction(d sim.Dockerfile, ins *sim.Instruction) {
	if h := ins.Head(); unfold(d.Source.Text[h.Start:h.End], d.Escape) != ins.Written {
		o.problem("span keyword", fmt.Sprintf("keyword %q stands at %q", ins.Written, d.Source.Text[h.Start:h.End]))
	}
	for _, w := range ins.Words {
		o.Words++
		if w.From.Span.IsZero() {
			o.problem("span missing in "+ins.Keyword, fmt.Sprintf("word %q has no span", w.Text))
		} else if fault := spanFault(d, w, ins.Form == sim.ExecForm); fault != "" {
			o.problem("span in "+ins.Keyword, fault)
		}
	}
	if ins.Trigger != nil {
		o.checkInstruction(d, ins.Trigger)
	}
}

func (o *Outcome) checkList(d sim.Dockerfile, name string, l sim.List) {
	for _, w := range l.Words {
		switch w.From.Source {
		case sim.FromEntrypoint, sim.FromCmd, sim.FromShell:
		default:
			continue
		}
		if w.From.Span.IsZero() {
			if !o.fromImage() && w.Text != "" {
				o.problem("span missing "+name, fmt.Sprintf("word %q of %s has no span", w.Text, name))
			}
			continue
		}
		o.Words++
		// The one text of a shell form stands behind words of another source.
		exec := w.From.Source == sim.FromShell || l.Words[0].From.Source == w.From.Source
		if fault := spanFault(d, w, exec); fault != "" {
			o.problem("span "+name, fault)
		}
	}
}

// fromImage: a trigger that an image brings is written nowhere in the file.
func (o *Outcome) fromImage() bool { return len(o.Image.Bottom.OnBuild) > 0 }

// spanFault says what is wrong with the place of a word.
func spanFault(d sim.Dockerfile, w sim.Word, exec bool) string {
	text, sp := d.Source.Text, w.From.Span
	if sp.File != fileName || sp.Start < 0 || sp.End > len(text) || sp.Start > sp.End {
		return fmt.Sprintf("span %+v is outside of the file", sp)
	}
	before := text[:sp.Start]
	if line, col := 1+strings.Count(before, "\n"), sp.Start-strings.LastIndexByte(before, '\n'); line != sp.Line || col != sp.Col {
		return fmt.Sprintf("byte %d is line %d column %d, not %d:%d", sp.Start, line, col, sp.Line, sp.Col)
	}
	raw := unfold(text[sp.Start:sp.End], d.Escape)
	if !exec {
		// A bare CMD has no text; its word stands at the keyword.
		bare := w.Text == "" && (strings.EqualFold(raw, "cmd") || strings.EqualFold(raw, "entrypoint"))
		if raw != w.Text && !bare {
			return fmt.Sprintf("shell-form text %q stands at %q", w.Text, raw)
		}
		return ""
	}
	var decoded string
	if err := json.Unmarshal([]byte(raw), &decoded); err != nil || decoded != w.Text {
		return fmt.Sprintf("word %q stands at %q", w.Text, raw)
	}
	return ""
}

// unfold joins the lines of a piece of an instruction: written apart from our
// engine's own folding, so that the two check each other.
func unfold(s string, escape byte) string {
	lines := strings.SplitAfter(s, "\n")
	var b strings.Builder
	for i, line := range lines {
		last := i == len(lines)-1
		if i > 0 && !last {
			if t := strings.TrimLeftFunc(line, unicode.IsSpace); t == "" || t[0] == '#' {
				continue
			}
		}
		if !last {
			line = strings.TrimRight(strings.TrimRight(line, "\r\n"), " \t")
			line = strings.TrimSuffix(line, string(escape))
		}
		b.WriteString(line)
	}
	return b.String()
}
