package invoke

import (
	"path"
	"strings"

	"explain/sim"
)

// LineName is how the text of a command line is called in spans.
const LineName = "command line"

// Read reads a typed or pasted text and returns the docker commands in it, in
// order. Commands of other programs are left out; what the user's shell does is
// in the notes.
func Read(src *sim.Source, host Host) ([]Command, []sim.Note, *sim.Error) {
	simple, notes, err := Split(src, host)
	if err != nil {
		return nil, notes, err
	}
	var out []Command
	for _, s := range simple {
		if c, ok := DockerLine(src, s, host); ok {
			out = append(out, c)
		}
	}
	return out, notes, nil
}

// WithoutNewline is a text without the newlines at its end, but for one that a \
// takes: without it, the \ would be a character of the last word.
func WithoutNewline(text string) string {
	short := strings.TrimRight(text, "\n")
	if strings.HasSuffix(short, `\`) {
		return text[:min(len(short)+1, len(text))]
	}
	return short
}

// isProgram reports whether a word starts the program named, by path or with .exe.
func isProgram(word, program string) bool {
	base := path.Base(strings.ReplaceAll(word, `\`, "/"))
	return strings.TrimSuffix(strings.ToLower(base), ".exe") == program
}
