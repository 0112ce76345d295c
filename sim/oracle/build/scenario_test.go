package build

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

var record = flag.Bool("record", false, "rewrite the sections image and argv of scenarios with what the converter says")

// scenarioFolders hold the project's scenarios, those that exist.
var scenarioFolders = []string{"../../testdata", "../../../examples"}

func scenarioFiles(t *testing.T) (paths []string) {
	if flag.NArg() > 0 {
		return flag.Args()
	}
	for _, dir := range scenarioFolders {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".txtar") {
				paths = append(paths, path)
			}
			return err
		})
		if !os.IsNotExist(err) {
			require.NoError(t, err)
		}
	}
	return paths
}

func readFile(t *testing.T, path string) *scenario {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	s, err := readScenario(path, text)
	require.NoError(t, err, path)
	return s
}

// TestScenarios puts every Dockerfile of the project's scenarios to both sides,
// and compares what the scenarios expect with what the converter says.
func TestScenarios(t *testing.T) {
	vouched := 0
	for _, path := range scenarioFiles(t) {
		s := readFile(t, path)
		for _, c := range s.cases {
			for _, p := range Judge(c).Problems {
				assert.Fail(t, p.Class, "%s    %s", p.Case, p.Detail)
			}
		}
		c, ok := s.main()
		if !ok || s.builds() {
			continue
		}
		if truth := Converter(c); !truth.Unresolved {
			vouched++
			checkExpectations(t, s, truth)
		}
	}
	t.Logf("%d scenarios that the converter vouches for", vouched)
}

func checkExpectations(t *testing.T, s *scenario, truth Result) {
	if f := s.section("image"); f != nil {
		assert.True(t, sameJSON(truth.Config.String(), string(f.Data)), "%s: section image says\n%s\nthe converter says (TestRecord writes it)\n%s", s.path, f.Data, truth)
	}
	if f := s.section("argv"); f != nil && !truth.Failed() {
		if want, ok := s.argv(truth.Config); ok {
			assert.True(t, sameJSON(want, string(f.Data)), "%s: section argv says\n%s\nthe converter says (TestRecord writes it)\n%s", s.path, f.Data, want)
		}
	}
	if f := s.section("error"); f != nil && truth.Failed() {
		assert.Contains(t, string(f.Data), truth.Err, s.path)
	}
}

// TestRecord rewrites expectations:
//
//	go test ./build -run TestRecord -args -record [FILE…]
func TestRecord(t *testing.T) {
	if !*record {
		t.Skip("only with -record")
	}
	for _, path := range scenarioFiles(t) {
		s := readFile(t, path)
		changed, note := s.record()
		if note != "" {
			t.Logf("%s: %s", path, note)
		}
		if changed {
			require.NoError(t, os.WriteFile(path, txtar.Format(s.archive), 0o644))
			t.Logf("%s: recorded", path)
		}
	}
}

func TestRecordWritesWhatTheConverterSays(t *testing.T) {
	s, err := readScenario("x.txtar", []byte("Title.\n\ntarget: a\n-- Dockerfile --\nFROM base AS a\nENTRYPOINT [\"e\"]\n-- base/base.json --\n"+
		`{"Cmd":["c"],"Env":["PATH=/p"]}`+"\n-- run --\ndocker run --rm app\n-- image --\n-- argv --\n[\"wrong\"]\n"))
	require.NoError(t, err)
	changed, note := s.record()
	require.True(t, changed)
	require.Empty(t, note)
	require.Equal(t, `{"Entrypoint":["e"],"Env":["PATH=/p"]}`+"\n", string(s.section("image").Data))
	require.Equal(t, "[\"e\"]\n", string(s.section("argv").Data))
	changed, _ = s.record()
	require.False(t, changed)
}

func TestRecordLeavesAloneWhatItCannotKnow(t *testing.T) {
	for run, note := range map[string]string{
		"docker build -t app --target b .":     "builds in its own way",
		"docker run app x":                     "argv depends on the command line",
		"docker run --entrypoint x app":        "argv depends on the command line",
		"docker run -d alpine":                 "argv depends on the command line",
		"docker run app\ndocker run app serve": "argv depends on the command line",
	} {
		s, err := readScenario("x.txtar", []byte("-- Dockerfile --\nFROM scratch\n-- run --\n"+run+"\n-- argv --\n[\"x\"]\n"))
		require.NoError(t, err)
		changed, got := s.record()
		assert.False(t, changed, run)
		assert.Equal(t, note, got, run)
	}
}
