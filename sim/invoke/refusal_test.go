package invoke

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// TestRefusals: the text, the exit code, and the place of what is wrong.
func TestRefusals(t *testing.T) {
	for _, c := range []struct{ line, want, place string }{
		{`docker run -e =x img`, `125 invalid argument "=x" for "-e, --env" flag: invalid environment variable: =x`, `=x`},
		{`docker run --stop-timeout=5s img`, `125 invalid argument "5s" for "--stop-timeout" flag: strconv.ParseInt: parsing "5s": invalid syntax`, `5s`},
		{`docker run -im 1x img`, `125 invalid argument "1x" for "-m, --memory" flag: invalid suffix: 'x'`, `1x`},
		{`docker run --health-interval 5 img`, `125 invalid argument "5" for "--health-interval" flag: time: missing unit in duration "5"`, `5`},
		{`docker run --cpus x img`, `125 invalid argument "x" for "--cpus" flag: failed to parse x as a rational number`, `x`},
		{`docker run --blkio-weight 70000 img`, `125 invalid argument "70000" for "--blkio-weight" flag: strconv.ParseUint: parsing "70000": value out of range`, `70000`},
		{`docker run -a x img`, `125 invalid argument "x" for "-a, --attach" flag: valid streams are STDIN, STDOUT and STDERR`, `x`},
		{`docker run --rm --entryp x img`, `125 unknown flag: --entryp`, `--entryp`},
		{`docker run`, `1 docker: 'docker run' requires at least 1 argument`, `run`},
		{`docker container run --rm`, `1 docker: 'docker container run' requires at least 1 argument`, `run`},
		{`docker run --pull sometimes img`, `125 docker: invalid pull option: 'sometimes': must be one of "always", "missing" or "never"`, `sometimes`},
		{`docker run --rm --restart always img`, `125 docker: conflicting options: cannot specify both --restart and --rm`, `--rm`},
		{`docker run --no-healthcheck --health-cmd x img`, `125 docker: --no-healthcheck conflicts with --health-* options`, `--no-healthcheck`},
		{`docker run --health-retries -1 img`, `125 docker: --health-retries cannot be negative`, `-1`},
		{`docker run -a stdin -d img`, `1 conflicting options: cannot specify both --attach and --detach`, `stdin`},
		{`docker create -a stdin img`, `create img`, ``},
		{`docker run --detach-keys ctrl-A img`, `1 invalid detach keys (ctrl-A): Unknown character: 'ctrl-A'`, `ctrl-A`},
		{`docker run --pid pod img`, `125 docker: --pid: invalid PID mode`, `pod`},
		{`docker run --platform nope img`, `125 docker: "nope": unknown operating system or architecture: invalid argument`, `nope`},
		{`docker create --platform nope img`, `1 "nope": unknown operating system or architecture: invalid argument`, `nope`},
		{`docker run -it ubuntu:Latest! sh`, `125 docker: invalid reference format`, `ubuntu:Latest!`},
		{`docker run --cpu-count 2 img`, `1 "--cpu-count" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux`, `--cpu-count`},
		{`docker run --stop-signal NOPE img`, `run img stop-signal=NOPE`, ``},
	} {
		got, src := typedLine(t, c.line, Host{})
		assert.Equal(t, c.want, gist(got), c.line)
		if c.place != "" && assert.NotNil(t, got.Refused, c.line) {
			assert.Equal(t, c.place, at(src, got.Refused.Span), c.line)
			assert.Equal(t, sim.RuleID("cli-refused"), got.Refused.Rule)
			assert.Same(t, got.Refused, got.Invocation.Refused)
		}
	}
	_, known := sim.RuleByID("cli-refused")
	assert.True(t, known)
}

// TestOldRefusals: the 20.10 client has other texts and fewer options.
func TestOldRefusals(t *testing.T) {
	for line, want := range map[string]string{
		`docker run --nope img`:                   "125 unknown flag: --nope\nSee 'docker run --help'.",
		`docker container run --nope img`:         "125 unknown flag: --nope\nSee 'docker container run --help'.",
		`docker run`:                              "1 \"docker run\" requires at least 1 argument.\nSee 'docker run --help'.",
		`docker run Img`:                          "125 docker: invalid reference format: repository name must be lowercase.\nSee 'docker run --help'.",
		`docker create Img`:                       "1 invalid reference format: repository name must be lowercase",
		`docker container run --restart=a --rm x`: "125 docker: Conflicting options: --restart and --rm.\nSee 'docker run --help'.",
		`docker run -q img`:                       "125 unknown shorthand flag: 'q' in -q\nSee 'docker run --help'.",
		`docker run --pull sometimes img`:         "run img",
	} {
		c, _ := typedLine(t, line, Host{Engine: oldClient})
		assert.Equal(t, want, gist(c), line)
	}
}

// TestHints: the way out of what is refused.
func TestHints(t *testing.T) {
	for line, want := range map[string]string{
		`docker run -rm img`:               "long options have two dashes: --rm",
		`docker run -name x img`:           "long options have two dashes: --name",
		`docker run --entryp sh img`:       "the option is --entrypoint",
		`docker run --env_file=x img`:      "the option is --env-file",
		`docker run --debug img`:           "--debug is an option of docker itself: it goes in front of the subcommand",
		`docker run --nope img`:            "",
		`docker run --health img`:          "",
		`docker run -v /my data:/data img`: "is data:/data meant to belong to -v /my? a blank ends a word unless it is quoted",
		`docker run --rm Img`:              "",
		`docker run -e A=1 "" x`:           `is "" meant to belong to -e A=1? a blank ends a word unless it is quoted`,
	} {
		c, _ := typedLine(t, line, Host{})
		if assert.NotNil(t, c.Refused, line) {
			assert.Equal(t, want, c.Refused.Hint, line)
		}
	}
}

// TestReferences: what an image may be called.
func TestReferences(t *testing.T) {
	const id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	for _, good := range []string{"a", "a/b", "a:T.1-x", "localhost/a", "r.io:5000/a/b:t", "a@sha256:" + id, id, "sha256:" + id, "UP/a", "[::1]:5000/a", "a__b", "a--b"} {
		assert.NoError(t, checkReference(good, ""), good)
	}
	for bad, want := range map[string]string{
		"":                   "invalid reference format",
		"a b":                "invalid reference format",
		"A":                  "invalid reference format: repository name (library/A) must be lowercase",
		"a/B":                "invalid reference format: repository name (a/B) must be lowercase",
		"a@sha256:" + id[1:]: "invalid checksum digest length",
		"a@md5:" + id:        "unsupported digest algorithm",
		"a:":                 "invalid reference format",
	} {
		require.EqualError(t, checkReference(bad, ""), want, bad)
	}
}
