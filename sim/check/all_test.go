package check_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"explain/sim"
	"explain/sim/check"
)

// TestComplete: every check has a page and cases, at least three that find
// something and three that do not, and cites rules that exist; and there are
// no pages and cases of anything else.
func TestComplete(t *testing.T) {
	finds, silent := map[string]int{}, map[string]int{}
	for _, path := range caseFiles(t) {
		_, in := readCase(t, path)
		c, _, _ := in.ask()
		id := filepath.Base(filepath.Dir(path))
		if count(check.Run(c, nil), id) > 0 {
			finds[id]++
		} else {
			silent[id]++
		}
	}
	var ids []string
	for _, c := range check.All {
		ids = append(ids, c.ID)
		if finds[c.ID] < 3 || silent[c.ID] < 3 {
			t.Errorf("%s: %d cases find it, %d do not", c.ID, finds[c.ID], silent[c.ID])
		}
		if c.Title == "" || c.Severity == "" || c.Run == nil || len(c.Rules) == 0 {
			t.Errorf("%s: incomplete: %+v", c.ID, c)
		}
		for _, r := range c.Rules {
			if _, ok := sim.RuleByID(r); !ok {
				t.Errorf("%s: no rule %s", c.ID, r)
			}
		}
	}
	if !slices.IsSorted(ids) {
		t.Errorf("not sorted: %v", ids)
	}
	sameNames(t, "cases", ids, names(t, "testdata/*", "not-mistakes"))
	sameNames(t, "pages", ids, names(t, "../../docs/checks/*.md", "README"))
}

func names(t *testing.T, pattern string, except string) (out []string) {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		name := strings.TrimSuffix(filepath.Base(p), ".md")
		if name != except && name != "fuzz" && name != "messages.golden" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func sameNames(t *testing.T, what string, want, got []string) {
	for _, id := range want {
		if !slices.Contains(got, id) {
			t.Errorf("%s: none for %s", what, id)
		}
	}
	for _, name := range got {
		if !slices.Contains(want, name) {
			t.Errorf("%s: %s is no check's", what, name)
		}
	}
}

// TestPages: a page shows its check's name, severity, names elsewhere and how
// to silence it; its example has the finding and runs what the page says, and
// what to write instead, and the silenced example, have none.
func TestPages(t *testing.T) {
	for _, c := range check.All {
		data, err := os.ReadFile("../../docs/checks/" + c.ID + ".md")
		if err != nil {
			t.Error(err)
			continue
		}
		page := string(data)
		for _, part := range append(strings.Fields(c.BuildKit+" "+c.Hadolint),
			"# "+c.ID, string(c.Severity), "# explain ignore="+c.ID, "## What to write instead", "## Why") {
			if !strings.Contains(page, part) {
				t.Errorf("%s.md lacks %q", c.ID, part)
			}
		}
		before, after, _ := strings.Cut(page, "## What to write instead")
		line := "docker run my-image"
		if lines := fences(before, "console"); len(lines) > 0 {
			line = strings.TrimPrefix(lines[0], "$ ")
		}
		examples(t, c.ID, line, fences(before, "dockerfile"), fences(before, "json"))
		for _, text := range fences(after, "dockerfile") {
			if asked := askPage(t, c.ID, text, "docker run my-image"); count(check.Run(asked, nil), c.ID) > 0 {
				t.Errorf("%s.md: found in what to write instead, or in spite of the comment:\n%s", c.ID, text)
			}
		}
	}
}

// examples: the page's Dockerfile has the finding, and runs what it says.
func examples(t *testing.T, id, line string, dockerfiles, argvs []string) {
	if len(dockerfiles) != 1 {
		t.Errorf("%s.md: %d examples", id, len(dockerfiles))
		return
	}
	c := askPage(t, id, dockerfiles[0], line)
	if fs := check.Run(c, nil); count(fs, id) == 0 {
		t.Errorf("%s.md: its example has no finding of it:\n%s%s", id, dockerfiles[0], draw(fs))
	}
	if len(argvs) == 0 {
		return
	}
	var want []string
	if err := json.Unmarshal([]byte(argvs[0]), &want); err != nil || c.Process == nil {
		t.Errorf("%s.md: argv %s: %v", id, argvs[0], err)
	} else if got := sim.Texts(c.Process.Argv); !slices.Equal(got, want) {
		t.Errorf("%s.md: runs %q, not %q", id, got, want)
	}
}

func askPage(t *testing.T, id, text, line string) check.Case {
	c, _, ok := input{dockerfile: text, line: line}.ask()
	if !ok {
		t.Errorf("%s.md: does not parse:\n%s", id, text)
	}
	return c
}

// fences are the fenced blocks of a language in a page.
func fences(page, language string) (blocks []string) {
	for {
		_, rest, ok := strings.Cut(page, "```"+language+"\n")
		if !ok {
			return blocks
		}
		block, after, _ := strings.Cut(rest, "\n```")
		blocks = append(blocks, block)
		page = after
	}
}

func TestByName(t *testing.T) {
	for name, id := range map[string]string{
		"json-looks-broken": "json-looks-broken", "JSON-Looks-Broken": "json-looks-broken",
		"MultipleInstructionsDisallowed": "overridden-instruction", "dl4003": "overridden-instruction",
		"DL4004": "overridden-instruction", "JSONArgsRecommended": "shell-as-pid1", "DL3025": "shell-as-pid1",
	} {
		if c, ok := check.ByName(name); !ok || c.ID != id {
			t.Errorf("%s is %q, want %s", name, c.ID, id)
		}
	}
	if c, ok := check.ByName(""); ok {
		t.Errorf("an empty name is %s", c.ID)
	}
}

// TestSilence: by flag, by comment, by another tool's name.
func TestSilence(t *testing.T) {
	const bad = "FROM debian\n%CMD ['a']\nCMD [\"b\"]\n"
	for comment, want := range map[string]string{
		"":                                     "overridden-instruction json-looks-broken",
		"# explain ignore=json-looks-broken\n": "overridden-instruction",
		"# explain ignore=overridden-instruction,json-looks-broken\n":                    "",
		"# explain ignore=dl4003 both are tried\n":                                       "json-looks-broken",
		"# explain ignore=json-looks-broken\n# a note\n":                                 "overridden-instruction",
		"  # explain ignore=json-looks-broken\n":                                         "overridden-instruction",
		"# explain ignore=other\n":                                                       "ignore-unknown-check overridden-instruction json-looks-broken",
		"# explain json-looks-broken\n":                                                  "overridden-instruction json-looks-broken",
		"# explain ignore=json-looks-broken\nRUN true\n":                                 "overridden-instruction json-looks-broken",
		"# explain ignore=json-looks-broken\n# explain ignore=overridden-instruction \n": "",
	} {
		in := input{dockerfile: strings.Replace(bad, "%", comment, 1)}
		c, _, _ := in.ask()
		if got := found(check.Run(c, nil)); got != want {
			t.Errorf("%q: found %q, want %q", comment, got, want)
		}
	}
	c, _, _ := input{dockerfile: strings.Replace(bad, "%", "", 1)}.ask()
	if got := found(check.Run(c, []string{"MultipleInstructionsDisallowed", "nonsense"})); got != "json-looks-broken" {
		t.Errorf("disabled: found %q", got)
	}
}

func found(fs []check.Finding) string {
	var ids []string
	for _, f := range fs {
		ids = append(ids, f.Check)
	}
	return strings.Join(ids, " ")
}

// TestEmptyCase: a case may lack everything.
func TestEmptyCase(t *testing.T) {
	if fs := check.Run(check.Case{}, nil); fs == nil || len(fs) != 0 {
		t.Errorf("found %v", fs)
	}
	c, _, _ := input{dockerfile: "FROM debian\nENTRYPOINT node x\nCMD echo $HOME\n"}.ask()
	for _, c := range []check.Case{
		{Dockerfile: c.Dockerfile}, {Dockerfile: c.Dockerfile, Image: c.Image}, {Image: c.Image}, {Image: c.Image, Process: c.Process}, {Process: c.Process}, {Dockerfile: c.Dockerfile, Process: c.Process}, {Dockerfile: c.Dockerfile, Image: c.Image, Process: c.Process}, {Invocation: c.Invocation},
	} {
		for _, f := range check.Run(c, nil) {
			if f.Related == nil || f.Fixes == nil || f.Severity == "" || f.Check == "" {
				t.Errorf("incomplete: %+v", f)
			}
		}
	}
}

func TestApply(t *testing.T) {
	at := func(start, end int) sim.Span { return sim.Span{File: "f", Start: start, End: end} }
	for _, c := range []struct {
		edits []check.Edit
		want  string
	}{
		{nil, "abc"},
		{[]check.Edit{{Span: at(1, 2), New: "X"}}, "aXc"},
		{[]check.Edit{{Span: at(3, 3), New: "!"}, {Span: at(0, 1), New: ""}}, "bc!"},
		{[]check.Edit{{Span: at(1, 1), New: "1"}, {Span: at(1, 1), New: "2"}, {Span: at(1, 2), New: ""}}, "a12c"},
		{[]check.Edit{{Span: at(0, 2)}, {Span: at(1, 3)}}, "error"},
		{[]check.Edit{{Span: at(2, 9)}}, "error"},
		{[]check.Edit{{Span: at(2, 1)}}, "error"},
		{[]check.Edit{{Span: at(0, 1)}, {Span: sim.Span{File: "g", Start: 2, End: 3}}}, "error"},
	} {
		got, err := check.Apply("abc", c.edits)
		if err != nil {
			got = "error"
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.edits, got, c.want)
		}
	}
}
