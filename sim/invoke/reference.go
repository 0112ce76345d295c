package invoke

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// The grammar of an image reference: [DOMAIN[:PORT]/]PATH[:TAG][@DIGEST].
const (
	domainPart = `(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])`
	pathPart   = `[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*`
	pathParts  = pathPart + `(?:/` + pathPart + `)*`
	hostName   = domainPart + `(?:\.` + domainPart + `)*`
	hostIPv6   = `\[[a-fA-F0-9:]+\]`
	tagPart    = `(?::[\w][\w.-]{0,127})?`
	digestPart = `(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[[:xdigit:]]{32,}))?`
)

// referenceSyntax finds the domain, the path and the digest of a reference.
var referenceSyntax = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:((?:` + hostName + `|` + hostIPv6 + `)(?::[0-9]+)?)/)?(` + pathParts + `)` + tagPart + digestPart + `$`)
})

// checkReference says why a client takes text for no image reference. An
// identifier (64 hexadecimal digits) and a digest are references too.
func checkReference(text, engine string) error {
	if isHex(text, 64) || checkDigest(text) == nil {
		return nil
	}
	domain, path := splitDomain(text, engine)
	name, _, _ := strings.Cut(path, ":")
	switch {
	case strings.ToLower(name) == name:
		return checkFullReference(domain+"/"+path, engine)
	case engine == oldClient:
		return errors.New("invalid reference format: repository name must be lowercase")
	}
	return fmt.Errorf("invalid reference format: repository name (%s) must be lowercase", name)
}

// splitDomain gives a short name the domain and the folder it stands for.
func splitDomain(text, engine string) (domain, path string) {
	domain, path, ok := strings.Cut(text, "/")
	isDomain := ok && (strings.ContainsAny(domain, ".:") || domain == "localhost" ||
		engine != oldClient && strings.ToLower(domain) != domain)
	if !isDomain {
		domain, path = "docker.io", text
	}
	if domain == "index.docker.io" {
		domain = "docker.io"
	}
	if domain == "docker.io" && !strings.Contains(path, "/") {
		path = "library/" + path
	}
	return domain, path
}

func checkFullReference(text, engine string) error {
	m := referenceSyntax().FindStringSubmatch(text)
	switch {
	case m == nil && referenceSyntax().MatchString(strings.ToLower(text)):
		return errors.New("repository name must be lowercase")
	case m == nil, engine == oldClient && strings.HasPrefix(text, "["):
		return errors.New("invalid reference format")
	}
	length := len(m[2])
	if engine == oldClient {
		length += len(m[1]) + 1
	}
	if length > 255 {
		return errors.New("repository name must not be more than 255 characters")
	}
	if m[3] != "" {
		return checkDigest(m[3])
	}
	return nil
}

// digestLengths is how many hexadecimal digits a digest has, by its algorithm.
var digestLengths = map[string]int{"sha256": 64, "sha384": 96, "sha512": 128}

var digestSyntax = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$`)
})

// checkDigest says why text is no ALGORITHM:HEX.
func checkDigest(text string) error {
	algorithm, digits, ok := strings.Cut(text, ":")
	length, known := digestLengths[algorithm]
	switch {
	case !ok || algorithm == "" || digits == "", !known && !digestSyntax().MatchString(text):
		return errors.New("invalid checksum digest format")
	case !known:
		return errors.New("unsupported digest algorithm")
	case len(digits) != length:
		return errors.New("invalid checksum digest length")
	case !isHex(digits, length):
		return errors.New("invalid checksum digest format")
	}
	return nil
}

// isHex reports whether text is n lower-case hexadecimal digits.
func isHex(text string, n int) bool {
	return len(text) == n && strings.Trim(text, "0123456789abcdef") == ""
}
