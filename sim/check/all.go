package check

import (
	"cmp"
	"slices"
	"strings"

	"explain/sim"
)

// All is every check, sorted by ID.
var All = []Check{
	argIsGone,
	bareCmd,
	bareEntrypoint,
	cmdFlagDashes,
	cmdHeredoc,
	commentAfterInstruction,
	entrypointFlagHasBlanks,
	execFormShellSyntax,
	ignoreUnknownCheck,
	inheritedCmdWiped,
	jsonLooksBroken,
	noShellInImage,
	oneDashEntrypoint,
	oneStringExec,
	optionAfterImage,
	overriddenInstruction,
	programTwice,
	shellAsPid1,
	shellCmdUnderExecEntrypoint,
	shellFormEntrypoint,
	shellWithoutC,
	swallowedInstruction,
	windowsPathInJSON,
}

// ByName finds a check by its ID, or by a name that BuildKit or hadolint has
// for it, in any case.
func ByName(name string) (Check, bool) {
	for _, c := range All {
		if strings.EqualFold(c.ID, name) {
			return c, true
		}
	}
	for _, c := range All {
		for _, other := range strings.Fields(c.BuildKit + " " + c.Hadolint) {
			if strings.EqualFold(other, name) {
				return c, true
			}
		}
	}
	return Check{}, false
}

// IDs are those of all checks.
func IDs() []string {
	ids := make([]string, len(All))
	for i, c := range All {
		ids[i] = c.ID
	}
	return ids
}

// Run runs all checks that are not disabled, by any of their names, and sorts
// what they find by place. A comment `# explain ignore=ID[,ID]` directly above
// an instruction silences those checks there.
func Run(c Case, disabled []string) []Finding {
	out := []Finding{}
	off := idsOf(disabled)
	c.ids, c.known = IDs(), isCheck // a check cannot refer to All, which refers to it
	for _, ch := range All {
		if slices.Contains(off, ch.ID) {
			continue
		}
		ch.Run(&c, func(f Finding) {
			f = complete(f, ch)
			if !c.ignores(f) {
				out = append(out, f)
			}
		})
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Span.File, b.Span.File), a.Span.Start-b.Span.Start, a.Span.End-b.Span.End, cmp.Compare(a.Check, b.Check))
	})
	return out
}

// complete fills in what a finding shares with others of its check.
func complete(f Finding, ch Check) Finding {
	f.Check = ch.ID
	f.Severity = cmp.Or(f.Severity, ch.Severity)
	if f.Rules == nil {
		f.Rules = ch.Rules
	}
	if f.Related == nil {
		f.Related = []Related{}
	}
	if f.Fixes == nil {
		f.Fixes = []Fix{}
	}
	return f
}

// idsOf translates names into our IDs; names that nobody knows vanish.
func idsOf(names []string) (ids []string) {
	for _, n := range names {
		if c, ok := ByName(strings.TrimSpace(n)); ok {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// ignores reports whether a comment above the finding's instruction silences it.
func (c *Case) ignores(f Finding) bool {
	ins := c.instructionAt(f.Span)
	return ins != nil && silences(ins, f.Check)
}

// silences reports whether a comment above an instruction silences a check.
func silences(ins *sim.Instruction, id string) bool {
	for _, comment := range ins.Comments {
		if list, ok := ignoreList(comment); ok && slices.Contains(idsOf(list), id) {
			return true
		}
	}
	return false
}

func isCheck(name string) bool {
	_, ok := ByName(name)
	return ok
}

// ignoreList reads `explain ignore=ID[,ID]`, what follows a blank is a reason.
func ignoreList(comment string) ([]string, bool) {
	fields := strings.Fields(strings.TrimLeft(comment, "# \t"))
	if len(fields) < 2 || !strings.EqualFold(fields[0], "explain") {
		return nil, false
	}
	list, ok := strings.CutPrefix(fields[1], "ignore=")
	return strings.Split(list, ","), ok
}

// instructionAt finds the instruction of the Dockerfile in which a place lies.
func (c *Case) instructionAt(at sim.Span) *sim.Instruction {
	x := c.look()
	if i := x.find(at); i >= 0 {
		return x.places[i].outer
	}
	if c.Dockerfile == nil {
		return nil
	}
	for i := range c.Dockerfile.Stages {
		if from := &c.Dockerfile.Stages[i].From; contains(from.Span, at) {
			return from
		}
	}
	return nil
}

// contains reports whether inner lies in outer.
func contains(outer, inner sim.Span) bool {
	return outer.File == inner.File && !outer.IsZero() && outer.Start <= inner.Start && inner.End <= outer.End
}
