package sim

import (
	"path"
	"slices"
	"strings"
)

// Mount is something that is put over a part of the image's files: by an option
// of the line, or by VOLUME.
type Mount struct {
	Target string    // an absolute path; "" when it is not known
	Brings MountKind // what is there then
	From   string    // the option as it is typed, or VOLUME
}

// MountKind is what a mount brings.
type MountKind string

// The kinds of mounts. What any other brings is not known.
const (
	BringsTmpfs  MountKind = "tmpfs"  // an empty directory
	BringsVolume MountKind = "volume" // a directory: what is in it is not known
)

// place is where the runtime finds a program, as far as it can be told.
type place struct {
	path  string // absolute, "" for a name that is looked for in PATH
	mount *Mount // the mount that the path is in, nil for the image's own files
}

// placeOf is the place of a program that is named with a slash. ok is false
// where the place is not known.
func placeOf(p Process, mounts []Mount) (at place, ok bool) {
	program := p.Argv[0]
	if program.Unknown != "" || !path.IsAbs(program.Text) && p.WorkingDir.Unknown != "" {
		return at, false
	}
	at.path = path.Clean(program.Text)
	if !path.IsAbs(at.path) {
		at.path = path.Join(p.WorkingDir.Text, at.path)
	}
	for i := range mounts {
		m := &mounts[i]
		if m.Target == "" || below(at.path, m.Target) && (at.mount == nil || len(m.Target) >= len(at.mount.Target)) {
			at.mount = m
		}
		if m.Target == "" {
			return at, true
		}
	}
	return at, true
}

// below reports whether a path is a folder or in it.
func below(p, dir string) bool {
	return p == dir || dir == "/" || strings.HasPrefix(p, dir+"/")
}

// mountsOf are the mounts of a container; the line's win over the image's.
func mountsOf(img Image, inv Invocation) []Mount {
	if len(img.Volumes) == 0 {
		return inv.Mounts
	}
	return append(slices.Clone(img.Volumes), inv.Mounts...)
}

// isDirectory reports whether a path is for certain a directory: the root, the
// working directory, one that WORKDIR made, and what is above them.
func isDirectory(at string, img Image, p Process) bool {
	if at == "/" || p.WorkingDir.Unknown == "" && below(p.WorkingDir.Text, at) {
		return true
	}
	for i := range img.Trace {
		s := &img.Trace[i]
		if s.Slot == SlotWorkdir && below(path.Clean(single(s.After).Text), at) {
			return true
		}
	}
	return false
}

// engineOwn are places that the engine fills in every container.
var engineOwn = []string{"/proc", "/sys", "/dev", "/etc", "/.dockerenv"}

func isEngineOwn(at string) bool {
	return slices.ContainsFunc(engineOwn, func(dir string) bool { return below(at, dir) })
}

// searched are the folders that a name without a slash is looked for in; ok is
// false where PATH is not known.
func searched(p Process) (dirs []string, ok bool) {
	for _, e := range p.Env {
		switch {
		case e.Name == "":
			return nil, false
		case e.Name == "PATH" && e.Value.Unknown != "":
			return nil, false
		case e.Name == "PATH" && e.Value.Text != "":
			dirs = strings.Split(e.Value.Text, ":")
		}
	}
	return dirs, true
}
