//go:build unix

package invoke

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// TestSplitIsBounded: texts that are made to be slow, deep or big are read or
// refused within seconds.
func TestSplitIsBounded(t *testing.T) {
	many := strings.Repeat
	tests := map[string]struct {
		text    string
		refused string // part of the message; "" if the text is read
	}{
		"10 MB":                 {many("docker run x ", 800_000), "too much"},
		"NUL":                   {"docker run \x00", "NUL"},
		"words":                 {"docker " + many("x ", 400_000), ""},
		"too many words":        {"docker " + many("x ", 600_000), "too many"},
		"one word":              {"docker " + many("x", 3_900_000), ""},
		"escapes":               {"docker " + many(`a\b`, 1_000_000), ""},
		"quotes":                {"docker " + many(`'a'"b"`, 600_000), ""},
		"lines":                 {many("docker x\n", 9_000), ""},
		"too many commands":     {many("d\n", 20_000), "too many"},
		"too many separators":   {many(";", 200_000), "too many"},
		"and-list":              {many("a&&", 4_000) + "docker", ""},
		"pipe":                  {many("a|", 9_000) + "docker", ""},
		"brackets":              {many("(", 90_000), "nested"},
		"substitutions":         {many("$(", 90_000), "nested"},
		"closed substitutions":  {"docker " + many("$(", 700) + "docker" + many(")", 700), ""},
		"quoted substitutions":  {many(`"$(`, 90_000), "nested"},
		"expansions":            {many("${a:-", 700_000), "nested"},
		"arithmetic":            {"$((" + many("~", 3_000_000), "nested"},
		"indexes":               {many("${a[", 700_000), "nested"},
		"if":                    {many("if ", 400_000), "nested"},
		"time":                  {many("time ", 400_000), "nested"},
		"not":                   {"[[ " + many("! ", 400_000), "nested"},
		"functions":             {many("f()", 90_000), "nested"},
		"groups":                {many("{ ", 400_000), "nested"},
		"backquotes":            {many("`", 90_001), ""},
		"braces":                {"docker " + many("{", 300_000), ""},
		"brace product":         {"docker " + many("{a,b}", 60), ""},
		"brace sequence":        {"docker {1..999999999}", ""},
		"brace words":           {many("docker {{{{{{{{{{{{{{{{{{{{,\n", 9_000), ""},
		"variables":             {many("A$A=x B=$A\n", 9_000) + "docker $A", ""},
		"loops":                 {many("for i in a; do ", 900) + "docker x" + many("; done", 900), ""},
		"prompts":               {many("$ docker x\n> \n", 9_000), ""},
		"prompt and open quote": {"$ docker '" + many("\nx", 90_000), "never closed"},
		"carets":                {many("docker ^\n", 90_000), ""},
		"heredocs":              {"docker" + many(" <<A", 300) + "\n" + many("x\nA\n", 300), ""},
		"open heredocs":         {"docker" + many(" <<A", 20), "here-document"},
		"tildes":                {"docker A=" + many("~:", 400_000), ""},
		"comments":              {many("# c \\\n", 90_000), ""},
		"history":               {"docker " + many("!a", 900_000), ""},
		"patterns":              {"docker " + many("[", 900_000) + many("*", 900_000), ""},
		"names":                 {"docker $" + many("a", 3_000_000), ""},
		"value":                 {"docker " + many("$A", 200), ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			start := processTime(t)
			_, _, err := Split(line(tt.text), Host{Env: map[string]string{"A": many("a ", 1000)}})
			// Time of this process, not of the clock: machines are busy.
			took := processTime(t) - start
			t.Log(took)
			assert.Less(t, took, time.Minute)
			if tt.refused != "" {
				require.NotNil(t, err)
				assert.Contains(t, err.Msg, tt.refused)
			} else if err != nil {
				assert.NotContains(t, err.Msg, "panic")
			}
		})
	}
}

// TestVariable: what -e NAME finds.
func TestVariable(t *testing.T) {
	tests := []struct {
		text    string
		host    Host
		value   string
		unknown string
		set     bool
	}{
		{"docker run -e A x", Host{}, "", "$A of your shell", true},
		{"docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "1", "", true},
		{"docker run -e A x", Host{EnvIsAll: true}, "", "", false},
		{"A=2 docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "2", "", true},
		{"A=2; docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "2", "", true},
		{"A=2; docker run -e A x", Host{}, "", "$A of your shell (set here, and not exported)", true},
		{"export A=2; docker run -e A x", Host{}, "2", "", true},
		{"A=$B docker run -e A x", Host{}, "", "$B of your shell", true},
		{"unset A; docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "", "", false},
		{"sudo docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "", "A (sudo without -E keeps your variables from it)", true},
		{"sudo -E docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "1", "", true},
		{"sudo A=3 docker run -e A x", Host{}, "3", "", true},
		{"env A=3 docker run -e A x", Host{}, "3", "", true},
		{"env A=$X docker run -e A x", Host{}, "", "A=$X ($X of your shell)", true},
		{"env -i docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "", "", false},
		{"env -u A docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "", "", false},
		{"A=2 env --unset=A docker run -e A x", Host{}, "", "", false},
		{"eval x; docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "", "A (your shell may have changed it before)", true},
		{"(A=2); docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "1", "", true},
		{"true && A=2; docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "", "$A of your shell", true},
		{"read A; docker run -e A x", Host{Env: map[string]string{"A": "1"}}, "", "$A of your shell", true},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			cmds, _, err := Split(line(tt.text), tt.host)
			require.Nil(t, err)
			value, set := cmds[len(cmds)-1].Variable("A", tt.host)
			assert.Equal(t, []any{tt.value, tt.unknown, tt.set}, []any{value.Text, value.Unknown, set})
		})
	}
}

// TestQuote: what is written bare and what is not.
func TestQuote(t *testing.T) {
	tests := []struct {
		words []string
		line  string
	}{
		{nil, ""},
		{[]string{"docker", "run", "-e", "A=b", "nginx:1.27", "--x=/a,b@c+d%e"}, "docker run -e A=b nginx:1.27 --x=/a,b@c+d%e"},
		{[]string{"docker", "", "a b", "it's", "$X", "*", "{a,b}", "~", "#x", "a\nb", "é", "\u00a0"}, "docker '' 'a b' 'it'\\''s' '$X' '*' '{a,b}' '~' '#x' 'a\nb' é '\u00a0'"},
		{[]string{"A=b", "x"}, "'A=b' x"},
		{[]string{"if", "if"}, "'if' if"},
		{[]string{"docker", "a\r\nb"}, "docker 'a\r''\nb'"},
		{[]string{"docker", "%PATH%", "100%"}, "docker '%PATH%' '100%'"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.line, Quote(tt.words))
		cmds, _, err := Split(line(tt.line), Host{})
		require.Nil(t, err)
		if tt.words != nil {
			assert.Equal(t, tt.words, sim.Texts(cmds[0].Words))
		}
	}
}

// processTime is how long this process has computed.
func processTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
