package sim_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"explain/sim"
)

// A line that is too long is refused at its place.
func TestLongLine(t *testing.T) {
	_, err := sim.Parse(sim.File{Name: "Dockerfile", Text: "FROM x\nCMD " + strings.Repeat("a", 70_000) + "\nUSER y\n"})
	var e *sim.Error
	require.True(t, errors.As(err, &e))
	require.Equal(t, "dockerfile line greater than max allowed size of 65535", e.Msg)
	require.Equal(t, 2, e.Span.Line)
}
