package report

import (
	"explain/sim"
	"explain/sim/invoke"
)

// Matrix is every way to write ENTRYPOINT and CMD, and every way to start the
// image: what would run in each. It is the table of the Docker reference, but
// computed. (The published table leaves the words of CMD out of its shell-form
// column; real engines do pass them, as $0 $1 ….)
type Matrix struct {
	Schema int        `json:"schema"`
	Title  string     `json:"title"`
	Files  []sim.File `json:"files"`
	// From is the image that the cells are built FROM, "" for a text without FROM.
	From        string    `json:"from"`
	Starts      []Start   `json:"starts"`
	Entrypoints []Variant `json:"entrypoints"`
	Cmds        []Variant `json:"cmds"`
	Cells       []Cell    `json:"cells"` // by start, then CMD, then ENTRYPOINT
	Note        string    `json:"note"`  // where this differs from the published table
	// Summary and Outcome say why there is no table: the image does not build, or
	// the line is refused. Outcome is null when there is one.
	Summary string       `json:"summary,omitempty"`
	Outcome *sim.Outcome `json:"outcome"`
	Error   *sim.Error   `json:"error"`
}

// beyondReference says where the Docker reference's own table is not what engines do.
const beyondReference = "The table in the Docker reference leaves CMD's words out beside a shell-form ENTRYPOINT. Real engines do pass them: the shell gets them as $0 $1 … and its text may use them."

// Start is a way to start the image. Line is what one types.
type Start struct {
	ID   string `json:"id"`
	Line string `json:"line"`
}

// Variant is a way to write an instruction. Written is the instruction, "" where
// none is needed. Unknown says what is inherited and not known.
type Variant struct {
	ID      string `json:"id"` // none, shell, exec, inherited
	Written string `json:"written"`
	Unknown string `json:"unknown,omitempty"`
}

// Cell is what runs for one start and one pair of instructions: indices into the
// lists above. Current marks the pair that the given image has.
type Cell struct {
	Start      int         `json:"start"`
	Entrypoint int         `json:"entrypoint"`
	Cmd        int         `json:"cmd"`
	Argv       []sim.Word  `json:"argv"` // empty when no container is created
	Certain    bool        `json:"certain"`
	Outcome    sim.Outcome `json:"outcome"`
	Current    bool        `json:"current"`
	// Dockerfile and Line give this cell, on the bases and the platform of the
	// request. Places of Argv are in them.
	Dockerfile string `json:"dockerfile"`
	Line       string `json:"line"`
}

// starts are the ways to start an image. (my-image stands for the image that the
// Dockerfile makes.)
var starts = []Start{
	{"plain", "docker run my-image"}, {"args", "docker run my-image arg1 arg2"},
	{"entrypoint", "docker run --entrypoint other my-image"}, {"entrypoint-args", "docker run --entrypoint other my-image arg1 arg2"},
	{"reset", `docker run --entrypoint "" my-image`}, {"reset-args", `docker run --entrypoint "" my-image arg1 arg2`},
}

// general is the image of the table for all images.
var general = sim.File{Name: "Dockerfile", Text: "FROM debian\nENTRYPOINT [\"entry\", \"e1\"]\nCMD [\"cmd\", \"c1\"]\n"}

// NewMatrix computes the matrix for the image of a request; a request that asks
// about nothing gives the general one.
func NewMatrix(req Request) Matrix {
	m := Matrix{Schema: Schema, Files: []sim.File{}, Starts: starts, Entrypoints: []Variant{}, Cmds: []Variant{}, Cells: []Cell{}}
	all := len(req.Files) == 0 && req.Line == "" && len(req.Argv) == 0
	if all {
		req.Files = []sim.File{general}
	}
	e := newExplainer(req)
	m.Error = e.run()
	r := e.finish()
	if m.Error != nil {
		return m
	}
	a := r.Answers[0]
	m.Title, m.Files = a.Title, r.Files
	switch {
	case a.Image != nil:
		newMaker(e).fill(&m)
	case a.Outcome.Phase == sim.PhaseBuild, a.Outcome.Phase == sim.PhaseCLI:
		m.Summary, m.Outcome = a.Summary, &a.Outcome
	default:
		m.Error = &sim.Error{Msg: "this line starts no image, so there is no table for it", Hint: "give a Dockerfile or a docker run line"}
	}
	if all {
		m.generalize()
	}
	return m
}

// generalize makes it a table of no image in particular.
func (m *Matrix) generalize() {
	m.Title, m.Files = "every ENTRYPOINT, every CMD, every start", []sim.File{}
	for i := range m.Cells {
		m.Cells[i].Current = false
	}
}

// fill computes the cells.
func (mk *maker) fill(m *Matrix) {
	var currentEP, currentCmd int
	m.From, m.Note = mk.from, beyondReference
	m.Entrypoints, currentEP = mk.variants("ENTRYPOINT", mk.given.Entrypoint, mk.base.Entrypoint, []string{"entry", "e1"})
	m.Cmds, currentCmd = mk.variants("CMD", mk.given.Cmd, mk.base.Cmd, []string{"cmd", "c1"})
	for s, start := range m.Starts {
		inv := mk.invocation(start.Line)
		for c, cmd := range m.Cmds {
			for e, ep := range m.Entrypoints {
				cell := Cell{Start: s, Entrypoint: e, Cmd: c, Argv: []sim.Word{}, Line: start.Line, Current: e == currentEP && c == currentCmd}
				cell.Dockerfile = mk.dockerfile(ep.Written, cmd.Written)
				cell.run(mk.build(cell.Dockerfile), inv)
				m.Cells = append(m.Cells, cell)
			}
		}
	}
}

// run starts the cell's image.
func (c *Cell) run(s subject, inv sim.Invocation) {
	if s.failed != nil {
		c.Outcome = buildFailure(s.failed, s.provided)
	} else {
		p := sim.Resolve(*s.image, inv)
		c.Outcome = sim.Start(*s.image, p, inv)
		c.Argv, c.Certain = append(c.Argv, p.Argv...), p.Certain
	}
	fillOutcome(&c.Outcome)
}

// invocation reads one of our own lines.
func (mk *maker) invocation(line string) sim.Invocation {
	cmds, _, err := invoke.Read(sim.NewSource(sim.File{Name: lineName, Text: line}), invoke.Host{Engine: mk.req.Engine})
	if err != nil || len(cmds) != 1 {
		panic("report: a line of the matrix cannot be read: " + line)
	}
	inv := cmds[0].Invocation
	inv.Engine = mk.req.Engine
	return inv
}
