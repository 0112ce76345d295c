package engine

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"explain/sim"
	"explain/sim/oracle/build"
	"explain/sim/report"
)

// gen makes pairs of a Dockerfile and a command line.
type gen struct{ *rand.Rand }

func (g gen) in(percent int) bool { return g.IntN(100) < percent }

func (g gen) one(texts ...string) string { return texts[g.IntN(len(texts))] }

// worldBases are the images that generated Dockerfiles are built on, as our side
// is handed them.
var worldBases = sync.OnceValue(func() (bases []report.BaseFile) {
	for _, key := range slices.Sorted(maps.Keys(build.World)) {
		if !strings.Contains(key, "|") {
			bases = append(bases, report.BaseFile{Ref: key, File: sim.File{Name: key + ".json", Text: string(build.World[key])}})
		}
	}
	return bases
})

// pair is question number i of a seed. ok is false when the converter makes no
// Linux image of its Dockerfile.
func pair(seed uint64, i int) (q Question, ok bool) {
	g := gen{rand.New(rand.NewPCG(seed, uint64(i)))}
	c := build.Case{Dockerfile: g.dockerfile()}
	if g.in(40) {
		if c = build.Generate(seed, i); c.Images != nil || c.Platform != "" {
			return q, false
		}
	}
	stored, _, err := build.Store(c)
	if err != nil || stored.OS != "linux" {
		return q, false
	}
	q = Question{
		Name: fmt.Sprintf("seed %d, pair %d", seed, i), Words: g.line(), Config: stored.Config, Empty: stored.Empty,
		Request: report.Request{
			Files: []sim.File{{Name: "Dockerfile", Text: c.Dockerfile}}, Target: c.Target, BuildArgs: c.Args,
			Bases: worldBases(), HostEnv: hostEnv(), Engine: "20.10",
		},
	}
	q.ImageAt = imageAt(q.Words)
	q.Request.Argv = append([]string{"docker"}, q.Words...)
	return q, true
}

// imageAt is where the generator has put the image, -1 for nowhere.
func imageAt(words []string) int {
	for i, w := range words {
		if w == imageWord {
			return i
		}
	}
	return -1
}

// imageWord is the image in generated lines; no other word is like it.
const imageWord = "image-of-this-pair"

// dockerfile is a file in which ENTRYPOINT, CMD and what surrounds them meet in
// every way.
func (g gen) dockerfile() string {
	var b strings.Builder
	fmt.Fprintf(&b, "FROM %s\n", g.one("scratch", "b", "b:1", "ep", "cmd", "wraps", "nopath", "vars", "user", "bash", "emptysh", "blank", "full", "empty", "wd"))
	if g.in(70) {
		b.WriteString("COPY . /\n")
	}
	for n := g.IntN(6); n > 0; n-- {
		b.WriteString(g.instruction())
	}
	return b.String()
}

func (g gen) instruction() string {
	switch g.IntN(10) {
	case 0, 1, 2:
		return "ENTRYPOINT " + g.command() + "\n"
	case 3, 4, 5:
		return "CMD " + g.command() + "\n"
	case 6:
		return g.one(`SHELL ["/bin/bash","-o","pipefail","-c"]`, `SHELL ["show","-s"]`, `SHELL ["/bin/sh","-c"]`, `SHELL []`) + "\n"
	case 7:
		return g.one("USER app", "USER 1000:50", "USER 0", "USER app:staff", "USER 4711", "USER :50") + "\n"
	case 8:
		return g.one("WORKDIR /srv", "WORKDIR rel", "WORKDIR /a/../b", "WORKDIR $A", "WORKDIR /") + "\n"
	}
	return g.one("ENV A=1", `ENV A="x y" B=$A`, "ENV PATH=/opt/bin:$PATH", "ENV A b c", "ENV HOME=/h", "STOPSIGNAL SIGINT", "STOPSIGNAL 9", "ENV TERM=dumb", "ENV HOSTNAME=h", "ENV A=", "VOLUME /data", "EXPOSE 80", "LABEL a=b") + "\n"
}

var argWords = []string{"show", "a", "b c", "", "--flag", "-x", "$HOME", "*", "A=1", "-c", "exec show", "é", "/bin/sh", "it's", `"q"`, "--", "a\nb", `\`}

func (g gen) command() string {
	if g.in(30) {
		return g.one("show ep", "exec show $A", `exec show "$@"`, "show && b", "show", "['show']", `["show" "b"]`, `[show]`, "show \\\n  more", `show 'a  b'`, `["show",]`)
	}
	words := []string{g.one("show", "/app/show", "./show", "bin/show", "/show", "", "/bin/sh", "sh")}
	for n := g.IntN(4); n > 0; n-- {
		words = append(words, g.one(argWords...))
	}
	if g.in(5) {
		words = nil
	}
	text, _ := json.Marshal(words)
	return strings.ReplaceAll(string(text), "null", "[]")
}

// line is a command line's words, from the subcommand on.
func (g gen) line() []string {
	words := []string{"create"}
	for n := g.IntN(5); n > 0; n-- {
		words = append(words, g.option()...)
	}
	if g.in(10) {
		words = append(words, "--")
	}
	words = append(words, imageWord)
	for g.in(50) {
		words = append(words, g.one(argWords...))
	}
	return words
}

func (g gen) option() []string {
	value := func(long, short string, values ...string) []string {
		v := g.one(values...)
		switch {
		case g.in(40):
			return []string{long, v}
		case short == "" || g.in(40):
			return []string{long + "=" + v}
		case g.in(50) || v == "":
			return []string{short, v}
		}
		return []string{g.one("-i", "-t", "-")[:1] + short[1:] + v}
	}
	switch g.IntN(14) {
	case 0, 1, 2, 3:
		return value("--entrypoint", "", "show", "", "/bin/show", "show a b", `["show","a"]`, "-c", "sh", "./show", " ")
	case 4, 5:
		return value("--env", "-e", "A=1", "A=2", "A=", "B=x y", "PATH=/opt", "PATH=", "HOME=/x", "HOME=", "SET", "EMPTY", "EQUALS", "A==", "HOSTNAME=z", "TERM=t", "A B=c")
	case 6, 7:
		return value("--workdir", "-w", "/tmp", "/", "rel", "/tmp/../bin/.", "/new/dir", "")
	case 8:
		return value("--user", "-u", "0", "app", "1000:1000", ":50", "4711", "app:staff", "", "nobody")
	case 9:
		return []string{g.one("--init", "--init=true", "--init=false", "-i", "-t", "-it", "--rm", "--read-only", "--no-healthcheck")}
	case 10:
		return value("--stop-signal", "", "TERM", "SIGKILL", "9", "RTMIN+3", "nope", "", "0", "int", "99")
	case 11:
		return value("--hostname", "-h", "web", "a.b")
	case 12:
		return value("--health-cmd", "", "true", "curl -f x")
	}
	return value("--stop-timeout", "", "1", "0", "30")
}
