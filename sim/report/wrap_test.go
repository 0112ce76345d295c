package report

import (
	"slices"
	"strings"
	"testing"
)

func plainLines(lines []line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, flat(l))
	}
	return out
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   line
		max  int
		want []string
	}{
		{line{{"one two three", plain}}, 8, []string{"one two", "three"}},
		{line{{"one two", bold}, {" three", dim}}, 20, []string{"one two three"}},
		{line{{"one", bold}, {",", plain}, {" two", plain}}, 4, []string{"one,", "two"}},
		{line{{"abcdefghij", plain}}, 4, []string{"abcd", "efgh", "ij"}},
		{line{{"你好世界", plain}}, 5, []string{"你好", "世界"}},
		{line{{"two  blanks stay", plain}}, 12, []string{"two  blanks", "stay"}},
		{line{{"one · two · three", plain}}, 9, []string{"one · two", "three"}},
		{nil, 10, nil},
	} {
		if got := plainLines(wrap(c.in, c.max)); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, %d) is %q, want %q", flat(c.in), c.max, got, c.want)
		}
	}
}

func TestBreakWord(t *testing.T) {
	for _, c := range []struct {
		in          safe
		first, room int
		want        []safe
	}{
		{"'set -e; exec app'", 10, 10, []safe{"'set -e;", "exec app'"}},
		{"12345678 0", 8, 8, []safe{"12345678", "0"}},
		{"a  b  c  d  e", 6, 6, []safe{"a  b  ", "c  d  ", "e"}}, // a row's end never stands for two blanks
		{"0123456789", 4, 6, []safe{"0123", "456789"}},
		{"世界世界", 3, 4, []safe{"世", "界世", "界"}},
	} {
		if got := breakWord(c.in, c.first, c.room); !slices.Equal(got, c.want) {
			t.Errorf("breakWord(%q) is %q, want %q", c.in, got, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		in   safe
		max  int
		want safe
	}{
		{"short", 5, "short"},
		{"0123456789abcdef", 10, "012345…def"},
		{"世界世界世界世界", 9, "世界世…界"},
		{"0123456789", 1, "…"},
	} {
		if got := shorten(c.in, c.max, "…"); got != c.want || width(got) > max(c.max, 1) {
			t.Errorf("shorten(%q, %d) is %q, want %q", c.in, c.max, got, c.want)
		}
	}
}

// pasted is what a shell makes of the lines of a broken command, with margin
// blanks in front of each line that begins with a new word.
func pasted(lines []string) string {
	text := strings.Join(lines, "\n")
	text = strings.ReplaceAll(text, "'\\\n'", "")
	for strings.Contains(text, " \\\n  ") {
		text = strings.ReplaceAll(text, " \\\n  ", " ")
	}
	return strings.TrimPrefix(strings.ReplaceAll(text, "\\\n", ""), "  ")
}

func FuzzWrapCommand(f *testing.F) {
	f.Add("docker create --name t my-image Goodbye && docker inspect -f '{{json .Path}} {{json .Args}}' t", 40)
	f.Add(`echo "a \" b" 'it'\''s' `+strings.Repeat("x", 90), 20)
	f.Add("docker run a | tee b; echo $?", 24)
	f.Fuzz(func(t *testing.T, command string, columns int) {
		columns = 20 + max(columns, -columns)%100
		shown := (escaper{}).command(command)
		if columns < 20 || strings.Contains(string(shown), "  ") || strings.HasSuffix(string(shown), `\`) || !closed(string(shown)) {
			return
		}
		lines := plainLines(wrapCommand(shown, columns, 2))
		for _, l := range lines {
			if width(safe(l)) > columns {
				t.Errorf("%q has more than %d columns", l, columns)
			}
		}
		if got := pasted(lines); got != string(shown) && !strings.Contains(string(shown), "''") {
			t.Errorf("%q pasted is %q, want %q", lines, got, shown)
		}
	})
}

// closed reports whether every quote of a command is closed, and no backslash
// stands in front of a blank.
func closed(s string) bool {
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quote != '\'':
			if i++; i == len(s) || s[i] == ' ' {
				return false
			}
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote == 0
}
