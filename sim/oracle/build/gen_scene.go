package build

import "strings"

// variables is a file about few variables: ARG and ENV in all orders, above FROM
// and below, over two stages, and what uses them.
func (g *gen) variables() Case {
	names := []string{"A", "B", pick(g, "PATH", "TARGETARCH", "C")}
	var b strings.Builder
	for g.chance(50) {
		b.WriteString("ARG " + pick(g, names...) + pick(g, "", "=global", "=${A}x", "=b") + "\n")
	}
	stages := g.between(1, 2)
	for i := range stages {
		b.WriteString("FROM " + pick(g, "empty", "nopath", "vars", "full") + " AS s\n")
		if i > 0 && g.chance(50) {
			b.WriteString("FROM s\n")
		}
		for range g.between(2, 7) {
			n, m := pick(g, names...), pick(g, names...)
			b.WriteString(pick(g, "ARG "+n, "ARG "+n+"=arg", "ENV "+n+"=env", "ENV "+n+"=$"+m+" "+m+"=$"+n, "USER $"+n, "WORKDIR /${"+n+":-d}",
				"ARG "+n+"=$"+m, "ENV "+n+" $"+m, "ONBUILD ENV "+n+"=$"+m, "CMD echo $"+n, "ARG "+n+"=1 "+m+"=$"+n, "STOPSIGNAL ${"+n+"+9}${"+n+"-15}") + "\n")
		}
	}
	c := Case{Dockerfile: cleaned(b.String()), From: "variables"}
	if g.chance(60) {
		c.Args = map[string]string{pick(g, names...): pick(g, "given", "", "$A"), pick(g, names...): "two"}
	}
	return c
}

// family is a chain of stages in which each has something to hand down: SHELL,
// triggers, CMD and ENTRYPOINT.
func (g *gen) family() string {
	var b strings.Builder
	base := pick(g, append([]string{"scratch", "scratch"}, worldRefs...)...)
	if g.chance(25) {
		base = pick(g, triggerRefs...)
	}
	for i := range g.between(2, 4) {
		name := string(rune('a' + i))
		b.WriteString("FROM " + base + " AS " + name + "\n")
		base = name
		for range g.between(0, 4) {
			b.WriteString(g.heritage() + "\n")
		}
	}
	return b.String()
}

// heritage is an instruction that a child notices.
func (g *gen) heritage() string {
	own := pick(g, "CMD ", "ENTRYPOINT ", "CMD ", "ENTRYPOINT ") + pick(g, `["x"]`, `["y","z"]`, "run it", "[]", "", `[""]`, "['x']")
	shell := "SHELL " + pick(g, `["/bin/bash","-c"]`, `["/bin/zsh","-c"]`, `["ash"]`)
	switch g.IntN(8) {
	case 0, 1, 2:
		return own
	case 3:
		return shell
	case 4:
		return "ONBUILD " + own
	case 5:
		return pick(g, "ONBUILD "+shell, "ONBUILD RUN true", "ONBUILD COPY --from=a / /", "ONBUILD ENV N=1$N", "ONBUILD HEALTHCHECK CMD up")
	}
	return pick(g, "USER u", `USER ""`, "WORKDIR sub", "WORKDIR /top", "HEALTHCHECK CMD up", "HEALTHCHECK NONE", "STOPSIGNAL INT", "ENV N=2", "RUN true", "ARG N=3")
}
