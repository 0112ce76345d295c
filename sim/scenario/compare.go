package scenario

import (
	"strings"

	"golang.org/x/tools/txtar"

	"explain/sim/report"
)

// Mismatch is an output that is not what the scenario expects.
type Mismatch struct {
	Section   string
	Want, Got string
}

// output is a kind of output section. Render draws the report in the section's
// own form; want is what the section says now, which decides what of the
// report is drawn (and, where two texts mean the same, how).
type output struct {
	name string
	// recorded outputs are what real engines said: Update leaves them alone.
	recorded bool
	render   func(rep *report.Report, want string) (string, error)
}

func outputs() []output {
	return []output{
		{"argv", true, renderArgv},
		{"image", true, renderImage},
		{"outcome", false, renderOutcome},
		{"error", false, renderError},
		{"trace", false, renderTrace},
		{"findings", false, renderFindings},
		{"text", false, renderText},
		{"json", false, renderJSON},
		{"markdown", false, renderMarkdown},
	}
}

func outputNamed(name string) *output {
	for _, o := range outputs() {
		if o.name == name {
			return &o
		}
	}
	return nil
}

func outputNames() []string {
	var names []string
	for _, o := range outputs() {
		names = append(names, o.name)
	}
	return names
}

// Compare says which outputs differ from the report; none when s holds. A
// report that could not be made at all fails every scenario that does not
// expect an error.
func (s Scenario) Compare(rep *report.Report) []Mismatch {
	var bad []Mismatch
	if _, expected := s.Section("error"); rep.Error != nil && !expected {
		got, _ := renderError(rep, "")
		bad = append(bad, Mismatch{Section: "error", Got: got})
	}
	for _, f := range s.sections {
		o := outputNamed(f.Name)
		if o == nil {
			continue
		}
		want := string(f.Data)
		got, err := o.render(rep, want)
		if err != nil {
			got = err.Error() + "\n"
		}
		if got != want {
			bad = append(bad, Mismatch{Section: f.Name, Want: want, Got: got})
		}
	}
	return bad
}

// Update is s with its outputs as rep has them, except those that only a real
// engine can say.
func (s Scenario) Update(rep *report.Report) Scenario {
	sections := make([]txtar.File, len(s.sections))
	copy(sections, s.sections)
	for i, f := range sections {
		o := outputNamed(f.Name)
		if o == nil || o.recorded {
			continue
		}
		if text, err := o.render(rep, string(f.Data)); err == nil {
			sections[i].Data = []byte(text)
		}
	}
	s.sections = sections
	return s
}

// String shows what was expected and what came, line by line; lines that both
// begin or end with are left out.
func (m Mismatch) String() string {
	want, got := splitLines(m.Want), splitLines(m.Got)
	head := 0
	for head < len(want) && head < len(got) && want[head] == got[head] {
		head++
	}
	want, got = want[head:], got[head:]
	for len(want) > 0 && len(got) > 0 && want[len(want)-1] == got[len(got)-1] {
		want, got = want[:len(want)-1], got[:len(got)-1]
	}
	var b strings.Builder
	for _, l := range want {
		b.WriteString("- " + l + "\n")
	}
	for _, l := range got {
		b.WriteString("+ " + l + "\n")
	}
	return b.String()
}

func splitLines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}
