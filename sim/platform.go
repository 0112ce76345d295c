package sim

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// platform is what is built for.
type platform struct{ os, osVersion, arch, variant string }

// defaultPlatform is the same on every host, so that two hosts give one answer.
var defaultPlatform = platform{os: "linux", arch: "amd64"}

func (p platform) String() string {
	s := p.os
	if p.osVersion != "" {
		s += "(" + p.osVersion + ")"
	}
	return strings.TrimSuffix(s+"/"+p.arch+"/"+p.variant, "/")
}

var (
	rePlatformOS   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(platformOS) })
	rePlatformPart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(platformPart) })
)

const (
	platformOS   = `^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$`
	platformPart = `^[A-Za-z0-9_.-]+$`
	knownOSes    = " aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos "
	knownArches  = " 386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm "
)

// parsePlatform reads OS[(VERSION)][/ARCH[/VARIANT]] as containerd/platforms
// does; the error is its text.
func parsePlatform(s string) (platform, error) {
	if strings.Contains(s, "*") {
		return platform{}, fmt.Errorf("%q: wildcards not yet supported: invalid argument", s)
	}
	parts := strings.SplitN(s, "/", 4)
	m := rePlatformOS().FindStringSubmatch(parts[0])
	if m == nil {
		return platform{}, fmt.Errorf("%q is an invalid OS component of %q: OSAndVersion specifier component must match %q: invalid argument", parts[0], s, platformOS)
	}
	for _, part := range parts[1:] {
		if !rePlatformPart().MatchString(part) {
			return platform{}, fmt.Errorf("%q is an invalid component of %q: platform specifier component must match %q: invalid argument", part, s, platformPart)
		}
	}
	p := platform{os: normalOS(m[1]), osVersion: m[2]}
	switch len(parts) {
	case 1:
		return loneComponent(p, s)
	case 2:
		p.arch, p.variant = normalArch(parts[1], "")
		if p.arch == "arm" && p.variant == "v7" {
			p.variant = ""
		}
	case 3:
		p.arch, p.variant = normalArch(parts[1], parts[2])
		if p.arch == "arm64" && p.variant == "" {
			p.variant = "v8"
		}
	default:
		return platform{}, fmt.Errorf("%q: cannot parse platform specifier: invalid argument", s)
	}
	return p, nil
}

// loneComponent is an OS or an architecture; the other one is the default's.
func loneComponent(p platform, s string) (platform, error) {
	if strings.Contains(knownOSes, " "+p.os+" ") {
		p.arch = defaultPlatform.arch
		return p, nil
	}
	p.arch, p.variant = normalArch(s, "")
	if p.arch == "arm" && p.variant == "v7" {
		p.variant = ""
	}
	if strings.Contains(knownArches, " "+p.arch+" ") {
		p.os = defaultPlatform.os
		return p, nil
	}
	return platform{}, fmt.Errorf("%q: unknown operating system or architecture: invalid argument", s)
}

func normalOS(os string) string {
	os = strings.ToLower(os)
	if os == "macos" {
		return "darwin"
	}
	return os
}

func normalArch(arch, variant string) (string, string) {
	arch, variant = strings.ToLower(arch), strings.ToLower(variant)
	switch arch {
	case "i386":
		return "386", ""
	case "x86_64", "x86-64", "amd64":
		if variant == "v1" {
			variant = ""
		}
		return "amd64", variant
	case "aarch64", "arm64":
		switch variant {
		case "8", "v8", "v8.0":
			variant = ""
		case "9", "9.0", "v9.0":
			variant = "v9"
		}
		return "arm64", variant
	case "armhf":
		return "arm", "v7"
	case "armel":
		return "arm", "v6"
	case "arm":
		switch variant {
		case "", "7":
			variant = "v7"
		case "5", "6", "8":
			variant = "v" + variant
		}
	}
	return arch, variant
}
