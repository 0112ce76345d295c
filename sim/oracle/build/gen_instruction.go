package build

import "strings"

// production makes one instruction.
type production = func(*gen) line

// productions by weight: what decides the command comes most often.
var productions []weighted[production]

// init breaks the circle: an ONBUILD holds another instruction.
func init() {
	productions = []weighted[production]{
		{22, func(g *gen) line { return line{keyword: "CMD", args: g.commandText()} }},
		{20, func(g *gen) line { return line{keyword: "ENTRYPOINT", args: g.commandText()} }},
		{8, func(g *gen) line { return line{keyword: "SHELL", args: g.shellArgs()} }},
		{9, func(g *gen) line { return line{keyword: "ENV", args: g.envArgs()} }},
		{8, func(g *gen) line { return line{keyword: "ARG", args: g.argDeclarations()} }},
		{8, func(g *gen) line { return line{keyword: "WORKDIR", args: g.path()} }},
		{5, func(g *gen) line { return line{keyword: "USER", args: g.userArgs()} }},
		{4, func(g *gen) line { return line{keyword: "STOPSIGNAL", args: g.signal()} }},
		{6, func(g *gen) line { return line{keyword: "HEALTHCHECK", args: g.healthArgs()} }},
		{7, (*gen).onbuild},
		{6, (*gen).run},
		{4, (*gen).copyFiles},
		{3, (*gen).plain},
		{1, (*gen).unknown},
	}
}

// instruction is a random instruction; some are wrong on purpose.
func (g *gen) instruction() line {
	l := pickWeighted(g, productions)(g)
	if g.wrong() && g.chance(35) {
		l.args = pick(g, "", "--foo "+l.args, "--", "-- "+l.args, l.args+" # c", "--x=\"a b\" "+l.args, "\""+l.args, l.args+" <<EOF")
	}
	return l
}

func (g *gen) shellArgs() string {
	if g.wrong() {
		return pick(g, "", "[]", "/bin/bash -c", "['/bin/bash','-c']", `["a"] # c`, `["a",1]`, g.commandText())
	}
	return pick(g, `["/bin/bash","-c"]`, `["/bin/bash","-o","pipefail","-c"]`, `["powershell", "-Command"]`, `["cmd","/S","/C"]`, `[""]`, `["$A","-c"]`, g.execForm(1, 3))
}

func (g *gen) userArgs() string {
	return pick(g, "app", "1000:1000", "$A", "${U:-bob}", "a b", `""`, "$NOPE", "app # c", "'$A'", `\$A`, "\u00a0x", g.expression())
}

func (g *gen) signal() string {
	if g.wrong() {
		return pick(g, "", "0", "FOO", "SIG", "SIGRTMIN+99", "SIGINT # c", "1.5", "$NOPE", "--x", "two words", `"SIGINT`)
	}
	return pick(g, "SIGTERM", "sigint", "int", "9", "-1", "999", "RTMIN+3", "SIGRTMAX-2", "${NOPE:-QUIT}", "${SIG:+USR1}TERM", `"SIGHUP"`, "--foo SIGINT")
}

// path is a WORKDIR.
func (g *gen) path() string {
	if g.wrong() {
		return pick(g, "", "D:/z", "C:", `\\srv\x`, `"/x`, "$", "${A")
	}
	switch g.IntN(5) {
	case 0:
		return pick(g, "$A", "/$A/${B}", "${NOPE}", `""`, "''", "$PWD", `"/q $A"`, `'/$A'`, "/$A/../$B", g.expression())
	case 1:
		return pick(g, `C:\app`, `C:\\app`, "c:/z", "C:rel", `sub\dir`, `/x\y`, `C:\`, "/a:b", "//x")
	}
	return pick(g, "/app", "/a/b/c", "rel", "../up", "./x", ".", "..", "/", "//a//b/", "/a/../b", "~/x", "/a b", `["/a"]`, "/app # c", "/a/.", "é/日")
}

var healthFlags = []string{"--interval", "--timeout", "--start-period", "--start-interval"}

func (g *gen) healthArgs() string {
	var flags []string
	for g.chance(30) {
		value := pick(g, "5s", "1m30s", "0", "100ms", "1h2m", "1ms", "0.5s")
		if g.wrong() {
			value = pick(g, "30", "$I", "1us", "", "-5s", "x", "9999999h")
		}
		flags = append(flags, pick(g, healthFlags...)+"="+value)
	}
	if g.chance(20) {
		flags = append(flags, "--retries="+pick(g, "3", "0", "1", "10"))
	}
	if g.wrong() {
		flags = append(flags, pick(g, "--retries=-1", "--retries=x", "--intervall=1s", "--retries", "--", "--retries=99999999999"))
	}
	kind := pick(g, "CMD "+g.commandText(), "CMD "+g.commandText(), "NONE", "cmd --interval=30s x", "none")
	if g.wrong() {
		kind = pick(g, "", "CMD", "NONE x", "curl x", "CMD []", `["a"]`, "CMD-SHELL x", "CMD\u00a0x", "NONE # c")
	}
	return strings.Join(append(flags, kind), " ")
}

// onbuild stores another instruction.
func (g *gen) onbuild() line {
	inner := pickWeighted(g, productions)(g)
	if g.wrong() {
		inner = pick(g, line{}, line{keyword: "ONBUILD", args: "CMD x"}, line{keyword: "FROM", args: "b"}, line{keyword: "MAINTAINER", args: "x"},
			line{keyword: "FOO", args: "x"}, line{keyword: "SHELL", args: "bash"}, line{keyword: "CMD", args: "[1]"}, line{keyword: "--x", args: "CMD a"})
	}
	if g.quirk() {
		inner.keyword = g.oddCase(inner.keyword + " ")
	}
	return line{keyword: "ONBUILD", args: strings.TrimSpace(inner.keyword + " " + inner.args), body: inner.body}
}

// plain is an instruction that changes nothing we compare.
func (g *gen) plain() line {
	if g.wrong() {
		return line{keyword: pick(g, "EXPOSE", "VOLUME", "LABEL", "MAINTAINER"), args: pick(g, "", `[""]`, "80 # c", "a", "x/y/z")}
	}
	return pick(g,
		line{keyword: "EXPOSE", args: pick(g, "80", "80/tcp 443/udp", "$A", "8000-8010", "127.0.0.1:80:80")},
		line{keyword: "VOLUME", args: pick(g, "/data", `["/a","/b"]`, "/$A /b", `["/a",]`)},
		line{keyword: "LABEL", args: pick(g, "a=1", `a="b c" d=$A`, "legacy value here", `"q"=1`)},
		line{keyword: "MAINTAINER", args: pick(g, "me <me@x>", "x")},
	)
}

// unknown is a keyword with a typing error, or nothing like one.
func (g *gen) unknown() line {
	if g.faults == 0 {
		return line{keyword: "CMD", args: "x"}
	}
	return line{keyword: pick(g, "FOO", "ENTRYPIONT", "CDM", "INCLUDE", "RUNN", "cmdd", "Workdri", "CMD:", `CMD["a"]`, "USR", "E", "é"), args: g.commandText()}
}
