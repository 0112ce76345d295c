package build

import "strings"

// run is RUN with mounts and heredocs, which decide what other stages and lines
// belong to it.
func (g *gen) run() line {
	flags := ""
	for g.chance(15) {
		flags += pick(g, "--mount=type=cache,target=/c", "--mount=from="+g.source()+",target=/m", "--mount=type=secret,id=s", "--mount=type=tmpfs,target=/t",
			"--mount=type=bind,target=$A/x", "--network=none", "--mount=type=bind,from="+g.source()+",src=/,dst=/m", "--security=insecure") + " "
	}
	if g.wrong() {
		flags += pick(g, "--mount=type=x", "--mount=from=$A,target=/m", "--mount=foo", "--mount=target=/m,foo=1", "--network=x", "--mont=x", "--mount") + " "
	}
	switch g.IntN(10) {
	case 0, 1, 2:
		return g.heredoc("RUN", flags+pick(g, "", "", "python3 ", "cat > x "))
	case 3:
		return line{keyword: "RUN", args: flags + pick(g, "", `["a"]`, `["a","<<EOF"]`)}
	}
	text := g.commandText()
	if !g.wrong() {
		text = strings.ReplaceAll(text, "<<", "<") // a heredoc would want its end
	}
	return line{keyword: "RUN", args: flags + text}
}

// copyFiles is COPY and ADD.
func (g *gen) copyFiles() line {
	keyword := pick(g, "COPY", "COPY", "COPY", "ADD")
	flags := ""
	if keyword == "COPY" && g.chance(50) {
		flags = "--from=" + g.source() + " "
	}
	if g.chance(20) {
		flags += pick(g, "--chown=1:1", "--chmod=755", "--link", "--chmod=0644 --link=false", "--exclude=*.md", "--exclude=$A") + " "
	}
	if g.wrong() {
		return line{keyword: keyword, args: pick(g, "", "x", "--from=$A / /x", "--from=99 / /x", "--from=-1 / /x", "[]", "--from=2 / /x", "--frm=a / /", "--chmod=abc a /b", `["a"]`, `["a",1]`, "--link=maybe a b", "--from a b")}
	}
	if flags == "" && g.chance(35) {
		return g.heredoc(keyword, flags)
	}
	return line{keyword: keyword, args: flags + pick(g, ". /src", "a b /c/", `["a b","/c d/"]`, "$A /$A", "/ /x", "x .", `["a",]`)}
}

// source is what --from names: a stage, its number, an image.
func (g *gen) source() string {
	switch g.IntN(6) {
	case 0:
		return pick(g, "0", "0", "0", "1")
	case 1, 2:
		return pick(g, worldRefs...)
	case 3:
		return pick(g, "scratch", "later", "FULL", "ob-ep", "full")
	}
	if len(g.stages) > 0 {
		if s := pick(g, g.stages...); s != "" {
			if g.chance(15) {
				return g.oddCase(s)
			}
			return s
		}
	}
	return "b"
}

// heredoc is an instruction with one or two heredocs and their bodies.
func (g *gen) heredoc(keyword, words string) line {
	l := line{keyword: keyword, args: words}
	for i := range pick(g, 1, 1, 1, 2) {
		name := pick(g, "EOF", "E", "X1", "end-x") + strings.Repeat("2", i)
		dash := pick(g, "", "", "-")
		quote := pick(g, "", "", "'", `"`)
		l.args += gap(l.args) + "<<" + dash + quote + name + quote
		l.body += g.heredocBody() + g.terminator(dash, name) + g.eol
	}
	if keyword != "RUN" {
		l.args += " /dest"
	}
	return l
}

// gap separates a second heredoc from the first.
func gap(args string) string {
	if args == "" || strings.HasSuffix(args, " ") {
		return ""
	}
	return " "
}

func (g *gen) heredocBody() string {
	var b strings.Builder
	for range g.IntN(4) {
		b.WriteString(pick(g, "echo hi", `CMD ["in body"]`, "# comment", "a \\", "", "\tindented", "#!/bin/sh", "FROM b", "$A ${B", " EOF", `"`) + g.eol)
	}
	return b.String()
}

// terminator ends a heredoc, or fails to.
func (g *gen) terminator(dash, name string) string {
	if g.wrong() && g.chance(60) {
		return pick(g, " "+name, name+" ", "", strings.ToLower(name), "\t"+name)
	}
	if dash != "" && g.chance(40) {
		return "\t\t" + name
	}
	return name
}
