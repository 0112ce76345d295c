package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"explain/sim"
)

// hostile are characters that a terminal acts on, or that nobody sees.
const hostile = "\x1b\x7f\u0085\u009b\u00ad\u061c\u200b\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u3164\ufeff\U000e0041"

// noneRaw fails when one of them stands in an output as it is.
func noneRaw(t *testing.T, out string) {
	t.Helper()
	if i := strings.IndexAny(out, hostile); i >= 0 {
		r, _ := utf8.DecodeRuneInString(out[i:])
		t.Errorf("%U goes out raw", r)
	}
}

func TestVisibleJSON(t *testing.T) {
	for in, want := range map[string]string{
		"":                   `""`,
		"plain é 世 👍 \ufffd": `"plain é 世 👍 ` + "\ufffd" + `"`,
		"\x1b[31m\x7f":       `"\u001b[31m\u007f"`,
		"a\u009b31mb":        `"a\u009b31mb"`,
		"\u202etxt\u2028":    `"\u202etxt\u2028"`,
		"é\u200b世":           `"é\u200b世"`,
		"\U000e0041":         `"\udb40\udc41"`,
	} {
		if got, err := encoded(in); err != nil || string(got) != want {
			t.Errorf("%q is %s, %v; want %s", in, got, err, want)
		}
	}
}

// What has nothing to escape is not copied.
func TestVisibleJSONCopiesNothing(t *testing.T) {
	text := []byte(`{"a":"é 世"}`)
	if got := visibleJSON(text); &got[0] != &text[0] {
		t.Error("it is a copy")
	}
}

// Wherever they are written, they leave the report escaped, and a program that
// decodes it has them back.
func TestNothingGoesOutRaw(t *testing.T) {
	odd := strings.ReplaceAll(hostile, "\x1b", "")
	r := New(Request{
		Files: []sim.File{{Name: "D" + hostile, Text: "FROM scratch AS a\nENV X=\"" + odd + "\"\nENTRYPOINT [\"/a" + odd + "\"]\nCMD b" + odd + "\nCMD [\"c\"]\n"}},
		Argv:  []string{"docker", "run", "-e", "A=" + hostile, "app", "x" + hostile},
	})
	var out bytes.Buffer
	if err := JSON(&out, r); err != nil {
		t.Fatal(err)
	}
	noneRaw(t, out.String())
	var back Report
	if err := json.Unmarshal(out.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if got := back.Answers[0].Process.Argv; got[0].Text != "/a"+odd || got[1].Text != "x"+hostile {
		t.Errorf("read back: %q", sim.Texts(got))
	}
	for _, f := range []func(*Report) (string, error){ArgvJSON, ShellLine} {
		line, err := f(r)
		if err != nil {
			t.Fatal(err)
		}
		noneRaw(t, line)
	}
	out.Reset()
	if err := Markdown(&out, r); err != nil {
		t.Fatal(err)
	}
	noneRaw(t, out.String())
}
