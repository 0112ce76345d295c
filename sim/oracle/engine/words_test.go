package engine

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestQuestions: the starts of the scenarios are found, without an engine.
func TestQuestions(t *testing.T) {
	paths, err := scenarioPaths()
	require.NoError(t, err)
	n := 0
	for i, p := range paths {
		qs, _, err := questionsOf(p, i)
		require.NoError(t, err, p)
		n += len(qs)
	}
	t.Logf("%d starts", n)
	assert.Greater(t, n, 250)
}

// TestEngineStarts is what CI asks first: it says why there is no engine.
func TestEngineStarts(t *testing.T) {
	t.Log("engines: " + startDocker(t).Version)
}
