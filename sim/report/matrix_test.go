package report_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/image"
	"explain/sim/report"
	"explain/sim/scenario"
)

// show is an argv with what is not certain marked: <unknown> and assumed?.
func show(argv []sim.Word) string {
	out := make([]string, len(argv))
	for i, w := range argv {
		switch {
		case w.Unknown != "":
			out[i] = "<" + w.Unknown + ">"
		case w.Assumed:
			out[i] = w.Text + "?"
		default:
			out[i] = fmt.Sprintf("%q", w.Text)
		}
	}
	return strings.Join(out, " ")
}

func file(text string) []sim.File { return []sim.File{{Name: "Dockerfile", Text: text}} }

// table is one start of a matrix: a line per CMD, the cells of its ENTRYPOINTs
// between bars. → marks the cell that the file itself has.
func table(m report.Matrix, start string) string {
	var out strings.Builder
	for i, c := range m.Cells {
		if m.Starts[c.Start].ID != start {
			continue
		}
		says := show(c.Argv)
		if len(c.Argv) == 0 {
			says = "(" + c.Outcome.Message + ")"
		}
		if c.Current {
			says = "→ " + says
		}
		out.WriteString(says)
		if i+1 < len(m.Cells) && m.Cells[i+1].Cmd == c.Cmd {
			out.WriteString(" | ")
		} else {
			out.WriteString("\n")
		}
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// The expected tables follow from the builder's and the engine's rules: an unknown
// base's ENTRYPOINT is an unknown word in front, ENTRYPOINT empties an inherited
// CMD, shell form is one word behind the shell.
func TestMatrix(t *testing.T) {
	const none = "(docker: Error response from daemon: no command specified)"
	for _, c := range []struct {
		name, text, start, want string
	}{
		{"shell form on an unknown base", "FROM corp/x\nENTRYPOINT a\n", "plain", none + ` | → /bin/sh? -c? "a" | "a"
/bin/sh? -c? "cmd c1" | /bin/sh? -c? "a" /bin/sh? -c? "cmd c1" | "a" /bin/sh? -c? "cmd c1"
"cmd" "c1" | /bin/sh? -c? "a" "cmd" "c1" | "a" "cmd" "c1"`},
		{"an unknown ENTRYPOINT", "FROM corp/x\nCMD [\"a\"]\n", "plain", none + ` | <ENTRYPOINT of corp/x>
/bin/sh? -c? "a" | <ENTRYPOINT of corp/x> /bin/sh? -c? "a"
"a" | → <ENTRYPOINT of corp/x> "a"`},
		{"with words behind the image", "FROM corp/x\nCMD [\"a\"]\n", "args", `"arg1" "arg2" | <ENTRYPOINT of corp/x> "arg1" "arg2"
"arg1" "arg2" | <ENTRYPOINT of corp/x> "arg1" "arg2"
"arg1" "arg2" | → <ENTRYPOINT of corp/x> "arg1" "arg2"`},
		{"a fragment", "CMD [\"a\"]\n", "plain", none + ` | <ENTRYPOINT of an unknown base image>
/bin/sh? -c? "a" | <ENTRYPOINT of an unknown base image> /bin/sh? -c? "a"
"a" | → <ENTRYPOINT of an unknown base image> "a"`},
		{"nothing known at all", "FROM corp/x\nENV A=1\n", "plain", none + ` | <ENTRYPOINT of corp/x>
` + none + ` | → <ENTRYPOINT of corp/x> <CMD of corp/x>`},
		{"a fragment without either", "ENV A=1\n", "plain", none + ` | <ENTRYPOINT of an unknown base image>
` + none + ` | → <ENTRYPOINT of an unknown base image> <CMD of an unknown base image>`},
		{"words that look like flags", "FROM debian\nENTRYPOINT [\"app\"]\nCMD [\"--port\",\"8080\"]\n", "plain", none + ` | "/bin/sh" "-c" "app" | "app"
"/bin/sh" "-c" "'--port' 8080" | "/bin/sh" "-c" "app" "/bin/sh" "-c" "'--port' 8080" | "app" "/bin/sh" "-c" "'--port' 8080"
"--port" "8080" | "/bin/sh" "-c" "app" "--port" "8080" | → "app" "--port" "8080"`},
		{"text behind --", "FROM debian\nCMD -- --port 8080\n", "plain", none + ` | "/bin/sh" "-c" "entry e1" | "entry" "e1"
→ "/bin/sh" "-c" "--port 8080" | "/bin/sh" "-c" "entry e1" "/bin/sh" "-c" "--port 8080" | "entry" "e1" "/bin/sh" "-c" "--port 8080"
"--port" "8080" | "/bin/sh" "-c" "entry e1" "--port" "8080" | "entry" "e1" "--port" "8080"`},
		{"a base with a CMD of its own", "FROM debian\n", "plain", none + ` | "/bin/sh" "-c" "entry e1" | "entry" "e1"
"/bin/sh" "-c" "bash" | "/bin/sh" "-c" "entry e1" "/bin/sh" "-c" "bash" | "entry" "e1" "/bin/sh" "-c" "bash"
→ "bash" | "/bin/sh" "-c" "entry e1" "bash" | "entry" "e1" "bash"`},
		{"SHELL behind the text", "FROM debian\nCMD a\nSHELL [\"bash\",\"-c\"]\n", "plain", none + ` | "bash" "-c" "entry e1" | "entry" "e1"
"bash" "-c" "/bin/sh -c a" | "bash" "-c" "entry e1" "bash" "-c" "/bin/sh -c a" | "entry" "e1" "bash" "-c" "/bin/sh -c a"
→ "/bin/sh" "-c" "a" | "bash" "-c" "entry e1" "/bin/sh" "-c" "a" | "entry" "e1" "/bin/sh" "-c" "a"`},
		{"SHELL in front of it", "FROM debian AS a\nSHELL [\"bash\",\"-c\"]\nFROM a\nCMD a\n", "plain", none + ` | "bash" "-c" "entry e1" | "entry" "e1"
→ "bash" "-c" "a" | "bash" "-c" "entry e1" "bash" "-c" "a" | "entry" "e1" "bash" "-c" "a"
"a" | "bash" "-c" "entry e1" "a" | "entry" "e1" "a"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := report.NewMatrix(report.Request{Files: file(c.text)})
			require.Nil(t, m.Error)
			assert.Equal(t, c.want, table(m, c.start))
		})
	}
}

// matrixRequests are the requests of a scenario of every rule, of the examples,
// and odd ones.
func matrixRequests(t *testing.T) map[string]report.Request {
	out := map[string]report.Request{
		"general":    {},
		"backtick":   {Files: file("# escape=`\nFROM debian\nCMD dir c:\\\nENTRYPOINT [\"a`\", \"c:\\\\\"]\n")},
		"windows":    {Files: file("FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nENTRYPOINT [\"C:\\\\\", \"x y\"]\nCMD [\"--a\", \"C:\\\\\"]\n"), Platform: "windows/amd64"},
		"platform":   {Files: file("FROM --platform=$BUILDPLATFORM debian\nCMD [\"[\", \"]\"]\n")},
		"odd words":  {Files: file("FROM debian\nENTRYPOINT [\"\", \"\\u0000\", \"a\\nb\", \"<&>\"]\nCMD [\"\"]\n")},
		"bare":       {Files: file("FROM debian\nENTRYPOINT\nCMD\n")},
		"distroless": {Files: file("FROM gcr.io/distroless/static\nCOPY app /app\nENTRYPOINT /app\n")},
		"scratch":    {Files: file("FROM scratch\nCOPY rootfs/ /\nCMD /app\n")},
		"inspect":    {Files: []sim.File{{Name: "stdin", Text: `[{"RepoTags":["corp/y:1"],"Config":{"Entrypoint":["a"],"Cmd":["b"],"Shell":["bash","-c"],"OnBuild":["CMD x","SHELL [\"zsh\"]"]}}]`}}},
		"no name":    {Files: []sim.File{{Name: "stdin", Text: `{"Cmd":["b"]}`}}},
		"line":       {Line: "docker run nginx"},
		"triggers":   {Files: file("FROM corp/z\nENTRYPOINT [\"e\"]\n"), Bases: []report.BaseFile{{Ref: "corp/z", File: sim.File{Name: "z.json", Text: `{"Cmd":["b"],"OnBuild":["CMD [\"x\"]"]}`}}}},
	}
	for _, glob := range []string{"../testdata/*/*.txtar", "../../examples/*.txtar"} {
		names, err := filepath.Glob(glob)
		require.NoError(t, err)
		for i, name := range names {
			if i > 0 && filepath.Dir(name) == filepath.Dir(names[i-1]) && filepath.Base(filepath.Dir(name)) != "examples" {
				continue
			}
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			sc, err := scenario.Read(name, string(text))
			require.NoError(t, err)
			out[name] = sc.Request()
		}
	}
	return out
}

// Every cell's Dockerfile and line, put through the engine, give the cell. And the
// cell that is marked is what the file itself runs.
func TestMatrixCellsAreTrue(t *testing.T) {
	for name, req := range matrixRequests(t) {
		m := report.NewMatrix(req)
		if m.Error != nil {
			continue // TestMatrixRefuses
		}
		asked := req
		asked.Line, asked.Argv, asked.HostFiles, asked.Default, asked.Exact, asked.Target = "", nil, nil, nil, false, ""
		if len(req.Files) > 0 && image.Recognise(req.Files[0].Text) {
			ref := m.From // what is inspected is what the cells are built FROM
			if _, err := image.AsBase(req.Files[0]); err != nil {
				ref = "" // several objects, by their own names
			}
			asked.Bases = append([]report.BaseFile{{Ref: ref, File: req.Files[0]}}, req.Bases...)
		}
		current := 0
		for _, c := range m.Cells {
			asked.Files, asked.Line = file(c.Dockerfile), c.Line
			r := report.New(asked)
			require.Nil(t, r.Error, name)
			a := r.Answers[0]
			where := fmt.Sprintf("%s: %s %q", name, c.Line, c.Dockerfile)
			if a.Process == nil {
				require.Empty(t, c.Argv, where)
			} else {
				require.Equal(t, show(a.Process.Argv), show(c.Argv), where)
				require.Equal(t, a.Process.Certain, c.Certain, where)
			}
			require.Equal(t, a.Outcome.Phase, c.Outcome.Phase, where)
			require.Equal(t, a.Outcome.Message, c.Outcome.Message, where)
			require.NotEqual(t, sim.PhaseBuild, c.Outcome.Phase, where)
			if c.Current {
				current++
				if plain := report.New(req).Answers[0]; m.Starts[c.Start].ID == "plain" && plain.Invocation.Args.Set == false && !plain.Invocation.Entrypoint.Set {
					require.Equal(t, show(plain.Process.Argv), show(c.Argv), where)
				}
			}
		}
		if name != "general" && m.Outcome == nil {
			require.Equal(t, len(m.Starts), current, name)
		}
	}
}

// What BuildKit refuses is explained as everywhere; only an input without an
// image has no table.
func TestMatrixOfWhatDoesNotBuild(t *testing.T) {
	req := report.Request{Files: file("FROM scratch\nCDM a\n")}
	m := report.NewMatrix(req)
	require.Nil(t, m.Error)
	require.Empty(t, m.Cells)
	require.Equal(t, sim.PhaseBuild, m.Outcome.Phase)
	var ours, plain bytes.Buffer
	require.NoError(t, report.MatrixText(&ours, m, report.Style{}))
	require.NoError(t, report.Text(&plain, report.New(req), report.Style{}))
	require.Equal(t, plain.String(), ours.String())
	require.NotNil(t, report.NewMatrix(report.Request{Line: "docker exec web sh"}).Error)
	require.NotNil(t, report.NewMatrix(report.Request{Line: "docker run no/such:image"}).Error)
}

// A table is short at any length of the words, and cites no place in a file that
// nobody wrote.
func TestMatrixIsShort(t *testing.T) {
	long := "FROM debian\nENTRYPOINT [\"/usr/local/bin/docker-entrypoint-with-a-long-name.sh\", \"bash\", \"-c\", \"" + strings.Repeat("sleep 1 && ", 40) + "true\"]\nCMD [" + strings.Repeat(`"--a-flag-of-some-length=value", `, 60) + `"z"]` + "\n"
	reqs := matrixRequests(t)
	reqs["long"] = report.Request{Files: file(long)}
	reqs["flags"] = report.Request{Files: file("FROM debian\nENTRYPOINT [\"app\"]\nCMD [\"--port\",\"8080\"]\n")}
	reqs["nginx"] = report.Request{Files: file("FROM nginx\n")}
	for name, req := range reqs {
		m := report.NewMatrix(req)
		if m.Error != nil || m.Outcome != nil {
			continue
		}
		var b bytes.Buffer
		require.NoError(t, report.MatrixText(&b, m, report.Style{}))
		assert.LessOrEqual(t, strings.Count(b.String(), "\n"), 35, "%s\n%s", name, &b)
		assert.NotContains(t, b.String(), "on line", name)
	}
}
