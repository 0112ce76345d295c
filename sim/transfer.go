package sim

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/util/system"

	"explain/sim/lazy"
)

// checkTransfer refuses what COPY and ADD refuse alike (dockerfile2llb
// convert_copy.go).
func (s *stage) checkTransfer(p instructions.SourcesAndDest, chown, chmod string, link bool) error {
	if _, err := system.CheckSystemDriveAndRemoveDriveLetter(p.DestPath, s.os, true); err != nil {
		return wrapped("removing drive letter", err)
	}
	if chown != "" && link && namesSomeone(chown) {
		return fmt.Errorf("--chown=%s: user and group names can't be resolved when used with --link, use numeric uid[:gid] instead", chown)
	}
	return chmodFault(chmod)
}

func namesSomeone(chown string) bool {
	for _, id := range strings.SplitN(chown, ":", 2) {
		if _, err := strconv.Atoi(id); err != nil {
			return true
		}
	}
	return false
}

var symbolicMode = lazy.Regexp(`^[augo]*[-+=][rsXxwtugo]*(?:[-+=][rsXxwtugo]*)*(?:,[augo]*[-+=][rsXxwtugo]*(?:[-+=][rsXxwtugo]*)*)*$`)

// chmodFault refuses modes that are neither octal nor symbolic.
func chmodFault(mode string) error {
	if mode == "" {
		return nil
	}
	n, err := strconv.ParseUint(mode, 8, 32)
	switch {
	case err == nil && n <= 0o7777, err != nil && symbolicMode().MatchString(mode):
		return nil
	case err == nil || mode[0] >= '0' && mode[0] <= '9':
		return fmt.Errorf("invalid chmod parameter: '%v'. it should be octal string and between 0 and 07777", mode)
	}
	return errors.New("invalid syntax")
}

var scpStyle = lazy.Regexp(`^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:[^?#]*`)

// isGit reports whether ADD would clone a source: git and ssh URLs, the
// user@host:path form, and web addresses of a path that ends in .git.
func isGit(src string) bool {
	switch {
	case strings.HasPrefix(src, "git://"), strings.HasPrefix(src, "ssh://"):
		return true
	case strings.HasPrefix(src, "http://"), strings.HasPrefix(src, "https://"):
		address, _, _ := strings.Cut(src, "#")
		address, _, _ = strings.Cut(address, "?")
		return strings.HasSuffix(address, ".git")
	}
	return scpStyle().MatchString(src)
}

func isURL(s string) bool {
	return (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")) && !isGit(s)
}

// keepGitFault refuses --keep-git-dir beside a query in the source that says
// otherwise.
func keepGitFault(keep *bool, sources []string) error {
	for _, src := range sources {
		_, query, found := strings.Cut(src, "?")
		if keep == nil || !found || !isGit(src) {
			continue
		}
		query, _, _ = strings.Cut(query, "#")
		for part := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(part, "=")
			if b, err := strconv.ParseBool(value); name == "keep-git-dir" && err == nil && b != *keep {
				return errors.New("inconsistent keep-git-dir configuration")
			}
		}
	}
	return nil
}

// foreignSource refuses sources that only ADD can fetch.
func foreignSource(sources []string) error {
	for _, src := range sources {
		if isGit(src) {
			return errors.New("source can't be a git ref for COPY")
		}
		if isURL(src) {
			return errors.New("source can't be a URL for COPY")
		}
	}
	return nil
}

// checksumFault refuses --checksum where nothing is fetched or the digest is none.
func checksumFault(checksum string, sources []string) error {
	switch {
	case checksum == "":
		return nil
	case len(sources) != 1:
		return errors.New("checksum can't be specified for multiple sources")
	case isGit(sources[0]):
		return nil
	case !isURL(sources[0]):
		return errors.New("checksum requires HTTP(S) or Git sources")
	}
	if fault := digestFault(checksum); fault != "" {
		return errors.New(fault)
	}
	return nil
}
