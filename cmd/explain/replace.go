package main

import (
	"os"
	"os/signal"
	"path/filepath"
)

// replaceFile gives a file new text in one step: whoever looks sees the old
// text or the new one, and its mode stays. Of a symbolic link the target is
// replaced, not the link.
func replaceFile(path, text string) error {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return openError(path, err)
	}
	st, err := os.Stat(target)
	if err != nil {
		return openError(path, err)
	}
	// An interrupt in between would leave the temporary file behind.
	signal.Ignore(os.Interrupt)
	defer signal.Reset(os.Interrupt)
	tmp, err := writeTemp(filepath.Dir(target), text, st.Mode().Perm())
	if err != nil {
		return notWritten(path, err)
	}
	if err := os.Rename(tmp, target); err != nil {
		os.Remove(tmp)
		return notWritten(path, err)
	}
	return nil
}

func writeTemp(dir, text string, mode os.FileMode) (name string, err error) {
	f, err := os.CreateTemp(dir, ".explain-*")
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text)
	if err == nil {
		err = f.Chmod(mode)
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return f.Name(), err
}

func notWritten(path string, err error) error {
	return unreadable("ask for the right to write in its folder", "%s is not changed: %v", path, err)
}
