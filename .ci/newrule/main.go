// Command newrule writes what a rule consists of besides its code: the row in
// the table, the page, a case, a worked example. The tests stay red until each
// says something.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const (
	table    = "sim/rule.go"
	tableEnd = "}\n\nvar ruleIndex"
	row      = "\t{%q, \"say what happens, in one clause\", Builder, \"repository file function\"},\n"
)

const page = `# say what happens, in one clause

Say what happens, and what one would rather expect.

` + "```dockerfile\nFROM debian:12\nENTRYPOINT [\"/app\"]\n```\n\nWhat runs:\n\n```json\n[\"/app\"]\n```" + `

- **Who**: the builder: BuildKit's Dockerfile frontend
- **Verified on**: which version of what
- **Source**: repository file function

## What to do

Say it.
`

const scenario = `Say what this case shows.

rules: %s
-- Dockerfile --
FROM debian:12
ENTRYPOINT ["/app"]
-- run --
docker run app
-- trace --
`

func main() {
	if len(os.Args) != 2 || !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`).MatchString(os.Args[1]) {
		fail("name the rule in kebab-case: make new-rule ID=some-rule")
	}
	id := os.Args[1]
	addRow(id)
	write("docs/rules/"+id+".md", page)
	write("sim/testdata/"+id+"/applies.txtar", fmt.Sprintf(scenario, id))
	write(fmt.Sprintf("examples/%02d-%s.txtar", nextExample(), id), fmt.Sprintf(scenario, id))
	fmt.Printf("now call set(%q, ...) where it applies, in sim/build.go, sim/command.go or sim/run.go;\n"+
		"then put what a real builder or engine says into the cases, and: make update\n", id)
}

func addRow(id string) {
	text, err := os.ReadFile(table)
	if err != nil {
		fail(err.Error())
	}
	if strings.Contains(string(text), fmt.Sprintf("{%q,", id)) {
		fail("there is a rule " + id)
	}
	before, after, ok := strings.Cut(string(text), tableEnd)
	if !ok {
		fail("the table in " + table + " has another shape than this program expects")
	}
	text = []byte(before + fmt.Sprintf(row, id) + tableEnd + after)
	if err := os.WriteFile(table, text, 0o644); err != nil {
		fail(err.Error())
	}
	fmt.Println(table)
}

func nextExample() int {
	paths, _ := filepath.Glob("examples/[0-9][0-9]-*.txtar")
	return len(paths) + 1
}

func write(path, text string) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		fail(err.Error())
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		fail(err.Error())
	}
	fmt.Println(path)
}

func fail(msg string) {
	fmt.Fprintln(os.Stderr, "new-rule:", msg)
	os.Exit(1)
}
