package check

import (
	"slices"
	"strings"

	"explain/sim"
)

var optionAfterImage = Check{
	ID: "option-after-image", Title: "an option of docker run that stands behind the image and so goes to the container", Severity: Warning,
	Rules: []sim.RuleID{"options-end-at-image"},
	Run: func(c *Case, report func(Finding)) {
		for _, n := range c.notes("option-after-image") {
			if i := c.argAt(n.Span); i >= 0 {
				report(c.lateOption(n, i))
			}
		}
	},
}

// argAt finds the word behind the image at a place, -1 for none.
func (c *Case) argAt(at sim.Span) int {
	return slices.IndexFunc(c.Invocation.Args.Words, func(w sim.Word) bool { return w.From.Span == at })
}

func (c *Case) lateOption(n sim.Note, i int) Finding {
	args := c.Invocation.Args.Words
	f := Finding{Span: n.Span}
	program := ""
	if c.Process != nil && len(c.Process.Argv) > 0 {
		program = c.Process.Argv[0].Text
	}
	switch {
	case program != "" && c.Process.Argv[0].From.Span == n.Span:
		f.Message = args[i].Text + " stands behind the image, so it is the program that docker tries to start"
	case program != "":
		f.Severity = Info
		f.Message = args[i].Text + " stands behind the image, so docker does not read it: " + program + " gets it"
	default:
		f.Severity = Info
		f.Message = args[i].Text + " stands behind the image, so docker does not read it: the container's program gets it"
	}
	f.Fixes = c.moveOption(i)
	return f
}

// moveOption takes an option, and its value, to where docker reads it.
func (c *Case) moveOption(i int) []Fix {
	args, image := c.Invocation.Args.Words, c.Invocation.Image.From.Span
	last := i
	if takesValue(args[i].Text) {
		last++
	}
	if !isPlainOption(args[i].Text) || last >= len(args) || image.IsZero() || args[last].From.Span.IsZero() {
		return nil
	}
	start := image.End
	if i > 0 {
		start = args[i-1].From.Span.End
	}
	gone := args[i].From.Span
	gone.Start, gone.End, gone.Col = start, args[last].From.Span.End, 0
	text := spaced(sim.Texts(args[i : last+1]))[1:] + " "
	front := sim.Span{File: image.File, Start: image.Start, End: image.Start, Line: image.Line, Col: image.Col}
	gone.Line, gone.Col = image.Line, image.Col+start-image.Start
	return []Fix{{Title: "put it in front of the image", Edits: []Edit{{Span: front, New: text}, {Span: gone}}}}
}

// isPlainOption leaves out what is neither a long option nor a row of short
// ones without values: moving -entrypoint would make another mistake of it.
func isPlainOption(option string) bool {
	return strings.HasPrefix(option, "--") || len(option) == 2 || strings.Trim(option, "-ditPq") == ""
}

// takesValue reports whether an option of docker run takes the next word.
func takesValue(option string) bool {
	switch {
	case strings.Contains(option, "="):
		return false
	case strings.HasPrefix(option, "--"):
		return !slices.Contains([]string{
			"--detach", "--init", "--interactive", "--no-healthcheck", "--oom-kill-disable", "--privileged",
			"--publish-all", "--quiet", "--read-only", "--rm", "--sig-proxy", "--tty", "--help",
		}, option)
	}
	return strings.IndexByte("aceghlmpuvw", option[len(option)-1]) >= 0
}
