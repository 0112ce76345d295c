package invoke

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestNotes: what is remarked on, and where.
func TestNotes(t *testing.T) {
	for line, want := range map[string]string{
		`docker run img -e A=1 --rm sh`:          `option-after-image -e; option-after-image --rm`,
		`docker run img --entrypoint=sh`:         `option-after-image --entrypoint=sh`,
		`docker run img -it`:                     `option-after-image -it`,
		`docker run img sh -c 'x' --rm`:          `option-after-image --rm`,
		`docker run img sh -it`:                  `option-after-image -it`,
		`docker run img sh -c x -e`:              ``,
		`docker run img -- -e A=1`:               ``,
		`docker run img docker run --rm x`:       ``,
		`docker run img --listen :80`:            ``,
		`docker run --rm img sh`:                 ``,
		`docker run -entrypoint sh img`:          `one-dash-option -entrypoint`,
		`docker run -env A=1 img`:                `one-dash-option -env`,
		`docker run -ip 80:80 img`:               ``,
		`docker run --entrypoint "sh -c" img`:    `entrypoint-is-one-word "sh -c"`,
		`docker run --entrypoint='["a"]' img`:    `entrypoint-is-one-word '["a"]'`,
		`docker run --entrypoint sh img`:         ``,
		`docker run --init true img`:             `bool-flag-eats-nothing true`,
		`docker run -it false`:                   `bool-flag-eats-nothing false`,
		`docker run --name x true`:               ``,
		`docker run --init=true true`:            `bool-flag-eats-nothing true`,
		`docker run $OPTS img`:                   `unknown-options $OPTS`,
		`docker run --init=$I --memory=$M img`:   `unknown-flag-value --init=$I`,
		`docker run --stop-timeout "$N" img`:     `unknown-flag-value --stop-timeout`,
		`docker start c sh`:                      `start-takes-no-command sh`,
		`docker exec c sh -it`:                   ``,
		`docker run -it img sh -c "exec a --rm"`: ``,
	} {
		c, src := typedLine(t, line, Host{})
		var got []string
		for _, n := range c.Notes {
			if n.ID != "host-expansion" {
				got = append(got, n.ID+" "+at(src, n.Span))
			}
			assert.NotEmpty(t, n.Says)
		}
		assert.Equal(t, want, strings.Join(got, "; "), line)
		assert.Equal(t, c.Notes, c.Invocation.Notes)
	}
	c, _ := typedLine(t, `docker run $OPTS img`, Host{})
	assert.Equal(t, "$OPTS of your shell may hold any number of options: then img is the image. If it holds the image itself, img is the first word behind it", c.Notes[len(c.Notes)-1].Says)
	c, _ = typedLine(t, `docker run -entrypoint sh img`, Host{})
	assert.Equal(t, `with one dash, -entrypoint is -e with the value "ntrypoint"; the option is --entrypoint`, c.Notes[0].Says)
}
