package report

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"explain/sim"
)

// running is a report of one certain answer.
func running(words ...string) *Report {
	p := &sim.Process{Certain: true}
	for _, w := range words {
		p.Argv = append(p.Argv, sim.Word{Text: w})
	}
	return &Report{Answers: []Answer{{Process: p}}}
}

func TestShellLine(t *testing.T) {
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"echo", "Hello, ", "world"}, "echo 'Hello, ' world"},
		{[]string{"echo", "", "it's"}, `echo '' 'it'\''s'`},
		{[]string{"A=1", "B=2"}, "'A=1' B=2"},
		{[]string{"if", "then"}, "'if' then"},
		{[]string{"=ls", "=x"}, "'=ls' '=x'"},
		{[]string{"a\x1bb"}, `'a'"$(printf '\033')"'b'`},
		{[]string{"\t"}, `"$(printf '\011')"`},
		{[]string{"two\nlines"}, "'two\nlines'"},
		{[]string{"\u202e"}, `"$(printf '\342\200\256')"`},
	} {
		got, err := ShellLine(running(c.words...))
		if err != nil || got != c.want {
			t.Errorf("ShellLine(%q) is %s, %v; want %s", c.words, got, err, c.want)
		}
	}
}

// A real shell reads the line as the words that it was made of.
func TestShellLineIsReadBack(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh on this machine")
	}
	words := []string{"-n", "a b", "", "it's", `"`, `\`, `\n`, "$HOME", "`id`", "*", "~", "#", "!", "tab\there", "\x1b[31m", "x\r\n", "é\u00a0\u202e世", "\u0085", "a=b", "=c"}
	line, err := ShellLine(running(append([]string{"printf", `%s\0`}, words...)...))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(sh, "-c", line).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"); !slices.Equal(got, words) {
		t.Errorf("sh reads %q\nas %q\nwant %q", line, got, words)
	}
}

func TestArgvJSON(t *testing.T) {
	got, err := ArgvJSON(running("a", "<&>", "", "\u2028"))
	if err != nil || got != `["a","<&>","","\u2028"]` {
		t.Errorf("got %s, %v", got, err)
	}
	var back []string
	if err := json.Unmarshal([]byte(got), &back); err != nil || !slices.Equal(back, []string{"a", "<&>", "", "\u2028"}) {
		t.Errorf("decoded: %q, %v", back, err)
	}
}

func TestNoCertainArgv(t *testing.T) {
	unknown := running("a")
	unknown.Answers[0].Process.Certain = false
	unknown.Answers[0].Process.Argv[0] = sim.Word{Unknown: "CMD of corp/base:1"}
	for want, r := range map[string]*Report{
		"the argv is not certain: the CMD of corp/base:1 is not known": unknown,
		"there is no answer, so there is no argv":                      {},
		"there are 2 answers, so there is no one argv":                 {Answers: make([]Answer, 2)},
		"nothing would run: the image does not build":                  {Answers: []Answer{{Summary: "the image does not build"}}},
		"Dockerfile:1:2: bad":                                          {Error: &sim.Error{Span: sim.Span{File: "Dockerfile", Line: 1, Col: 2}, Msg: "bad"}},
	} {
		for _, f := range []func(*Report) (string, error){ArgvJSON, ShellLine} {
			if got, err := f(r); got != "" || err == nil || err.Error() != want {
				t.Errorf("got %q, %v; want %s", got, err, want)
			}
		}
	}
}
