package scenario

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const gradeText = `A base's CMD is gone.

-- Dockerfile --
FROM debian:12 AS base
CMD ["a"]
FROM base
ENTRYPOINT ["/e", "x"]
-- run --
docker run app y
`

func TestGradeOfPredictions(t *testing.T) {
	s, err := Read("x", gradeText)
	require.NoError(t, err)
	assert.True(t, s.Grade(Prediction{Argv: []string{"/e", "x", "y"}}).Solved)
	for _, c := range []struct {
		p    Prediction
		word int
		want string
		rule string
	}{
		{Prediction{Argv: []string{"/e", "x", "a", "y"}}, 2, "y", "run-args-replace-cmd"},
		{Prediction{Argv: []string{"/e", "x"}}, 2, "y", "run-args-replace-cmd"},
		{Prediction{Argv: []string{"/e", "x", "y", "z"}}, 3, "", ""},
		{Prediction{Argv: []string{"sh"}}, 0, "/e", "exec-form-verbatim"},
		{Prediction{Fails: "build"}, -1, "", ""},
	} {
		g := s.Grade(c.p)
		assert.False(t, g.Solved, c.p)
		assert.Equal(t, c.word, g.Word, c.p)
		assert.Equal(t, c.want, g.Want, c.p)
		assert.Equal(t, c.rule, string(g.Rule), c.p)
		assert.NotEmpty(t, g.Says)
	}
}

func TestGradeOfFailures(t *testing.T) {
	s, err := Read("x", "Nothing to run.\n\n-- Dockerfile --\nFROM scratch\n-- run --\ndocker run app\n")
	require.NoError(t, err)
	assert.True(t, s.Grade(Prediction{Fails: "create"}).Solved)
	assert.False(t, s.Grade(Prediction{Fails: "build"}).Solved)
	assert.False(t, s.Grade(Prediction{Argv: []string{"x"}}).Solved)
}
