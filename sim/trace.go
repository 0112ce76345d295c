package sim

import (
	"slices"
	"strings"
)

// Slot is a place in the configuration that steps fill.
type Slot string

// The slots. Steps on SlotEnv and SlotOnbuild carry only the entries they
// change ("NAME=value", or "NAME" for a removal; a trigger's text); steps on
// the others carry whole lists. A single value is a list of one word.
const (
	SlotShell       Slot = "shell"
	SlotEntrypoint  Slot = "entrypoint"
	SlotCmd         Slot = "cmd"
	SlotArgv        Slot = "argv"
	SlotUser        Slot = "user"
	SlotWorkdir     Slot = "workdir"
	SlotStopSignal  Slot = "stopsignal"
	SlotHealthcheck Slot = "healthcheck"
	SlotEnv         Slot = "env"
	SlotOnbuild     Slot = "onbuild"
)

// Step is one change of one slot: which rule, written where, and the slot
// before and after. A step whose Before and After are alike says why something
// stayed. Also names further rules that shaped the same change.
type Step struct {
	N      int      `json:"n"`
	Rule   RuleID   `json:"rule"`
	Also   []RuleID `json:"also,omitempty"`
	Span   Span     `json:"span,omitzero"`
	Slot   Slot     `json:"slot"`
	Before List     `json:"before"`
	After  List     `json:"after"`
	Note   string   `json:"note"`
}

// Trace is the steps in order; N counts from 1.
type Trace []Step

// Replay folds the steps of one slot. It equals the slot's final value.
func (t Trace) Replay(slot Slot) List {
	var l List
	for _, s := range t {
		if s.Slot != slot {
			continue
		}
		switch slot {
		case SlotEnv:
			l = foldEnv(l, s.After.Words)
		case SlotOnbuild:
			l = foldOnbuild(l, s.After)
		default:
			l = s.After
		}
	}
	return l
}

// foldEnv applies entries by name: "K=v" sets, "K" removes.
func foldEnv(l List, entries []Word) List {
	words := append([]Word{}, l.Words...)
	for _, e := range entries {
		name, _, isSet := strings.Cut(e.Text, "=")
		at := -1
		for i, w := range words {
			if n, _, _ := strings.Cut(w.Text, "="); n == name && (name != "" || w.Unknown == e.Unknown) {
				at = i
				break
			}
		}
		switch {
		case !isSet && e.Unknown == "":
			if at >= 0 {
				words = append(words[:at], words[at+1:]...)
			}
		case at >= 0:
			words[at] = e
		default:
			words = append(words, e)
		}
	}
	return List{Set: l.Set || len(entries) > 0, Words: words}
}

// foldOnbuild appends triggers; an unset list drops them all.
func foldOnbuild(l, after List) List {
	if !after.Set {
		return List{}
	}
	return ListOf(append(l.Words, after.Words...)...)
}

// state holds the slots while a stage is built or a container is started. Its
// slots change only in set.
type state struct {
	trace  Trace
	offset int // steps that other states took before the first of trace
	quiet  bool

	shell, entrypoint, cmd, argv              List
	user, workdir, stopSignal, healthcheckCmd List
	env                                       envList
	onbuild                                   List
}

// next is the number that the next step will have.
func (s *state) next() int { return s.offset + len(s.trace) + 1 }

// set is the one writer: slot becomes after, because rule r, at span at, says so.
func (s *state) set(r RuleID, at Span, slot Slot, after List, note string, also ...RuleID) {
	n := s.next()
	after.Words = stamp(after.Words, n)
	before := s.change(slot, after)
	if s.quiet {
		return
	}
	s.trace = append(s.trace, Step{N: n, Rule: r, Also: also, Span: at, Slot: slot, Before: before, After: after, Note: note})
}

// change writes the slot and returns what was there before (for env and
// onbuild: only of the entries that change).
func (s *state) change(slot Slot, after List) List {
	switch slot {
	case SlotEnv:
		return s.env.apply(after)
	case SlotOnbuild:
		before := s.onbuild
		s.onbuild = foldOnbuild(s.onbuild, after)
		if after.Set {
			before = List{}
		}
		return before
	}
	p := s.slot(slot)
	before := *p
	*p = after
	return before
}

func (s *state) slot(slot Slot) *List {
	switch slot {
	case SlotShell:
		return &s.shell
	case SlotEntrypoint:
		return &s.entrypoint
	case SlotCmd:
		return &s.cmd
	case SlotArgv:
		return &s.argv
	case SlotUser:
		return &s.user
	case SlotWorkdir:
		return &s.workdir
	case SlotStopSignal:
		return &s.stopSignal
	case SlotHealthcheck:
		return &s.healthcheckCmd
	}
	panic("sim: no such slot: " + string(slot))
}

// stamp gives the words that have no step yet step n, in a copy: word lists are
// shared between slots.
func stamp(ws []Word, n int) []Word {
	if ws != nil && !slices.ContainsFunc(ws, func(w Word) bool { return w.From.Step == 0 }) {
		return ws
	}
	out := make([]Word, len(ws))
	copy(out, ws)
	for i := range out {
		if out[i].From.Step == 0 {
			out[i].From.Step = n
		}
	}
	return out
}
