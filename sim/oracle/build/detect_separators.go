package build

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// separatorDetectors: section 1, rules 9 to 11.
var separatorDetectors = []detector{
	{"9", "a keyword in another case", func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool { return n.Value != strings.ToUpper(n.Value) })
	}},
	{"10", "tab behind the keyword", separator("\t")},
	{"10", "VT behind the keyword", separator("\v")},
	{"10", "FF behind the keyword", separator("\f")},
	{"10", "CR behind the keyword", separator("\r")},
	{"10", "NBSP behind the keyword", func(v *view) bool { return v.fails("unknown instruction: ") && v.fails("\u00a0") }},
	{"10", "CMD[", fails("unknown instruction: CMD[")},
	{"10", "CMD=", fails("unknown instruction: CMD=")},
	{"10", "CMD:", fails("unknown instruction: CMD:")},
	{"11", "an unknown flag", fails("unknown flag: --")},
	{"11", "one dash is text", func(v *view) bool {
		return v.ok() && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool {
			return strings.HasPrefix(text(n), "-") && !strings.HasPrefix(text(n), "--") && !isJSON(n)
		})
	}},
	{"11", "quotes protect a flag", func(v *view) bool {
		return v.ok() && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool { return strings.HasPrefix(text(n), `"--`) && !isJSON(n) })
	}},
	{"11", "-- is eaten in front of shell form", eaten(false)},
	{"11", "-- is eaten in front of exec form", eaten(true)},
	{"11", "-- alone", func(v *view) bool {
		return v.ok() && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool { return args(n) == "--" && n.Next == nil })
	}},
	{"11", "STOPSIGNAL does not look at flags", flagged("STOPSIGNAL")},
	{"11", "ARG does not look at flags", flagged("ARG")},
	{"11", "HEALTHCHECK NONE does not look at flags", func(v *view) bool {
		return v.ok() && v.keyword("HEALTHCHECK", func(n *parser.Node) bool {
			return len(n.Flags) > 0 && strings.EqualFold(text(n), "none")
		})
	}},
}

func separator(sep string) func(*view) bool {
	return func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool {
			return strings.HasPrefix(strings.TrimSpace(n.Original), n.Value+sep)
		})
	}
}

// eaten: a -- that ends the flags and is gone.
func eaten(exec bool) func(*view) bool {
	return func(v *view) bool {
		return v.ok() && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool {
			return strings.HasPrefix(args(n), "-- ") && len(n.Flags) == 0 && n.Next != nil && isJSON(n) == exec
		})
	}
}

// flagged: an instruction that carries a flag and is accepted.
func flagged(keyword string) func(*view) bool {
	return func(v *view) bool {
		return v.ok() && v.keyword(keyword, func(n *parser.Node) bool { return len(n.Flags) > 0 })
	}
}
