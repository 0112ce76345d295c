package diagnose_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/docs"
	"explain/sim"
	"explain/sim/diagnose"
	"explain/sim/report"
)

var update = flag.Bool("update", false, "write what the pages have from the table")

const (
	pageFolder   = "../../docs/errors"
	exampleTitle = "## Example\n"
)

// TestPages: a page per outcome and an outcome per page. A page is what the table
// says, and an example of its own.
func TestPages(t *testing.T) {
	files, err := fs.ReadDir(docs.FS, "errors")
	require.NoError(t, err)
	for _, f := range files {
		id, isPage := strings.CutSuffix(f.Name(), ".md")
		_, known := diagnose.ByID(id)
		assert.True(t, isPage && known, "errors/%s is no outcome's page", f.Name())
	}
	for i := range diagnose.Outcomes {
		o := diagnose.Outcomes[i]
		name := filepath.Join(pageFolder, o.ID+".md")
		have, err := os.ReadFile(name)
		require.NoError(t, err, "%s has no page", o.ID)
		at := strings.Index(string(have), exampleTitle)
		require.GreaterOrEqual(t, at, 0, "%s has no example", o.ID)
		example, _, _ := strings.Cut(string(have[at:]), "\n**Related**")
		want := head(o) + strings.TrimRight(example, "\n") + "\n" + related(o)
		if *update {
			require.NoError(t, os.WriteFile(name, []byte(want), 0o644))
			continue
		}
		assert.Equal(t, want, string(have), "%s: go test ./sim/diagnose -update", o.ID)
	}
}

// head is what a page has from the table.
func head(o *diagnose.Outcome) string {
	var b strings.Builder
	b.WriteString("# " + o.Message + "\n\n")
	b.WriteString(prose(capital(o.Title(o.Means)) + "."))
	if o.Same != "" {
		b.WriteString("\n" + prose("But "+o.Same+"."))
	}
	b.WriteString("\n")
	if len(o.Codes) > 0 {
		var codes []string
		for _, c := range o.Codes {
			codes = append(codes, strconv.Itoa(c))
		}
		b.WriteString(item("**Exit code**: " + strings.Join(codes, ", ")))
	}
	b.WriteString(item("**Who**: "+o.By) + item("**Source**: "+o.Source))
	b.WriteString("\n## Causes, likeliest first\n\n")
	for i, c := range o.Causes {
		front := fmt.Sprintf("%-4s", strconv.Itoa(i+1)+".")
		block := func(command string) string { return "    ```sh\n    " + o.Title(command) + "\n    ```\n" }
		b.WriteString(wrapped(front, capital(o.Title(c.Says))+".") + "\n" + block(c.Command))
		if c.Bare != "" {
			b.WriteString("\n    In an image without a shell:\n\n" + block(c.Bare))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func related(o *diagnose.Outcome) string {
	if len(o.Rules) == 0 {
		return ""
	}
	var links []string
	for _, id := range o.Rules {
		links = append(links, "["+string(id)+"](../rules/"+string(id)+".md)")
	}
	return "\n" + prose("**Related**: "+strings.Join(links, ", "))
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if word, _, _ := strings.Cut(s, " "); word == "runc" || word == "docker" || strings.HasPrefix(word, "-") || strings.ContainsAny(word, "=()/") {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func prose(s string) string { return wrapped("", s) }
func item(s string) string  { return wrapped("- ", s) }

// wrapped breaks a paragraph at 120 columns.
func wrapped(front, s string) string {
	out, at := front, len(front)
	for i, word := range strings.Fields(s) {
		if i > 0 && at+1+len(word) > 120 {
			out += "\n" + strings.Repeat(" ", len(front))
			at = len(front)
		} else if i > 0 {
			out += " "
			at++
		}
		out += word
		at += len(word)
	}
	return out + "\n"
}

// A fenced block, or a paragraph that is a command line.
var pagePart = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$|^`(docker [^`\n]*)`$")

// TestPagesAreTrue asks explain what each page shows: the engine predicts the text
// of the Dockerfile and the line above it, and the text is known as this outcome's,
// as both profiles word it.
func TestPagesAreTrue(t *testing.T) {
	predicted := 0
	for i := range diagnose.Outcomes {
		o := diagnose.Outcomes[i]
		page, err := fs.ReadFile(docs.FS, "errors/"+o.ID+".md")
		require.NoError(t, err)
		_, example, _ := strings.Cut(string(page), exampleTitle)
		var file, line string
		answered := false
		for _, part := range pagePart.FindAllStringSubmatch(example, -1) {
			switch {
			case part[1] == "dockerfile":
				file = part[2]
			case part[3] != "":
				line = part[3]
			case part[1] == "text":
				answered = true
				text := strings.TrimSuffix(part[2], "\n")
				recognised(t, o, text)
				if line != "" {
					predicted++
					predictedBy(t, o, file, line, text)
				}
			}
		}
		assert.True(t, answered, "%s shows no message", o.ID)
	}
	assert.Greater(t, predicted, 20, "few messages are predicted")
}

func recognised(t *testing.T, o *diagnose.Outcome, text string) {
	found := diagnose.Find(text)
	if assert.NotEmpty(t, found, "%s: %q", o.ID, text) {
		assert.Equal(t, o.ID, found[0].Outcome.ID, "%q", text)
	}
}

func predictedBy(t *testing.T, o *diagnose.Outcome, file, line, text string) {
	for _, engine := range []string{"", "20.10"} {
		req := report.Request{Line: line, Engine: engine}
		if file != "" {
			req.Files = []sim.File{{Name: "Dockerfile", Text: file}}
		}
		rep := report.New(req)
		if !assert.Nil(t, rep.Error, o.ID) || !assert.NotEmpty(t, rep.Answers, o.ID) {
			return
		}
		out := rep.Answers[len(rep.Answers)-1].Outcome
		if engine == "" {
			assert.Contains(t, out.Message, text, o.ID)
			req.Message = out.Message
			d := report.New(req).Diagnoses
			if assert.NotEmpty(t, d, o.ID) {
				assert.Equal(t, o.ID, d[0].ID)
				assert.Equal(t, diagnose.Confirmed, d[0].Verdict, "%s: what is predicted is confirmed", o.ID)
			}
		}
		if out.Message != "" && (engine == "" || o.ID != "is-a-directory") { // which 20.10 calls permission denied
			recognised(t, o, out.Message)
		}
		if out.ExitCode != nil {
			assert.Contains(t, o.Codes, *out.ExitCode, o.ID)
		}
	}
}
