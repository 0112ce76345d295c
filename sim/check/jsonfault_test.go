package check

import (
	"encoding/json"
	"strings"
	"testing"
)

// jsonFaults: what is written, the text of the faulty place, words of what is
// said, and the text after the fix ("" when there is none; "!" in front of a
// fix that is safe).
var jsonFaults = []struct{ text, at, says, fixed string }{
	// quotes
	{`['echo', 'hi']`, `'echo'`, "single quotes", `!["echo", "hi"]`},
	{`['it's', "x"]`, `'it's'`, "single quotes", `!["it's", "x"]`},
	{`['sh', '-c', 'echo "hi"']`, `'sh'`, "single quotes", `!["sh", "-c", "echo \"hi\""]`},
	{`['a]`, `'`, "never closed", ``},
	{`[“echo”, “hi”]`, `“echo”`, "typographic quotes (“)", `!["echo", "hi"]`},
	{`[‘echo’]`, `‘echo’`, "typographic quotes (‘)", `!["echo"]`},
	{`["echo”, "hi"]`, `”`, "typographic quote ”", `!["echo", "hi"]`},
	{`[“echo", "say “hi”"]`, `“echo"`, "typographic", `!["echo", "say “hi”"]`},
	{"[`echo`]", "`echo`", "backticks", `!["echo"]`},
	{`["sh","-c","echo "hi""]`, `"`, "ends the string too early", `["sh","-c","echo \"hi\""]`},
	{`["sh","-c","echo "a" "b""]`, `"`, "ends the string too early", `["sh","-c","echo \"a\" \"b\""]`},
	{`["x","--name="foo""]`, `"`, "ends the string too early", `["x","--name=\"foo\""]`},
	{`["echo, hi]`, `"`, "never closed", `["echo, hi"]`},
	{`["echo", "hi]`, `"`, "never closed", `["echo", "hi"]`},
	{`["echo`, `"`, "never closed", ``},
	// commas
	{`["echo", "hi",]`, `,`, "no comma behind the last", `!["echo", "hi"]`},
	{`["echo", "hi", ]`, `,`, "no comma behind the last", `!["echo", "hi" ]`},
	{`["echo" "hi"]`, `"hi"`, "comma is missing in front of \"hi\"", `["echo", "hi"]`},
	{`["echo""hi"]`, `"hi"`, "comma is missing", ``},
	{`["echo",, "hi"]`, `,`, "comma too many", `["echo", "hi"]`},
	{`[,"echo"]`, `,`, "comma too many", `["echo"]`},
	{`["echo"; "hi"]`, `;`, "; is not a comma", `["echo", "hi"]`},
	{`["echo"， "hi"]`, `，`, "is not a comma", `!["echo", "hi"]`},
	// brackets
	{`["echo", "hi"`, `"hi"`, "closing ] is missing behind \"hi\"", `["echo", "hi"]`},
	{`["echo", "hi",`, `,`, "no comma behind the last", `["echo", "hi"]`},
	{`["echo", "hi")`, `)`, "closed by )", `["echo", "hi"]`},
	{`["echo", "hi"}`, `}`, "closed by }", `["echo", "hi"]`},
	{`"echo", "hi"]`, `"echo"`, "opening [ is missing", `["echo", "hi"]`},
	{`"echo", "hi"`, `"echo", "hi"`, "brackets around the array are missing", `["echo", "hi"]`},
	{`("echo")`, `(`, "begins with [, not with (", `["echo"]`},
	{`{"echo", "hi"}`, `{`, "begins with [, not with {", `["echo", "hi"]`},
	{`{"a":"b"}`, `{"a":"b"}`, "JSON object", ``},
	{`["a":"b"]`, `:`, ": is not a comma", `["a","b"]`},
	{`["x", ["y"],]`, `[`, "array inside", ``},
	{`["x", {"y":1},]`, `{`, "object", ``},
	{`["a"]]`, `]`, "] stands behind the array", `["a"]`},
	// bare words
	{`[echo, hi]`, `echo`, "echo stands outside quotes", `["echo", "hi"]`},
	{`[npm start]`, `npm`, "npm stands outside quotes", `["npm", "start"]`},
	{`["x", TRUE]`, `TRUE`, "TRUE stands outside quotes", `["x", "TRUE"]`},
	{`["x", NaN]`, `NaN`, "NaN stands outside quotes", `["x", "NaN"]`},
	{`["x", $PORT]`, `$PORT`, "JSON knows no variables", ``},
	{`["x", ${PORT:-80}]`, `${PORT:-80}`, "JSON knows no variables", ``},
	{`["sleep", 010]`, `010`, "not how JSON writes a number", `["sleep", "010"]`},
	{`["sleep", .5]`, `.5`, "not how JSON writes a number", `["sleep", ".5"]`},
	{`["a", 1e999]`, `1e999`, "larger than any number", `["a", "1e999"]`},
	{`["x", 1,]`, `,`, "no comma behind the last", `!["x", "1"]`},
	{`["x", true, null "y"]`, `"y"`, "comma is missing", `["x", "true", "null", "y"]`},
	{`[x]`, `x`, "outside quotes", `["x"]`},
	// text around
	{`["echo", "hi"] # say hi`, `# say hi`, "a comment cannot stand behind", `!["echo", "hi"]`},
	{`["echo"] extra`, `extra`, "extra stands behind the array", ``},
	{`["echo"];`, `;`, "; stands behind the array", `["echo"]`},
	{`["a"] ["b"]`, `["b"]`, `["b"] stands behind the array`, ``},
	{`["a"] && echo b`, `&& echo b`, "stands behind the array", ``},
	{"[\"a\"]\u200b", "\u200b", "invisible character (U+200B) stands behind", `!["a"]`},
	{`exec ["echo"]`, `exec`, "exec stands in front of the array", `["echo"]`},
	{`= ["echo"]`, `=`, "= stands in front", `["echo"]`},
	{`CMD ["echo"]`, `CMD`, "CMD stands in front", ``},
	{"\u200b[\"echo\"]", "\u200b", "invisible character (U+200B) stands in front", `!["echo"]`},
	{"\ufeff['echo']", "\ufeff", "invisible character (U+FEFF)", ``},
	{`'["echo"]'`, `'["echo"]'`, "quotes around the array", `["echo"]`},
	{`"[\"echo\"]"`, `"[\"echo\"]"`, "quotes around the array", `["echo"]`},
	{`"[\"a\", \"b c\"]"`, `"[\"a\", \"b c\"]"`, "quotes around the array", `["a", "b c"]`},
	// escapes
	{`["grep","\d+"]`, `\d`, `\d is no escape`, `["grep","\\d+"]`},
	{`["sh","-c","echo \$HOME"]`, `\$`, `\$ is no escape`, `["sh","-c","echo $HOME"]`},
	{`["it\'s"]`, `\'`, `\' is no escape`, `["it's"]`},
	{`["C:\Windows\system32\cmd.exe"]`, `\W`, `\W is no escape`, `["C:\\Windows\\system32\\cmd.exe"]`},
	{`["C:\app\tool.exe", "\n"]`, `\a`, `\a is no escape`, `["C:\\app\\tool.exe", "\n"]`},
	{`["c:\app\", "x"]`, `\a`, `\a is no escape`, `["c:\\app\\", "x"]`},
	{`["\u12"]`, `\u`, `\u needs four`, `["\\u12"]`},
	{`["a` + "`" + `"b"]`, `"`, "too early", ``},
	{"[\"a\tb\"]", "\t", "cannot hold a TAB", `["a\tb"]`},
	{"[\"a\x01b\"]", "\x01", "cannot hold U+0001", `["a\u0001b"]`},
	// blanks and comments
	{"[\"a\",\u00a0\"b\"]", "\u00a0", "no ordinary one (U+00A0)", `!["a", "b"]`},
	{"[\"a\",\u200b\"b\"]", "\u200b", "invisible character (U+200B) stands in the array", `!["a","b"]`},
	{"[\"a\"\u00a0\"b\"]", "\u00a0", "no ordinary one", `["a", "b"]`},
	{`["a", /* c */ "b"]`, `/* c */`, "no comments", `["a",  "b"]`},
	{`["a", // c`, `// c`, "no comments", ``},
	{`["a", # c`, `# c`, "no comments", ``},
	// not a shell test, in spite of the blank
	{`[ "a" "b" ]`, `"b"`, "comma is missing", `[ "a", "b" ]`},
	{`[ 'a' ]`, `'a'`, "single quotes", `![ "a" ]`},
	{`[ "npm", 'start' ]`, `'start'`, "single quotes", `![ "npm", "start" ]`},
}

func TestJSONFault(t *testing.T) {
	for _, c := range jsonFaults {
		f, ok := FindJSONFault(c.text)
		if !ok {
			t.Errorf("%s: no fault found", c.text)
			continue
		}
		if got := c.text[f.Start:f.End]; got != c.at {
			t.Errorf("%s: fault at %q, want %q (%s)", c.text, got, c.at, f.Says)
		}
		if !strings.Contains(f.Says, c.says) {
			t.Errorf("%s: says %q, want %q", c.text, f.Says, c.says)
		}
		if got := fixedText(c.text, f); got != c.fixed {
			t.Errorf("%s: fixed to %q, want %q", c.text, got, c.fixed)
		}
	}
}

func fixedText(text string, f JSONFault) string {
	if f.edits == nil {
		return ""
	}
	fixed, ok := applyText(text, f.edits, false)
	if !ok {
		return "overlap"
	}
	if f.safe {
		return "!" + fixed
	}
	return fixed
}

func TestNoJSONFault(t *testing.T) {
	for _, text := range []string{
		`["echo", "hi"]`, `[]`, `[ ]`, `[1]`, `["x", 1]`, // valid JSON: exec form, or an error of the builder
		`[ -f /x ] && echo y`, `[[ -f /x ]]`, `[ "$X" = "y" ] && foo`, `[ "$X" ] || exit 1`, `[ -f /tmp/ready ]`,
		`[ ! -e /x ] && y`, `[ 1 -eq 1 ]; echo`, `[ a = b, ]`, `[`, `[ `, `[0-9]* x`, `[abc`,
		`echo hi`, `echo ["a"]`, `"echo hi"`, `"echo" "hi"`, `'echo' hi`, `nginx -g "daemon off;"`, `${CMD_ENV}`,
		`(echo hi)`, `{ echo hi; }`, `[ ${X} ]`, `[ "$(curl -s -w '%{http_code}' "http://127.0.0.1:${PORT}/mcp")" = "401" ] || exit 1`, `[ $X ]`, `("echo" hi)`, `exec "$@"`, `exec []`, `'[x]'`, ``, ` `, `"`, `'`, `"" `, `{}`,
	} {
		if f, ok := FindJSONFault(text); ok {
			t.Errorf("%s: found %q at %d:%d", text, f.Says, f.Start, f.End)
		}
	}
}

// FuzzJSONFault: the place lies in the text, and a fix makes an exec form.
func FuzzJSONFault(f *testing.F) {
	for _, c := range jsonFaults {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fault, ok := FindJSONFault(text)
		if !ok {
			return
		}
		if fault.Start < 0 || fault.End > len(text) || fault.Start >= fault.End || fault.Says == "" {
			t.Fatalf("%q: place %d:%d, says %q", text, fault.Start, fault.End, fault.Says)
		}
		if json.Valid([]byte(text)) && isStringArray(text) {
			t.Fatalf("%q is fine", text)
		}
		if fault.edits == nil {
			return
		}
		for _, alt := range []bool{false, true} {
			if fixed, ok := applyText(text, fault.edits, alt); !ok || !isStringArray(fixed) {
				t.Fatalf("%q: fixed to %q", text, fixed)
			}
		}
	})
}
