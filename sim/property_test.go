package sim

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// layouts are the ways to write an instruction that move its words about.
var layouts = []string{
	"FROM a\nCMD [\"x\", \"y\"]\n",
	"\ufeffFROM a\n\n  cmd\t[\"x\" , \\\n# note\n\n   \"y z\"]\n",
	"FROM a\r\nENTRYPOINT [\"a\", \\\r\n \"b\"]\r\nCMD echo a \\\r\n  b\r\n",
	"# escape=`\nFROM a\nCMD echo `\n  hi\nCMD [\"c:\\\\x\"]\n",
	"FROM a\nC\\\nMD [\"s\\\nplit\", \"\\u0041\"]\n",
	"FROM a\nONBUILD  CMD [\"x\", \\\n \"y\"]\nONBUILD ENTRYPOINT foo \\\n bar\nFROM 0\n",
	"FROM a AS b\nONBUILD CMD [\"x\", \\\n # c\n \"y\"]\nONBUILD ENTRYPOINT foo \\\n bar\nFROM b\n",
	"FROM a\nHEALTHCHECK --interval=3s \\\n  CMD [\"x\", \"y\"]\nHEALTHCHECK CMD a  b \n",
	"FROM a\nCMD -- [\"--\", \"x\"]\nSHELL [\"/bin/bash\", \"-c\"]\nENTRYPOINT exec  \"$@\" \\",
	"FROM a\nRUN <<EOF\nCMD [\"no\"]\nEOF\nCMD\nENTRYPOINT []\nENV A=1 B=\"x y\" \\\n  C=3\nUSER  u \nWORKDIR /a b\nSTOPSIGNAL 9",
	"FROM a\n \\\nCMD [\"x\"]\n\\\n\\\nUSER x\n",
	"\\\nFROM a\nCMD x\\\\\nCMD y \\\n\\\n z",
}

func TestInstructionsFoldAsBuildKitReadsThem(t *testing.T) {
	for _, text := range layouts {
		checkFold(t, text)
		checkImage(t, text)
	}
}

// directives are heads of files that name a frontend, or look as if they did.
var directives = []string{
	"# syntax=docker/dockerfile:1\nFROM a\n", "#syntax=docker/dockerfile:1.4\r\nFROM a\n", "# syntax=a/b@sha256:00 x\nFROM a\n", "# syntax=\nFROM a\n",
	"# syntax=a$b\nFROM a\n", "# Syntax = x\nFROM a\n", "# escape=`\n# syntax=x\nFROM a\n", "# note\n# syntax=x\nFROM a\n", "\ufeff# syntax=x\nFROM a\n",
	"#!/bin/sh\n# syntax=x\nFROM a\n", "// syntax=x\nFROM a\n", "{\"syntax\": \"x\"}\n", "# syntax=x", "FROM a\n# syntax=x\n",
}

func TestFrontendsAreFoundAsBuildKitFindsThem(t *testing.T) {
	for _, text := range directives {
		checkSyntax(t, text)
	}
}

// checkSyntax: the frontend that we find is the one that BuildKit finds.
func checkSyntax(t *testing.T, text string) {
	t.Helper()
	want, _, at, found := parser.DetectSyntax([]byte(text))
	ref, line, ok := detectSyntax(directiveZone(text))
	require.Equal(t, found, ok, text)
	require.Equal(t, want, ref, text)
	if len(at) > 0 {
		require.Equal(t, max(at[0].Start.Line, 1), line, text)
	}
}

// FuzzParse holds our places against BuildKit's reading of the same text.
func FuzzParse(f *testing.F) {
	for _, text := range slices.Concat(layouts, directives, []string{threeLineFile}) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			return
		}
		text = Clean(File{Text: text}).Text
		checkSyntax(t, text)
		checkFold(t, text)
		checkImage(t, text)
	})
}

const threeLineFile = "FROM ubuntu:latest\nENTRYPOINT [\"echo\", \"Hello, \"]\nCMD [\"world!\"]\n"

// checkFold: what we join is what BuildKit joins.
func checkFold(t *testing.T, text string) {
	t.Helper()
	res, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return
	}
	src := NewSource(File{Name: "Dockerfile", Text: text})
	for _, n := range res.AST.Children {
		joined, _ := fold(wholeText(src), src.lineStart(n.StartLine), byte(res.EscapeToken))
		require.Equal(t, n.Original, joined.String, "instruction on line %d of %q", n.StartLine, text)
		for i := range joined.String {
			require.Equal(t, text[joined.offset(i)], joined.String[i], "byte %d of %q", i, joined.String)
		}
		ks, ke, _, _ := splitInstruction(joined.String, byte(res.EscapeToken))
		require.Equal(t, n.Value, joined.String[ks:ke])
	}
}

// checkImage: steps replay to the final values, exec-form words stand where
// their spans say, and are what the JSON under the span decodes to.
func checkImage(t *testing.T, text string) {
	t.Helper()
	d, err := Parse(File{Name: "Dockerfile", Text: text})
	if err != nil {
		return
	}
	for _, s := range d.Stages {
		for i := range s.Instructions {
			checkWords(t, &d, &s.Instructions[i])
		}
	}
	img, err := Build(d, BuildOptions{})
	if err != nil {
		return
	}
	p := Resolve(img, Invocation{Runner: "docker-run"})
	trace := append(append(Trace{}, img.Trace...), p.Trace...)
	for i, s := range trace {
		require.Equal(t, i+1, s.N)
		_, known := RuleByID(s.Rule)
		require.True(t, known, s.Rule)
	}
	same(t, trace, SlotArgv, p.Argv)
	same(t, trace, SlotUser, words(p.User))
	same(t, trace, SlotWorkdir, words(p.WorkingDir))
	same(t, trace, SlotStopSignal, words(p.StopSignal))
	same(t, img.Trace, SlotEntrypoint, img.Entrypoint.Words)
	same(t, img.Trace, SlotCmd, img.Cmd.Words)
	same(t, img.Trace, SlotShell, img.Shell.Words)
	same(t, img.Trace, SlotOnbuild, img.OnBuild)
}

func words(w Word) []Word {
	if w.Text == "" && w.Unknown == "" {
		return nil
	}
	return []Word{w}
}

func same(t *testing.T, trace Trace, slot Slot, final []Word) {
	t.Helper()
	require.Equal(t, Texts(final), trace.Replay(slot).Texts(), "slot %s", slot)
}

func checkWords(t *testing.T, d *Dockerfile, ins *Instruction) {
	t.Helper()
	if ins.Trigger != nil {
		checkWords(t, d, ins.Trigger)
	}
	for _, w := range ins.Words {
		at := w.From.Span
		require.False(t, at.IsZero(), "%s %q has no place", ins.Keyword, w.Text)
		require.Equal(t, d.Source.Span(at.Start, at.End), at)
		under, _ := fold(wholeText(d.Source), at.Start, d.Escape)
		joined := under.String[:min(len(under.String), len(under.String))]
		if ins.Form == ExecForm {
			var s string
			dec := json.NewDecoder(strings.NewReader(joined))
			require.NoError(t, dec.Decode(&s), "under %q", d.Source.Text[at.Start:at.End])
			assert.Equal(t, w.Text, s)
		} else {
			assert.True(t, strings.HasPrefix(joined, w.Text), "%q stands under %q", joined, w.Text)
		}
	}
}

func TestExampleDockerfilesOfTheRepository(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	require.NoError(t, err)
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		if _, rest, ok := strings.Cut(string(text), "-- Dockerfile --\n"); ok {
			body, _, _ := strings.Cut(rest, "\n-- ")
			checkFold(t, body+"\n")
			checkImage(t, body+"\n")
		}
	}
}
