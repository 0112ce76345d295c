package build

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// lineDetectors: section 1, rules 1 to 8.
var lineDetectors = []detector{
	{"1", "a # behind text stays in it", func(v *view) bool {
		c := v.truth.Config
		return strings.Contains(last(c.Cmd)+last(c.Entrypoint)+c.WorkingDir+c.User, " #")
	}},
	{"1", "a # behind ENV, STOPSIGNAL, FROM or NONE is an error", func(v *view) bool {
		return v.truth.Err != "" && v.matches(hashTail) && (v.fails(`can't find = in "#"`) || v.fails("invalid signal: SIGINT #") ||
			v.fails("one or three arguments") || v.fails("NONE takes no arguments"))
	}},
	{"2", "a line continues", func(v *view) bool { return v.ok() && v.node(folded) }},
	{"2", "blanks behind the escape character", func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool { return folded(n) && blankTail.MatchString(strings.Join(v.linesOf(n), "")) })
	}},
	{"2", "two escape characters do not continue", func(v *view) bool {
		return v.node(func(n *parser.Node) bool {
			lines := v.linesOf(n)
			return len(lines) > 0 && strings.HasSuffix(strings.TrimRight(last(lines), " \t\r\n"), strings.Repeat(string(v.escape), 2)) && n.EndLine < strings.Count(v.Dockerfile, "\n")
		})
	}},
	{"3", "a comment inside an instruction", func(v *view) bool { return v.ok() && v.inner(func(l string) bool { return strings.HasPrefix(l, "#") }) }},
	{"3", "an empty line inside an instruction", func(v *view) bool { return v.ok() && v.empty }},
	{"3", "the next instruction is swallowed", func(v *view) bool {
		return v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool {
			return folded(n) && len(v.linesOf(n)) > 1 && keywordLine.MatchString(last(v.linesOf(n)))
		})
	}},
	{"4", "a comment line inside quotes vanishes", func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool {
			open, lines := "", v.linesOf(n)
			for i, l := range lines {
				if i > 0 && folded(n) && strings.HasPrefix(strings.TrimSpace(l), "#") && strings.Count(open, `"`)%2 == 1 {
					return true
				}
				open += l
			}
			return false
		})
	}},
	{"5", "an escape character before a comment does not continue", func(v *view) bool {
		return v.node(func(n *parser.Node) bool { return noteTail.MatchString(last(v.linesOf(n))) })
	}},
	{"6", "a keyword is split", func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool {
			lines := v.linesOf(n)
			return folded(n) && len(strings.TrimSpace(lines[0])) <= len(n.Value)
		})
	}},
	{"6", "a JSON string is split", func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool {
			lines := v.linesOf(n)
			return folded(n) && isJSON(n) && strings.Count(strings.ReplaceAll(lines[0], `\"`, ""), `"`)%2 == 1
		})
	}},
	{"6", "an escape character ends the file", func(v *view) bool {
		return v.ok() && strings.HasSuffix(strings.TrimRight(v.Dockerfile, " \t\r\n"), string(v.escape))
	}},
	{"7", "JSON without continuation over two lines", func(v *view) bool { return v.fails("unknown instruction: \"") }},
	{"8", "CRLF", func(v *view) bool { return v.ok() && strings.Contains(v.Dockerfile, "\r\n") }},
	{"8", "CRLF in a heredoc", func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool {
			return len(n.Heredocs) > 0 && strings.Contains(n.Heredocs[0].Content, "\r\n")
		})
	}},
	{"8", "CR inside a line", func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool { return strings.Contains(n.Original, "\r") })
	}},
	{"8", "BOM on line 1", func(v *view) bool { return v.ok() && strings.HasPrefix(v.Dockerfile, "\ufeff") }},
	{"8", "BOM elsewhere", func(v *view) bool { return v.fails("unknown instruction: \ufeff") }},
	{"8", "blanks before an instruction", func(v *view) bool {
		return v.ok() && v.node(func(n *parser.Node) bool {
			return len(v.linesOf(n)) > 0 && bytes.ContainsAny([]byte(v.linesOf(n)[0][:1]), " \t\f")
		})
	}},
	{"8", "a line that is too long", fails("dockerfile line greater than max allowed size of 65535")},
	{"8", "a long line that is not", func(v *view) bool { return v.ok() && len(v.Dockerfile) > 25000 }},
}

var (
	hashTail    = regexp.MustCompile(`(?i)(ENV|STOPSIGNAL|FROM|NONE).* #`)
	blankTail   = regexp.MustCompile("[\\\\`][ \\t]+\\r?\\n")
	noteTail    = regexp.MustCompile("[\\\\`] +# note\\r?\\n?$")
	keywordLine = regexp.MustCompile(`(?i)^\s*(CMD|ENTRYPOINT|RUN|ENV|WORKDIR|USER|SHELL|COPY|ARG|HEALTHCHECK) `)
)

// inner reports whether a line inside a folded instruction is as f says.
func (v *view) inner(f func(trimmed string) bool) bool {
	return v.node(func(n *parser.Node) bool {
		lines := v.linesOf(n)
		for i := 1; i < len(lines) && folded(n); i++ {
			if f(strings.TrimSpace(lines[i])) {
				return true
			}
		}
		return false
	})
}
