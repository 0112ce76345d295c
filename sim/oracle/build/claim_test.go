package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestClaims asks the converter about every sentence of the semantics notes.
func TestClaims(t *testing.T) {
	for _, c := range Claims() {
		r := Converter(c.Case())
		if why := c.holds(r); why != "" {
			assert.Fail(t, why, "%s%s", c.Case(), r)
		}
	}
}
