package invoke

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// buildGist is a build in short.
func buildGist(c Command) string {
	if c.Refused != nil || c.Kind != KindBuild {
		return gist(c)
	}
	g := []string{"build " + shown(c.Build.Context)}
	if f := shown(c.Build.File); f != "" {
		g = append(g, "file="+f)
	}
	if f := shown(c.Build.Target); f != "" {
		g = append(g, "target="+f)
	}
	if f := shown(c.Build.Platform); f != "" {
		g = append(g, "platform="+f)
	}
	for _, tag := range c.Build.Tags {
		g = append(g, "tag="+shown(tag))
	}
	for _, a := range c.Build.Args {
		if a.HasValue {
			g = append(g, a.Name+"="+shown(a.Value))
		} else {
			g = append(g, a.Name)
		}
	}
	return strings.Join(g, " ")
}

func TestBuild(t *testing.T) {
	for line, want := range map[string]string{
		`docker build .`:                                                                `build .`,
		`docker build -t a -t b:1 . -f D`:                                               `build . file=D tag=a tag=b:1`,
		`docker build --file=D --target t dir`:                                          `build dir file=D target=t`,
		`docker image build --platform=linux -`:                                         `build - platform=linux`,
		`docker buildx build https://x/y.git#main`:                                      `build https://x/y.git#main`,
		`docker buildx --builder b build .`:                                             `build .`,
		`docker builder build -q --no-cache .`:                                          `build .`,
		`docker build --build-arg A=1 --build-arg B=$X --build-arg C --build-arg SET .`: `build . A=1 B=? C SET=v`,
		`docker build -tapp $CTX`:                                                       `build ? tag=app`,
		`docker build $OPTS .`:                                                          `build .`,
		`docker build`:                                                                  `1 ERROR: docker: 'docker buildx build' requires 1 argument`,
		`docker build -t app`:                                                           `1 ERROR: docker: 'docker buildx build' requires 1 argument`,
		`docker build . x`:                                                              `1 ERROR: docker: 'docker buildx build' requires 1 argument`,
		`docker build --nope .`:                                                         `125 unknown flag: --nope`,
		`docker build --help`:                                                           `other: docker build --help prints the usage and starts nothing`,
		`docker build -- -dir`:                                                          `build -dir`,
		`docker build --provenance false --sbom t .`:                                    `build .`,
	} {
		c, _ := typedLine(t, line, Host{Env: map[string]string{"SET": "v"}})
		assert.Equal(t, want, buildGist(c), line)
	}
}

func TestExecAndStart(t *testing.T) {
	for line, want := range map[string]string{
		`docker exec -it -u app -w /x -eA=1 c sh -c 'a b'`: `exec c [sh|-c|a b] env A=1 user=app workdir=/x tty interactive`,
		`docker container exec c ls -e`:                    `exec c [ls|-e]`,
		`docker exec $X c`:                                 `exec c [?]`,
		`docker exec $X`:                                   `exec ? [?]`,
		`docker exec c`:                                    `1 docker: 'docker exec' requires at least 2 arguments`,
		`docker exec --rm c sh`:                            `125 unknown flag: --rm`,
		`docker exec "" sh`:                                `1 invalid container name or ID: value is empty`,
		`docker exec -h`:                                   `other: docker exec --help prints the usage and starts nothing`,
		`docker exec -e A=1 -e A=2 c sh`:                   `exec c [sh] env A=1 env A=2`,
		`docker --help exec c sh`:                          `other: docker exec --help prints the usage and starts nothing`,
		`docker --help exec c`:                             `other: docker exec --help prints the usage and starts nothing`,
		`docker --help exec --help=false c sh`:             `exec c [sh]`,
		`docker container --help exec c sh`:                `other: docker container exec --help prints the usage and starts nothing`,
		`docker start -a c`:                                `start c`,
		`docker start c -i`:                                `start c`,
		`docker container start`:                           `1 docker: 'docker container start' requires at least 1 argument`,
		`docker start --entrypoint sh c`:                   `125 unknown flag: --entrypoint`,
		`docker restart -t 5 c d`:                          `start c`,
		`docker restart -t x c`:                            `125 invalid argument "x" for "-t, --timeout" flag: strconv.ParseInt: parsing "x": invalid syntax`,
	} {
		c, _ := typedLine(t, line, Host{})
		assert.Equal(t, want, gist(c), line)
	}
}
