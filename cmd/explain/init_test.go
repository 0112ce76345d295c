package main

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var initLine = regexp.MustCompile(`(?m)^init (explain/\S+) @.* (\d+) allocs$`)

// TestNothingIsDoneEarly: explain is started for one answer, so a package may
// not compile, decode or build at its initialisation what that answer may not
// need. Allocations count it the same on every machine.
func TestNothingIsDoneEarly(t *testing.T) {
	const most = 300
	cmd := exec.Command("explain", "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	for _, m := range initLine.FindAllStringSubmatch(string(out), -1) {
		allocs, err := strconv.Atoi(m[2])
		require.NoError(t, err)
		if m[1] != "explain/cmd/explain" { // in this binary it holds the tests, too
			assert.LessOrEqual(t, allocs, most, "allocations in the initialisation of %s", m[1])
		}
	}
}
