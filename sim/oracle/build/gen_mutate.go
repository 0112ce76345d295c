package build

import (
	"strings"

	"explain/sim"
)

// cleaned is text as our side reads it: both sides are asked about the same.
func cleaned(text string) string { return sim.Clean(sim.File{Text: text}).Text }

// tokens that mean something somewhere in a Dockerfile.
var tokens = []string{`\`, "`", `"`, "'", "[", "]", ",", "#", "--", "-", "<<EOF", "$", "${", "}", "{", " ", "\t", "\v", "\f", "\r", "\n", "\r\n",
	"\u00a0", "\u2003", "\u0085", "\u2028", "\u200b", "\ufeff", "\x00", "\xff", "\xc3\x28", "é", "😀", "ONBUILD ", "CMD ", "FROM ", "AS x", "=", ":-x",
	"\\\n", "`\n", "\n#c\n", "\\\n\n", "\\u0041", "\\ud800", "null", "1", "<<", "EOF\n", "# escape=`\n", "-- ", "$A", "\\\\\n", "[\"x\"]", "NONE", "check=skip=all"}

// mutate spoils a text in one to four places.
func (g *gen) mutate(text string) string {
	for range g.between(1, 4) {
		if g.chance(50) {
			text = g.mutateLines(text)
		} else {
			text = g.mutateBytes(text)
		}
	}
	return text
}

func (g *gen) mutateLines(text string) string {
	lines := strings.SplitAfter(text, "\n")
	i, j := g.IntN(len(lines)), g.IntN(len(lines))
	switch g.IntN(5) {
	case 0:
		lines[i] = ""
	case 1:
		lines[i] += lines[i]
	case 2:
		lines[i], lines[j] = lines[j], lines[i]
	case 3:
		lines[i] = strings.TrimRight(lines[i], "\r\n") + pick(g, "", " \\\n", "\\\n", "`\n", " # c\n", "\r\n", "\r", " \n")
	case 4:
		lines[i] = pick(g, "# ", " ", "ONBUILD ", "\t", "#", "-- ", "\u00a0") + lines[i]
	}
	return strings.Join(lines, "")
}

func (g *gen) mutateBytes(text string) string {
	if text == "" {
		return pick(g, tokens...)
	}
	i := g.IntN(len(text))
	j := min(len(text), i+g.between(1, 3))
	switch g.IntN(5) {
	case 0:
		return text[:i] + text[j:]
	case 1:
		return text[:j] + text[i:]
	case 2:
		if i+1 < len(text) {
			return text[:i] + text[i+1:i+2] + text[i:i+1] + text[i+2:]
		}
		return text
	case 3:
		return text[:i] + pick(g, tokens...) + text[j:]
	}
	return text[:i] + pick(g, tokens...) + text[i:]
}

// extreme is a file at a border: empty, only comments, lines that are too long.
func (g *gen) extreme() string {
	pad := strings.Repeat(pick(g, "x", " ", "é", `\`, "# ", `"a",`), pick(g, 30000, 65530, 70000))
	return pick(g, "", "\n\n", "# only\n# comments", " \t\r\n", "\ufeff", "\ufeff\n", `\`, "\\\n\\\n", "ARG A\n", "FROM", "\x00", "FROM b\x00",
		"FROM b\nCMD "+pad, "FROM b\n# "+pad+"\nCMD x\n", "FROM b\nCMD [\""+pad+"\"]\n", "FROM b\nRUN <<E\n"+pad+"\nE\nCMD x\n",
		"FROM b\nCMD a \\\n"+pad, strings.Repeat("ONBUILD ", g.between(1, 200))+"CMD x\n", "FROM b\n"+strings.Repeat("ONBUILD ", g.between(1, 200))+"CMD x\n",
		"FROM b\nENV "+strings.Repeat("A=$A$A$A ", 8)+"\n", "FROM b\nCMD "+strings.Repeat("[", 11000)+"\n", "FROM b\n"+strings.Repeat("CMD x\n", 300))
}

// oldFrontend is a file for a frontend before 1.9, which ignores what follows an
// array: the converter is asked about the file without it.
func (g *gen) oldFrontend() Case {
	version := pick(g, "docker/dockerfile:1.4", "docker/dockerfile:1.0-experimental", "docker/dockerfile:1.8", "docker.io/docker/dockerfile:1.2.1", "docker/dockerfile-upstream:1.5")
	head, twin := "# syntax="+version+"\n", ""
	body, without := "FROM "+pick(g, worldRefs...)+"\n", ""
	without = body
	for range g.between(1, 3) {
		l := pick(g, "CMD ", "ENTRYPOINT ", "SHELL ", "HEALTHCHECK CMD ", "ONBUILD CMD ") + g.execForm(1, 3)
		if strings.HasPrefix(l, "ONBUILD") {
			body, without = body+l+"\n", without+l+"\n"
			continue
		}
		body += l + pick(g, "", " # c", " extra", "]", ",", " \"x\"", ";", " [\"y\"]") + "\n"
		without += l + "\n"
	}
	twin = head + without
	return Case{Dockerfile: head + body, Twin: twin, From: "old frontend"}
}
