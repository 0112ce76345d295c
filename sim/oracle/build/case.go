package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"explain/sim/catalogue"
)

// Case is one question put to both sides.
type Case struct {
	Dockerfile string
	// Twin is what the converter reads in place of Dockerfile, "" for the same
	// text: an older frontend is not at hand, but what it ignores can be deleted.
	Twin     string
	Target   string
	Args     map[string]string
	Platform string // "" means linux/amd64
	Images   Images // nil means World
	// Catalogue: images that are not in Images may be in the project's catalogue.
	Catalogue bool
	From      string // who made the case: a production, a claim, a scenario's path
}

// platform is the target platform, never "".
func (c Case) platform() string {
	if c.Platform == "" {
		return "linux/amd64"
	}
	return c.Platform
}

// converterText is the Dockerfile that the converter reads.
func (c Case) converterText() string {
	if c.Twin != "" {
		return c.Twin
	}
	return c.Dockerfile
}

// find is the configuration of ref for an OS. What the catalogue knows only in
// part cannot be built on for real.
func (c Case) find(ref, os string) (Image, bool) {
	if c.Images == nil {
		return World.find(ref, os)
	}
	if img, ok := c.Images.find(ref, os); ok {
		return img, true
	}
	if !c.Catalogue {
		return nil, false
	}
	base, ok := catalogue.New().Base(ref, os)
	if !ok || base.Nothing || len(base.Unknown) > 0 {
		return nil, false
	}
	return imageOf(base), true
}

// String shows the case as a person would type it.
func (c Case) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "[%s] docker build", c.From)
	if c.Platform != "" {
		fmt.Fprintf(&b, " --platform %s", c.Platform)
	}
	if c.Target != "" {
		fmt.Fprintf(&b, " --target %q", c.Target)
	}
	for _, k := range slices.Sorted(maps.Keys(c.Args)) {
		fmt.Fprintf(&b, " --build-arg %q", k+"="+c.Args[k])
	}
	fmt.Fprintf(&b, "\n%s", quoteLines(c.Dockerfile))
	return b.String()
}

// quoteLines makes every byte visible: one Go string per line.
func quoteLines(s string) string {
	var b strings.Builder
	for _, line := range strings.SplitAfter(s, "\n") {
		if line == "" {
			continue
		}
		if len(line) > 300 {
			fmt.Fprintf(&b, "    %.120q… (%d bytes)\n", line, len(line))
			continue
		}
		fmt.Fprintf(&b, "    %q\n", line)
	}
	return b.String()
}
