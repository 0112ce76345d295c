package report

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"explain/sim"
)

// nasty makes requests of which each part is long: words, texts, names, lists of
// findings, drops, notes and assumptions.
type nasty struct{ *rand.Rand }

func (n nasty) one(of ...string) string { return of[n.IntN(len(of))] }

// times is a text repeated, seldom often.
func (n nasty) times(text, sep string) string {
	most := []int{1, 3, 12, 40, 120}[n.IntN(5)]
	return strings.TrimSuffix(strings.Repeat(text+sep, 1+n.IntN(most)), sep)
}

func (n nasty) word() string {
	return n.one("a", "--port=8080", "$HOME/x", "", "a b", "世界", `C:\\dir`, "/bin/sh", "-c", "*.txt",
		n.times("sleep 1", " && "), n.times("/very/long/path", "/"), n.times("x", ""), n.times("say \\\"hi\\\"; ", ""))
}

func (n nasty) exec() string {
	var words []string
	for range 1 + n.IntN([]int{2, 6, 120}[n.IntN(3)]) {
		words = append(words, `"`+n.word()+`"`)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

func (n nasty) command() string {
	return n.one(n.exec(), n.exec(), n.times("run $1 \"$@\"", " && "), "exec "+n.times("java -jar app.jar", " "), "['"+n.times("a", "', '")+"']", `["sh", "-c", "`+n.times("true", " | ")+`"]`, "")
}

func (n nasty) instruction() string {
	switch n.IntN(12) {
	case 0, 1, 2:
		return "CMD " + n.command()
	case 3, 4, 5:
		return "ENTRYPOINT " + n.command()
	case 6:
		return "SHELL " + n.exec()
	case 7:
		return "HEALTHCHECK CMD " + n.command()
	case 8:
		return "USER " + n.one("root", n.times("u", ""), "$U")
	case 9:
		return "WORKDIR /" + n.times("deep", "/")
	case 10:
		return n.one("STOPSIGNAL SIGINT", "ENV A="+n.times("v", "")+" PATH=", "ONBUILD CMD "+n.command(), "COPY . /", "LABEL a=b \\", n.one("CDM x", "RUN "+n.times("x", " ")+" --"))
	}
	return "# " + n.times("comment", " ")
}

func (n nasty) dockerfile() string {
	text := n.one("FROM debian\n", "FROM debian\n", "FROM corp/"+n.times("base", "-")+":1\n", "FROM scratch\n", "FROM gcr.io/distroless/static\n", "FROM nginx\n", "", "# syntax=corp/frontend:2\nFROM --platform=$TARGETPLATFORM node\n")
	for range 1 + n.IntN(8) {
		text += n.instruction() + "\n"
		if n.IntN(12) == 0 {
			text += "FROM " + n.one("debian", "0", "corp/x") + " AS " + n.times("stage", "-") + "\n"
		}
	}
	return text
}

func (n nasty) line() string {
	opts := ""
	for range n.IntN(4) {
		opts += " " + n.one("--entrypoint '"+n.times("a b", " ")+"'", "--entrypoint ''", "--init", "-e A=$A", "-e B", "-u \"$"+n.times("LONG", "_")+"\"", "-w /"+n.times("w", "/"), "-entrypoint x", "--health-cmd '"+n.times("probe", " ")+"'", "--no-such-flag", "-it")
	}
	args := ""
	for range n.IntN(5) {
		args += " " + n.one("-it", "'"+n.times("a b", " ")+"'", "$X", "$(pwd)", n.times("word", " "), "*.txt", "--rm", "~/x")
	}
	return n.one("", "sudo ", "FOO=1 ", "$ ") + "docker run" + opts + " my-image" + args + n.one("", "", " | tee x", " && echo done", " > "+n.times("out", ""), "; echo x")
}

// Any Dockerfile and any line take 30 lines at 80 columns. And no finding repeats
// why the image does not build.
func TestTextIsShortWhateverItIsAbout(t *testing.T) {
	requests := []Request{
		{Files: []sim.File{{Name: "Dockerfile", Text: `FROM debian
ENTRYPOINT ["/bin/bash","-c","` + strings.Repeat("sleep 1 && ", 40) + `true"]
CMD ["a","b"]
`}}},
		{Files: []sim.File{{Name: "Dockerfile", Text: "FROM debian\nCMD a\nCMD b\nENTRYPOINT x\nENTRYPOINT " + strings.Repeat("exec app --flag && ", 60) + "true\nCMD [" + strings.Repeat(`"word", `, 120) + "\"$X\"]\nHEALTHCHECK CMD ['a']\nUSER a # b\n"}}},
	}
	for seed := range uint64(300) {
		n := nasty{rand.New(rand.NewPCG(seed, 7))}
		r := Request{Files: []sim.File{{Name: n.one("Dockerfile", "Dockerfile", "services/"+n.times("deep", "/")+"/Dockerfile", "stdin"), Text: n.dockerfile()}}}
		if n.IntN(2) == 0 {
			r.Line = n.line()
		}
		if n.IntN(8) == 0 {
			r.BuildArgs = map[string]string{"A": n.times("value", " ")}
		}
		requests = append(requests, r)
	}
	failed := 0
	for i, req := range requests {
		r := New(req)
		if len(r.Answers) != 1 {
			continue
		}
		for _, f := range r.Answers[0].Findings {
			if o := r.Answers[0].Outcome; o.Phase == sim.PhaseBuild && f.Span.Line == o.Span.Line && len(f.Fixes) == 0 {
				t.Errorf("request %d: %s adds nothing to %q: %q", i, f.Check, o.Message, f.Message)
			}
		}
		got := text(t, r, Style{})
		checkText(t, fmt.Sprint("request ", i), got, Style{Width: 80})
		if lines := strings.Count(got, "\n"); lines > 30 {
			if failed++; failed < 6 {
				t.Errorf("request %d takes %d lines: %q\n%s", i, lines, req.Line, got)
			}
		}
	}
	if failed > 0 {
		t.Errorf("%d of %d texts are too long", failed, len(requests))
	}
}
