package diagnose_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/diagnose"
	"explain/sim/report"
	"explain/sim/scenario"
)

// expected says which outcome a predicted message is, by its phase and by what
// only that message has. The first line that fits counts.
var expected = []struct {
	phase sim.Phase
	text  string
	id    string
}{
	{sim.PhaseCLI, `^unknown (shorthand )?flag`, "unknown-flag"},
	{sim.PhaseCLI, `^flag needs an argument`, "flag-needs-an-argument"},
	{sim.PhaseCLI, `^invalid argument`, "invalid-argument"},
	{sim.PhaseCLI, `requires at least`, "requires-an-image"},
	{sim.PhaseCLI, `invalid reference format`, "invalid-reference-format"},
	{sim.PhaseCLI, `onflicting options|conflicts with`, "conflicting-options"},
	{sim.PhaseCLI, `^docker: `, "client-refused"},
	{sim.PhaseCLI, `is only supported on a Docker daemon`, "client-refused"},
	{sim.PhaseCreate, `o command specified`, "no-command-specified"},
	{sim.PhaseCreate, `he working directory`, "workdir-not-absolute"},
	{sim.PhaseCreate, `nvalid signal`, "invalid-signal"},
	{sim.PhaseCreate, `nvalid container name`, "invalid-container-name"},
	{sim.PhaseCreate, `is a reserved name`, "reserved-name-scratch"},
	{sim.PhaseStart, `unable to find user`, "user-not-found"},
	{sim.PhaseStart, `unable to find group`, "group-not-found"},
	{sim.PhaseStart, `executable file not found in \$PATH`, "executable-not-found"},
	{sim.PhaseStart, `: stat .*no such file or directory`, "path-not-found"},
	{sim.PhaseStart, `is a directory`, "is-a-directory"},
	{sim.PhaseStart, `permission denied`, "permission-denied"}, // 20.10 of a directory
	{sim.PhaseExec, `FATAL tini`, "tini-exec-failed"},
	{sim.PhaseBuild, `did not complete successfully`, "build-step-failed"},
	{sim.PhaseBuild, `unknown instruction`, "unknown-instruction"},
	{sim.PhaseBuild, `unknown flag`, "unknown-instruction-flag"},
	{sim.PhaseBuild, `strings only`, "array-of-strings-only"},
	{sim.PhaseBuild, `target stage`, "target-not-found"},
	{sim.PhaseBuild, `lint violation`, "lint-violation-found"},
	{sim.PhaseBuild, `invalid signal`, "invalid-signal"},
	{sim.PhaseBuild, ``, "dockerfile-refused"},
}

// TestPredictionsAreRecognised feeds what is predicted of every scenario and every
// example back, in both profiles: the message is known, it is confirmed, and its
// exit code is one of the outcome's.
func TestPredictionsAreRecognised(t *testing.T) {
	seen := map[string]bool{}
	n := 0
	for _, glob := range []string{"../testdata/*/*.txtar", "../../examples/*.txtar"} {
		names, err := filepath.Glob(glob)
		require.NoError(t, err)
		for _, name := range names {
			text, err := os.ReadFile(name)
			require.NoError(t, err)
			s, err := scenario.Read(name, string(text))
			require.NoError(t, err)
			for _, engine := range []string{"", "20.10"} {
				req := s.Request()
				req.Engine = engine
				for _, a := range report.New(req).Answers {
					if a.Outcome.Message == "" {
						continue
					}
					n++
					seen[isRecognised(t, name, a.Outcome)] = true
					req.Message = a.Outcome.Message
					again := report.New(req)
					require.NotEmpty(t, again.Diagnoses, name)
					assert.Equal(t, diagnose.Confirmed, again.Diagnoses[0].Verdict, "%s %s: %s", name, engine, a.Outcome.Message)
				}
			}
		}
	}
	assert.Greater(t, n, 150)
	assert.Greater(t, len(seen), 20)
}

func isRecognised(t *testing.T, name string, o sim.Outcome) string {
	for _, e := range expected {
		if e.phase != o.Phase || !regexp.MustCompile(e.text).MatchString(o.Message) {
			continue
		}
		found := diagnose.Find(o.Message)
		if assert.NotEmpty(t, found, "%s: %q", name, o.Message) {
			assert.Equal(t, e.id, found[0].Outcome.ID, "%s: %q", name, o.Message)
			assert.Len(t, found, 1, "%s: %q is one message", name, o.Message)
			if o.ExitCode != nil {
				assert.Contains(t, found[0].Outcome.Codes, *o.ExitCode, "%s: %q", name, o.Message)
			}
		}
		return e.id
	}
	t.Errorf("%s: nobody decided which outcome %s %q is", name, o.Phase, o.Message)
	return ""
}
