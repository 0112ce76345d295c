package build

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// checked are Dockerfiles of which all findings are of checks that we run.
var checked = []string{
	"# check=error=true\nFROM scratch\nCMD echo hi\n",
	"# check=error=true\nFROM scratch\nCMD [\"echo\"]\n",
	"# check=error=true\nFROM scratch\nENTRYPOINT\n",
	"# check=error=true\nFROM scratch\nSHELL [\"/x\"]\nCMD echo hi\n",
	"# check=error=true\nFROM scratch as a\nCMD [\"a\"]\nCMD [\"b\"]\n",
	"# check=error=true;skip=JSONArgsRecommended\nFROM scratch\nCMD echo hi\n",
	"# check=error=true;skip=all\nFROM scratch\nCMD echo hi\n",
	"# check=skip=MultipleInstructionsDisallowed;error=true\nFROM scratch\nCMD [\"a\"]\n# check=skip=JSONArgsRecommended\nCMD echo hi\n",
	"# check=error=true\nFROM scratch\nCMD [\"a\", \\\n\n\"b\"]\n",
	"# check=error=true\nFROM scratch AS a\nCMD a\nFROM scratch AS B\nCMD [\"b\"]\n",
	"# check=error=false\nFROM scratch\nCMD echo hi\n",
	"# check=error=true\nFROM scratch\nMAINTAINER me\n",
}

// TestChecksThatFail compares with the converter told to hear what it finds.
func TestChecksThatFail(t *testing.T) {
	for _, text := range checked {
		_, err := dockerfile2llb.Dockerfile2LLB(context.Background(), []byte(text), dockerfile2llb.ConvertOpt{
			Config: dockerui.Config{BuildPlatforms: []ocispecs.Platform{buildPlatform}},
			Warn:   func(string, string, string, string, []parser.Range) {},
		})
		d, ours := sim.ParseExact(sim.File{Name: fileName, Text: text})
		require.NoError(t, ours)
		img, ours := sim.Build(d, sim.BuildOptions{})
		require.NoError(t, ours)
		want, got := "", ""
		if err != nil {
			want = inOrder(err.Error())
		}
		if img.Stops != nil {
			got = inOrder(img.Stops.Msg)
		}
		require.Equal(t, want, got, text)
	}
}

// inOrder sorts the rules, which BuildKit names in any order.
func inOrder(msg string) string {
	front, rules, found := strings.Cut(msg, "rules: ")
	if !found {
		return msg
	}
	names := strings.Split(rules, ", ")
	slices.Sort(names)
	return front + strings.Join(names, " ")
}
