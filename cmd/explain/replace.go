package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

// replaceFile gives a file new text in one step: whoever looks sees the old
// text or the new one, and its mode and its owner stay. Of a symbolic link the
// target is replaced, not the link.
func (a *app) replaceFile(path, text string) error {
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
	tmp, disowned, err := writeTemp(filepath.Dir(target), text, st)
	if err != nil {
		return notWritten(path, err)
	}
	if err := os.Rename(tmp, target); err != nil {
		os.Remove(tmp)
		return notWritten(path, err)
	}
	if disowned != nil {
		a.say(fmt.Sprintf("%s: its owner and group could not be kept: %v", path, disowned))
	}
	return nil
}

// setID are the bits that let a program run as the file's owner. The other bits
// of a mode mean the same whoever the owner is.
const setID = os.ModeSetuid | os.ModeSetgid

// writeTemp writes a file with the mode and the owner of like. Disowned says why
// it has another owner; it has no set-ID bits then.
func writeTemp(dir, text string, like os.FileInfo) (name string, disowned, err error) {
	f, err := os.CreateTemp(dir, ".explain-*")
	if err != nil {
		return "", nil, err
	}
	mode := like.Mode() & (os.ModePerm | os.ModeSticky | setID)
	_, err = f.WriteString(text)
	if err == nil {
		if disowned = keepOwner(f, like); disowned != nil {
			mode &^= setID
		}
		err = f.Chmod(mode) // behind the change of owner, which clears bits
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return f.Name(), disowned, err
}

func notWritten(path string, err error) error {
	return unreadable("ask for the right to write in its folder", "%s is not changed: %v", path, err)
}
