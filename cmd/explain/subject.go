package main

import (
	"path/filepath"
	"strings"

	"explain/sim/near"
)

// subject is what explain is asked about: a line as typed, a line in words, or
// the path of a file.
type subject struct {
	line  string
	argv  []string
	path  string
	guess bool // path may be meant for something else, see notThere
}

func (s subject) isLine() bool { return s.line != "" || s.argv != nil }

// subjectOf recognises what the arguments are. No arguments mean -f, or the
// Dockerfile of the build context or of this folder.
func (a *app) subjectOf(args []string) (subject, error) {
	if len(args) == 0 {
		return a.subjectAlone()
	}
	if strings.TrimSpace(args[0]) == "" {
		return subject{}, usage("give a PATH, or a whole line: explain docker run IMAGE [ARG...]", "the first argument is empty")
	}
	s := recognise(args)
	if err := notYet(s); err != nil {
		return s, err
	}
	if s.isLine() {
		return s, nil
	}
	if len(args) > 1 {
		return s, tooMany(args)
	}
	if a.file != "" {
		return s, usage("give the Dockerfile once: explain "+s.path, "-f %s and %s are two files to explain", a.file, s.path)
	}
	return s, nil
}

// tooMany complains of words that are neither a line nor one path.
func tooMany(args []string) error {
	if verb := near.Name(args[0], verbs); verb != "" {
		return usage("did you mean explain "+verb+"?", "explain has no verb %q", args[0])
	}
	return usage("give one PATH, or a whole line: explain docker run IMAGE [ARG...]", "%q and %q are no command line", args[0], args[1])
}

// recognise tells a line from a path. A single argument that is a file is a
// path, whatever it looks like.
func recognise(args []string) subject {
	switch {
	case len(args) == 1 && (args[0] == "-" || isFile(args[0])):
		return subject{path: args[0]}
	case len(args) == 1 && strings.ContainsAny(strings.TrimSpace(args[0]), " \t\n"):
		return subject{line: args[0]}
	case isAssignment(args[0]):
		// A shell that has split the words no longer assigns; env does.
		return subject{argv: append([]string{"env"}, args...)}
	case startsLine(args[0]):
		return subject{argv: args}
	}
	return subject{path: args[0]}
}

func (a *app) subjectAlone() (subject, error) {
	if a.file != "" {
		return subject{path: a.file}, nil
	}
	if path := dockerfileIn(a.folder()); path != "" {
		return subject{path: path}, nil
	}
	return subject{}, unreadable("give a path, or put explain in front of a whole line: explain docker run IMAGE [ARG...]",
		"there is no Dockerfile and no Containerfile in this folder")
}

// startsLine reports whether a word begins a command line that starts
// containers: a runner, something that is put in front of one, or an
// assignment.
func startsLine(word string) bool {
	name := strings.TrimSuffix(filepath.Base(filepath.ToSlash(word)), ".exe")
	switch name {
	case "docker", "podman", "nerdctl", "finch", "docker-compose", "podman-compose", "kubectl",
		"sudo", "doas", "env", "exec", "command", "time", "nohup":
		return true
	}
	return isAssignment(word)
}

// isAssignment reports whether a word is NAME=VALUE and no path.
func isAssignment(word string) bool {
	name, _, assigned := strings.Cut(word, "=")
	return assigned && name != "" && !strings.ContainsAny(name, "/.-")
}

// looksLikeLine reports whether a text is a pasted command line and no
// Dockerfile: its first word that is no prompt and no comment begins a line.
func looksLikeLine(text string) bool {
	for _, l := range strings.Split(text, "\n") {
		words := strings.Fields(l)
		if len(words) > 0 && (words[0] == "$" || words[0] == ">" || words[0] == "%") {
			words = words[1:]
		}
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		return startsLine(words[0])
	}
	return false
}

// notYet refuses what explain knows by name and cannot explain in this version.
func notYet(s subject) error {
	words := s.argv
	if s.line != "" {
		words = strings.Fields(s.line)
	}
	if name := runnerNotYet(words); name != "" {
		return usage("write it as docker run with the same image, entrypoint and words: explain docker run --entrypoint E IMAGE ARG...",
			"%s is not explained in this version yet", name)
	}
	switch ext := filepath.Ext(s.path); ext {
	case ".yaml", ".yml":
		return usage("write one of its containers as docker run: explain -f Dockerfile docker run IMAGE ARG...",
			"%s: %s files are not explained in this version yet", s.path, ext)
	}
	return nil
}

func runnerNotYet(words []string) string {
	if len(words) == 0 {
		return ""
	}
	switch words[0] {
	case "docker-compose", "podman-compose", "kubectl":
		return words[0]
	case "docker", "podman":
		if len(words) > 1 && words[1] == "compose" {
			return words[0] + " compose"
		}
	}
	return ""
}
