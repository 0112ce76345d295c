package sim

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// The grammar of image references (distribution/reference regexp.go). A name
// that only plainReference lets through needs none of it.
const (
	refName   = `[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*`
	refHost   = `(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[(?:[a-fA-F0-9:]+)\])(?::[0-9]+)?`
	refTag    = `[\w][\w.-]{0,127}`
	refDigest = `[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*[:][[:xdigit:]]{32,}`
)

var (
	reReference = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^((?:` + refHost + `/)?(` + refName + `(?:/` + refName + `)*))(?::(` + refTag + `))?(?:@(` + refDigest + `))?$`)
	})
	reHexID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-f0-9]{64}$`) })
)

// ReferenceFault says what the docker client and BuildKit say of a name that
// cannot name an image, "" for one that can.
func ReferenceFault(ref string) string {
	if plainReference(ref) {
		return ""
	}
	if reHexID().MatchString(ref) {
		return fmt.Sprintf("invalid repository name (%s), cannot specify 64-byte hexadecimal strings", ref)
	}
	domain, rest := splitDomain(ref)
	remote, _, _ := strings.Cut(rest, ":")
	if strings.ToLower(remote) != remote {
		return fmt.Sprintf("invalid reference format: repository name (%s) must be lowercase", remote)
	}
	m := reReference().FindStringSubmatch(domain + "/" + rest)
	switch {
	case m == nil && reReference().MatchString(strings.ToLower(domain+"/"+rest)):
		return "repository name must be lowercase"
	case m == nil:
		return "invalid reference format"
	case len(strings.TrimPrefix(m[1], domain+"/")) > 255:
		return "repository name must not be more than 255 characters"
	case m[4] != "":
		return digestFault(m[4])
	}
	return ""
}

// plainReference is the usual case, without a regular expression: lower-case
// words joined by single dots, dashes or slashes, with a tag.
func plainReference(ref string) bool {
	name, tag, tagged := strings.Cut(ref, ":")
	if name == "" || len(name) > 63 || tagged && tag == "" || len(tag) > 128 {
		return false
	}
	alnum := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		is := c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
		if !is && (!alnum || c != '.' && c != '-' && c != '/') {
			return false
		}
		alnum = is
	}
	for i := 0; i < len(tag); i++ {
		c := tag[i]
		is := c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_'
		if !is && (i == 0 || c != '.' && c != '-') {
			return false
		}
	}
	return alnum
}

// splitDomain finds the registry in front of a repository.
func splitDomain(name string) (domain, rest string) {
	first, after, ok := strings.Cut(name, "/")
	switch {
	case !ok:
		return "docker.io", "library/" + name
	case first == "localhost":
		return first, after
	case first == "index.docker.io":
		first = "docker.io"
	case strings.ContainsAny(first, ".:"), strings.ToLower(first) != first:
	default:
		return "docker.io", name
	}
	if first == "docker.io" && !strings.Contains(after, "/") {
		after = "library/" + after
	}
	return first, after
}

// digestFault checks algorithm and length (opencontainers/go-digest).
func digestFault(d string) string {
	algorithm, hex, ok := strings.Cut(d, ":")
	if !ok {
		return "invalid checksum digest format"
	}
	size, known := map[string]int{"sha256": 64, "sha384": 96, "sha512": 128}[algorithm]
	switch {
	case !known:
		return "unsupported digest algorithm"
	case len(hex) != size:
		return "invalid checksum digest length"
	case strings.ToLower(hex) != hex:
		return "invalid checksum digest format"
	}
	return ""
}

// SameReference reports whether two references name the same image: docker.io,
// library/ and :latest are implied.
func SameReference(a, b string) bool { return a == b || FullReference(a) == FullReference(b) }

// FullReference is a reference with what is implied written out, without its
// digest.
func FullReference(ref string) string {
	name, _, _ := strings.Cut(ref, "@")
	domain, rest := splitDomain(name)
	if !strings.Contains(rest, ":") {
		rest += ":latest"
	}
	return domain + "/" + rest
}
