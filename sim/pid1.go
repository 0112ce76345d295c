package sim

import (
	"path"
	"strings"
)

// The shells of which it is known how they end a -c string.
const (
	Dash = "dash"
	Ash  = "busybox ash"
	Bash = "bash"
)

// pid1 says which program has process number 1, and, behind a shell, whether
// the program gets the stop signal.
func pid1(p Process, img Image, inv Invocation) PID1 {
	if len(p.Argv) == 0 {
		return PID1{}
	}
	program := p.Argv[0]
	out := PID1{Program: program.Text}
	if program.Unknown != "" {
		out.Says = "PID 1 is not known: " + program.Unknown
		return out
	}
	out.Says = "PID 1 is " + quoteIfOdd(out.Program) + " itself, no shell in between"
	if s, ok := FindShellString(p.Argv); ok {
		out.Shell = true
		out.readString(s, binShell(s.Shell, img))
	}
	if inv.Init != nil && *inv.Init && inv.PIDMode == "" {
		out.Init = true
		out.Says = "PID 1 is docker-init, which starts " + quoteIfOdd(out.Program) + " and passes signals on to it"
		out.Program = "docker-init"
	}
	return out
}

// binShell is which shell a program name is in this image; "" is not known.
func binShell(program string, img Image) string {
	switch path.Base(program) {
	case "bash":
		return Bash
	case "dash":
		return Dash
	case "ash":
		return Ash
	}
	if program == "/bin/sh" || program == "sh" {
		return img.BinSh
	}
	return ""
}

// readString says what becomes of the shell: it stays PID 1, or the string's
// last program takes its place.
func (p *PID1) readString(s ShellString, shell string) {
	name := path.Base(s.Shell)
	if strings.TrimSpace(s.Text) == "" {
		p.Forwards, p.Says = "no", "PID 1 is "+name+", which has nothing to run and exits 0"
		return
	}
	shells := []string{Dash, Ash, Bash}
	if shell != "" && shell != "none" {
		shells = []string{shell}
	}
	by := map[Takeover][]string{}
	for _, sh := range shells {
		t := TakeoverOf(sh, s.Text)
		if t == NoProgram {
			t = StaysShell
		}
		by[t] = append(by[t], sh)
	}
	switch len(shells) {
	case len(by[TakesPlace]):
		p.Forwards, p.Says = "yes", "PID 1 is the program that "+name+" starts last: it takes the shell's place"
	case len(by[StaysShell]):
		p.Forwards, p.Says = "no", "PID 1 is "+name+", which does not pass the stop signal on to what it starts"
	default:
		p.Forwards = "depends"
		if len(by) == 1 {
			p.Says = "PID 1 is " + name + " or, in its place, the program that it starts last: that depends on how the commands before it end"
			return
		}
		p.Says = "who is PID 1 depends on the shell: with "
		var says []string
		for _, of := range []struct {
			t    Takeover
			says string
		}{{TakesPlace, " the program takes its place"}, {StaysShell, " the shell stays and keeps the stop signal"}, {EitherWay, " it depends on how the commands of the text end"}} {
			if names := by[of.t]; names != nil {
				says = append(says, strings.Join(names, ", ")+of.says)
			}
		}
		p.Says += strings.Join(says, ", with ")
	}
}

// Replaces reports whether a shell's -c string for certain ends with a program
// that takes the shell's place as PID 1, instead of running as its child.
func Replaces(shell, text string) bool { return TakeoverOf(shell, text) == TakesPlace }
