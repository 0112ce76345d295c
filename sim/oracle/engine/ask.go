package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"explain/sim/report"
)

// Question is one docker run or docker create of one image.
type Question struct {
	Name    string // where it comes from
	Request report.Request
	Index   int      // which of the report's answers it is
	Words   []string // the client's words, from the subcommand on
	ImageAt int      // which of them is the image

	Config json.RawMessage `json:",omitempty"` // what the converter stored
	Empty  bool            `json:",omitempty"` // the image has no files
	tag    string
}

// Answer is what an engine did.
type Answer struct {
	Code    int
	Says    string   // the client's complaint, or the container's
	Created *Created `json:",omitempty"` // nil when there is no container
	Ran     *Ran     `json:",omitempty"` // nil when the probe was not started
	id      string
}

// Created is a container before it starts.
type Created struct {
	Argv, Env                    []string
	WorkingDir, User, StopSignal string
}

// Ran is what the probe printed.
type Ran struct {
	Argv, Env     []string
	Cwd           string
	UID, GID, PID int
	Groups        []int
}

// words are the client's words with the image that was loaded.
func (q Question) words(verb string) []string {
	words := append([]string{}, q.Words...)
	if q.ImageAt >= 0 {
		words[q.ImageAt] = q.tag
	}
	for i, w := range words {
		if verb != "" && (w == "run" || w == "create") {
			words[i] = verb
			break
		}
	}
	return words
}

// inspected is what an engine says of a container.
type inspected struct {
	ID, Path string
	Args     []string
	Config   struct {
		Env              []string
		WorkingDir, User string
		StopSignal       any
	}
}

// folderOf is where the client of a question runs: the engine's own folder, or
// one with the files that the line refers to.
func (e *Engine) folderOf(q Question) (string, error) {
	dir := e.dir
	for _, f := range q.Request.HostFiles {
		if !filepath.IsLocal(f.Name) {
			continue
		}
		dir = filepath.Join(e.dir, "of-"+q.tag)
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(name, []byte(f.Text), 0o644); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// ask runs the client with a question's words.
func (e *Engine) ask(q Question, verb string, stdin *os.File) (said, error) {
	dir, err := e.folderOf(q)
	if err != nil {
		return said{}, err
	}
	return e.doIn(dir, stdin, q.Request.HostEnv, q.words(verb)...)
}

// create asks the engine to create the container of a question.
func (e *Engine) create(q Question, stdin *os.File) (Answer, error) {
	s, err := e.ask(q, "create", stdin)
	if err != nil || s.code != 0 {
		return Answer{Code: s.code, Says: complaint(s.stderr)}, err
	}
	return Answer{Says: complaint(s.stderr), id: lastLine(s.stdout)}, nil
}

// inspect fills in what the engine says of the containers that were created.
func (e *Engine) inspect(answers []Answer) error {
	words := []string{"container", "inspect"}
	for _, a := range answers {
		if a.id != "" {
			words = append(words, a.id)
		}
	}
	if len(words) == 2 {
		return nil
	}
	s, err := e.do(nil, nil, words...)
	if err != nil {
		return err
	}
	var all []inspected
	if err := json.Unmarshal([]byte(s.stdout), &all); err != nil {
		return errors.Join(fmt.Errorf("inspect: %s", s.stderr), err)
	}
	byID := map[string]inspected{}
	for _, in := range all {
		byID[in.ID] = in
	}
	for i, a := range answers {
		if in, ok := byID[a.id]; ok {
			signal, _ := in.Config.StopSignal.(string)
			answers[i].Created = &Created{append([]string{in.Path}, in.Args...), in.Config.Env, in.Config.WorkingDir, in.Config.User, signal}
		}
	}
	return nil
}

// run asks the engine to run the container of a question.
func (e *Engine) run(q Question, stdin *os.File) (Answer, error) {
	s, err := e.ask(q, "run", stdin)
	a := Answer{Code: s.code, Says: complaint(s.stderr)}
	a.Ran = probed(s.stdout)
	return a, err
}

// probed is what the first probe printed, nil for none.
func probed(text string) *Ran {
	if all := allProbed(text); len(all) > 0 {
		return &all[0]
	}
	return nil
}

// allProbed is what each probe printed.
func allProbed(text string) (all []Ran) {
	for _, part := range strings.Split(text, "\x1fprobe ")[1:] {
		line, _, _ := strings.Cut(part, "\n")
		var r Ran
		if json.Unmarshal([]byte(line), &r) == nil {
			all = append(all, r)
		}
	}
	return all
}

var (
	warnings = regexp.MustCompile(`(?m)^(WARNING: .*|Unable to find image .* locally)\n|^time="[^"]*" level=error msg="error waiting for container: [^\n]*`)
	seeHelp  = regexp.MustCompile(`(?s)\nSee '[^\n]*--help'\..*$`)
)

// complaint is a client's text without warnings, and without what it logs of its
// own waiting for a container that never starts.
func complaint(text string) string {
	return strings.TrimSpace(warnings.ReplaceAllString(text, ""))
}
