package main

import (
	"path"
	"regexp"
	"strings"
)

// The facts file has one object for all the releases that differ only in
// values such as REDIS_VERSION, and some Dockerfiles were a release behind the
// list of tags. Such values are kept, and the entry says which variable shows
// that they may be of another release.

// ownVersion names the variable that holds an image's own version, where it is
// not IMAGE_VERSION.
var ownVersion = map[string]string{
	"eclipse-temurin": "JAVA_VERSION",
	"erlang":          "OTP_VERSION",
	"hylang":          "HY_VERSION",
	"postgres":        "PG_VERSION",
	"swipl":           "SWIPL_VER",
	"sonarqube":       "SONAR_VERSION",
}

var release = regexp.MustCompile(`\d+\.\d+\.\d+`)

// stale is the name of the variable with the image's own version if a tag names
// another release, "" if none does.
func (f fact) stale() string {
	name := ownVersion[f.Image]
	if name == "" {
		name = strings.ToUpper(strings.ReplaceAll(path.Base(f.Image), "-", "_")) + "_VERSION"
	}
	for _, kv := range f.Env {
		value, found := strings.CutPrefix(kv, name+"=")
		if v := release.FindString(value); found && v != "" && f.namesOther(v) {
			return name
		}
	}
	return ""
}

// namesOther reports whether a tag begins with the number of a release that is
// not version.
func (f fact) namesOther(version string) bool {
	for _, tag := range f.Tags {
		head, _, _ := strings.Cut(tag, "-")
		if at := release.FindStringIndex(head); at != nil && at[0] <= 1 && head[at[0]:at[1]] != version {
			return true
		}
	}
	return false
}
