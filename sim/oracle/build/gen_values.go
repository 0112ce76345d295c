package build

import "strings"

// variables that files declare, use, or forget to declare.
var variableNames = []string{"A", "A", "B", "B", "C", "BASE", "SIG", "U", "EMPTY", "PATH", "V", "T", "HOME", "X_1", "é",
	"TARGETARCH", "TARGETOS", "TARGETPLATFORM", "BUILDPLATFORM", "TARGETSTAGE", "HTTP_PROXY", "SP", "EQ"}

func (g *gen) name() string {
	n := pick(g, variableNames...)
	if len(g.names) > 0 && g.chance(50) {
		n = pick(g, g.names...)
	}
	return n
}

// expression uses a variable in one of the ways that the builder knows, or
// refuses.
func (g *gen) expression() string {
	n := g.name()
	if g.wrong() && g.chance(50) {
		return pick(g, "${}", "${"+n, "${"+n+":x}", "${"+n+"!}", "${{"+n+"}}", "${:-x}", "${"+n+"/a}", "${"+n+"#\\a}", "${"+n+":#x}", "$", "'"+n, "\"$"+n)
	}
	kind := g.IntN(12)
	if kind == 6 && g.chance(80) {
		kind = 0 // an unset variable with :? fails
	}
	switch kind {
	case 0, 1, 2:
		return "$" + n
	case 3, 4:
		return "${" + n + "}"
	case 5:
		return "${" + n + pick(g, ":-", "-", ":+", "+") + g.operand() + "}"
	case 6:
		return "${" + n + pick(g, ":?", "?") + pick(g, "", "msg") + "}"
	case 7:
		return "${" + n + pick(g, "#", "##", "%", "%%") + pick(g, "*", "/*", "a*", "*.", "?", "*/", `\*`, "b", "") + "}"
	case 8:
		return "${" + n + pick(g, "/", "//") + pick(g, "a", "/", "?", "*", `\/`, "o") + "/" + pick(g, "", "X", "$B", `\}`) + "}"
	case 9:
		return pick(g, `"$`+n+`"`, "'$"+n+"'", `\$`+n, "`$"+n, "$"+n+"x", "${"+n+"}x$"+n, "$$"+n, "$1$@$*")
	}
	return pick(g, "x", "1", "/usr/bin:$PATH", `"two words"`, "a.b.c", "é", "a=b", `"q\"q"`, `a\ b`, "'s s'", `""`, "x#y", `\\`)
}

// operand is the word behind a modifier.
func (g *gen) operand() string {
	if g.chance(25) {
		return g.expression()
	}
	return pick(g, "", "d", "/def", `"$A"`, "a.b", `\}`)
}

// envArgs is the arguments of ENV.
func (g *gen) envArgs() string {
	if g.wrong() {
		return pick(g, "", "A", "A=1 B", "=1", `A="x`, "A=1 # c", "A='x", "A=${}", `A=\`, "A = 1")
	}
	if g.chance(8) {
		return g.declare() + " " + pick(g, "legacy value", "$A  b", `"q q" x`, "a=b", g.expression())
	}
	return g.some(1, 4, pick(g, " ", " ", "  ", "\t"), func() string { return g.declare() + "=" + g.expression() })
}

func (g *gen) declare() string {
	n := g.name()
	g.names = append(g.names, n)
	if g.chance(2) {
		return pick(g, `"Q"`, `a\b`, "$A", "x-y", "1")
	}
	return n
}

// argDeclarations is the arguments of ARG.
func (g *gen) argDeclarations() string {
	if g.wrong() {
		return pick(g, "", "=1", `A="x`, "A=${", "--foo A=1", "A=1 # c")
	}
	return g.some(1, pick(g, 1, 1, 3), " ", func() string {
		n := g.declare()
		switch g.IntN(4) {
		case 0:
			return n
		case 1:
			return n + "=" + pick(g, worldRefs...)
		}
		return n + "=" + g.expression()
	})
}

// question adds what is typed on the command line.
func (g *gen) question(text, from string) Case {
	c := Case{Dockerfile: cleaned(text), From: from}
	switch n := g.IntN(20); {
	case n < 2:
		c.Platform = "windows/amd64"
	case n < 4:
		c.Platform = pick(g, "linux/arm64", "linux/arm64", "linux/arm/v7", "linux/amd64")
	}
	if g.chance(20) && len(g.stages) > 0 {
		c.Target = pick(g, g.stages...)
		if g.chance(12) {
			c.Target = pick(g, "0", "nope", "basee", "A", "Final", strings.ToUpper(c.Target), "stage-0", "alpine", " a")
		}
	}
	for g.chance(25) {
		if c.Args == nil {
			c.Args = map[string]string{}
		}
		c.Args[g.name()] = pick(g, "over", "", "b", "full", "/x y", "$A", "SIGINT", "a.b/c.d", "é")
	}
	if g.chance(3) {
		if c.Args == nil {
			c.Args = map[string]string{}
		}
		c.Args["BUILDKIT_SYNTAX"] = pick(g, "docker/dockerfile:1.8", "docker/dockerfile:1", "docker.io/docker/dockerfile:1.4.3 x", "docker/dockerfile:1.9")
	}
	c.Twin = oldTwin(c.Dockerfile, c.Args)
	return c
}
