package catalogue

import "strings"

// reference is an image reference, taken apart.
type reference struct {
	image  string // as the catalogue names it: "python", "gcr.io/distroless/static"
	tag    string // "" when the reference has none
	digest bool
	mirror string // the registry that copies the official images, "" for their own
}

// hubHosts are names of the registry whose official images need no host.
var hubHosts = []string{"docker.io/", "index.docker.io/", "registry-1.docker.io/"}

// mirrors carry copies of the official images, under the same names and tags.
var mirrors = []string{"public.ecr.aws/docker/", "mirror.gcr.io/"}

// parseReference takes ref apart; ok is false when no image of the catalogue
// can have that name.
func parseReference(ref string) (r reference, ok bool) {
	rest, digest, hasDigest := strings.Cut(ref, "@")
	r.digest = hasDigest
	if slash, colon := strings.LastIndexByte(rest, '/'), strings.LastIndexByte(rest, ':'); colon > slash {
		rest, r.tag = rest[:colon], rest[colon+1:]
		if !isTag(r.tag) {
			return r, false
		}
	}
	r.image = rest
	for _, host := range hubHosts {
		if name, found := strings.CutPrefix(r.image, host); found {
			r.image = name
			break
		}
	}
	for _, host := range mirrors {
		if name, found := strings.CutPrefix(r.image, host+"library/"); found {
			r.image, r.mirror = name, strings.TrimSuffix(host, "/")
		}
	}
	r.image = strings.TrimPrefix(r.image, "library/")
	return r, r.image != "" && (!hasDigest || strings.Contains(digest, ":"))
}

// isTag reports whether s can be a tag: word characters, dots and dashes, at
// most 128, the first a word character.
func isTag(s string) bool {
	if s == "" || len(s) > 128 || s[0] == '.' || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		alnum := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !alnum && c != '_' && c != '.' && c != '-' {
			return false
		}
	}
	return true
}
