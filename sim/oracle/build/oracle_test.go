package build

import (
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fixedSeed makes the cases that every run has in common.
const fixedSeed = 20250101

// TestOracle puts claims and generated Dockerfiles to both sides.
func TestOracle(t *testing.T) {
	n := 20000
	if s := os.Getenv("EXPLAIN_ORACLE_N"); s != "" {
		var err error
		n, err = strconv.Atoi(s)
		require.NoError(t, err)
	}
	seed := rand.Uint64N(1 << 32)
	if s := os.Getenv("EXPLAIN_SEED"); s != "" {
		var err error
		seed, err = strconv.ParseUint(s, 10, 64)
		require.NoError(t, err)
	}
	total := judgeAll(len(allClaims), func(i int) Case { return allClaims[i].Case() })
	total.add(judgeAll(n, func(i int) Case { return Generate(fixedSeed, i) }))
	total.add(judgeAll(n, func(i int) Case { return Generate(seed, i) }))

	var out strings.Builder
	total.print(&out)
	report(&out, total.problems)
	t.Logf("%d claims, %d files each of the seeds %d and %d\n%s", len(allClaims), n, fixedSeed, seed, out.String())
	assert.Empty(t, total.silent(), "ways to reach a rule of the notes that no case took")
	assert.Empty(t, total.uncited(), "rules of the builder that no trace and no error cites")
	assert.Empty(t, len(total.problems), "cases in which our side is wrong; repeat with EXPLAIN_SEED=%d", seed)
}
