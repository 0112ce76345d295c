package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The commands of the documentation are run, in a folder of their own for each
// page:
//
//   - <!-- file: NAME --> in front of a fenced block makes it a file of that name;
//   - in a console block, what follows a line `$ COMMAND` is what the command
//     prints; a line `...` stands for any lines;
//   - in an sh block, each line that begins with explain must succeed, and so must
//     go run and go install, in the folder of the project; go run prints something;
//   - of make, also in a sentence, the target must exist: it is not made;
//   - commands of other programs, docker above all, are shown and not run;
//   - <!-- not run: REASON --> in front of a block says why it is not run.
var (
	ours      = regexp.MustCompile(`^(explain|(cat|echo|printf) [^;&]*\| explain)( |$)`)
	fenceMark = regexp.MustCompile("^```([a-z]*)")
	fileMark  = regexp.MustCompile(`^<!-- file: (\S+) -->$`)
	// makeInText is make with a target, between backquotes.
	makeInText = regexp.MustCompile("`make ([^`]+)`")
	skipMark   = regexp.MustCompile(`^<!-- not run: .+ -->$`)
)

const docsRoot = "../.."

func TestDocs(t *testing.T) {
	for _, page := range pages(t) {
		t.Run(page, func(t *testing.T) {
			path := filepath.Join(docsRoot, filepath.FromSlash(page))
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			p := pageRun{t: t, dir: t.TempDir()}
			got := p.run(string(text))
			for _, m := range makeInText.FindAllStringSubmatch(string(text), -1) {
				p.make(m[1])
			}
			if *update && got != string(text) {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			}
		})
	}
}

// pages are README.md and the Markdown files below docs.
func pages(t *testing.T) (out []string) {
	root := os.DirFS(docsRoot)
	if _, err := fs.Stat(root, "README.md"); err == nil {
		out = append(out, "README.md")
	}
	require.NoError(t, fs.WalkDir(root, "docs", func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".md") {
			out = append(out, path)
		}
		return err
	}))
	return out
}

// pageRun runs the blocks of one page; mark is the comment that stands in front
// of the next one.
type pageRun struct {
	t    *testing.T
	dir  string
	mark string
}

// run returns the page as it should be.
func (p *pageRun) run(text string) string {
	lines := strings.SplitAfter(text, "\n")
	var out strings.Builder
	for i := 0; i < len(lines); i++ {
		out.WriteString(lines[i])
		line := strings.TrimSpace(lines[i])
		fence := fenceMark.FindStringSubmatch(lines[i])
		switch {
		case fence == nil && line != "":
			p.mark = line
		case fence != nil:
			end := i + 1
			for end < len(lines) && !strings.HasPrefix(lines[end], "```") {
				end++
			}
			out.WriteString(p.block(fence[1], strings.Join(lines[i+1:end], "")))
			i = end - 1
			p.mark = ""
			if end < len(lines) {
				out.WriteString(lines[end])
				i = end
			}
		}
	}
	return out.String()
}

// block runs one fenced block and returns it as it should be.
func (p *pageRun) block(kind, text string) string {
	file := fileMark.FindStringSubmatch(p.mark)
	switch {
	case skipMark.MatchString(p.mark):
	case file != nil:
		path := filepath.Join(p.dir, filepath.FromSlash(file[1]))
		require.NoError(p.t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(p.t, os.WriteFile(path, []byte(text), 0o644))
	case kind == "console":
		return p.console(text)
	case kind == "sh":
		p.shell(text)
	}
	return text
}

// console runs each command and compares what it prints.
func (p *pageRun) console(text string) string {
	entries := strings.Split("\n"+text, "\n$ ")
	for i, entry := range entries[1:] {
		command, want := cutCommand(entry)
		if !ours.MatchString(command) {
			continue
		}
		printed, _ := p.sh(command)
		if matches(splitText(want), splitText(printed)) {
			continue
		}
		if !*update {
			assert.Equal(p.t, strings.TrimRight(want, "\n"), strings.TrimRight(printed, "\n"), "$ %s", command)
		}
		entries[i+1] = strings.TrimRight(command+"\n"+printed, "\n")
	}
	return strings.TrimRight(strings.Join(entries, "\n$ ")[1:], "\n") + "\n"
}

// cutCommand splits a command, which may go on behind a backslash, from its output.
func cutCommand(entry string) (command, output string) {
	command, output, _ = strings.Cut(entry, "\n")
	for strings.HasSuffix(command, "\\") {
		var more string
		more, output, _ = strings.Cut(output, "\n")
		command += "\n" + more
	}
	return command, output
}

// shell runs the lines of the commands that are ours.
func (p *pageRun) shell(text string) {
	for _, command := range strings.Split(strings.ReplaceAll(text, "\\\n", ""), "\n") {
		program, rest, _ := strings.Cut(command, " ")
		switch program {
		case "explain":
			p.succeeds(p.dir, command)
		case "go":
			p.goTool(command)
		case "make":
			p.make(rest)
		}
	}
}

// goTool runs a go command where the reader is who has just got the project.
func (p *pageRun) goTool(command string) {
	p.t.Setenv("GOBIN", p.t.TempDir())
	out := p.succeeds(docsRoot, command)
	if strings.HasPrefix(command, "go run ") {
		assert.NotEmpty(p.t, out, "$ %s", command)
	}
	if pkg, ok := strings.CutPrefix(command, "go install "); ok {
		made, err := filepath.Glob(filepath.Join(os.Getenv("GOBIN"), filepath.Base(pkg)+"*"))
		require.NoError(p.t, err)
		assert.NotEmpty(p.t, made, "$ %s", command)
	}
}

// make asks whether there is such a target.
func (p *pageRun) make(targets string) {
	if _, err := exec.LookPath("make"); err == nil {
		p.succeeds(docsRoot, "make -n "+targets)
	}
}

func (p *pageRun) succeeds(dir, command string) string {
	out, err := runIn(dir, command)
	assert.NoError(p.t, err, "$ %s\n%s", command, out)
	return out
}

// sh runs a command in the page's folder.
func (p *pageRun) sh(command string) (string, error) { return runIn(p.dir, command) }

// runIn runs a command as a reader's shell would; explain is on the PATH.
func runIn(dir, command string) (string, error) {
	cmd := exec.Command("sh", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "COLUMNS=", "NO_COLOR=")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// splitText is the lines of s; empty lines at its end do not count.
func splitText(s string) []string {
	if s = strings.TrimRight(s, "\n"); s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// matches compares line by line; `...` stands for any lines.
func matches(want, got []string) bool {
	if len(want) == 0 {
		return len(got) == 0
	}
	if want[0] != "..." {
		return len(got) > 0 && want[0] == got[0] && matches(want[1:], got[1:])
	}
	for skip := range len(got) + 1 {
		if matches(want[1:], got[skip:]) {
			return true
		}
	}
	return false
}

// TestUsagePage: docs/usage.md knows every verb and every flag.
func TestUsagePage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(docsRoot, "docs", "usage.md"))
	require.NoError(t, err)
	root := new(app).root()
	root.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "version" && f.Name != "help" {
			assert.Contains(t, string(text), "--"+f.Name, "a flag")
		}
	})
	for _, verb := range verbs {
		if verb != "help" {
			assert.Contains(t, string(text), "explain "+verb, "a verb")
		}
	}
}
