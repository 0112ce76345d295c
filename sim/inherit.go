package sim

import (
	"slices"
	"strings"

	"github.com/moby/buildkit/util/system"
)

// inherit begins a stage with what its base left.
func (s *stage) inherit() error {
	s.quiet = !s.onChain
	if !s.quiet {
		s.trace = make(Trace, 0, s.steps())
	}
	s.selected()
	switch {
	case s.parent != nil:
		s.fromStage()
	case s.base == scratch:
		s.fromScratch()
	default:
		s.fromImage()
	}
	s.inheritedCmd, s.inheritedEP = s.cmd.Set, s.entrypoint.Set
	s.addPath()
	s.exportVars()
	s.also = nil
	return s.normalizeBaseWorkdir()
}

// steps is about how many steps the stage and the start of its image take.
func (s *stage) steps() int {
	n := 0
	if s.parent == nil {
		n = len(AllSlots)
	}
	if s.isTarget {
		n += 4
	}
	for i := range s.cmds {
		switch s.cmds[i].ins.Keyword {
		case "RUN", "COPY", "ADD", "LABEL", "ARG", "EXPOSE", "VOLUME", "MAINTAINER":
		default:
			n++
		}
	}
	return n
}

// selected cites how the target was chosen.
func (s *stage) selected() {
	if !s.isTarget {
		return
	}
	if s.opt.Target != "" {
		s.cite("target-selects-stage")
	}
	for _, t := range s.stages {
		if t.src != nil && !t.needed {
			s.cite("unneeded-stages-skipped")
			return
		}
	}
}

func (s *stage) fromScratch() {
	s.bottom = &Base{Ref: scratch, From: scratch, OS: s.platform.os, BinSh: "none"}
	s.imageOS = s.platform.os
	s.os = s.platform.os
	s.step("from-scratch-is-empty", s.from, SlotWorkdir, ListOf(Word{Text: "/", From: Origin{Source: FromDefault, In: scratch}}), "scratch is empty: no ENTRYPOINT, no CMD, working directory /")
}

// fromImage copies the configuration of a base image, slot by slot.
func (s *stage) fromImage() {
	b := *s.bottom
	s.imageOS = b.OS
	if s.imageOS == "" && (b.Nothing || len(b.Unknown) > 0) {
		s.imageOS = s.os
	}
	s.argsEscaped = b.ArgsEscaped
	slots := AllSlots
	if s.quiet && b.Nothing {
		slots = []Slot{SlotWorkdir} // the rest can refuse nothing
	}
	for _, slot := range slots {
		if slot == SlotOnbuild {
			continue // triggers run, they are not copied
		}
		s.inheritSlot(slot, b.list(slot))
	}
	s.health = b.Healthcheck
}

func (s *stage) inheritSlot(slot Slot, l List) {
	if why := s.bottom.Why(slot); why != "" {
		unknown := Word{Unknown: why, From: Origin{Source: FromBaseImage, In: s.bottom.Ref}}
		if slot == SlotEnv {
			l.Words = append(l.Words, unknown)
		} else {
			l.Words = []Word{unknown}
		}
		l.Set = true
		if s.quiet {
			s.set("base-unknown", s.from, slot, l, "")
			return
		}
		s.step("base-unknown", s.from, slot, l, "what "+why+" is, is not known")
		return
	}
	if len(l.Words) == 0 {
		return
	}
	if s.quiet {
		s.set("from-image-inherits", s.from, slot, l, "")
		return
	}
	s.step("from-image-inherits", s.from, slot, l, slotTitle[slot]+" "+show(l)+" is inherited from "+s.bottom.Ref)
}

// list is a slot of a base image as words that come from it.
func (b Base) list(slot Slot) List {
	texts := map[Slot][]string{
		SlotEntrypoint: b.Entrypoint, SlotCmd: b.Cmd, SlotShell: b.Shell, SlotEnv: b.Env,
		SlotUser: lone(b.User), SlotWorkdir: lone(b.WorkingDir), SlotStopSignal: lone(b.StopSignal),
	}[slot]
	if slot == SlotHealthcheck && b.Healthcheck != nil {
		texts = b.Healthcheck.Test.Texts()
	}
	l := List{Set: texts != nil, Words: make([]Word, 0, len(texts))}
	for _, t := range texts {
		if slot == SlotEnv && !strings.Contains(t, "=") {
			t += "=" // the builder reads a lone name as a variable with an empty value
		}
		l.Words = append(l.Words, Word{Text: t, From: Origin{Source: FromBaseImage, In: b.Ref}})
	}
	return l
}

func lone(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// fromStage takes over what the parent stage ended with; only its triggers are
// gone.
func (s *stage) fromStage() {
	p := s.parent
	s.shell, s.entrypoint, s.cmd = p.shell, p.entrypoint, p.cmd
	s.user, s.workdir, s.stopSignal, s.healthcheckCmd = p.user, p.workdir, p.stopSignal, p.healthcheckCmd
	s.env, s.health, s.bottom = p.env.share(), p.health, p.bottom
	s.imageOS, s.os, s.argsEscaped = p.imageOS, p.os, p.argsEscaped
	s.hasFiles, s.mayHaveShell = p.hasFiles, p.mayHaveShell
	s.volumes = slices.Clip(p.volumes)
	s.offset = p.offset + len(p.trace)
	s.vars, s.varsShared = p.vars, true
	for _, slot := range []Slot{SlotEntrypoint, SlotCmd, SlotShell} {
		if l := *s.slot(slot); l.Set {
			s.step("from-stage-inherits", s.from, slot, l, slotTitle[slot]+" "+show(l)+" is inherited from stage "+p.src.ID())
		}
	}
	if p.onbuild.Set {
		s.onbuild = p.onbuild
		s.step("onbuild-runs-once", s.from, SlotOnbuild, List{}, "the triggers of stage "+p.src.ID()+" run now and are gone")
	}
}

// addPath gives an image without PATH the default one; Windows chooses its own.
func (s *stage) addPath() {
	if _, ok := s.env.get("PATH"); ok || s.os == "windows" || s.bottom.Why(SlotEnv) != "" {
		return
	}
	w := Word{Text: "PATH=" + system.DefaultPathEnvUnix, From: Origin{Source: FromDefault}}
	s.step("path-is-added", s.from, SlotEnv, ListOf(w), "an image without PATH gets the default one")
}

// exportVars makes the image's variables known to the builder; at FROM they win
// over inherited ARGs.
func (s *stage) exportVars() {
	for _, w := range s.env.words {
		if name, value, ok := strings.Cut(w.Text, "="); ok || name != "" {
			s.setVar(name, variable{value: value, unknown: w.Unknown})
		}
	}
}

// setVar sets a variable of the build; the parent's stay as they are.
func (s *stage) setVar(name string, v variable) {
	if old, ok := s.vars[name]; ok && old == v {
		return
	}
	if s.varsShared || s.vars == nil {
		vars := make(map[string]variable, len(s.vars)+1)
		for k, v := range s.vars {
			vars[k] = v
		}
		s.vars, s.varsShared = vars, false
	}
	s.vars[name] = v
}

// normalizeBaseWorkdir applies the inherited directory once more, as the
// builder does: a relative one is joined to itself.
func (s *stage) normalizeBaseWorkdir() error {
	wd := single(s.workdir)
	if wd.Text == "" {
		return nil
	}
	text, err := system.NormalizeWorkdir(wd.Text, wd.Text, s.os)
	if err != nil {
		return s.fail(s.src.From.Span, wrapped("normalizing workdir", err))
	}
	if text != wd.Text {
		wd.Text = text
		wd.From.Step = 0
		s.step("workdir-relative", s.from, SlotWorkdir, ListOf(wd), "the inherited directory is applied to itself: "+text)
	}
	return nil
}
