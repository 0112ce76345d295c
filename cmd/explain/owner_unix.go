//go:build !windows

package main

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives f the owner and the group of like. Only root may give a file
// away; a group of one's own anybody may set.
func keepOwner(f *os.File, like os.FileInfo) error {
	want, ok := like.Sys().(*syscall.Stat_t)
	st, err := f.Stat()
	if !ok || err != nil {
		return err
	}
	if have, ok := st.Sys().(*syscall.Stat_t); ok && have.Uid == want.Uid && have.Gid == want.Gid {
		return nil
	}
	if err = f.Chown(int(want.Uid), int(want.Gid)); err != nil {
		_ = f.Chown(-1, int(want.Gid)) // better than nothing
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err // the path is that of the temporary file
	}
	return err
}
