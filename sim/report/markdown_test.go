package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"explain/sim"
)

// checkMarkdown fails if what users wrote can become markup.
func checkMarkdown(t testing.TB, r *Report) {
	t.Helper()
	var b bytes.Buffer
	if err := Markdown(&b, r); err != nil {
		t.Fatal(err)
	}
	checkSafe(t, "markdown", b.String(), Style{})
	fence, table := "", false
	for _, l := range strings.Split(b.String(), "\n") {
		switch ticks := leadingTicks(l); {
		case fence != "":
			if l == fence {
				fence = ""
			}
			continue
		case len(ticks) >= 3:
			fence = ticks
			continue
		}
		outside := withoutCode(l)
		if strings.ContainsAny(outside, "<@") || strings.Contains(outside, "](") {
			t.Errorf("markup in %q", l)
		}
		table = l != "" && (table || l == "| word | from | place |")
		if table && pipes(l) != 4 {
			t.Errorf("%d columns in %q", pipes(l)-1, l)
		}
	}
	if fence != "" {
		t.Errorf("a code block is not closed in\n%s", b.String())
	}
}

func leadingTicks(l string) string { return l[:len(l)-len(strings.TrimLeft(l, "`"))] }

// withoutCode is a line without its code spans, escaped characters and the code
// elements that the printer writes itself.
func withoutCode(l string) string {
	l = regexp.MustCompile(`</?code>`).ReplaceAllString(l, "")
	var out strings.Builder
	for i := 0; i < len(l); i++ {
		if l[i] == '\\' {
			i++
			continue
		}
		if l[i] != '`' {
			out.WriteByte(l[i])
			continue
		}
		ticks := leadingTicks(l[i:])
		i += len(ticks)
		for {
			n := strings.IndexByte(l[i:], '`')
			if n < 0 {
				return out.String() + l[i:]
			}
			end := leadingTicks(l[i+n:])
			i += n + len(end)
			if end == ticks {
				i--
				break
			}
		}
	}
	return out.String()
}

// pipes counts the pipes that part cells: escaped ones do not, wherever they are.
func pipes(l string) int {
	n := 0
	for i := 0; i < len(l); i++ {
		switch l[i] {
		case '\\':
			i++
		case '|':
			n++
		}
	}
	return n
}

func TestMarkdownIsSafe(t *testing.T) {
	for _, s := range samples(t) {
		checkMarkdown(t, s.report)
	}
	for _, text := range []string{"<script>alert(1)</script>", "a|b", `a\|b`, `\\|`, "`", "``x", " ` ", "@octocat #12", "[x](javascript:1)", "*a* _b_ ~~c~~", "line\nbreak", "```\n| a |", "&lt;", "- x", "$1$", ""} {
		checkMarkdown(t, reportOf(text, text+" x"))
		checkMarkdown(t, reportOf("x"+text, "`"+text))
	}
}

func TestMarkdownCode(t *testing.T) {
	m := &markdown{view: Style{}.view(&Report{}, &Answer{})}
	for in, want := range map[string]string{
		"echo":    "`echo`",
		"a`b":     "``a`b``",
		"`a":      "`` `a ``",
		`a\|b_c`:  "<code>a&#92;&#124;b&#95;c</code>",
		"<b>":     "`<b>`",
		"":        "<code></code>",
		"\x1b[0m": "`\\x1b[0m`",
	} {
		if got := m.code(in); got != want {
			t.Errorf("code(%q) is %s, want %s", in, got, want)
		}
	}
	row := m.tableRow("`a|b`", "x", sim.Word{})
	if want := "| `a\\|b` | x |  |"; row != want {
		t.Errorf("got %s, want %s", row, want)
	}
}
