package invoke

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"explain/sim"
)

// FuzzSplit: no text makes Split panic, hang or point outside the text.
func FuzzSplit(f *testing.F) {
	for _, text := range splitSeeds {
		f.Add(text, "two words")
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		host := Host{Env: map[string]string{"A": value, "HOME": "/home/me"}}
		cmds, notes, err := Split(line(text), host)
		if err != nil {
			require.Empty(t, cmds)
			require.NotEmpty(t, err.Msg)
			pointsInto(t, text, err.Span)
		}
		for _, c := range cmds {
			require.NotEmpty(t, c.Words)
			pointsInto(t, text, c.Span)
			for i, w := range c.Words {
				pointsInto(t, text, w.From.Span)
				require.False(t, w.Text != "" && w.Unknown != "", "%+v", w)
				require.True(t, w.Unknown != "" || !c.Many(i))
				require.True(t, strings.HasPrefix(w.Text, c.Prefix(i)) || w.Unknown != "")
			}
			notes = append(notes, c.Notes...)
		}
		for _, n := range notes {
			pointsInto(t, text, n.Span)
			require.NotEmpty(t, n.ID)
			require.NotEmpty(t, n.Says)
		}
	})
}

func pointsInto(t *testing.T, text string, s sim.Span) {
	t.Helper()
	if !s.IsZero() {
		require.LessOrEqual(t, 0, s.Start)
		require.LessOrEqual(t, s.Start, s.End)
		require.LessOrEqual(t, s.End, len(text))
	}
}

var splitSeeds = []string{
	"", "docker run x", "docker run \\\n  -e A=$A \\\n x # c", "$ docker run \\\n> x\nout\n$ docker ps", "docker run `\n x `\r\n y", "docker run ^\r\n x",
	"PS C:\\> docker run $env:X %PATH%", "sudo -u x env A=b docker run $A \"$@\" ${A:-b} ${A:=c} ${#A} ~ ~/x A=~:~ *.x", "docker run $(docker run `docker ps \\`a\\``) <(x)",
	"docker run <<A <<-'B'\nx\nA\n\ty\n\tB\nz", "if a; then docker run b; elif c; then d; else e; fi; for i in {1..3}; do docker run $i; done",
	"case a in b|c) docker run;; esac; f() { docker run \"$1\"; }; f", "docker run {a,b}{1..3}{x,{y,z}} {a..c..2} {Z..a} $A{b,c} {$,x}$A", "docker run $'a\\x41\\0b' $\"c\" 'd'\\''e' \"f\\\"g\"",
	"docker run '", "docker run \"", "docker run $(", "docker run ${", "docker run $((", "docker run (", "docker run )", "docker run a&&", "|", "\x00", "\xff\xfe", "\ufeffdocker", "a\rb\r\nc",
	"A=1 B+=2 C[1]=3 D=(x y); export A B=$A; unset A; read B; eval x; docker run -e A $B", "docker run @(a) !(b) ?(c)", "docker <<x", "docker run \\", "# docker run", "docker \"${A:-'x'}\" ${A:-'y z' w}",
	"time -p docker run; ! docker run; coproc docker run; [[ a =~ b ]]; ((1+1)); let x=1; select i in a; do docker; done", "docker \\ # x\n -e", "\"a\"#b (c #d\n)", "((a#b)) # c", "<a&", "x <<8\\",
}

// FuzzQuote: what Quote writes, Split reads back.
func FuzzQuote(f *testing.F) {
	for _, s := range []string{"docker\x1frun\x1f-e\x1fA=b c", "", "\x1f", "sudo\x1fdocker", "A=b\x1fdocker", "$\x1fdocker", "%\x1fdocker", "a@b\x1f%\x1fx", "a@b\x1f% ", "PS\x1f/a\x1fb>", "if\x1f!\x1f{", "it's\x1f'\x1f''",
		"a\r\nb\x1f\r\x1f\n", "x \\\n> -y\x1f^\n\x1f`\n", "a ^\nb\x1fc `\nd", "%PATH%\x1f'%PATH%", "~\x1f*\x1f{a,b}\x1f=x\x1f#", "\xff\x1f\ufeff\x1f\u00a0\x1fé", "PS\x1fC:\\>\x1fx", "time\x1fa", "env\x1fA=b\x1f-\x1fc", "export\x1fa=b", "$(x)\x1f`x`\x1f$x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, joined string) {
		if strings.Contains(joined, "\x00") {
			t.Skip("a shell cannot hand on a NUL")
		}
		words := strings.Split(joined, "\x1f")
		if joined == "" {
			words = nil
		}
		line := line(Quote(words))
		cmds, _, err := Split(line, Host{})
		require.Nil(t, err, "%q", line.Text)
		if words == nil {
			require.Empty(t, cmds)
			return
		}
		require.Len(t, cmds, 1, "%q", line.Text)
		got := sim.Texts(append(append([]sim.Word{}, cmds[0].Skipped...), cmds[0].Words...))
		require.Equal(t, words, got, "%q", line.Text)
		if !utf8.ValidString(joined) {
			return
		}
		for i, w := range cmds[0].Words {
			require.True(t, w.Known(), "word %d of %q: %s", i, line.Text, w.Unknown)
		}
	})
}
