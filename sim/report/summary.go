package report

import (
	"fmt"
	"strings"

	"explain/sim"
)

// summary is one plain sentence: what runs, and the rule that surprises most.
func summary(a *Answer) string {
	switch a.Outcome.Phase {
	case sim.PhaseCLI:
		return "the docker client refuses this line"
	case sim.PhaseBuild:
		return "the image does not build"
	case sim.PhaseCreate:
		return "no container is created"
	}
	if a.Process == nil || a.Process.NoCommand() {
		return "nothing runs"
	}
	s := "runs " + count(a.Process.Argv)
	if a.Outcome.Phase == sim.PhaseStart {
		s = "would run " + count(a.Process.Argv) + ", but it cannot start"
	}
	if why := surprise(a); why != "" {
		s += "; " + why
	}
	return s
}

// count is a program and how many words follow it.
func count(argv []sim.Word) string {
	program := "a program that is not known"
	if argv[0].Unknown == "" {
		program = shownProgram(argv[0].Text)
	}
	if s, ok := sim.FindShellString(argv); ok {
		return program + " with the text " + shownText(s.Text) + more(len(argv)-1-s.Index)
	}
	for _, w := range argv {
		if w.Unknown != "" {
			return program + " with words that are not all known"
		}
	}
	switch n := len(argv) - 1; n {
	case 0:
		return program + " without arguments"
	case 1:
		return program + " with 1 argument"
	default:
		return fmt.Sprintf("%s with %d arguments", program, n)
	}
}

// shownText is a shell's text for a sentence: short ones in full.
func shownText(s string) string {
	if len(s) > 40 {
		s = strings.ToValidUTF8(s[:37], "") + "…"
	}
	return fmt.Sprintf("%q", s)
}

func more(words int) string {
	switch words {
	case 0:
		return ""
	case 1:
		return " and 1 more word"
	}
	return fmt.Sprintf(" and %d more words", words)
}

func shownProgram(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\n") || len(s) > 60 {
		if len(s) > 60 {
			s = s[:56] + "…"
		}
		return fmt.Sprintf("%q", s)
	}
	return s
}

// surprise is what a reader should know besides the argv, the most unexpected first.
func surprise(a *Answer) string {
	if unused(a.Process.Positional) {
		return "the words behind its text become $0, $1 … and are not used"
	}
	for _, d := range a.Process.Dropped {
		switch d.Rule {
		case "entrypoint-resets-cmd":
			return "ENTRYPOINT has emptied the inherited CMD"
		case "run-args-replace-cmd":
			return "the words after the image name replace CMD"
		case "entrypoint-flag-replaces", "empty-entrypoint-flag-resets":
			return "--entrypoint drops ENTRYPOINT and CMD of the image"
		case "entrypoint-flag-drops-cmd":
			return "--entrypoint drops the image's CMD"
		}
	}
	return origins(a.Process.Argv)
}

// unused reports whether there are words behind a shell's text and it uses none.
func unused(ps []sim.Positional) bool {
	for _, p := range ps {
		if p.Used != "no" {
			return false
		}
	}
	return len(ps) > 0
}

// origins says where everything comes from when it is not the file itself.
func origins(argv []sim.Word) string {
	inherited, own := "", false
	for _, w := range argv {
		if w.From.Source == sim.FromBaseImage {
			inherited = w.From.In
		} else {
			own = true
		}
	}
	switch {
	case inherited == "":
		return ""
	case !own:
		return "everything comes from " + inherited
	case argv[0].From.Source == sim.FromBaseImage:
		return "ENTRYPOINT comes from " + inherited
	}
	return "part of it comes from " + inherited
}
