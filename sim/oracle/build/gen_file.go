package build

import "strings"

// file is a whole Dockerfile: head, global ARGs, one to six stages.
func (g *gen) file() string {
	if g.chance(12) {
		g.eol = "\r\n"
	}
	var b strings.Builder
	b.WriteString(g.head())
	for g.chance(25) {
		b.WriteString(g.layout(line{keyword: "ARG", args: g.argDeclarations()}))
	}
	if g.wrong() && g.chance(20) {
		b.WriteString(g.layout(g.instruction()))
	}
	n := g.between(1, pick(g, 1, 2, 2, 3, 6))
	for range n {
		b.WriteString(g.stage())
	}
	return g.ending(b.String())
}

// short is a file of one or two instructions on a telling base: the pairs of the
// notes' tables in all their forms.
func (g *gen) short() string {
	var b strings.Builder
	b.WriteString("FROM " + pick(g, worldRefs...) + g.eol)
	if g.chance(30) {
		b.WriteString(g.layout(line{keyword: "SHELL", args: g.execForm(1, 3)}))
	}
	for range g.between(1, 3) {
		b.WriteString(g.layout(line{keyword: pick(g, "CMD", "ENTRYPOINT"), args: g.commandText()}))
	}
	if g.chance(30) {
		b.WriteString("FROM " + pick(g, worldRefs...) + " AS z" + g.eol + g.layout(g.instruction()))
	}
	return b.String()
}

// head is what may stand above everything: BOM, directives, comments, blanks.
func (g *gen) head() string {
	var b strings.Builder
	if g.chance(4) {
		b.WriteString("\ufeff")
	}
	if g.chance(1) {
		b.WriteString("#!/usr/bin/env docker" + g.eol)
	}
	for _, name := range []string{"syntax", "escape", "check"} {
		if g.chance(12) {
			b.WriteString(g.directive(name) + g.eol)
		}
	}
	for g.chance(15) {
		b.WriteString(pick(g, "", "# a comment", "  # indented", "#", "\t", "#escape", "# syntax") + g.eol)
	}
	if g.chance(3) {
		b.WriteString("# escape=" + pick(g, "`", `\`, "x") + g.eol) // too late, mostly
	}
	return b.String()
}

// directive is a parser directive, mostly one that holds.
func (g *gen) directive(name string) string {
	space := func() string { return pick(g, "", " ", "  ", "\t") }
	value := pick(g, "`", "`", "`", `\`)
	switch name {
	case "check":
		value = pick(g, "skip=all", "error=true", "skip=JSONArgsRecommended,UndefinedVar", "skip=all;error=true", "experimental=all")
	case "syntax":
		value = pick(g, "docker/dockerfile:1", "docker/dockerfile:1.9", "docker/dockerfile:1.10-labs", "docker/dockerfile-upstream:master")
	}
	if g.wrong() {
		name, value = pick(g, "unknown", name, name, "escape"), pick(g, "x", "` x", "``", "", `\\`, "foo=bar", "skip")
	}
	if name == "escape" && value == "`" {
		g.escape = "`"
	}
	if g.quirk() {
		name = g.oddCase(name)
	}
	return "#" + space() + name + space() + "=" + space() + value + pick(g, "", "", " ")
}

// stage is FROM and what follows.
func (g *gen) stage() string {
	var b strings.Builder
	b.WriteString(g.layout(g.from()))
	for range g.between(0, pick(g, 2, 4, 8)) {
		b.WriteString(g.layout(g.instruction()))
		if g.chance(6) {
			b.WriteString(pick(g, "", "# note", "  # note", "# check=skip=JSONArgsRecommended", " \t ", "\f") + g.eol)
		}
	}
	return b.String()
}

// from is one FROM.
func (g *gen) from() line {
	args := g.base()
	if g.chance(8) {
		args = "--platform=" + pick(g, "linux/amd64", "windows/amd64", "linux/arm64", "linux", "$BUILDPLATFORM", "$TARGETPLATFORM", "${TARGETOS}/arm64", "linux/arm/v7") + " " + args
		if g.wrong() {
			args = "--platform=" + pick(g, "$NOPE", "a/b/c/d", "", "${TARGETOS", "windows/") + " " + g.base()
		}
	}
	name := ""
	if g.chance(60) {
		name = pick(g, "a", "b", "base", "build", "final", "s-1", "x.y", "z_z", "scratch", "stage")
		typed := name
		if g.chance(20) {
			typed = g.oddCase(name)
		}
		if g.wrong() {
			typed = pick(g, "1x", "a b", "-x", "é", "", "a$B")
		}
		args += " " + pick(g, "AS", "AS", "as", "As") + " " + typed
	}
	g.stages = append(g.stages, name)
	return line{keyword: "FROM", args: args}
}

// base is the name behind FROM.
func (g *gen) base() string {
	switch n := g.IntN(100); {
	case n < 32 && len(g.stages) > 0:
		if s := pick(g, g.stages...); s != "" {
			return s
		}
		return "scratch"
	case n < 40:
		return "scratch"
	case n < 55:
		return pick(g, triggerRefs...)
	case n < 56, n < 60 && g.wrong():
		return pick(g, brokenRefs...)
	case n < 57, n < 60 && g.wrong():
		return pick(g, "nope", "nope:1", "0", "Build", "x//y", "UPPER", "b@sha256:0", "b:tag with", "alpin", "\"\"", "$NOPE")
	case n < 68:
		return pick(g, "${BASE:-b}", `"cmd"`, "'ep'", "${A:-full}", "b${A:+}", `b\`, "${TARGETOS:+bash}", "em${X}pty")
	}
	return pick(g, worldRefs...)
}

// ending cuts, or doubles, the file's end.
func (g *gen) ending(s string) string {
	switch g.IntN(12) {
	case 0:
		return strings.TrimRight(s, "\r\n")
	case 1:
		return strings.TrimRight(s, "\r\n") + " " + g.escape
	case 2:
		return s + g.eol + " \t"
	case 3:
		return s + "# end"
	}
	return s
}
