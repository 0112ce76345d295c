package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// answer is what explain says to arguments.
func answer(args ...string) (stdout, stderr string, status int) {
	var out, complaints strings.Builder
	status = run(args, strings.NewReader(""), &out, &complaints)
	return out.String(), complaints.String(), status
}

// document is the only JSON document of a text.
func document(t *testing.T, text string) (doc map[string]any) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	require.NoError(t, dec.Decode(&doc), "%q", text)
	_, err := dec.Token()
	require.Equal(t, io.EOF, err, "one document: %s", text)
	return doc
}

func reportSchema(t *testing.T) *jsonschema.Schema {
	text, err := os.ReadFile(filepath.Join(docsRoot, "docs", "report.schema.json"))
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("report.schema.json", doc))
	s, err := c.Compile("report.schema.json")
	require.NoError(t, err)
	return s
}

// TestOneDocumentWhateverHappens: a program that asks for JSON reads one
// document, also when the flags themselves are wrong.
func TestOneDocumentWhateverHappens(t *testing.T) {
	schema := reportSchema(t)
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"Dockerfile": "FROM scratch\nCMD ['a']\n", "pod.yaml": "kind: Pod\n", "bad.txtar": "T.\n\nnosuch: x\n", "latin": "FROM scratch\nCMD ['\xff']\n", "no.json": "{", "broken": "FROM scratch\nNOSUCH\n"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	for line, want := range map[string]int{
		"--format json --nosuch":                                exitUsage,
		"--nosuch --format json":                                exitUsage,
		"--nosuch --format=json Dockerfile":                     exitUsage,
		"--build-arg A=1 --nosuch --format json Dockerfile":     exitUsage,
		"--format json --format xml":                            exitUsage,
		"--format json --engine 5 Dockerfile":                   exitUsage,
		"--format json --base x Dockerfile":                     exitUsage,
		"--format json --build-arg x Dockerfile":                exitUsage,
		"--format json --disable nosuch Dockerfile":             exitUsage,
		"--format json --platform foo Dockerfile":               exitUsage,
		"--format json --color maybe Dockerfile":                exitUsage,
		"--format json a b c":                                   exitUsage,
		"a b c --nosuch --format json":                          exitUsage,
		"--format json ''":                                      exitUsage,
		"--format json pod.yaml":                                exitUsage,
		"--format json learn":                                   exitUsage,
		"learn --format json":                                   exitUsage,
		"--format json serve":                                   exitUsage,
		"--format json error --nosuch":                          exitUsage,
		"--format json kubectl run x":                           exitUsage,
		"--format json docker compose up":                       exitUsage,
		"--format json docker ps":                               exitUnreadable,
		"--format json nofile":                                  exitUnreadable,
		"--format json --context nofolder docker run x":         exitUnreadable,
		"--format json --base x=no.json docker run x":           exitUnreadable,
		"rule nosuch --format json":                             exitUsage,
		"--format json rule nosuch":                             exitUsage,
		"rule --nosuch --format json":                           exitUsage,
		"check --nosuch --format json":                          exitUsage,
		"check --format json nofile":                            exitUnreadable,
		"check --format json --fix latin":                       exitUnreadable,
		"check --format json --fix bad.txtar":                   exitUsage,
		"stages --format json docker run x":                     exitUsage,
		"stages --format json a b":                              exitUsage,
		"stages --format json nofile":                           exitUnreadable,
		"matrix --format json a b":                              exitUsage,
		"matrix --format json --engine 5":                       exitUsage,
		"matrix --format json nofile":                           exitUnreadable,
		"test --format json":                                    exitUsage,
		"test --format json nofile":                             exitUnreadable,
		"test --format json bad.txtar":                          exitUnreadable,
		"render --format json Dockerfile":                       exitUnreadable,
		"version --format json x":                               exitUsage,
		"--format json version --nosuch":                        exitUsage,
		"help --format json":                                    exitUsage,
		"--format json -f Dockerfile --target nostage --nosuch": exitUsage,
	} {
		args := strings.Fields(line)
		for i := range args {
			args[i] = strings.Trim(args[i], "'")
		}
		out, complaint, status := answer(args...)
		assert.Equal(t, want, status, line)
		assert.NotEmpty(t, complaint, line)
		doc := document(t, out)
		assert.NotNil(t, doc["error"], line)
		assert.NoError(t, schema.Validate(any(doc)), line)
	}
}

// TestJSONOfEachVerb: one document, too, when all is well or findings decide
// over the status.
func TestJSONOfEachVerb(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("Dockerfile", []byte("FROM scratch\nCMD ['a']\n"), 0o644))
	require.NoError(t, os.WriteFile("good.txtar", []byte("T.\n\ndockerfile: Dockerfile\n"), 0o644))
	require.NoError(t, os.WriteFile("bad.txtar", []byte("T.\n\ndockerfile: Dockerfile\n-- argv --\n[\"b\"]\n"), 0o644))
	for line, want := range map[string]int{
		"--format json Dockerfile":                exitOK,
		"--format json --strict Dockerfile":       exitFound,
		"--format json --version":                 exitOK,
		"check --format json Dockerfile":          exitFound,
		"stages --format json":                    exitOK,
		"matrix --format json":                    exitOK,
		"rule --format json":                      exitOK,
		"rule --format json exec-form-verbatim":   exitOK,
		"rule --format json DL3025":               exitOK,
		"version --format json":                   exitOK,
		"test --format json good.txtar":           exitOK,
		"test --format json good.txtar bad.txtar": exitFound,
	} {
		out, _, status := answer(strings.Fields(line)...)
		assert.Equal(t, want, status, line)
		doc := document(t, out)
		assert.EqualValues(t, 1, doc["schema"], line)
		assert.Contains(t, doc, "error", line)
		assert.Nil(t, doc["error"], line)
	}
}

// The line that is explained has flags of its own: they are no wish of ours.
func TestFormatOfTheLine(t *testing.T) {
	out, _, status := answer("--nosuch", "docker", "inspect", "--format", "json", "x")
	assert.Equal(t, exitUsage, status)
	assert.Empty(t, out)
}
