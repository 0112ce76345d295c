package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"explain/sim"
	"explain/sim/check"
)

// TestMessages keeps every message under review: testdata/messages.golden says for
// each case what is found, where, and what the fixes make of the line.
func TestMessages(t *testing.T) {
	var b strings.Builder
	for _, path := range caseFiles(t) {
		_, in := readCase(t, path)
		c, files, _ := in.ask()
		for _, f := range check.Run(c, nil) {
			if f.Check != filepath.Base(filepath.Dir(path)) {
				continue
			}
			name := strings.TrimSuffix(filepath.Base(path), ".txtar")
			fmt.Fprintf(&b, "%s/%s %s %q\n    %s\n", f.Check, name, f.Severity, underSpan(files, f.Span), f.Message)
			for _, fix := range f.Fixes {
				fmt.Fprintf(&b, "  %s %s\n", map[bool]string{true: "!", false: "?"}[fix.Safe], fix.Title)
				for _, line := range changed(files[fix.Edits[0].Span.File], apply(t, files, fix)) {
					fmt.Fprintf(&b, "    | %s\n", line)
				}
			}
		}
	}
	const golden = "testdata/messages.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, _ := os.ReadFile(golden)
	if got := b.String(); got != string(want) {
		t.Errorf("messages changed (go test -update, then read the diff):\n%s", strings.Join(changed(string(want), got), "\n"))
	}
}

// changed are the lines of b that are not in a.
func changed(a, b string) (lines []string) {
	have := strings.Split(a, "\n")
	for _, l := range strings.Split(b, "\n") {
		if !slices.Contains(have, l) {
			lines = append(lines, strings.TrimSuffix(l, "\r"))
		}
	}
	return lines
}

func underSpan(files map[string]string, s sim.Span) string {
	text, ok := files[s.File]
	if !ok || s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}

func apply(t testing.TB, files map[string]string, fix check.Fix) string {
	fixed, err := check.Apply(files[fix.Edits[0].Span.File], fix.Edits)
	if err != nil {
		t.Errorf("%s: %v", fix.Title, err)
	}
	return fixed
}

// TestHonestSpans: a finding stands at some text, which its message quotes
// where the text is short.
func TestHonestSpans(t *testing.T) {
	for _, path := range caseFiles(t) {
		_, in := readCase(t, path)
		c, files, _ := in.ask()
		for _, f := range check.Run(c, nil) {
			honest(t, path, files, f)
		}
	}
}

func honest(t testing.TB, path string, files map[string]string, f check.Finding) {
	text := underSpan(files, f.Span)
	if text == "" || f.Message == "" || f.Span != sim.NewSource(sim.File{Name: f.Span.File, Text: files[f.Span.File]}).Span(f.Span.Start, f.Span.End) {
		t.Errorf("%s: %s at %+v %q: %q", path, f.Check, f.Span, text, f.Message)
	}
	if trimmed := strings.TrimSpace(text); trimmed != text && trimmed != "" {
		t.Errorf("%s: %s: blanks around %q", path, f.Check, text)
	}
	if strings.HasSuffix(f.Message, ".") || strings.ContainsFunc(f.Message, func(r rune) bool { return unicode.IsControl(r) && r != '\t' }) {
		t.Errorf("%s: %s says %q", path, f.Check, f.Message)
	}
	for _, r := range f.Related {
		if underSpan(files, r.Span) == "" && !r.Span.IsZero() || r.Message == "" {
			t.Errorf("%s: %s is related to %+v: %q", path, f.Check, r.Span, r.Message)
		}
	}
}

// TestFixesFix: a fix removes its finding, adds no error, and the file still
// parses.
func TestFixesFix(t *testing.T) {
	for _, path := range caseFiles(t) {
		_, in := readCase(t, path)
		c, files, _ := in.ask()
		before := check.Run(c, nil)
		for _, f := range before {
			for _, fix := range f.Fixes {
				fixes(t, path, in, files, before, f, fix)
			}
		}
	}
}

func fixes(t testing.TB, path string, in input, files map[string]string, before []check.Finding, f check.Finding, fix check.Fix) {
	fixed := apply(t, files, fix)
	if fix.Edits[0].Span.File == "Dockerfile" {
		in.dockerfile = fixed
	} else {
		in.line = fixed
	}
	c, _, ok := in.ask()
	if !ok {
		t.Errorf("%s: %s: %s: does not parse:\n%s", path, f.Check, fix.Title, fixed)
		return
	}
	after := check.Run(c, nil)
	if alike(after, f) >= alike(before, f) && count(after, f.Check) >= count(before, f.Check) {
		t.Errorf("%s: %s: %s: still found in\n%s\n%s", path, f.Check, fix.Title, fixed, draw(after))
	}
	if path == "fuzz" && f.Check == "swallowed-instruction" {
		return // the instruction that comes free may be wrong itself
	}
	if errors(after) > errors(before) {
		t.Errorf("%s: %s: %s: a new error in\n%s\n%s", path, f.Check, fix.Title, fixed, draw(after))
	}
}

// alike counts the findings that say the same as f, perhaps in another line.
func alike(fs []check.Finding, f check.Finding) (n int) {
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '0'
			}
			return r
		}, s)
	}
	for _, g := range fs {
		if g.Check == f.Check && digits(g.Message) == digits(f.Message) {
			n++
		}
	}
	return n
}

func count(fs []check.Finding, id string) (n int) {
	for _, f := range fs {
		if f.Check == id {
			n++
		}
	}
	return n
}

func errors(fs []check.Finding) (n int) {
	for _, f := range fs {
		if f.Severity == check.Error {
			n++
		}
	}
	return n
}

// TestSafeFixes: applied one after the other, they come to an end.
func TestSafeFixes(t *testing.T) {
	for _, path := range caseFiles(t) {
		_, in := readCase(t, path)
		for round := 0; ; round++ {
			c, files, ok := in.ask()
			fix, left := firstSafe(check.Run(c, nil))
			if !left {
				break
			}
			if in.dockerfile = apply(t, files, fix); !ok || round > 5 {
				t.Fatalf("%s: no end:\n%s", path, in.dockerfile)
			}
		}
	}
}

func firstSafe(fs []check.Finding) (check.Fix, bool) {
	for _, f := range fs {
		for _, fix := range f.Fixes {
			if fix.Safe && fix.Edits[0].Span.File == "Dockerfile" {
				return fix, true
			}
		}
	}
	return check.Fix{}, false
}

// TestNotMistakes: what real files do on purpose is left alone. (That a shell
// form works under a script only if the script hands over is worth knowing.)
func TestNotMistakes(t *testing.T) {
	for _, path := range caseFiles(t) {
		if !strings.Contains(filepath.ToSlash(path), "/not-mistakes/") {
			continue
		}
		_, in := readCase(t, path)
		c, _, _ := in.ask()
		for _, f := range check.Run(c, nil) {
			if f.Severity != check.Info || f.Check != "shell-cmd-under-exec-entrypoint" {
				t.Errorf("%s: %s %s: %s", path, f.Severity, f.Check, f.Message)
			}
		}
	}
}

// lines start what is fuzzed.
var lines = []string{"", "docker run img", "docker run img a b", `docker run --entrypoint "a -b" img -it --rm`, "docker run --init img"}

// FuzzChecks: whatever the file, checks do not panic, their places lie in it,
// and their fixes fix.
func FuzzChecks(f *testing.F) {
	for _, path := range caseFiles(f) {
		_, in := readCase(f, path)
		for n := range lines {
			f.Add(in.dockerfile, uint8(n))
		}
	}
	f.Fuzz(func(t *testing.T, dockerfile string, line uint8) {
		if len(dockerfile) > 4096 {
			return
		}
		in := input{dockerfile: sim.Clean(sim.File{Text: dockerfile}).Text, line: lines[int(line)%len(lines)], bases: bases{}}
		c, files, ok := in.ask()
		if !ok {
			return
		}
		before := check.Run(c, nil)
		for _, found := range before {
			if underSpan(files, found.Span) == "" {
				t.Fatalf("%s at %+v: %s", found.Check, found.Span, found.Message)
			}
			for _, fix := range found.Fixes {
				fixes(t, "fuzz", in, files, before, found, fix)
			}
		}
	})
}
