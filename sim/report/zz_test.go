package report

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

func TestZZ(t *testing.T) {
	for _, n := range []int{10, 1000, 100000} {
		r := reportOf(strings.Repeat("a b", n), strings.Repeat("世x", n))
		for _, s := range []Style{{}, {All: true}, {ASCII: true, All: true, Width: 21}} {
			t0 := time.Now()
			Text(io.Discard, r, s)
			t1 := time.Now()
			Markdown(io.Discard, r)
			fmt.Println(n, s, t1.Sub(t0), time.Since(t1))
		}
	}
}
