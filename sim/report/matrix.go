package report

import (
	"encoding/json"
	"strings"

	"explain/sim"
	"explain/sim/invoke"
)

// Matrix is every way to write ENTRYPOINT and CMD, and every way to start the
// image: what would run in each. It is the table of the Docker reference, but
// computed. (The published table leaves the words of CMD out of its shell-form
// column; real engines do pass them, as $0 $1 ….)
type Matrix struct {
	Schema      int        `json:"schema"`
	Title       string     `json:"title"`
	Starts      []Start    `json:"starts"`
	Entrypoints []Variant  `json:"entrypoints"`
	Cmds        []Variant  `json:"cmds"`
	Cells       []Cell     `json:"cells"` // by start, then CMD, then ENTRYPOINT
	Note        string     `json:"note"`  // where this differs from the published table
	Error       *sim.Error `json:"error"`
}

// beyondReference says where the Docker reference's own table is not what engines do.
const beyondReference = "The table in the Docker reference leaves CMD's words out beside a shell-form ENTRYPOINT. Real engines do pass them: the shell gets them as $0 $1 … and its text may use them."

// Start is a way to start the image. Line is what one types.
type Start struct {
	ID   string `json:"id"`
	Line string `json:"line"`
}

// Variant is a way to write an instruction; Written is the instruction, "" for
// none at all.
type Variant struct {
	ID      string `json:"id"` // none, shell, exec
	Written string `json:"written"`
}

// Cell is what runs for one start and one pair of instructions: indices into the
// lists above. Current marks the pair that the given image has.
type Cell struct {
	Start      int         `json:"start"`
	Entrypoint int         `json:"entrypoint"`
	Cmd        int         `json:"cmd"`
	Argv       []sim.Word  `json:"argv"` // empty when no container is created
	Outcome    sim.Outcome `json:"outcome"`
	Current    bool        `json:"current"`
	// Dockerfile is the text that gives this cell.
	Dockerfile string `json:"dockerfile"`
}

// matrixWords are the words of a matrix: the given image's, or general ones.
type matrixWords struct {
	shell           []string
	entrypoint, cmd []string // exec form; nil when the image has none
	epText, cmdText string   // shell form
	currentEP       int      // index of the variant that the image has
	currentCmd      int
	title           string
}

var generalWords = matrixWords{
	entrypoint: []string{"entry", "e1"}, cmd: []string{"cmd", "c1"}, epText: "entry e1", cmdText: "cmd c1",
	currentEP: -1, currentCmd: -1, title: "every ENTRYPOINT, every CMD, every start",
}

// NewMatrix computes the matrix for the image of a request; the zero request
// gives the general one.
func NewMatrix(req Request) Matrix {
	words := generalWords
	if len(req.Files) > 0 || req.Line != "" || len(req.Argv) > 0 {
		r := New(req)
		if r.Error != nil {
			return Matrix{Schema: Schema, Error: r.Error}
		}
		w, err := wordsOf(r)
		if err != nil {
			return Matrix{Schema: Schema, Error: err}
		}
		words = w
	}
	return words.matrix()
}

// wordsOf takes the matrix's words from an explained image.
func wordsOf(r *Report) (matrixWords, *sim.Error) {
	a := r.Answers[0]
	if a.Image == nil {
		return matrixWords{}, &sim.Error{Span: a.Outcome.Span, Msg: a.Outcome.Message, Hint: "the matrix needs an image that builds"}
	}
	w := generalWords
	w.title = a.Title
	w.shell = a.Image.Shell.Texts()
	var err *sim.Error
	if w.currentEP, err = take(a.Image.Entrypoint, &w.entrypoint, &w.epText); err != nil {
		return w, err
	}
	w.currentCmd, err = take(a.Image.Cmd, &w.cmd, &w.cmdText)
	return w, err
}

// take uses an image's words for both forms and says which form it has: 0 none,
// 1 shell, 2 exec.
func take(l sim.List, exec *[]string, text *string) (int, *sim.Error) {
	if len(l.Words) == 0 {
		return 0, nil
	}
	for _, w := range l.Words {
		if w.Unknown != "" {
			return 0, &sim.Error{Msg: w.Unknown + " is not known, so there is no table for it", Hint: "say what the base is with --base REF=FILE"}
		}
	}
	last := l.Words[len(l.Words)-1]
	first := l.Words[0].From.Source
	if first == sim.FromDefaultShell || first == sim.FromShell {
		*text, *exec = last.Text, strings.Fields(last.Text)
		return 1, nil
	}
	*exec, *text = l.Texts(), invoke.Quote(l.Texts())
	return 2, nil
}

func (w matrixWords) matrix() Matrix {
	m := Matrix{Schema: Schema, Title: w.title, Note: beyondReference}
	m.Starts = []Start{
		{"plain", "docker run my-image"}, {"args", "docker run my-image arg1 arg2"},
		{"entrypoint", "docker run --entrypoint other my-image"}, {"entrypoint-args", "docker run --entrypoint other my-image arg1 arg2"},
		{"reset", `docker run --entrypoint "" my-image`}, {"reset-args", `docker run --entrypoint "" my-image arg1 arg2`},
	}
	m.Entrypoints = variants("ENTRYPOINT", w.epText, w.entrypoint)
	m.Cmds = variants("CMD", w.cmdText, w.cmd)
	for s := range m.Starts {
		for c := range m.Cmds {
			for e := range m.Entrypoints {
				m.Cells = append(m.Cells, w.cell(&m, s, e, c))
			}
		}
	}
	return m
}

// variants are the three ways to write an instruction: not at all, in shell
// form, in exec form.
func variants(keyword, text string, exec []string) []Variant {
	return []Variant{{"none", ""}, {"shell", keyword + " " + oneLine(text)}, {"exec", keyword + " " + jsonWords(exec)}}
}

// oneLine is a shell text that stays one instruction: the text may come from an
// image's JSON and hold line ends.
func oneLine(s string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(s) }

func jsonWords(words []string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(words) // strings always encode
	return strings.TrimSuffix(b.String(), "\n")
}

// cell builds the image of a cell and starts it.
func (w matrixWords) cell(m *Matrix, start, entrypoint, cmd int) Cell {
	text := "FROM scratch\n"
	if len(w.shell) > 0 {
		text += "SHELL " + jsonWords(w.shell) + "\n"
	}
	for _, ins := range []string{m.Entrypoints[entrypoint].Written, m.Cmds[cmd].Written} {
		if ins != "" {
			text += ins + "\n"
		}
	}
	r := New(Request{Files: []sim.File{{Name: "Dockerfile", Text: text}}, Line: m.Starts[start].Line})
	a := r.Answers[0]
	cell := Cell{Start: start, Entrypoint: entrypoint, Cmd: cmd, Argv: []sim.Word{}, Dockerfile: text, Current: entrypoint == w.currentEP && cmd == w.currentCmd}
	cell.Outcome = sim.Outcome{Phase: sim.PhaseRunning, If: []string{}}
	if a.Process != nil {
		cell.Argv = a.Process.Argv
	}
	if len(cell.Argv) == 0 {
		cell.Argv, cell.Outcome = []sim.Word{}, a.Outcome
	}
	return cell
}
