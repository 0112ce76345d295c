// Command gen writes what the page fetches besides the engine: the opening
// example with its answer, the worked examples, the pages about rules, checks and
// outcomes.
//
//	go run ./playground/gen FOLDER
package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"explain/docs"
	"explain/examples"
	"explain/playground"
	"explain/sim/check"
	"explain/sim/report"
	"explain/sim/scenario"
)

// opening is the example that the page opens with.
const opening = "01-hello.txtar"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gen FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	all, err := readExamples()
	if err != nil {
		return err
	}
	for name, make := range map[string]func() (any, error){
		"examples.json": func() (any, error) { return all, nil },
		"pages.md.json": func() (any, error) { return pages() },
		"opening.json":  func() (any, error) { return openingOf(all) },
	} {
		v, err := make()
		if err != nil {
			return err
		}
		if err := writeJSON(filepath.Join(dir, name), v); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "policy.txt"), []byte(playground.Policy), 0o644)
}

func writeJSON(path string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}

// example is a worked example as the gallery shows it.
type example struct {
	Name    string         `json:"name"`
	Title   string         `json:"title"`
	Prose   string         `json:"prose"`
	Request report.Request `json:"request"`
}

func readExamples() (out []example, err error) {
	names, err := fs.Glob(examples.FS, "*.txtar")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(examples.FS, name)
		if err != nil {
			return nil, err
		}
		s, err := scenario.Read(name, string(text))
		if err != nil {
			return nil, err
		}
		out = append(out, example{Name: strings.TrimSuffix(name, ".txtar"), Title: s.Title, Prose: s.Prose, Request: s.Request()})
	}
	return out, nil
}

// start is the opening example with its answer.
type start struct {
	Request report.Request  `json:"request"`
	Report  json.RawMessage `json:"report"`
}

func openingOf(all []example) (any, error) {
	for _, e := range all {
		if e.Name+".txtar" == opening {
			question, err := json.Marshal(e.Request)
			return start{Request: e.Request, Report: json.RawMessage(playground.Explain(string(question)))}, err
		}
	}
	return nil, fmt.Errorf("there is no example %s", opening)
}

// page is a page about a rule, a check or an outcome, as Markdown.
type page struct {
	ID    string   `json:"id"`
	Kind  string   `json:"kind"` // rule, check, error
	Names []string `json:"names,omitempty"`
	Text  string   `json:"text"`
}

func pages() (out []page, err error) {
	for _, kind := range []string{"rule", "check", "error"} {
		names, err := fs.Glob(docs.FS, kind+"s/*.md")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := fs.ReadFile(docs.FS, name)
			if err != nil {
				return nil, err
			}
			id := strings.TrimSuffix(filepath.Base(name), ".md")
			out = append(out, page{ID: id, Kind: kind, Names: otherNames(id), Text: string(text)})
		}
	}
	return out, nil
}

// otherNames are what other tools call a check.
func otherNames(id string) []string {
	c, ok := check.ByName(id)
	if !ok {
		return nil
	}
	return strings.Fields(c.BuildKit + " " + c.Hadolint)
}
