package build

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
)

// words that exec forms are made of.
var plainWords = []string{"a", "app", "echo", "/bin/sh", "-c", "--flag=v v", "serve", "$HOME", "${A:-x}", "a b", "", "it's", `q"q`, `b\s`,
	"#x", "<<EOF", "`", "*", "é", "日本", "😀", "\t", "\n", "\x00", "\u2028", "[", "]", "a,b", "//", "\ufffd", "true", "1"}

// execForm is a JSON array of n to m strings in some spelling.
func (g *gen) execForm(n, m int) string {
	blank := func() string { return pick(g, "", "", " ", " ", "  ", "\t") }
	words := g.some(n, m, ","+blank(), func() string { return blank() + g.jsonString(pick(g, plainWords...)) + blank() })
	return "[" + blank() + words + blank() + "]"
}

// jsonString spells a word as a JSON string, now and then with escapes that are
// not needed.
func (g *gen) jsonString(word string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range word {
		switch {
		case g.chance(4):
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, pick(g, `\u%04x`, `\u%04X`), u)
			}
		case r == '/' && g.chance(20):
			b.WriteString(`\/`)
		default:
			quoted, _ := json.Marshal(string(r))
			if r == '<' || r == '>' || r == '&' {
				quoted = []byte(`"` + string(r) + `"`)
			}
			b.Write(quoted[1 : len(quoted)-1])
		}
	}
	if g.chance(1) {
		b.WriteString(pick(g, `\ud83d`, `\udc00x`, `\u0000`))
	}
	b.WriteByte('"')
	return b.String()
}

// shellTexts are shell forms.
var shellTexts = []string{`echo hi`, `exec "$@"`, `echo $A ${B:-x}`, `a && b || c`, `echo "a b" 'c d'`, `echo hi # c`, `-c foo`, `"--x" a`,
	`-- --foo bar`, `echo a   b`, `'x'`, `"echo hi"`, `echo \$A \"q\"`, `while :; do sleep 1; done`, `<<EOF`, `echo <<EOF`, `cat <<-'X'`,
	`[ -f /x ] && echo y`, `java -jar app.jar $JAVA_OPTS`, `c:\app\x.exe`, `ñ 日本`, `--`, `-`, `{"a":"b"}`, `CMD ["x"]`, `env A=1 b`, `#x`, `"`, "`cmd`"}

// commandText is the arguments of CMD, ENTRYPOINT or RUN: exec form, shell
// form, or one of the ways to miss the exec form.
func (g *gen) commandText() string {
	switch n := g.IntN(100); {
	case n < 48:
		return g.execForm(0, 4)
	case n < 75:
		return pick(g, shellTexts...)
	case n < 78:
		return ""
	case n < 80:
		return "-- " + g.execForm(0, 2)
	case n < 86:
		return pick(g, fallbackRows...)
	case n < 88:
		return pick(g, execRows...).text
	case n < 89 && g.chance(30), g.wrong():
		return pick(g, strictRows...)
	}
	return g.breakJSON(g.execForm(1, 3))
}

// breakJSON makes one quoting fault in a valid array.
func (g *gen) breakJSON(s string) string {
	cut := func(sub string) string {
		if i := strings.LastIndex(s, sub); i >= 0 {
			return s[:i] + s[i+len(sub):]
		}
		return s
	}
	kind := g.IntN(14)
	if kind == 11 && !g.wrong() {
		kind = 0 // an element that is no string fails
	}
	switch kind {
	case 0:
		return strings.ReplaceAll(s, `"`, "'")
	case 1:
		return strings.ReplaceAll(s, `"`, pick(g, "“", "”", "«"))
	case 2:
		return cut("]") + ",]"
	case 3:
		return cut(",")
	case 4:
		return cut("]")
	case 5:
		return cut("[")
	case 6:
		return cut(`"`)
	case 7:
		return s + pick(g, " # c", " extra", ";", "]", s, ",", " && x", " \\")
	case 8:
		return pick(g, "exec ", "= ", "\u200b", ":", "JSON", "\ufeff") + s
	case 9:
		return strings.Replace(s, `"`, `"\`+pick(g, "d", "$", "'", "x41", "W", "u12", "0"), 1)
	case 10:
		return cut("]") + pick(g, ", TRUE]", ", 010]", ", 1e999]", ", $X]", ", nil]", ", 'x']")
	case 11:
		return cut("]") + pick(g, ", 1]", ", true]", ", null]", ", [\"x\"]]", ", {}]", ", 1,]")
	case 12:
		return strings.Replace(s, `"`, "\"\t", 1)
	}
	return strings.Replace(s, ",", pick(g, ",\u00a0", " ", ";", ",,", " /* c */,"), 1)
}
