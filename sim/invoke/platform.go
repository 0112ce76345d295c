package invoke

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// The texts of these two are part of what the client says.
const (
	platformPart = `^[A-Za-z0-9_.-]+$`
	platformOS   = `^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$`
	oldPart      = `^[A-Za-z0-9_-]+$`
)

var platformSyntax = sync.OnceValue(func() map[string]*regexp.Regexp {
	syntax := map[string]*regexp.Regexp{}
	for _, text := range []string{platformPart, platformOS, oldPart} {
		syntax[text] = regexp.MustCompile(text)
	}
	return syntax
})

// systems and architectures are what may stand alone in --platform.
var (
	systems       = strings.Fields("aix android darwin dragonfly freebsd hurd illumos ios js linux macos nacl netbsd openbsd plan9 solaris windows zos")
	architectures = strings.Fields("386 aarch64 amd64 amd64p32 arm arm64 arm64be armbe armel armhf i386 loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm x86-64 x86_64")
)

// badPlatform refuses what is no OS[/ARCH[/VARIANT]] and no ARCH.
func badPlatform(r reading, engine string) error {
	text := r.text("platform")
	if text == "" {
		return nil
	}
	err := checkPlatform(text, engine)
	switch {
	case err == nil:
		return nil
	case engine == oldClient:
		return fmt.Errorf("error parsing specified platform: %w: invalid argument", err)
	}
	return fmt.Errorf("%w: invalid argument", err)
}

func checkPlatform(text, engine string) error {
	if strings.Contains(text, "*") {
		return fmt.Errorf("%q: wildcards not yet supported", text)
	}
	parts := strings.Split(text, "/")
	if engine != oldClient {
		parts = strings.SplitN(text, "/", 4)
	}
	for i, part := range parts {
		syntax, os := platformPart, i == 0 && engine != oldClient
		if engine == oldClient {
			syntax = oldPart
		} else if os {
			syntax = platformOS
		}
		switch ok := platformSyntax()[syntax].MatchString(part); {
		case !ok && os:
			return fmt.Errorf("%q is an invalid OS component of %q: OSAndVersion specifier component must match %q", part, text, syntax)
		case !ok:
			return fmt.Errorf("%q is an invalid component of %q: platform specifier component must match %q", part, text, syntax)
		}
	}
	switch {
	case len(parts) > 3:
		return fmt.Errorf("%q: cannot parse platform specifier", text)
	case len(parts) == 1 && !knownPlatform(text):
		return fmt.Errorf("%q: unknown operating system or architecture", text)
	}
	return nil
}

// knownPlatform reports whether one word is a system or an architecture.
func knownPlatform(text string) bool {
	text = strings.ToLower(text)
	system, _, _ := strings.Cut(text, "(")
	return slices.Contains(systems, system) || slices.Contains(architectures, text)
}
