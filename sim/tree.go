package sim

import "slices"

// ProcessNode is a process of the container: who starts whom, while the last
// program runs. Words are its argv as far as it is known. Becomes is the program
// that takes its place, empty when none does for certain.
type ProcessNode struct {
	Words    []Word        `json:"words"`
	Becomes  []Word        `json:"becomes,omitempty"`
	How      []How         `json:"how"`            // how a shell runs it
	Says     string        `json:"says,omitempty"` // How in words
	PID1     bool          `json:"pid1,omitempty"`
	Children []ProcessNode `json:"children"`
}

// Afterwards fills in what follows from an argv: what a shell makes of its string,
// which processes there are, and how they end.
func Afterwards(img Image, p *Process, inv Invocation) {
	if len(p.Argv) == 0 {
		return
	}
	p.Inside = ReadShell(*p, img)
	p.Stop = Stop(img, *p, inv, p.Inside)
	p.Interrupt = CtrlC(img, *p, inv, p.Inside)
	if inv.Runner != "docker-exec" {
		p.Tree = tree(*p, inv)
	}
}

// These bound what is shown: the processes below a shell, and a program's words.
const (
	maxChildren = 12
	maxWords    = 16
)

func tree(p Process, inv Invocation) *ProcessNode {
	main := ProcessNode{Words: p.Argv[:min(len(p.Argv), maxWords)], How: []How{}, Children: []ProcessNode{}}
	if p.Inside != nil {
		main.start(p)
	}
	if inv.wrapsInit() {
		return &ProcessNode{Words: []Word{{Text: "docker-init"}}, How: []How{}, PID1: true, Children: []ProcessNode{main}}
	}
	main.PID1 = inv.PIDMode == ""
	return &main
}

// start adds what a shell starts.
func (n *ProcessNode) start(p Process) {
	var programs []*ShellCommand
	for i := range p.Inside.Commands {
		if c := &p.Inside.Commands[i]; (c.Kind == RunsProgram || c.Kind == RunsUnknown) && !slices.Contains(c.How, ForOutput) {
			programs = append(programs, c)
		}
	}
	for i, c := range programs {
		last := i == len(programs)-1 || slices.Contains(c.How, InPlace)
		switch {
		case last && p.PID1.Forwards == "yes" && !slices.Contains(c.How, InTrap):
			n.Becomes = c.Words
			n.Children = slices.DeleteFunc(n.Children, func(k ProcessNode) bool { return !slices.Contains(k.How, InBackground) }) // the others have ended
			return
		case len(n.Children) == maxChildren:
			return
		}
		n.Children = append(n.Children, ProcessNode{Words: c.Words, How: c.How, Says: c.Says, Children: []ProcessNode{}})
	}
}
