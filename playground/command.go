package playground

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"explain/sim/invoke"
	"explain/sim/report"
)

// CommandLine is a request as one would type it in a shell: explain with the
// flags it takes, the line as one word, the Dockerfile on standard input. Files
// that are only named there, such as a base image's configuration, are said in
// comments above.
func CommandLine(req report.Request) string {
	var above []string
	words := []string{"explain"}
	add := func(flag, value string) {
		if value != "" {
			words = append(words, flag, value)
		}
	}
	add("--target", req.Target)
	for _, name := range slices.Sorted(maps.Keys(req.BuildArgs)) {
		add("--build-arg", name+"="+req.BuildArgs[name])
	}
	for _, name := range slices.Sorted(maps.Keys(req.HostEnv)) {
		add("--host-env", name+"="+req.HostEnv[name])
	}
	for i, b := range req.Bases {
		file := fmt.Sprintf("base-%d.json", i+1)
		if b.Ref == "" {
			above = append(above, "# .explain/bases/"+file+" holds what docker inspect printed")
			continue
		}
		above = append(above, "# "+file+" holds what docker inspect "+oneLine(b.Ref)+" printed")
		add("--base", b.Ref+"="+file)
	}
	for _, f := range req.HostFiles {
		above = append(above, "# "+oneLine(f.Name)+" lies in this folder")
	}
	add("--platform", req.Platform)
	add("--engine", req.Engine)
	if req.Exact {
		words = append(words, "--exact")
	}
	for _, id := range req.Disable {
		add("--disable", id)
	}
	return strings.Join(append(above, invoke.Quote(append(words, subject(req)...))+hereDocument(req)), "\n") + "\n"
}

// subject is what stands behind the flags.
func subject(req report.Request) (words []string) {
	if line := lineOf(req); line != "" {
		if len(req.Files) > 0 {
			words = []string{"-f", "-"}
		}
		return append(words, line)
	}
	return []string{"-"}
}

func lineOf(req report.Request) string {
	if len(req.Argv) > 0 {
		return invoke.Quote(req.Argv)
	}
	return req.Line
}

// hereDocument hands the first file over as standard input. Its end mark is one
// that no line of the file is.
func hereDocument(req report.Request) string {
	if len(req.Files) == 0 {
		return ""
	}
	text := req.Files[0].Text
	lines := strings.Split(text, "\n")
	end := "EOF"
	for slices.Contains(lines, end) {
		end += "_"
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return " <<'" + end + "'\n" + text + end
}

// oneLine keeps a name inside its comment.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return '?'
		}
		return r
	}, s)
}
