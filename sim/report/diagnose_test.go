package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
	"explain/sim/diagnose"
	"explain/sim/report"
)

// TestDiagnosesAreDrawnFromJSON: the text needs nothing but the document, which
// JSON writes as encoding/json does; nothing is wider than the terminal, and
// nothing acts on it.
func TestDiagnosesAreDrawnFromJSON(t *testing.T) {
	for _, req := range oddRequests {
		rep := report.New(req)
		if rep.Diagnoses == nil {
			continue
		}
		var doc, again bytes.Buffer
		require.NoError(t, report.JSON(&doc, rep))
		var decoded report.Report
		require.NoError(t, json.Unmarshal(doc.Bytes(), &decoded))
		require.NoError(t, report.Encode(&again, rep))
		assert.Equal(t, again.String(), doc.String())
		for _, style := range []report.Style{{}, {Width: 40}, {ASCII: true}} {
			var want, got strings.Builder
			require.NoError(t, report.DiagnosesText(&want, rep, style))
			require.NoError(t, report.DiagnosesText(&got, &decoded, style))
			assert.Equal(t, want.String(), got.String())
			for _, line := range strings.Split(want.String(), "\n") {
				assert.LessOrEqual(t, len([]rune(line)), max(style.Width, 80), line)
			}
			if style.ASCII {
				assert.NotRegexp(t, `[^\x00-\x7f]`, want.String())
			}
		}
		var md strings.Builder
		require.NoError(t, report.DiagnosesMarkdown(&md, rep))
	}
}

// TestMessageBesideWhatCannotBeRead: the message is explained all the same.
func TestMessageBesideWhatCannotBeRead(t *testing.T) {
	rep := report.New(report.Request{Message: "137", Line: "ls"})
	assert.NotNil(t, rep.Error)
	assert.Len(t, rep.Diagnoses, 1)
	assert.Empty(t, rep.Answers)
	rep = report.New(report.Request{Message: "all is well"})
	assert.NotNil(t, rep.Error)
	assert.NotNil(t, rep.Diagnoses)
	assert.Empty(t, rep.Diagnoses)
}

// TestCausesAreJudged: what is known of the image and of the line decides.
func TestCausesAreJudged(t *testing.T) {
	for _, c := range []struct{ message, file, line, cause, verdict string }{
		{"exited with code 137", "FROM debian\nCMD app\n", "docker run app", "stop-timeout", "likely"},
		{"exited with code 137", "FROM scratch\nCOPY a /a\nCMD [\"/a\"]\n", "docker run app", "child-killed", "impossible"},
		{"OOMKilled: false\nExit Code: 137", "", "", "out-of-memory", "impossible"},
		{"exited with code 143", "FROM debian\nSTOPSIGNAL SIGINT\nCMD [\"app\"]\n", "docker run app", "asked-to-stop", "impossible"},
		{"no command specified", "FROM debian\nENTRYPOINT [\"app\"]\n", `docker run --entrypoint "" app`, "entrypoint-flag", "confirmed"},
		{"no command specified", "FROM debian\nENTRYPOINT []\n", "docker run app", "cmd-wiped", "confirmed"},
		{"/bin/sh: 1: [nginx,: not found", "FROM nginx\nENTRYPOINT []\nCMD ['nginx', 'x']\n", "docker run app", "broken-json", "confirmed"},
		{"/bin/sh: 1: [nginx,: not found", "FROM debian\nCMD [\"nginx\"]\n", "docker run app", "broken-json", "impossible"},
		{`exec: "serve": executable file not found in $PATH`, "FROM debian\nCMD [\"app\"]\n", "docker run app serve", "words-after-the-image", "likely"},
		{`exec: "app": executable file not found in $PATH`, "FROM debian\nCMD [\"app\"]\n", "docker run app", "hidden-by-mount", "impossible"},
		{`exec: "app": executable file not found in $PATH`, "FROM debian\nENV PATH=/x\nCMD [\"app\"]\n", "docker run app", "path-changed", "likely"},
		{`exec: "app": executable file not found in $PATH`, "FROM debian\nCMD app\n", "docker run app", "not-installed", "impossible"},
		{"exec /a: permission denied", "FROM debian\nCMD [\"/a\"]\n", "docker run app", "other-user", "impossible"},
		{"exec /a: permission denied", "FROM debian\nUSER 1000\nCMD [\"/a\"]\n", "docker run app", "other-user", "likely"},
		{"exec /bin/sh: exec format error", "FROM debian\nCMD a\n", "docker run app", "no-shebang", "impossible"},
		{"exec /a: no such file or directory", "FROM alpine\nCMD [\"/a\"]\n", "docker run app", "no-loader", "likely"},
	} {
		req := report.Request{Message: c.message, Line: c.line}
		if c.file != "" {
			req.Files = []sim.File{{Name: "Dockerfile", Text: c.file}}
		}
		rep := report.New(req)
		require.NotEmpty(t, rep.Diagnoses, c.message)
		verdict := diagnose.Verdict("not listed")
		for _, d := range rep.Diagnoses {
			for _, cause := range d.Causes {
				if cause.ID == c.cause {
					verdict = cause.Verdict
				}
			}
		}
		assert.Equal(t, diagnose.Verdict(c.verdict), verdict, "%s of %q for %q", c.cause, c.message, c.file)
	}
}
