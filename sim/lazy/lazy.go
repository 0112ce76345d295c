// Package lazy holds what is made when it is first used: a command that needs
// three of two hundred regular expressions should compile three.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp compiles expr, which must be valid, at the first call of what it returns.
func Regexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
