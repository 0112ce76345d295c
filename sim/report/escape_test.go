package report

import "testing"

func TestValue(t *testing.T) {
	for _, c := range []struct{ in, want, ascii string }{
		{"", `""`, `""`},
		{"echo", "echo", "echo"},
		{"Hello, ", `"Hello, "`, `"Hello, "`},
		{" ", `" "`, `" "`},
		{"--format={{.Name}}", "--format={{.Name}}", "--format={{.Name}}"},
		{"&&", `"&&"`, `"&&"`},
		{"$HOME", "'$HOME'", "'$HOME'"},
		{`say "hi"`, `'say "hi"'`, `'say "hi"'`},
		{"it's", `"it's"`, `"it's"`},
		{`it's "so"`, `"it's \"so\""`, `"it's \"so\""`},
		{`C:\app\x.exe`, `C:\app\x.exe`, `C:\app\x.exe`},
		{`C:\my app`, `'C:\my app'`, `'C:\my app'`},
		{"a\tb", `"a\tb"`, `"a\tb"`},
		{"a\nb\r", `"a\nb\r"`, `"a\nb\r"`},
		{`\x1b`, `\x1b`, `\x1b`},
		{"\x1b", `"\x1b"`, `"\x1b"`},
		{"\x1b\\", `"\x1b\\"`, `"\x1b\\"`},
		{"\u009b31m", `"\u009b31m"`, `"\u009b31m"`},
		{"non\u00a0breaking", `"non\u00a0breaking"`, `"non\u00a0breaking"`},
		{"\u202etxt", `"\u202etxt"`, `"\u202etxt"`},
		{"\ufeffx", `"\ufeffx"`, `"\ufeffx"`},
		{"\u3164", `"\u3164"`, `"\u3164"`},
		{"\U000e0041", `"\U000e0041"`, `"\U000e0041"`},
		{"你好", "你好", `"\u4f60\u597d"`},
		{"caf\u00e9 cafe\u0301", "\"caf\u00e9 cafe\u0301\"", `"caf\u00e9 cafe\u0301"`},
		{"\u0301", `"\u0301"`, `"\u0301"`},
		{"\u2764\ufe0f", "\u2764\ufe0f", `"\u2764\ufe0f"`},
		{"a\ufe0f", `"a\ufe0f"`, `"a\ufe0f"`},
		{"‹x?›", `"‹x?›"`, `"\u2039x?\u203a"`},
		{"bad\xffbyte", "bad\ufffdbyte", `"bad\ufffdbyte"`},
	} {
		if got := (escaper{}).value(c.in); string(got) != c.want {
			t.Errorf("value(%q) is %s, want %s", c.in, got, c.want)
		}
		if got := (escaper{ascii: true}).value(c.in); string(got) != c.ascii {
			t.Errorf("ascii value(%q) is %s, want %s", c.in, got, c.ascii)
		}
	}
}

// Two different words never look alike.
func FuzzValuesDiffer(f *testing.F) {
	f.Add(`\x1b`, "\x1b")
	f.Add(`"a b"`, "a b")
	f.Add("'$x'", "$x")
	f.Add(`""`, "")
	f.Add(`a\tb c`, "a\tb c")
	f.Fuzz(func(t *testing.T, a, b string) {
		if string([]rune(a)) == string([]rune(b)) {
			return
		}
		for _, e := range []escaper{{}, {ascii: true}} {
			if e.value(a) == e.value(b) {
				t.Errorf("%q and %q are both shown as %s", a, b, e.value(a))
			}
		}
	})
}

func TestProseInASCII(t *testing.T) {
	got := (escaper{ascii: true}).prose("$0 $1 … → “x” · ‹y› é")
	if want := `$0 $1 ... -> "x" - <y> \u00e9`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
