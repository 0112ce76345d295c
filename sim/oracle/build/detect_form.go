package build

import (
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// formDetectors: section 2.
var formDetectors = []detector{
	{"12", "RUN in exec form", form("RUN", true)},
	{"12", "CMD in exec form", form("CMD", true)},
	{"12", "ENTRYPOINT in exec form", form("ENTRYPOINT", true)},
	{"12", "HEALTHCHECK in exec form", form("HEALTHCHECK", true)},
	{"12", "SHELL in exec form", form("SHELL", true)},
	{"12", "RUN falls back", form("RUN", false)},
	{"12", "CMD falls back", form("CMD", false)},
	{"12", "ENTRYPOINT falls back", form("ENTRYPOINT", false)},
	{"12", "HEALTHCHECK falls back", form("HEALTHCHECK", false)},
	{"12", "SHELL refuses to fall back", fails("SHELL requires the arguments to be in JSON form")},
	{"13", "blanks and quotes of a shell form are kept", func(v *view) bool {
		return v.ok() && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool {
			t := text(n)
			kept := t == last(v.truth.Config.Cmd) || t == last(v.truth.Config.Entrypoint)
			return !isJSON(n) && kept && (strings.Contains(t, "  ") || strings.ContainsAny(t, `"'$\`))
		})
	}},
	{"17", "text behind the array makes shell form", func(v *view) bool {
		return v.ok() && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool {
			return !isJSON(n) && strings.HasPrefix(text(n), "[") && strings.Contains(text(n), `"]`) && !strings.HasSuffix(text(n), "]")
		})
	}},
	{"17", "an old frontend ignores it", func(v *view) bool { return v.ok() && v.Twin != "" && v.Twin != v.Dockerfile }},
	{"18", "CMD []", emptyForm("CMD", func(c Config) bool { return len(c.Cmd) == 0 })},
	{"18", `CMD [""]`, func(v *view) bool {
		return len(v.truth.Config.Cmd) == 1 && v.truth.Config.Cmd[0] == "" && has[*instructions.CmdCommand](v.own())
	}},
	{"18", "CMD alone", bareForm("CMD", func(c Config) bool { return len(c.Cmd) > 1 && last(c.Cmd) == "" })},
	{"18", "ENTRYPOINT []", emptyForm("ENTRYPOINT", func(c Config) bool { return len(c.Entrypoint) == 0 })},
	{"18", `ENTRYPOINT [""]`, func(v *view) bool {
		return len(v.truth.Config.Entrypoint) == 1 && v.truth.Config.Entrypoint[0] == "" && has[*instructions.EntrypointCommand](v.own())
	}},
	{"18", "ENTRYPOINT alone", bareForm("ENTRYPOINT", func(c Config) bool { return len(c.Entrypoint) > 1 && last(c.Entrypoint) == "" })},
	{"18", "RUN alone", bareForm("RUN", func(Config) bool { return true })},
	{"18", "RUN []", func(v *view) bool { return v.truth.Err == "arguments are required" }},
	{"18", "HEALTHCHECK CMD []", func(v *view) bool {
		return v.fails("Missing command after HEALTHCHECK CMD") && v.keyword("HEALTHCHECK", isJSON)
	}},
	{"18", "SHELL []", func(v *view) bool {
		return v.fails("SHELL requires at least one argument") && v.keyword("SHELL", isJSON)
	}},
	{"19", "JSON does not know the escape directive", func(v *view) bool {
		return v.ok() && v.escape == '`' && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool { return !isJSON(n) && strings.HasPrefix(text(n), "[") })
	}},
	{"19", "backslashes stay in a shell form", func(v *view) bool {
		return v.ok() && v.escape == '`' && strings.Contains(last(v.truth.Config.Cmd)+last(v.truth.Config.Entrypoint), `c:\app`)
	}},
	{"20", "a quoted array is text", inArgs("CMD ENTRYPOINT", `^"\[\\"`)},
	{"20", "a second keyword is text", inArgs("CMD ENTRYPOINT", `^CMD \[`)},
}

// form: a keyword with a text that begins like an array and is one, or is none.
func form(keyword string, json bool) func(*view) bool {
	return func(v *view) bool {
		return v.ok() && v.keyword(keyword, func(n *parser.Node) bool {
			return isJSON(n) == json && (json || strings.Contains(args(n), "["))
		})
	}
}

// emptyForm: the last of a keyword in the target stage is an empty array.
func emptyForm(keyword string, result func(Config) bool) func(*view) bool {
	return func(v *view) bool {
		return v.ok() && result(v.truth.Config) && v.keyword(keyword, func(n *parser.Node) bool { return isJSON(n) && n.Next == nil })
	}
}

func bareForm(keyword string, result func(Config) bool) func(*view) bool {
	return func(v *view) bool {
		return v.ok() && result(v.truth.Config) && v.keyword(keyword, func(n *parser.Node) bool { return !isJSON(n) && n.Next == nil })
	}
}

// rowDetectors: every row of the tables of rules 14, 15 and 16.
func rowDetectors() (out []detector) {
	behind := func(rule, row string, fires func(*view, *parser.Node) bool) {
		out = append(out, detector{rule, strconv.Quote(row), func(v *view) bool {
			return strings.Contains(v.Dockerfile, row) && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool { return fires(v, n) })
		}})
	}
	for _, row := range fallbackRows {
		behind("14", row, func(v *view, n *parser.Node) bool {
			return v.ok() && text(n) == row && !isJSON(n) && (last(v.truth.Config.Cmd) == row || last(v.truth.Config.Entrypoint) == row)
		})
	}
	for _, row := range execRows {
		behind("16", row.text, func(v *view, n *parser.Node) bool {
			return v.ok() && isJSON(n) && args(n) == strings.TrimSpace(row.text)
		})
	}
	for _, row := range strictRows {
		out = append(out, detector{"15", strconv.Quote(row), func(v *view) bool {
			return strings.Contains(v.Dockerfile, row) && v.fails("arrays must be comprised of strings only")
		}})
	}
	return out
}
