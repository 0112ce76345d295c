package invoke

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// bashAnswer is what bash made of one text: the arguments of each call of
// docker, in order.
type bashAnswer struct {
	calls   [][]string
	refused bool
}

// askBash lets a real bash read texts whose only commands are docker, which is
// a function that prints its arguments. It starts in an empty folder, with no
// programs and no variables but env.
func askBash(t *testing.T, env map[string]string, texts []string) []bashAnswer {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash to compare with: ", err)
	}
	dir := t.TempDir()
	for i, text := range texts {
		require.NoError(t, os.WriteFile(filepath.Join(dir, strconv.Itoa(i)), []byte(text), 0o600))
	}
	driver := `exec 3>&1
docker() { printf 'D\0%s\0' "$#" >&3; if (( $# )); then printf '%s\0' "$@" >&3; fi; return 0; }
sudo() { "$@"; }; command_not_found_handle() { return 0; }
for (( n = 0; n < ` + strconv.Itoa(len(texts)) + `; n++ )); do ( . ` + dir + `/$n ); printf 'E\0%s\0' "$?" >&3; done`
	cmd := exec.Command(bash, "--norc", "--noprofile", "-c", driver)
	cmd.Dir = t.TempDir()
	cmd.Env = []string{"LC_ALL=C.UTF-8", "PATH=/nonexistent"}
	for k, v := range env {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	var out bytes.Buffer
	cmd.Stdout = &out
	require.NoError(t, cmd.Start())
	// In a folder that is gone nothing matches a pattern, and no text can change that.
	require.NoError(t, os.Remove(cmd.Dir))
	require.NoError(t, cmd.Wait())
	return readAnswers(t, out.Bytes(), len(texts))
}

func readAnswers(t *testing.T, out []byte, n int) []bashAnswer {
	t.Helper()
	fields := strings.Split(string(out), "\x00")
	answers := make([]bashAnswer, 0, n)
	var a bashAnswer
	for len(fields) > 1 {
		count, err := strconv.Atoi(fields[1])
		require.NoError(t, err, "%.300q", fields)
		if fields[0] == "E" {
			a.refused = count != 0 && count != 126 && count != 127 // those: no such program
			answers, a = append(answers, a), bashAnswer{}
			fields = fields[2:]
			continue
		}
		require.Equal(t, "D", fields[0])
		a.calls = append(a.calls, fields[2:2+count])
		fields = fields[2+count:]
	}
	require.Len(t, answers, n)
	return answers
}

// oracleEnv are the variables that the generated lines may use.
var oracleEnv = map[string]string{
	"A": "1", "E": "", "S": "two words", "B": "  x\ty \n", "G": "a*", "P": "/a:/b", "Q": `'"\`, "HOME": "/home/me", "U": "é",
}

// ourWords is what Split makes of the docker commands of a text, with file
// patterns that match nothing. doubt is why the answer is no certain one.
func ourWords(text string, env map[string]string) (calls [][]string, doubt string, err *sim.Error) {
	cmds, _, err := Split(line(text), Host{Env: env, EnvIsAll: true})
	for _, c := range cmds {
		if c.Words[0].Text != "docker" || hasNote(c, "redirection", "heredoc", "pipe", "background") {
			doubt = "another command: " + c.Words[0].Text
		}
		args := []string{}
		for i, w := range c.Words[1:] {
			stays, pattern := c.Stays(i + 1)
			if w.Unknown != "" && !pattern && !fairDoubt.MatchString(doubt) {
				doubt = w.Unknown
			}
			args = append(args, w.Text+stays)
		}
		calls = append(calls, args)
	}
	return calls, doubt, err
}

func hasNote(c Simple, ids ...string) bool {
	return slices.ContainsFunc(c.Notes, func(n sim.Note) bool { return slices.Contains(ids, n.ID) })
}

// fairDoubt is what may be unknown in a generated text: ~user, process numbers,
// a line that stops, what the words behind a comment line run, %X% of cmd.exe.
var fairDoubt = regexp.MustCompile(`if there is such a user|your home folder in bash|\$\$|your shell stops here|folder you|makes a variable of it|\$\(|\$-|\$\{\w+#|of cmd\.exe|^another command`)

func line(text string) *sim.Source { return sim.NewSource(sim.File{Name: "command line", Text: text}) }

// TestBashOracle compares with bash itself: the words of thousands of generated
// lines.
func TestBashOracle(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, g *generator) {
		compareWithBash(t, g.texts(2600), oracleEnv)
	})
}

// TestBashTrailingBackslash compares texts that end in a \. They are of one line:
// behind a quote that spans lines, bash forgets it.
func TestBashTrailingBackslash(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, g *generator) {
		var texts []string
		for len(texts) < 400 {
			if c := g.command() + " " + g.word(); !strings.Contains(c, "\n") && c[0] != '(' && c[1] != ' ' {
				texts = append(texts, g.pick("", "docker\n", "# c\n")+c+g.pick(`\`, ` \`, `\\`, `\\\`, " \\\n"))
			}
		}
		compareWithBash(t, texts, oracleEnv)
	})
}

// TestBashRefuses compares which texts are no lines at all.
func TestBashRefuses(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, g *generator) {
		g.broken = true
		texts := g.texts(600)
		refused := 0
		for i, a := range askBash(t, oracleEnv, texts) {
			_, doubt, err := ourWords(texts[i], oracleEnv)
			if a.refused {
				refused++
			}
			if a.refused != (err != nil) && doubt == "" && !onlyOurs(err) {
				t.Errorf("%q\nbash refuses: %v %q\nwe: %v", texts[i], a.refused, a.calls, err)
			}
		}
		t.Logf("%d texts, %d of them refused", len(texts), refused)
		assert.Greater(t, refused, len(texts)/4)
	})
}

// onlyOurs is what bash finds out only when it runs the line, or never: odd
// names in ${…}, a command named a[b], a lone !.
func onlyOurs(err *sim.Error) bool {
	return err != nil && regexp.MustCompile("parameter|`a\\[b\\]`|`!`|expression").MatchString(err.Msg)
}

// eachSeed runs a test with the same generated texts as ever and with new ones.
// WORDS_SEEDS=n adds n more.
func eachSeed(t *testing.T, test func(t *testing.T, g *generator)) {
	random := uint64(time.Now().UnixNano())
	seeds := []uint64{1, random}
	more, _ := strconv.Atoi(os.Getenv("WORDS_SEEDS"))
	for i := range more {
		seeds = append(seeds, random+1+uint64(i))
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel() // one bash keeps one processor busy
			test(t, &generator{Rand: rand.New(rand.NewPCG(seed, 7))})
		})
	}
}

func compareWithBash(t *testing.T, texts []string, env map[string]string) {
	t.Helper()
	doubtful := 0
	for i, a := range askBash(t, env, texts) {
		calls, doubt, err := ourWords(texts[i], env)
		switch {
		case fairDoubt.MatchString(doubt), doubt != "" && sets.MatchString(texts[i]):
			doubtful++
		case a.refused && err != nil, onlyOurs(err): // a comment swallowed what closes a bracket
			doubtful++
		case a.refused || err != nil || doubt != "" || fmt.Sprintf("%q", calls) != fmt.Sprintf("%q", a.calls):
			t.Errorf("%q\nbash: %q (refuses: %v)\nwe:   %q (%v%s)", texts[i], a.calls, a.refused, calls, err, doubt)
		case !sets.MatchString(texts[i]):
			spansAreHonest(t, texts[i], env)
		}
	}
	t.Logf("%d texts, %d of them not certain", len(texts), doubtful)
	assert.Less(t, doubtful, len(texts)/10+1)
}

// sets finds ${X=word} and X=word, which change what later words are.
var sets = regexp.MustCompile(`\$\{\w+:?=|(?m:^\s*[A-Z]\+?=)`)

// spansAreHonest: what stands under a word's span, read alone, is the word.
func spansAreHonest(t *testing.T, text string, env map[string]string) {
	t.Helper()
	cmds, _, err := Split(line(text), Host{Env: env, EnvIsAll: true})
	require.Nil(t, err)
	for _, c := range cmds {
		groups := map[sim.Span][]string{}
		for _, w := range c.Words {
			groups[w.From.Span] = append(groups[w.From.Span], w.Text+w.Unknown)
		}
		for span, want := range groups {
			raw := text[span.Start:span.End]
			alone, _, err := Split(line("docker "+raw), Host{Env: env, EnvIsAll: true})
			require.Nil(t, err, "%q in %q", raw, text)
			require.Len(t, alone, 1, "%q in %q", raw, text)
			var got []string
			for _, w := range alone[0].Words[1:] {
				got = append(got, w.Text+w.Unknown)
			}
			require.Equal(t, want, got, "%q in %q", raw, text)
			require.False(t, strings.HasSuffix(raw, "\\\n"), "%q", raw)
		}
	}
}

// generator makes lines that only call docker, of everything that bash answers
// the same way each time.
type generator struct {
	*rand.Rand
	broken bool // texts that a shell refuses, mostly; made of simpler parts
}

func (g *generator) pick(from ...string) string { return from[g.IntN(len(from))] }

func (g *generator) texts(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = g.text()
	}
	return out
}

// text is one to three commands.
func (g *generator) text() string {
	var b strings.Builder
	b.WriteString(g.pick("", "", "", "# first\n", "\n", " \t", "\\\n"))
	for n := g.IntN(3); n >= 0; n-- {
		b.WriteString(g.command())
		b.WriteString(g.pick("", "", " ", " # it's \\", " #", "\t#x\r"))
		if n > 0 {
			b.WriteString(g.pick("\n", "\n", "\n\n", "\n# c \\\n"))
		}
	}
	text := b.String() + g.pick("\n", "\n", "\n\n# end", "\n\t\n", "\\\n")
	if g.broken {
		at := g.IntN(len(text) + 1)
		text = text[:at] + g.pick("'", `"`, "(", ")", ";;", " && ", " ( ", "$(", "; ;", "}", "{", "\n)\n") + text[at:]
	}
	return strings.ReplaceAll(text, "\r\n", "\r\t\n") // we read CR LF as a line end
}

func (g *generator) command() string {
	var b strings.Builder
	b.WriteString(g.pick("docker", "docker", "docker", "doc\\\nker", `d"oc"ker`, "{docker,z}", "{ docker", "(docker"))
	closing := map[byte]string{' ': g.pick("; }", " ;}", "\n}"), 'o': ")"}
	start := b.String()
	for n := g.IntN(6); n > 0; n-- {
		b.WriteString(g.pick(" ", " ", " ", "  ", "\t", " \\\n", "\\\n ", " \\\n\t "))
		b.WriteString(g.word())
	}
	switch {
	case strings.HasPrefix(start, "{ "):
		b.WriteString(closing[' '])
	case strings.HasPrefix(start, "("):
		b.WriteString(g.pick(")", " )"))
	case g.IntN(5) == 0:
		b.WriteString(g.pick(";", " ; ", "&&", " &&\n", ";\\\n") + "docker " + g.word())
	}
	return b.String()
}

func (g *generator) word() string {
	var b strings.Builder
	if g.IntN(12) == 0 {
		b.WriteString(g.pick("~", "~/", "A=~/", "A=~:~", "x:~/", "--f=~/", "A+=~", "~'", "1=~"))
		if strings.HasSuffix(b.String(), "'") {
			b.WriteString("'")
		}
	}
	for n := g.IntN(4); n >= 0; n-- {
		b.WriteString(g.part())
	}
	if !g.broken && !strings.Contains(b.String(), "$") {
		b.WriteString(g.pick("", "", "", "", "", "", "$")) // behind $X it keeps bash from splitting
	}
	return b.String()
}

func (g *generator) part() string {
	switch g.IntN(14) {
	case 0:
		return "'" + g.chars(6, "'\x00") + "'"
	case 1, 2:
		return `"` + g.doubleQuoted() + `"`
	case 3:
		return "$'" + g.dollarQuoted() + "'"
	case 4:
		return `$"` + g.doubleQuoted() + `"`
	case 5:
		return `\` + g.chars1("\n\r\x00")
	case 6:
		return "\\\n"
	case 7, 8:
		return g.variable(false)
	case 9, 10:
		return g.braces()
	case 11:
		return g.pick("*", "?", "[a]", "[", "]", "[]", "[!a-c]", "[a'b']", `[\]]`, "a*b", "#", "!", "=", "%", "@", ":", "{", "}", "{}", "-", "--x=", "!=")
	default:
		return g.pick("a", "b", "x1", "é", "日本", "\u00a0", "\u2003", "a.b", "c:d", "e,f", "\r", "\v", "\f", "\x01", "\x7f", "q/x", "..", "😀", "-e", "if", "then", "}")
	}
}

const someChars = "ab1 \t\n\r#$`\"'\\!*?[]{}(),;&|<>~=%^@:-_é\u00a0日\x7f"

func (g *generator) chars1(not string) string {
	for {
		rs := []rune(someChars)
		if r := string(rs[g.IntN(len(rs))]); !strings.Contains(not, r) && (!g.broken || !strings.Contains("<>`&|!", r)) {
			return r
		}
	}
}

func (g *generator) chars(n int, not string) string {
	var b strings.Builder
	for n = g.IntN(n); n > 0; n-- {
		b.WriteString(g.chars1(not))
	}
	return b.String()
}

func (g *generator) doubleQuoted() string {
	var b strings.Builder
	for n := g.IntN(4); n > 0; n-- {
		switch g.IntN(5) {
		case 0:
			b.WriteString(`\` + g.chars1("\r"))
		case 1:
			b.WriteString(g.variable(true))
		case 2:
			b.WriteString("$ ")
		default:
			b.WriteString(g.chars(4, "\"$`\\"))
		}
	}
	return b.String()
}

func (g *generator) dollarQuoted() string {
	var b strings.Builder
	for n := g.IntN(5); n > 0; n-- {
		b.WriteString(g.pick(`\n`, `\t`, `\\`, `\'`, `\"`, `\?`, `\a`, `\b`, `\e`, `\E`, `\f`, `\r`, `\v`, `\101`, `\7`, `\0`, `\x41`, `\x4`, `\xff`, `\xfg`,
			`\u00e9`, `\u41`, `\U1F600`, `\cA`, `\c?`, `\z`, `\q`, `\x{41}`, `\u`, `\x`, "a", "b c", "é", `"`, "$A", "\n", "\\\n", "{a,b}", `\400`, `\ud800`))
	}
	return b.String()
}

// variable is a known variable in one of the forms that are looked up.
func (g *generator) variable(quoted bool) string {
	name := g.pick("A", "E", "S", "B", "G", "P", "Q", "U", "HOME")
	kind := g.IntN(4)
	if g.broken {
		kind = 3
	}
	switch kind {
	case 0:
		return "${" + name + "}" + g.pick("", "x", "#")
	case 1:
		return "${#" + name + "}"
	case 2:
		return "${" + name + g.pick(":-", "-", ":+", "+", ":=", "=", ":?", "?") + g.operand(quoted) + "}"
	default:
		return "$" + name + g.pick("", "/x", ":", ".", "-", "#", ",")
	}
}

// operand is the word in ${X:-word}.
func (g *generator) operand(quoted bool) string {
	var b strings.Builder
	for n := g.IntN(4); n > 0; n-- {
		if quoted {
			b.WriteString(g.pick("a", " ", "b c", `\$`, `\"`, `\a`, `\}`, "${A}", "${S}", `"x y"`, "~", "é", "'p  q'", "\n", "#"))
		} else {
			b.WriteString(g.pick("a", " ", "b c", `\$`, `\"`, `\a`, `\}`, "$A", "${S}", `"x y"`, "'p  q'", `"$S"`, "~/x", "é", `$'\t'`, "*", "#", "{a", "\n"))
		}
	}
	return b.String()
}

func (g *generator) braces() string {
	switch g.IntN(5) {
	case 0:
		return "{" + g.pick("1", "3", "-2", "01", "a", "e", "00", "+1", "x1", "") + ".." + g.pick("1", "3", "-1", "07", "c", "a", "b", "+2", "z2", "") + g.pick("", "", "", "..2", "..-1", "..0", "..x", "..", "..1..2") + "}"
	case 1:
		return "{" + g.pick("a", "", "b") + "," + g.part() + "}"
	case 2:
		return g.pick("{a,b", "a,b}", "{{a,b},c}", "{a}{b,c}", "{}{a,b}", "{,}", "{a\\,b,c}", `{"a,b"}`, `{1.."a,b"}`, "{a,b}}", "{{a,b}", "$A{a,b}", "${A}{a,b}", "{$A,$S}", "{a,b\\}", "{a..b,c}", "{a,{1..2}}", "{A,B}=~", "x{},a}", "{'a',\"b\"}", "~/{a,b}", "{~,a}", "{a..c}{1..2}", "{,a}{b,}", "{*,?}", "{\\ {},a}", "{a,b}\\\n{c,d}", "{,,}", "{a\\..c}", "{1...3}")
	default:
		return "{" + g.part() + "," + g.part() + g.pick("", ",c") + "}"
	}
}

// TestBashFacts are lines of which the answer is known by heart, with bash's.
func TestBashFacts(t *testing.T) {
	texts := []string{
		`docker \`, "docker a\\\nb", "docker 'a\\\nb'", "docker \"a\\\nb\"", "docker $'a\\\nb'", "docker a#b #c", "docker \\#a", "docker $E $E\"\" a$E",
		"docker x$B\"y\"", "docker ''$B", "docker $B''", "docker {a,b}$A", "docker $A{a,b}", "docker ${S:-a b} ${E:-a b} \"${E:-a b}\"",
	}
	for i := range texts {
		texts[i] += "\n"
	}
	// Where the text ends in it, a \ continues nothing.
	texts = append(texts, `docker a\`, `docker a \`, `docker \`, `docker a\\`, `docker a\\\`, `docker 'a'\`, "docker a \\\n", "docker a\n\\\n")
	compareWithBash(t, texts, oracleEnv)
}
