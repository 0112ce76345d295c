package check

import (
	"fmt"
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/near"
)

var ignoreUnknownCheck = Check{
	ID: "ignore-unknown-check", Title: "a comment that silences a check which does not exist", Severity: Info,
	Rules: []sim.RuleID{"comment-is-whole-line"},
	Run: func(c *Case, report func(Finding)) {
		if c.Dockerfile == nil {
			return
		}
		for i := range c.Dockerfile.Stages {
			st := &c.Dockerfile.Stages[i]
			c.reportUnknown(&st.From, report)
			for j := range st.Instructions {
				c.reportUnknown(&st.Instructions[j], report)
			}
		}
	},
}

// reportUnknown looks at the names in the comments above an instruction.
func (c *Case) reportUnknown(ins *sim.Instruction, report func(Finding)) {
	if !slices.ContainsFunc(ins.Comments, mayIgnore) {
		return
	}
	names := c.ignoredNames(ins)
	if slices.ContainsFunc(names, func(at sim.Span) bool { return strings.EqualFold(c.source(at), "ignore-unknown-check") }) {
		return
	}
	for _, at := range names {
		if name := c.source(at); !c.known(name) {
			report(c.unknown(name, at))
		}
	}
}

// unknown says which check may be meant.
func (c *Case) unknown(name string, at sim.Span) Finding {
	f := Finding{Span: at, Message: fmt.Sprintf("there is no check %q, so it silences nothing; see explain rule for all of them", brief(name))}
	if meant := near.Name(name, c.ids); meant != "" {
		f.Message = fmt.Sprintf("there is no check %q, so it silences nothing; did you mean %s?", brief(name), meant)
		f.Fixes = []Fix{{Title: "write " + meant, Edits: []Edit{{Span: at, New: meant}}}}
	}
	return f
}

// mayIgnore is a quick look: most comments are about something else.
func mayIgnore(comment string) bool { return strings.Contains(comment, "ignore=") }

// ignoredNames are the places of the names in the ignore comments above an
// instruction, the lowest comment first. Comments come from the parser without
// their places; each is the next line upwards that begins with #.
func (c *Case) ignoredNames(ins *sim.Instruction) (names []sim.Span) {
	text := c.Dockerfile.Source.Text
	end := strings.LastIndexByte(text[:ins.Span.Start], '\n')
	for n := len(ins.Comments); n > 0 && end >= 0; {
		start := strings.LastIndexByte(text[:end], '\n') + 1
		if line := text[start:end]; strings.HasPrefix(strings.TrimLeft(line, "\ufeff \t"), "#") {
			names = append(names, c.namesIn(line, start)...)
			n--
		}
		end = start - 1
	}
	return names
}

// namesIn are the places of the names in one comment line, which stands at at.
func (c *Case) namesIn(line string, at int) (names []sim.Span) {
	list, ok := ignoreList(line)
	if !ok {
		return nil
	}
	at += strings.Index(line, "ignore=") + len("ignore=")
	for _, name := range list {
		if name != "" {
			names = append(names, c.Dockerfile.Source.Span(at, at+len(name)))
		}
		at += len(name) + len(",")
	}
	return names
}
