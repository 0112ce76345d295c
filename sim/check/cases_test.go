package check_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"explain/sim"
	"explain/sim/check"
	"explain/sim/invoke"
)

var update = flag.Bool("update", false, "rewrite the findings of the cases")

// input is what a case asks: a Dockerfile, the bases it stands on, and
// perhaps a line that starts it.
type input struct {
	dockerfile, line string
	bases            bases
}

type bases map[string]sim.Base

func (b bases) Base(ref, _ string) (sim.Base, bool) {
	base, ok := b[ref]
	if !ok {
		name, _, _ := strings.Cut(path.Base(ref), ":")
		base, ok = usual[name]
	}
	base.Ref = ref
	return base, ok
}

// usual are the bases that most cases stand on, by name without registry and tag.
var usual = bases{
	"debian":     {Cmd: []string{"bash"}, BinSh: "dash"},
	"alpine":     {Cmd: []string{"/bin/sh"}, BinSh: "busybox ash"},
	"fedora":     {Cmd: []string{"/bin/bash"}, BinSh: "bash"},
	"node":       {Entrypoint: []string{"docker-entrypoint.sh"}, Cmd: []string{"node"}, BinSh: "dash"},
	"postgres":   {Entrypoint: []string{"docker-entrypoint.sh"}, Cmd: []string{"postgres"}, BinSh: "dash"},
	"distroless": {BinSh: "none"},
	"servercore": {Cmd: []string{"c:\\windows\\system32\\cmd.exe"}, OS: "windows", BinSh: "cmd.exe"},
}

func readCase(t testing.TB, path string) (*txtar.Archive, input) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in := input{bases: bases{}}
	for _, f := range a.Files {
		switch text := string(f.Data); {
		case f.Name == "Dockerfile":
			in.dockerfile = text
		case f.Name == "run":
			in.line = strings.TrimSuffix(text, "\n")
		case strings.HasPrefix(f.Name, "base/"):
			var b sim.Base
			if err := json.Unmarshal(f.Data, &b); err != nil {
				t.Fatalf("%s: %s: %v", path, f.Name, err)
			}
			in.bases[strings.TrimSuffix(strings.TrimPrefix(f.Name, "base/"), ".json")] = b
		case f.Name != "findings":
			t.Fatalf("%s: section %s", path, f.Name)
		}
	}
	return a, in
}

// ask makes the Case of an input as a report does; ok is false when the file
// does not parse.
func (in input) ask() (c check.Case, files map[string]string, ok bool) {
	files = map[string]string{"Dockerfile": in.dockerfile, "command line": in.line}
	d, err := sim.Parse(sim.File{Name: "Dockerfile", Text: in.dockerfile})
	if err != nil {
		return c, files, false
	}
	c.Dockerfile = &d
	inv := sim.Invocation{Runner: "none"}
	if in.line != "" {
		cmds, _, err := invoke.Read(sim.NewSource(sim.File{Name: "command line", Text: in.line}), invoke.Host{})
		if err == nil && len(cmds) == 1 {
			inv = cmds[0].Invocation
			inv.Notes = append(inv.Notes, cmds[0].Notes...)
			inv.Refused = cmds[0].Refused
		}
	}
	c.Invocation = &inv
	img, err := sim.Build(d, sim.BuildOptions{Bases: in.bases})
	if err != nil {
		return c, files, true
	}
	c.Image = &img
	p := sim.Resolve(img, inv)
	o := sim.Start(img, p, inv)
	c.Outcome = &o
	if !p.NoCommand() {
		c.Process = &p
	}
	return c, files, true
}

func caseFiles(t testing.TB) []string {
	paths, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	return paths
}

// TestCases runs every case: testdata/CHECK/NAME.txtar.
func TestCases(t *testing.T) {
	for _, path := range caseFiles(t) {
		t.Run(path, func(t *testing.T) {
			a, in := readCase(t, path)
			c, _, ok := in.ask()
			if !ok {
				t.Fatal("the Dockerfile does not parse")
			}
			got := draw(check.Run(c, nil))
			for i := range a.Files {
				f := &a.Files[i]
				if f.Name != "findings" || string(f.Data) == got {
					continue
				}
				if !*update {
					t.Errorf("findings:\n%swant:\n%s", got, f.Data)
				}
				f.Data = []byte(got)
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func draw(fs []check.Finding) string {
	var b strings.Builder
	for _, f := range fs {
		place := fmt.Sprintf("%d:%d", f.Span.Line, f.Span.Col)
		if f.Span.File != "Dockerfile" {
			place = f.Span.String()
		}
		fmt.Fprintf(&b, "%s %s %s\n", f.Severity, f.Check, place)
	}
	return b.String()
}
