package build

import (
	"math/rand/v2"
	"strings"
)

// gen makes one random Dockerfile. Its productions come in files by topic; each
// returns text and leaves the layout of lines to gen_layout.go.
type gen struct {
	*rand.Rand
	escape string   // the escape character of the file
	eol    string   // "\n" or "\r\n"
	stages []string // names of the stages so far, "" for none
	names  []string // variables that were declared somewhere
	// faults is how many instructions in a hundred are made wrong on purpose.
	faults int
	// quirks is how many places in a hundred get an odd layout.
	quirks int
}

// Generate makes case number i of a seed: the same for the same pair.
func Generate(seed uint64, i int) Case {
	g := &gen{Rand: rand.New(rand.NewPCG(seed, uint64(i))), escape: `\`, eol: "\n"}
	switch n := g.IntN(100); {
	case n < 38:
		g.quirks = 6
		return g.question(g.file(), "grammar")
	case n < 53:
		g.faults, g.quirks = 12, 15
		return g.question(g.file(), "faults")
	case n < 63:
		return g.question(g.short(), "short")
	case n < 70:
		return g.question(g.family(), "family")
	case n < 77:
		return g.variables()
	case n < 80:
		return g.oldFrontend()
	case n < 81:
		return g.question(g.extreme(), "extreme")
	case n < 88:
		return g.question(g.mutate(claimText.Replace(g.claim().text)), "mutated claim")
	default:
		g.quirks = 3
		return g.question(g.mutate(g.file()), "mutated")
	}
}

// claim is a random sentence of the notes.
func (g *gen) claim() claim { return pick(g, allClaims...) }

var allClaims = Claims()

// chance is true in percent of a hundred calls.
func (g *gen) chance(percent int) bool { return g.IntN(100) < percent }

// quirk is chance with the file's own rate of oddities.
func (g *gen) quirk() bool { return g.chance(g.quirks) }

// wrong is true, now and then, in files that are wrong on purpose.
func (g *gen) wrong() bool { return g.chance(g.faults) }

// between is a number from lo to hi, both included.
func (g *gen) between(lo, hi int) int { return lo + g.IntN(hi-lo+1) }

func pick[T any](g *gen, xs ...T) T { return xs[g.IntN(len(xs))] }

// some joins n to m pieces.
func (g *gen) some(n, m int, sep string, piece func() string) string {
	parts := make([]string, g.between(n, m))
	for i := range parts {
		parts[i] = piece()
	}
	return strings.Join(parts, sep)
}

// weighted picks by weight.
type weighted[T any] struct {
	weight int
	value  T
}

func pickWeighted[T any](g *gen, table []weighted[T]) T {
	sum := 0
	for _, w := range table {
		sum += w.weight
	}
	n := g.IntN(sum)
	for _, w := range table {
		if n -= w.weight; n < 0 {
			return w.value
		}
	}
	panic("weights do not add up")
}

// oddCase is s in a case that a person might type.
func (g *gen) oddCase(s string) string {
	switch g.IntN(4) {
	case 0:
		return strings.ToLower(s)
	case 1:
		return strings.ToUpper(s)
	case 2:
		return strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
	}
	b := []byte(strings.ToLower(s))
	for i := range b {
		if g.chance(50) {
			b[i] = strings.ToUpper(string(b[i]))[0]
		}
	}
	return string(b)
}
