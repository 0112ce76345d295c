package catalogue

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// trial is one slot of one configuration, answered without that configuration.
type trial struct {
	ref   string
	slot  sim.Slot
	known bool
	right bool
}

// leaveOneOut takes each configuration that has a tag with a full release in it
// (x.y.z) out of its image and asks for that tag.
func leaveOneOut(t *testing.T) []trial {
	var out []trial
	for _, image := range New().Images() {
		all, err := New().Entries(image)
		require.NoError(t, err)
		for i, e := range all {
			full := slices.IndexFunc(e.Tags(), func(tag string) bool { return len(numbers(tag)) >= 3 })
			rest := slices.Delete(slices.Clone(all), i, i+1)
			rest = slices.DeleteFunc(rest, func(o Entry) bool { return o.OS != e.OS })
			if full < 0 || len(rest) == 0 {
				continue
			}
			tag := e.Tags()[full]
			q := query{reference: reference{image: image, tag: tag}, ref: image + ":" + tag, entries: rest}
			b := q.estimate(tag)
			for _, f := range fields {
				var want sim.Base
				f.put(&want, &e)
				got := b
				f.put(&got, &e)
				_, unknown := b.Unknown[f.slot]
				out = append(out, trial{q.ref, f.slot, !unknown, assert.ObjectsAreEqual(got, b)})
			}
		}
	}
	return out
}

// What the catalogue says of tags that it does not have is right in nearly all
// cases, and says something in most.
func TestEstimatesAreRight(t *testing.T) {
	var known, wrong, all int
	perSlot := map[sim.Slot][3]int{}
	for _, tr := range leaveOneOut(t) {
		n := perSlot[tr.slot]
		all, n[0] = all+1, n[0]+1
		if tr.known {
			known, n[1] = known+1, n[1]+1
			if !tr.right {
				wrong, n[2] = wrong+1, n[2]+1
				t.Log("wrong:", tr.ref, tr.slot)
			}
		}
		perSlot[tr.slot] = n
	}
	t.Logf("%d slots, %d known, %d of them wrong; by slot (all, known, wrong): %v", all, known, wrong, perSlot)
	assert.Greater(t, known*100, all*80, "share of slots that are known")
	assert.Less(t, wrong*1000, known*3, "share of known slots that are wrong")
}
