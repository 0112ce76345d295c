package scenario

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
)

const inherited = `An inherited CMD does not survive.

Why so: the builder empties it.
It always did.

rules: entrypoint-resets-cmd, exec-form-verbatim
build-arg: A=1
build-arg: B=x=y
host-env: HOME=/h
exact:
chomp: Dockerfile

-- Dockerfile --
FROM scratch
-- base/corp/app:1.json --
{}
-- hostfile/prod.env --
A=b
-- run --
docker run app
-- argv --
["/e"]
`

func TestReadSaysWhatTheFileSays(t *testing.T) {
	s, err := Read("a.txtar", inherited)
	require.NoError(t, err)
	assert.Equal(t, "An inherited CMD does not survive.", s.Title)
	assert.Equal(t, "Why so: the builder empties it.\nIt always did.", s.Prose)
	assert.Equal(t, []string{"entrypoint-resets-cmd", "exec-form-verbatim"}, s.Rules)
	assert.Equal(t, inherited, s.Format())

	assert.Equal(t, report.Request{
		Files:     []sim.File{{Name: "Dockerfile", Text: "FROM scratch"}},
		Line:      "docker run app",
		BuildArgs: map[string]string{"A": "1", "B": "x=y"},
		HostEnv:   map[string]string{"HOME": "/h"},
		Bases:     []report.BaseFile{{Ref: "corp/app:1", File: sim.File{Name: "base/corp/app:1.json", Text: "{}\n"}}},
		HostFiles: []report.HostFile{{Name: "prod.env", Text: "A=b\n"}},
		Exact:     true,
	}, s.Request())
}

func TestReadRefusesWhatMeansNothing(t *testing.T) {
	for _, tt := range []struct{ name, text, want, hint string }{
		{"key", "Title.\n\nrulez: x\n", `a.txtar:3:1: key "rulez" means nothing here`, "keys are rules"},
		{"pair", "Title.\n\nbuild-arg: x\n", "a.txtar:3:1: build-arg has no name and value", "write build-arg: NAME=VALUE"},
		{"section", "Title.\n-- a --\n-- Dockerfil --\n", `a.txtar:2:1: section "a" means nothing here`, "inputs are Dockerfile"},
		{"section before a lone carriage return", "Title.\n-- a --\r", `a.txtar:2:1: section "a" means nothing here`, "inputs are Dockerfile"},
		{"twice", "Title.\n-- run --\n-- run --\n", `a.txtar:3:1: section "run" stands twice`, "keep one"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read("a.txtar", tt.text)
			var se *sim.Error
			require.ErrorAs(t, err, &se)
			assert.Equal(t, tt.want, se.Error())
			assert.Contains(t, se.Hint, tt.hint)
		})
	}
}

func read(t *testing.T, text string) Scenario {
	t.Helper()
	s, err := Read("a.txtar", text)
	require.NoError(t, err)
	return s
}

// oneAnswer is a report whose only answer starts words, every one certain.
func oneAnswer(words ...string) *report.Report {
	p := &sim.Process{Certain: true}
	for _, w := range words {
		p.Argv = append(p.Argv, sim.Word{Text: w})
	}
	exit := 127
	return &report.Report{
		Files: []sim.File{{Name: "Dockerfile"}, {Name: "command line"}},
		Answers: []report.Answer{{
			Process: p,
			Image:   &sim.Image{Entrypoint: sim.ListOf(p.Argv...), WorkingDir: sim.Word{Text: "/"}},
			Outcome: sim.Outcome{Phase: sim.PhaseCreate, ExitCode: &exit, Message: "two\nlines"},
			Trace:   sim.Trace{{N: 1, Rule: "exec-form-verbatim", Slot: sim.SlotEntrypoint}},
			Findings: []report.Finding{
				{Check: "c", Severity: "warning", Span: sim.Span{File: "Dockerfile", Line: 2, Col: 3, End: 1}},
				{Check: "d", Severity: "info", Span: sim.Span{File: "command line", Line: 1, Col: 9, End: 1}},
			},
		}},
	}
}

func TestCompareHolds(t *testing.T) {
	s := read(t, `T.
-- argv --
[ "/e",
  "x" ]
-- image --
{"Entrypoint": ["/e", "x"], "WorkingDir": "/"}
-- outcome --
phase: create
message: two
  lines
-- trace --
1 exec-form-verbatim entrypoint
-- findings --
warning c 2:3
info d command line:1:9
`)
	assert.Empty(t, s.Compare(oneAnswer("/e", "x")))
}

func TestCompareTellsWhatDiffers(t *testing.T) {
	for _, tt := range []struct{ name, sections, diff string }{
		{"argv", "-- argv --\n[\"/f\"]\n", "- [\"/f\"]\n+ [\"/e\"]\n"},
		{"argv count", "-- argv --\n[\"/e\"]\n[\"/e\"]\n", "- [\"/e\"]\n"},
		{"image has more", "-- image --\n{\"Entrypoint\":[\"/e\"],\"WorkingDir\":\"/\",\"Cmd\":[]}\n", ""},
		{"image has less", "-- image --\n{\"Entrypoint\":[\"/e\"]}\n", ""},
		{"image key", "-- image --\n{\"Entrypoint\":[\"/e\"],\"WorkingDir\":\"/\",\"Labels\":{}}\n", ""},
		{"outcome", "-- outcome --\nphase: start\n", "- phase: start\n+ phase: create\n"},
		{"not json", "-- argv --\n/e\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := read(t, "T.\n"+tt.sections).Compare(oneAnswer("/e"))
			require.Len(t, bad, 1)
			if tt.diff != "" {
				assert.Equal(t, tt.diff, bad[0].String())
			}
		})
	}
}

func TestCompareWantsCertainty(t *testing.T) {
	rep := oneAnswer("/e")
	rep.Answers[0].Process.Certain = false
	bad := read(t, "T.\n-- argv --\n[\"/e\"]\n").Compare(rep)
	require.Len(t, bad, 1)
	assert.Contains(t, bad[0].Got, "not certain")

	rep.Answers[0].Image.Entrypoint.Words[0].Assumed = true
	assert.Len(t, read(t, "T.\n-- image --\n{\"Entrypoint\":[\"/e\"],\"WorkingDir\":\"/\"}\n").Compare(rep), 1)
}

func TestCompareNoticesAnErrorNobodyExpects(t *testing.T) {
	rep := &report.Report{Error: &sim.Error{Msg: "no image", Hint: "name one"}}
	bad := read(t, "T.\n-- run --\ndocker run\n").Compare(rep)
	require.Len(t, bad, 1)
	assert.Equal(t, "no image\nname one\n", bad[0].Got)
	assert.Empty(t, read(t, "T.\n-- error --\nno image\n").Compare(rep), "the hint may be left out")
	assert.Empty(t, read(t, "T.\n-- error --\nno image\nname one\n").Compare(rep))
}

func TestUpdateLeavesRecordedOutputsAlone(t *testing.T) {
	s := read(t, `T.
-- argv --
["/f"]
-- image --
{"Cmd": ["x"]}
-- outcome --
phase: x
exit: 1
-- trace --
`)
	assert.Equal(t, `T.
-- argv --
["/f"]
-- image --
{"Cmd": ["x"]}
-- outcome --
phase: create
exit: 127
-- trace --
1 exec-form-verbatim entrypoint
`, s.Update(oneAnswer("/e")).Format())
}

func FuzzRead(f *testing.F) {
	f.Add(inherited)
	f.Add("T.\r\n\r\nrules: a\r\n-- run --\r\ndocker run x\r\n")
	f.Add("-- run --\n-- run --\n")
	f.Add("exact:\n\nbuild-arg: =\n")
	f.Add("\n-- 0 --\r")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Read("a.txtar", text)
		if err != nil {
			var se *sim.Error
			require.ErrorAs(t, err, &se)
			assert.LessOrEqual(t, se.Span.End, len(text)+1)
			return
		}
		s.Request()
		again, err := Read("a.txtar", s.Format())
		require.NoError(t, err)
		assert.Equal(t, s.Format(), again.Format(), "what Format writes is what Read read")
	})
}
