package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"explain/sim"
	"explain/sim/lazy"
	"explain/sim/near"
	"explain/sim/report"
)

// stdinName is what standard input is called in places and in the report.
const stdinName = "stdin"

// dockerfileNames are the names that a folder's Dockerfile goes by, in the
// order in which they are looked for.
var dockerfileNames = []string{"Dockerfile", "Containerfile"}

// largeInput is the size above which memory counts more than time, in bytes.
const largeInput = 256 << 10

// read reads a file as text; "-" is standard input, which can be read once.
func (a *app) read(path string) (sim.File, error) {
	if path == "-" {
		return a.readStdin()
	}
	f, err := os.Open(path)
	if err != nil {
		return sim.File{}, openError(path, err)
	}
	defer f.Close()
	return readText(path, f)
}

func (a *app) readStdin() (sim.File, error) {
	if a.stdinTaken {
		return sim.File{}, usage("give one of them as a file", "standard input is named twice")
	}
	a.stdinTaken = true
	if f, ok := a.stdin.(*os.File); ok && terminal(f) != nil {
		a.say("reading the terminal; end with Ctrl-D")
	}
	return readText(stdinName, a.stdin)
}

// readText reads no more than a report takes, and nothing that is no text.
func readText(name string, r io.Reader) (sim.File, error) {
	data, err := io.ReadAll(io.LimitReader(r, report.MaxInput+1))
	if err != nil {
		return sim.File{}, openError(name, err)
	}
	if len(data) > largeInput {
		debug.SetGCPercent(10) // rather collect often than grow
	}
	file := sim.File{Name: name, Text: string(data)}
	if err := report.CheckInput(file); err != nil {
		return sim.File{}, failed(exitUnreadable, err)
	}
	return file, nil
}

// openError says why a file cannot be read, and what to do.
func openError(path string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	hint := "give the path of a Dockerfile, or put explain in front of a whole line"
	switch {
	case errors.Is(err, fs.ErrPermission):
		hint = "ask for the right to read it, or pipe it in: ... | explain -"
	case errors.Is(err, fs.ErrNotExist):
		hint = "check the path"
	}
	return unreadable(hint, "%s: %v", path, err)
}

// notThere refuses a first word that is no path and begins no line when it may be
// meant for something else; nil when it is there, or there is nothing to guess.
func notThere(word string) error {
	_, err := os.Stat(word)
	var pe *fs.PathError
	if word == "-" || !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &pe) {
		return nil
	}
	if hint := guess(word); hint != "" {
		return unreadable(hint, "%s: %v", word, pe.Err)
	}
	return nil
}

// guess takes a word for a verb, or for the name of an image.
func guess(word string) (hint string) {
	if verb := near.Name(word, verbs); verb != "" {
		return "did you mean explain " + verb + "?"
	}
	if imageName().MatchString(word) {
		return "check the path; for an image of that name: explain docker run " + word
	}
	return ""
}

// imageName is a reference as people type one. The name at its end has no dot:
// with one it is the name of a file.
var imageName = lazy.Regexp(`^([a-z0-9][a-z0-9._-]*(:[0-9]+)?/)*[a-z0-9][a-z0-9_-]*(:\w[\w.-]*)?(@sha256:[0-9a-f]+)?$`)

// dockerfileIn finds the Dockerfile of a folder; "" when it has none.
func dockerfileIn(dir string) string {
	for _, name := range dockerfileNames {
		path := filepath.Join(dir, name)
		if st, err := os.Stat(path); err == nil && !st.IsDir() {
			return path
		}
	}
	return ""
}

// isFile reports whether path is there and no folder.
func isFile(path string) bool {
	st, err := os.Stat(path)
	return err == nil && !st.IsDir()
}

// resolve turns the path of a folder into that of the Dockerfile in it.
func resolve(path string) (string, error) {
	st, err := os.Stat(path)
	if path == "-" || err != nil || !st.IsDir() {
		return path, nil
	}
	if found := dockerfileIn(path); found != "" {
		return found, nil
	}
	return "", unreadable("name the file: explain "+filepath.Join(path, "FILE"),
		"%s: there is no Dockerfile and no Containerfile in this folder", path)
}
