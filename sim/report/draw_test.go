package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"explain/sim"
	"explain/sim/check"
)

var update = flag.Bool("update", false, "rewrite the expected texts in testdata")

// sample is a report that was written by hand: testdata/draw/NAME/report.json.
type sample struct {
	name   string
	report *Report
}

func samples(t testing.TB) []sample {
	t.Helper()
	files, err := filepath.Glob("testdata/draw/*/report.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	var out []sample
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		r := new(Report)
		if err := json.Unmarshal(data, r); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		out = append(out, sample{filepath.Base(filepath.Dir(f)), r})
	}
	return out
}

func text(t testing.TB, r *Report, s Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := Text(&b, r, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares got with a file of testdata, or rewrites it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test ./sim/report -update rewrites it)\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}

func TestGoldenTexts(t *testing.T) {
	styles := map[string]Style{
		"40.txt":    {Width: 40},
		"80.txt":    {},
		"120.txt":   {Width: 120},
		"color.txt": {Color: true},
		"ascii.txt": {ASCII: true},
		"all.txt":   {All: true},
	}
	for _, s := range samples(t) {
		dir := filepath.Join("testdata/draw", s.name)
		for file, style := range styles {
			golden(t, filepath.Join(dir, file), text(t, s.report, style))
		}
		var b bytes.Buffer
		if err := Markdown(&b, s.report); err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join(dir, "markdown.md"), b.String())
		b.Reset()
		if err := FindingsText(&b, s.report, Style{}); err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join(dir, "findings.txt"), b.String())
	}
}

// everyStyle calls f with each style that matters.
func everyStyle(f func(Style)) {
	for _, width := range []int{20, 24, 33, 40, 60, 79, 80, 100, 120, 200} {
		for bits := range 8 {
			f(Style{Width: width, Color: bits&1 != 0, ASCII: bits&2 != 0, All: bits&4 != 0})
		}
	}
}

func TestTextIsSafe(t *testing.T) {
	for _, s := range samples(t) {
		everyStyle(func(style Style) {
			checkText(t, s.name, text(t, s.report, style), style)
			var b bytes.Buffer
			if err := FindingsText(&b, s.report, style); err != nil {
				t.Fatal(err)
			}
			checkText(t, s.name+" findings", b.String(), style)
		})
	}
}

// sgr are the sequences that the printer writes itself.
var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// checkText fails if a line is too wide or not safe.
func checkText(t testing.TB, name, got string, style Style) {
	t.Helper()
	if style.Color {
		got = sgr.ReplaceAllString(got, "")
	}
	for n, l := range strings.Split(got, "\n") {
		if w := width(safe(l)); w > style.Width {
			t.Errorf("%s %+v line %d has %d columns: %q", name, style, n+1, w, l)
		}
		if strings.TrimRight(l, " ") != l {
			t.Errorf("%s %+v line %d ends with a blank: %q", name, style, n+1, l)
		}
	}
	checkSafe(t, name, got, style)
}

// checkSafe fails if anything is in got that a terminal should not get.
func checkSafe(t testing.TB, name, got string, style Style) {
	t.Helper()
	before := rune(0)
	for i, r := range got {
		if r == '\n' {
			before = 0
			continue
		}
		if (escaper{style.ASCII}).hidden(r, before) || r == utf8.RuneError && style.ASCII {
			t.Errorf("%s %+v holds %U at %d: %q", name, style, r, i, got[max(0, i-20):min(len(got), i+20)])
			return
		}
		before = r
	}
}

func TestTextIsShort(t *testing.T) {
	for _, s := range samples(t) {
		if n := strings.Count(text(t, s.report, Style{}), "\n"); n > 30 && len(s.report.Answers) == 1 {
			t.Errorf("%s takes %d lines", s.name, n)
		}
	}
}

// The text is made from what the JSON says, and from nothing else.
func TestTextComesFromJSON(t *testing.T) {
	for _, s := range samples(t) {
		data, err := json.Marshal(s.report)
		if err != nil {
			t.Fatal(err)
		}
		again := new(Report)
		if err := json.Unmarshal(data, again); err != nil {
			t.Fatal(err)
		}
		everyStyle(func(style Style) {
			first, second := text(t, s.report, style), text(t, again, style)
			if first != second {
				t.Errorf("%s %+v differs after decoding:\n%s\n%s", s.name, style, first, second)
			}
		})
	}
}

// FuzzText puts any text into every field that a user can reach.
func FuzzText(f *testing.F) {
	f.Add("plain", "two words", 80)
	f.Add("\x1b[2J\u202e", "a\tb\u00a0\x00\xff\u0301\ufe0f👩‍💻", 40)
	f.Add("世界", "\\|`'\"<script>", 20)
	f.Fuzz(func(t *testing.T, a, b string, columns int) {
		// A report's texts are UTF-8, or its spans would not survive JSON.
		r := reportOf(strings.ToValidUTF8(a, "\ufffd"), strings.ToValidUTF8(b, "\ufffd"))
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		again := new(Report)
		if err := json.Unmarshal(data, again); err != nil {
			t.Fatal(err)
		}
		for bits := range 8 {
			s := Style{Width: 20 + max(columns, -(columns+1))%120, Color: bits&1 != 0, ASCII: bits&2 != 0, All: bits&4 != 0}
			got := text(t, r, s)
			checkText(t, "fuzz", got, s)
			if second := text(t, again, s); got != second {
				t.Errorf("%+v differs after decoding:\n%s\n%s", s, got, second)
			}
			var out bytes.Buffer
			for _, draw := range []func(io.Writer, *Report, Style) error{FindingsText, StagesText} {
				out.Reset()
				if err := draw(&out, r, s); err != nil {
					t.Fatal(err)
				}
				checkText(t, "fuzz", out.String(), s)
			}
		}
		checkMarkdown(t, r)
	})
}

// reportOf is a report that holds a and b everywhere.
func reportOf(a, b string) *Report {
	file := sim.File{Name: a, Text: "FROM " + a + "\nCMD " + b + "\n"}
	sp := sim.Span{File: a, Start: len("FROM "), End: len("FROM ") + len(a), Line: 1, Col: 6}
	w := func(text string, source sim.SourceKind) sim.Word {
		return sim.Word{Text: text, From: sim.Origin{Source: source, In: b, Span: sp, Step: 1}}
	}
	finding := Finding{Check: a, Severity: check.Warning, Span: sp, Message: b, Related: []check.Related{{Span: sp, Message: a}},
		Fixes: []check.Fix{{Title: b, Edits: []check.Edit{{Span: sp, New: b}}}}}
	code := 1
	answer := Answer{
		Title: a, Summary: b,
		Process: &sim.Process{
			Argv:       []sim.Word{w(a, sim.FromEntrypoint), w(b, sim.FromRunArgs), {Unknown: a}, w(a+b, "other")},
			Dropped:    []sim.Dropped{{Word: w(b, sim.FromCmd), Rule: sim.RuleID(a), Step: 1}},
			Positional: []sim.Positional{{Argv: 1, Becomes: a, Used: "no"}},
			Env:        []sim.Env{{Name: a, Value: w(b, sim.FromFlag)}},
			User:       sim.Word{Text: a}, WorkingDir: sim.Word{Text: b}, StopSignal: sim.Word{Unknown: a},
			PID1: sim.PID1{Says: b}, Healthcheck: &sim.Healthcheck{Test: sim.ListOf(sim.Word{Text: "CMD-SHELL"}, sim.Word{Text: a})},
		},
		Outcome:     sim.Outcome{Phase: sim.PhaseRunning, If: []string{a, b}},
		Trace:       sim.Trace{{N: 1, Rule: sim.RuleID(a), Span: sp, Slot: sim.SlotArgv, Note: b}},
		Findings:    []Finding{finding},
		Assumptions: []sim.Assumption{{ID: a, Says: b, Settle: a}},
		Notes:       []sim.Note{{ID: a, Span: sp, Says: b}},
		Stages:      []Stage{{ID: a, From: b, Span: sp, Argv: []sim.Word{w(a, sim.FromCmd)}}},
		Verify:      b,
	}
	failed := answer
	failed.Outcome = sim.Outcome{Phase: sim.PhaseStart, ExitCode: &code, Message: a + "\n" + b, Rule: sim.RuleID(b), Span: sp, Hint: a}
	return &Report{Files: []sim.File{file}, Answers: []Answer{answer, failed}, Findings: []Finding{finding}}
}

// That docker build refuses a text without FROM is said in every text, however
// much else there is to say.
func TestFragmentIsSaid(t *testing.T) {
	for _, body := range []string{
		"CMD [\"a\"]\n",
		"CMD a\nENTRYPOINT ['b']\n",
		"ENTRYPOINT exec \\\n  " + strings.Repeat("long-word ", 90) + "\nCMD [" + strings.Repeat(`"$A", "b && c", `, 60) + `"z"]` + "\nHEALTHCHECK CMD x\nUSER $U\n",
	} {
		for _, line := range []string{"", "docker run x $Y | tee --rm", "FOO=1 sudo docker run -it x -it $Z"} {
			r := New(Request{Files: []sim.File{{Name: "stdin", Text: body}}, Line: line})
			if got := text(t, r, Style{}); !strings.Contains(strings.Join(strings.Fields(got), " "), `"no build stage in current context"`) {
				t.Errorf("%q %q:\n%s", body, line, got)
			}
		}
	}
}
