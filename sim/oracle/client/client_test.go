package client

import (
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"explain/sim/invoke"
)

func dur(ns int64) time.Duration { return time.Duration(ns) }

// The environment that a run is steered by. It is read before TestMain gives
// the clients another one.
var (
	linesEnv = os.Getenv("EXPLAIN_ORACLE_N")     // how many lines to compare with the current client
	oldEnv   = os.Getenv("EXPLAIN_ORACLE_OLD_N") // and with the 20.10 client
	seedEnv  = os.Getenv("EXPLAIN_ORACLE_SEED")  // only the lines of this seed
	shardEnv = os.Getenv("EXPLAIN_ORACLE_SHARD")
)

// perShard is how many lines one process compares. The client's command trees
// are never freed, and each line needs its own.
const perShard = 500

// shards are the seeds that give n lines, so many each: half of them the same in
// every run.
func shards(t *testing.T, lines string, usual, each int) []int64 {
	if seedEnv != "" {
		seed, err := strconv.ParseInt(seedEnv, 10, 64)
		require.NoError(t, err, "EXPLAIN_ORACLE_SEED")
		return []int64{seed}
	}
	n := usual
	if lines != "" {
		var err error
		n, err = strconv.Atoi(lines)
		require.NoError(t, err, "a number of lines")
	}
	fresh := time.Now().UnixNano()
	t.Logf("seeds from 1 and from %d", fresh)
	var seeds []int64
	for i := range int64((n + each - 1) / each) {
		seeds = append(seeds, []int64{1, fresh}[i%2]+i/2)
	}
	return seeds
}

// tally is what a run of lines came to.
type tally struct{ lines, created, refused, helped, different int }

func (n *tally) add(c invoke.Command) {
	n.lines++
	switch {
	case c.Refused != nil:
		n.refused++
	case c.Kind == invoke.KindOther:
		n.helped++
	default:
		n.created++
	}
}

// TestCurrentClient compares generated lines with the client in docker/cli, so many
// in a process of its own.
func TestCurrentClient(t *testing.T) {
	begin := time.Now()
	var sum tally
	var mu sync.Mutex
	t.Run("shard", func(t *testing.T) {
		for _, seed := range shards(t, linesEnv, 20_000, perShard) {
			t.Run(strconv.FormatInt(seed, 10), func(t *testing.T) {
				t.Parallel()
				n := runShard(t, seed)
				mu.Lock()
				defer mu.Unlock()
				sum = sum.plus(n)
			})
		}
	})
	t.Logf("%+v in %s", sum, time.Since(begin).Round(time.Millisecond))
}

func (n tally) plus(m tally) tally {
	return tally{n.lines + m.lines, n.created + m.created, n.refused + m.refused, n.helped + m.helped, n.different + m.different}
}

// runShard runs TestShard in another process and passes on what it says.
func runShard(t *testing.T, seed int64) (n tally) {
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self, "-test.run=^TestShard$", "-test.v")
	cmd.Env = append(os.Environ(), fmt.Sprintf("EXPLAIN_ORACLE_SHARD=%d", seed))
	out, err := cmd.CombinedOutput()
	_, last, found := strings.Cut(string(out), "tally: ")
	if found {
		_, scanErr := fmt.Sscan(last, &n.lines, &n.created, &n.refused, &n.helped, &n.different)
		require.NoError(t, scanErr)
	}
	if err != nil || !found {
		t.Errorf("seed %d (EXPLAIN_ORACLE_SEED=%d for this one only): %v\n%s", seed, seed, err, out)
	}
	return n
}

// TestShard compares the lines of one seed.
func TestShard(t *testing.T) {
	if shardEnv == "" {
		t.Skip("run by TestCurrentClient")
	}
	seed, err := strconv.ParseInt(shardEnv, 10, 64)
	require.NoError(t, err)
	debug.SetGCPercent(300)
	d, h, w := newDocker(t), host(""), newWriter(t, seed, "")
	var n tally
	defer func() { t.Logf("tally: %d %d %d %d %d", n.lines, n.created, n.refused, n.helped, n.different) }()
	for range perShard {
		args := w.line()
		theirs, err := d.run(args)
		require.NoError(t, err)
		n.compare(t, args, read(args, h), theirs)
	}
}

func (n *tally) compare(t *testing.T, args []string, ours invoke.Command, theirs answer) {
	n.add(ours)
	if diff := differs(ours, theirs); diff != "" {
		n.different++
		t.Errorf("docker %s\n(- ours, + theirs)\n%s", quoted(args), diff)
		if n.different == 20 {
			t.Fatal("enough")
		}
	}
}

func quoted(args []string) string {
	var out []string
	for _, a := range args {
		if len(a) > 200 {
			a = a[:200] + "…"
		}
		out = append(out, strconv.Quote(a))
	}
	return strings.Join(out, " ")
}
