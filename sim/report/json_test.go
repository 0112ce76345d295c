package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/report"
	"explain/sim/scenario"
)

// The steps that are written by hand are the bytes of encoding/json, with
// more escapes.
func TestJSONIsEncodingJSONs(t *testing.T) {
	names, err := filepath.Glob("../testdata/*/*.txtar")
	require.NoError(t, err)
	requests := append([]report.Request{}, oddRequests...)
	requests = append(requests, report.Request{Files: []sim.File{{Name: "D <&>", Text: "FROM x\nENV A=\"\u2028<é>\\\\ \" B=\x7f\u009b\u202e\u200b\u3164\U000e0041\nCMD [\"\\u0001\", \"\"]\nCMD $A"}}})
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		sc, err := scenario.Read(name, string(text))
		require.NoError(t, err)
		requests = append(requests, sc.Request())
	}
	for _, req := range requests {
		r := report.New(req)
		var ours, theirs bytes.Buffer
		require.NoError(t, report.JSON(&ours, r))
		enc := json.NewEncoder(&theirs)
		enc.SetEscapeHTML(false)
		require.NoError(t, enc.Encode(r))
		require.Equal(t, seen(theirs.String()), ours.String())
		var back report.Report
		require.NoError(t, json.Unmarshal(ours.Bytes(), &back))
		var again bytes.Buffer
		require.NoError(t, report.JSON(&again, &back))
		require.Equal(t, ours.String(), again.String())
	}
}

// seen is a JSON text with the escapes that encoding/json does not write.
func seen(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n', strconv.IsPrint(r) && r != '\u3164':
			b.WriteRune(r)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
		}
	}
	return b.String()
}

// FuzzReport: no input panics, and each gives one document.
func FuzzReport(f *testing.F) {
	f.Add(threeLines, "docker run img a b")
	f.Add(realFile, "docker run --entrypoint '' -e A=1 img")
	f.Add("CMD ['a']", "sudo docker build -t x . && docker run $(x) x")
	f.Add(`[{"Config":{"Cmd":["a"]},"RepoTags":["a:b"]}]`, "")
	f.Fuzz(func(t *testing.T, file, line string) {
		if len(file)+len(line) > 1<<14 {
			return
		}
		r := report.New(report.Request{Files: []sim.File{{Name: "Dockerfile", Text: file}}, Line: line})
		var b bytes.Buffer
		require.NoError(t, report.JSON(&b, r))
		require.True(t, json.Valid(b.Bytes()))
		require.NoError(t, report.Text(&b, r, report.Style{}))
	})
}

// Many dropped words are written one by one, to the same bytes.
func TestJSONOfManyDroppedWords(t *testing.T) {
	r := report.New(report.Request{Files: []sim.File{{Name: "D", Text: "FROM x\n" + strings.Repeat("CMD [\"a\", \"\\\"dropped\\\":[]\"]\nCMD b\n", 200)}}})
	require.Greater(t, len(r.Answers[0].Process.Dropped), 300)
	var ours, theirs bytes.Buffer
	require.NoError(t, report.JSON(&ours, r))
	enc := json.NewEncoder(&theirs)
	enc.SetEscapeHTML(false)
	require.NoError(t, enc.Encode(r))
	require.Equal(t, theirs.String(), ours.String())
}
