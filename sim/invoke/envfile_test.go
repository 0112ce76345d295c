package invoke

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// filesOf is a host that has some files.
func filesOf(files map[string]string) Host {
	return Host{Env: map[string]string{"SET": "v"}, File: func(name string) (string, bool, error) {
		text, ok := files[name]
		if !ok {
			return "", false, errors.New("open " + name + ": no such file or directory")
		}
		return text, true, nil
	}}
}

func TestEnvFiles(t *testing.T) {
	host := filesOf(map[string]string{
		"a": "# comment\n  A=1 \n\nB='q' # no comment\nSET\nUNSET\n", "b": "\ufeffA=2\r\nA=3", "bad": "A=1\nexport Z=1\n", "nameless": "=x\n",
		"bytes": "A=1\nB=\xff\n", "long": "A=" + strings.Repeat("x", 70_000),
	})
	for line, want := range map[string]string{
		`docker run -e A=9 --env-file a img`:                 `run img env A=1  env B='q' # no comment env SET=v env UNSET=? env A=9`,
		`docker run --env-file b --env-file=a img`:           `run img env A=2 env A=3 env A=1  env B='q' # no comment env SET=v env UNSET=?`,
		`docker run --env-file bad img`:                      `125 docker: --env-file: invalid env file (bad): variable 'export Z' contains whitespaces`,
		`docker run --env-file nameless img`:                 `125 docker: --env-file: invalid env file (nameless): no variable name on line '=x'`,
		`docker run --env-file bytes img`:                    `125 docker: --env-file: invalid env file (bytes): invalid utf8 bytes at line 2: [66 61 255]`,
		`docker run --env-file long img`:                     `125 docker: --env-file: invalid env file (long): bufio.Scanner: token too long`,
		`docker run --env-file none img`:                     `125 docker: --env-file: open none: no such file or directory`,
		`docker run --label-file none img`:                   `125 docker: --label-file: open none: no such file or directory`,
		`docker exec --env-file none c sh`:                   `1 open none: no such file or directory`,
		`docker run --pull x --env-file none img`:            `125 docker: invalid pull option: 'x': must be one of "always", "missing" or "never"`,
		`docker run --pid x --rm --env-file none --nope img`: `125 unknown flag: --nope`,
	} {
		c, _ := typedLine(t, line, host)
		assert.Equal(t, want, gist(c), line)
	}
	for file, want := range map[string]string{
		"bad":   "125 docker: poorly formatted environment: variable 'export Z' contains whitespaces.\nSee 'docker run --help'.",
		"bytes": "125 docker: env file bytes contains invalid utf8 bytes at line 2: [66 61 255].\nSee 'docker run --help'.",
		"none":  "125 docker: open none: no such file or directory.\nSee 'docker run --help'.",
	} {
		old := host
		old.Engine = oldClient
		c, _ := typedLine(t, "docker run --env-file "+file+" img", old)
		assert.Equal(t, want, gist(c))
	}
}

// TestEnvFilePlaces: a variable of a file is at its line there.
func TestEnvFilePlaces(t *testing.T) {
	text := "# comment\r\n  A=1\nB="
	c, _ := typedLine(t, "docker run --env-file f img", filesOf(map[string]string{"f": text}))
	require.Len(t, c.Invocation.Env, 2)
	a := c.Invocation.Env[0].Value.From
	assert.Equal(t, sim.Origin{Source: sim.FromEnvFile, Span: sim.Span{File: "f", Start: 15, End: 16, Line: 2, Col: 5}}, a)
}

// TestEnvFileNotGiven: a file that was not handed in may hold anything.
func TestEnvFileNotGiven(t *testing.T) {
	c, _ := typedLine(t, "docker run --env-file f -e A=1 img", Host{})
	assert.Equal(t, "run img env =? env A=1", gist(c))
	assert.Equal(t, "the lines of f", c.Invocation.Env[0].Value.Unknown)
}

// TestWholeEnvironment: a name that a whole environment has not is unset.
func TestWholeEnvironment(t *testing.T) {
	host := filesOf(map[string]string{"f": "UNSET\nSET\n"})
	host.EnvIsAll = true
	c, _ := typedLine(t, "docker run --env-file f -e UNSET -e SET img", host)
	assert.Equal(t, "run img env SET=v no env UNSET env SET=v", gist(c))
}
