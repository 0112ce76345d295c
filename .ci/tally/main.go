// Command tally reads `go test -json` and prints what a person wants to know:
// the output of what failed, what was skipped and why, a line per package. It
// appends "passed failed skipped" to the file that it is given.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

type event struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64
}

type tally struct {
	output                  map[string][]string // by package and test
	perPackage              map[string]int
	passed, failed, skipped int
	failures                map[string]bool // packages in which a test failed
}

func main() {
	t := tally{output: map[string][]string{}, perPackage: map[string]int{}, failures: map[string]bool{}}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			fmt.Println(lines.Text()) // no event: what the go command says itself
			continue
		}
		t.take(e)
	}
	if err := t.record(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(1)
	}
	if t.failed > 0 {
		os.Exit(1)
	}
}

func (t *tally) take(e event) {
	key := e.Package + e.ImportPath + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		if !strings.HasPrefix(e.Output, "=== ") {
			t.output[key] = append(t.output[key], e.Output)
		}
	case "build-fail":
		t.print("FAIL", key)
	case "pass":
		t.pass(e)
	case "skip":
		t.skip(e, key)
	case "fail":
		t.fail(e, key)
	}
	if e.Test != "" && (e.Action == "pass" || e.Action == "skip") {
		delete(t.output, key)
	}
}

func (t *tally) pass(e event) {
	if e.Test == "" {
		fmt.Printf("ok    %s  %d tests  %.1fs\n", e.Package, t.perPackage[e.Package], e.Elapsed)
		return
	}
	t.passed++
	t.perPackage[e.Package]++
}

func (t *tally) skip(e event, key string) {
	if e.Test == "" {
		return // a package without tests
	}
	t.skipped++
	fmt.Printf("skip  %s: %s\n", strings.TrimSpace(key), strings.TrimSpace(strings.Join(t.reasons(key), " ")))
}

// reasons is what a test said before it was skipped.
func (t *tally) reasons(key string) (says []string) {
	for _, l := range t.output[key] {
		if l = strings.TrimSpace(l); !strings.HasPrefix(l, "---") {
			says = append(says, l)
		}
	}
	return says
}

// fail counts a test, or a package that failed without one: it does not build,
// or it ended early.
func (t *tally) fail(e event, key string) {
	if e.Test == "" && t.failures[e.Package] {
		fmt.Printf("FAIL  %s  %.1fs\n", e.Package, e.Elapsed)
		return
	}
	t.failed++
	t.failures[e.Package] = true
	t.print("FAIL", key)
}

func (t *tally) print(mark, key string) {
	fmt.Printf("%s  %s\n%s", mark, strings.TrimSpace(key), strings.Join(t.output[key], ""))
}

func (t *tally) record(path string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = fmt.Fprintln(f, t.passed, t.failed, t.skipped)
	return err
}
