package invoke

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// typedLine reads a line as it is typed; it holds one command.
func typedLine(t *testing.T, line string, host Host) (Command, *sim.Source) {
	t.Helper()
	src := sim.NewSource(sim.File{Name: LineName, Text: line})
	commands, _, err := Read(src, host)
	require.Nil(t, err)
	require.Len(t, commands, 1, line)
	return commands[0], src
}

// gist is a command in short: what it is, its words, and the options that count.
func gist(c Command) string {
	switch {
	case c.Refused != nil:
		return fmt.Sprintf("%d %s", c.Refused.ExitCode, c.Refused.Message)
	case c.Kind == KindOther:
		return "other: " + c.Says
	}
	inv := c.Invocation
	g := []string{string(c.Kind)}
	add := func(name string, w sim.Word) {
		if w.Text != "" || w.Unknown != "" {
			g = append(g, name+shown(w))
		}
	}
	add("", inv.Image)
	add("", c.Container)
	if inv.Args.Set {
		g = append(g, list(inv.Args))
	}
	if inv.Entrypoint.Set {
		g = append(g, "entrypoint="+list(inv.Entrypoint))
	}
	for _, e := range inv.Env {
		if e.HasValue {
			g = append(g, "env "+e.Name+"="+shown(e.Value))
		} else {
			g = append(g, "no env "+e.Name)
		}
	}
	add("user=", inv.User)
	add("workdir=", inv.WorkingDir)
	add("stop-signal=", inv.StopSignal)
	add("hostname=", inv.Hostname)
	add("platform=", inv.Platform)
	if inv.PIDMode != "" {
		g = append(g, "pid="+inv.PIDMode)
	}
	if inv.StopTimeout != nil {
		g = append(g, fmt.Sprintf("stop-timeout=%d", *inv.StopTimeout))
	}
	if inv.Init != nil {
		g = append(g, fmt.Sprintf("init=%t", *inv.Init))
	}
	if h := inv.Healthcheck; h != nil {
		g = append(g, fmt.Sprintf("health=%s/%d/%d/%d/%d/%d", list(h.Test), h.Interval, h.Timeout, h.StartPeriod, h.StartInterval, h.Retries))
	}
	for name, on := range map[string]bool{"tty": inv.TTY} {
		if on {
			g = append(g, name)
		}
	}
	if inv.Interactive {
		g = append(g, "interactive")
	}
	if inv.Detach {
		g = append(g, "detach")
	}
	return strings.Join(g, " ")
}

func shown(w sim.Word) string {
	if w.Unknown != "" {
		return "?"
	}
	return w.Text
}

func list(l sim.List) string {
	var words []string
	for _, w := range l.Words {
		words = append(words, shown(w))
	}
	return "[" + strings.Join(words, "|") + "]"
}

// TestGrammar goes through the numbered rules of the command line's grammar.
func TestGrammar(t *testing.T) {
	rules := map[string][][2]string{
		"1 options stop at the image": {
			{`docker run img -e A=1 --rm`, `run img [-e|A=1|--rm]`},
			{`docker run -it img sh -it`, `run img [sh|-it] tty interactive`},
			{`docker run img`, `run img`},
			{`docker run img ""`, `run img []`},
		},
		"2 double dash": {
			{`docker run -- img show x`, `run img [show|x]`},
			{`docker run -i -- img show`, `run img [show] interactive`},
			{`docker run img -- show`, `run img [--|show]`},
			{`docker run img show -- x`, `run img [show|--|x]`},
			{`docker run -- -x`, `125 docker: invalid reference format`},
			{`docker run -`, `125 docker: invalid reference format`},
		},
		"3 value options eat the next word": {
			{`docker run --name --rm img`, `run img`},
			{`docker run --entrypoint -x img`, `run img entrypoint=[-x]`},
			{`docker run --memory-swap -1 img`, `run img`},
			{`docker run -w img`, `1 docker: 'docker run' requires at least 1 argument`},
			{`docker run --entrypoint`, `125 flag needs an argument: --entrypoint`},
			{`docker run -u`, `125 flag needs an argument: 'u' in -u`},
			{`docker run --entrypoint -- img`, `run img entrypoint=[--]`},
		},
		"4 forms": {
			{`docker run --user 0 img`, `run img user=0`},
			{`docker run --user=0 img`, `run img user=0`},
			{`docker run -u 0 img`, `run img user=0`},
			{`docker run -u0 img`, `run img user=0`},
			{`docker run -u=0 img`, `run img user=0`},
			{`docker run -e=A=1 img`, `run img env A=1`},
			{`docker run -ie A=1 img`, `run img env A=1 interactive`},
			{`docker run -ieA=1 img`, `run img env A=1 interactive`},
			{`docker run -w/tmp img`, `run img workdir=/tmp`},
			{`docker run -itw /tmp img`, `run img workdir=/tmp tty interactive`},
			{`docker run -eit img`, `run img env it=?`},
			{`docker run -it=false img`, `run img interactive`},
			{`docker run -u= img`, `run img user==`},
		},
		"5 bool options eat nothing": {
			{`docker run --init true img`, `run true [img] init=true`},
			{`docker run --init=true img`, `run img init=true`},
			{`docker run --init=0 img`, `run img init=false`},
			{`docker run --init=maybe img`, `125 invalid argument "maybe" for "--init" flag: strconv.ParseBool: parsing "maybe": invalid syntax`},
			{`docker run --sig-proxy false img`, `run false [img]`},
		},
		"6 no abbreviations, one dash is not two": {
			{`docker run --entryp img`, `125 unknown flag: --entryp`},
			{`docker run -entrypoint show img`, `run show [img] env ntrypoint=?`},
			{`docker run -xyz img`, `125 unknown shorthand flag: 'x' in -xyz`},
			{`docker run --- img`, `125 bad flag syntax: ---`},
		},
		"7 the last scalar wins, lists grow": {
			{`docker run --entrypoint a --entrypoint b img`, `run img entrypoint=[b]`},
			{`docker run --entrypoint show --entrypoint= img`, `run img entrypoint=[]`},
			{`docker run -e A=1 -e B=2 -e A=3 img`, `run img env B=2 env A=3`},
			{`docker run -t -t=false img`, `run img`},
		},
		"8 help": {
			{`docker run --help img`, `other: docker run --help prints the usage and starts nothing`},
			{`docker run img --help`, `run img [--help]`},
			{`docker run -h`, `125 flag needs an argument: 'h' in -h`},
			{`docker run -h web img`, `run img hostname=web`},
			{`docker run --help --nope img`, `125 unknown flag: --nope`},
		},
		"9 docker's own options": {
			{`docker container run img`, `run img`},
			{`docker -D --config /x -c ctx -H unix:///s -l error --tls=false run img`, `run img`},
			{`docker --context=x -Dl=debug container create img`, `create img`},
			{`docker run -D img`, `125 unknown shorthand flag: 'D' in -D`},
			{`docker --nope run img`, `125 unknown flag: --nope`},
			{`docker container --nope run img`, `125 unknown flag: --nope`},
			{`docker --help run img`, `run img`},
			{`docker -l loud run img`, `1 Unable to parse logging level: loud`},
			{`/usr/local/bin/docker run img`, `run img`},
			{`docker.exe run img`, `run img`},
		},
		"10 docker create": {
			{`docker create --name x img a`, `create img [a]`},
			{`docker create -d img`, `125 unknown shorthand flag: 'd' in -d`},
			{`docker create --sig-proxy img`, `125 unknown flag: --sig-proxy`},
			{`docker create Img`, `1 invalid reference format: repository name (library/Img) must be lowercase`},
			{`docker run Img`, `125 docker: invalid reference format: repository name (library/Img) must be lowercase`},
			{`docker create`, `1 docker: 'docker create' requires at least 1 argument`},
		},
	}
	for rule, lines := range rules {
		t.Run(rule, func(t *testing.T) {
			for _, l := range lines {
				c, _ := typedLine(t, l[0], Host{})
				assert.Equal(t, l[1], gist(c), l[0])
			}
		})
	}
}

// TestInvocation reads the options that say something of the process.
func TestInvocation(t *testing.T) {
	host := Host{Env: map[string]string{"SET": "v"}}
	for line, want := range map[string]string{
		`docker run -e SET -e UNSET -e E= img`:                                                                       `run img env SET=v env UNSET=? env E=`,
		`docker run --pid host --stop-signal INT --stop-timeout 0x10 img`:                                            `run img stop-signal=INT pid=host stop-timeout=16`,
		`docker run --stop-timeout=-1 img`:                                                                           `run img stop-timeout=-1`,
		`docker run -u "" -w '' -h "" img`:                                                                           `run img`,
		`docker run --platform linux/arm64 -d img`:                                                                   `run img platform=linux/arm64 detach`,
		`docker run --health-cmd 'a b' --health-retries 3 --health-interval 1s img`:                                  `run img health=[CMD-SHELL|a b]/1000000000/0/0/0/3`,
		`docker run --health-timeout 2s --health-start-period 3s --health-start-interval 4s img`:                     `run img health=[]/0/2000000000/3000000000/4000000000/0`,
		`docker run --health-cmd "" --health-interval 0 img`:                                                         `run img`,
		`docker run --no-healthcheck img`:                                                                            `run img health=[NONE]/0/0/0/0/0`,
		`docker run --no-healthcheck=false img`:                                                                      `run img`,
		`docker run --kernel-memory 1g --dns-opt x --net host --net-alias= --umask 022 --use-api-socket -q -t=1 img`: `125 docker: network-scoped aliases are only supported for user-defined networks`,
		`docker run --net mine --net-alias x --gpus all -p 80:80 -v /a:/b --mount type=tmpfs,dst=/x --rm img`:        `run img`,
		`DOCKER_DEFAULT_PLATFORM=linux/arm64 docker run img`:                                                         `run img platform=linux/arm64`,
	} {
		c, _ := typedLine(t, line, host)
		assert.Equal(t, want, gist(c), line)
	}
}

// TestUnknownWords: parts of a line that depend on what is not known.
func TestUnknownWords(t *testing.T) {
	for line, want := range map[string]string{
		`docker run $IMAGE`:                            `run ?`,
		`docker run "$IMAGE" sh`:                       `run ? [sh]`,
		`docker run $OPTS img`:                         `run img`,
		`docker run $OPTS img $ARGS`:                   `run img [?]`,
		`docker run -it $OPTS $IMAGE`:                  `run ? tty interactive`,
		`docker run --entrypoint $E img`:               `run img entrypoint=[?]`,
		`docker run --entrypoint="$E" img`:             `run img entrypoint=[?]`,
		`docker run -e A=$X -e $Y -e "B=a$X" img`:      `run img env A=? env =? env B=?`,
		`docker run -u$(id -u):$(id -g) -w $(pwd) img`: `run img user=? workdir=?`,
		`docker run --stop-timeout $N --init=$B img`:   `run img`,
		`docker run --memory=$M --pid=$P img`:          `run img`,
		`docker run -$X img`:                           `run img`,
		`docker run $REGISTRY/app sh`:                  `run ? [sh]`,
		`docker run ${REGISTRY:-r.io}/app:$TAG sh`:     `run ? [sh]`,
		`docker run $(opts) img`:                       `run img`,
		`docker run ${OPTS:-"}"} img`:                  `run img`,
		`docker run $(a)$(b) sh`:                       `run ? [sh]`,
		`docker run "${OPTS[@]}" img`:                  `run img`,
		`docker run repo/$NAME:1 sh`:                   `run ? [sh]`,
		`docker run --env-file $F img`:                 `run img env =?`,
		`docker run $OPTS`:                             `run ?`,
		`docker run $OPTS -e`:                          `125 flag needs an argument: 'e' in -e`,
		`docker run $OPTS --rm`:                        `run ?`,
	} {
		c, _ := typedLine(t, line, Host{})
		assert.Equal(t, want, gist(c), line)
	}
}

// TestOtherCommands: what is recognised and not explained.
func TestOtherCommands(t *testing.T) {
	for line, want := range map[string]string{
		`docker`:                      `other: docker without a command prints its usage and starts nothing`,
		`docker --version`:            `other: docker --version prints the version and starts nothing`,
		`docker --help`:               `other: docker --help prints the usage and starts nothing`,
		`docker image`:                `other: docker image without a further word prints its usage and starts nothing`,
		`docker stop c`:               `other: docker stop starts no container`,
		`docker stop --help`:          `other: docker stop starts no container`,
		`docker frob x`:               `1 docker: unknown command: docker frob`,
		`docker container frob`:       `1 docker: unknown command: docker container frob`,
		`docker ps -a`:                `other: docker ps starts no container`,
		`docker container ls`:         `other: docker container ls starts no container`,
		`docker compose run web sh`:   `other: docker compose run is not explained yet`,
		`docker compose -f x.yaml up`: `other: docker compose is not explained yet`,
		`docker service create img`:   `other: docker service is not explained yet`,
		`docker buildx bake`:          `other: docker buildx bake is not explained yet`,
	} {
		c, _ := typedLine(t, line, Host{})
		assert.Equal(t, want, gist(c), line)
		assert.True(t, c.Hint != "" || c.Refused != nil && c.Refused.Hint != "", line)
	}
	for _, line := range []string{`docker $CMD img`, `docker "$CMD" img`, `docker container $CMD`} {
		c, _ := typedLine(t, line, Host{})
		assert.Contains(t, c.Says, "depends on $CMD", line)
	}
	c, _ := typedLine(t, `docker $OPTS run img`, Host{})
	assert.Equal(t, "run img", gist(c))
	c, _ = typedLine(t, `podman run --entrypoint '["a"]' img`, Host{})
	assert.Contains(t, c.Says, "podman is not explained yet")
	assert.Equal(t, `see what docker makes of it: explain docker run --entrypoint '["a"]' img`, c.Hint)
	for _, line := range []string{"podman", "podman ps", "podman pod create x", "podman run --help"} {
		c, _ = typedLine(t, line, Host{})
		assert.Equal(t, explainedHint, c.Hint, line)
	}
	c, _ = typedLine(t, "docker run --help", Host{})
	assert.Contains(t, c.Hint, "leave --help out")
	_, ok := Docker(nil, []sim.Word{{Text: "dockerd"}}, Host{})
	assert.False(t, ok)
	_, ok = Docker(nil, nil, Host{})
	assert.False(t, ok)
}
