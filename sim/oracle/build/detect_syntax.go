package build

import (
	"regexp"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// directiveDetectors: section 10.
var directiveDetectors = []detector{
	{"59", "a directive in another case", textual(`^(\x{feff})?#\s*(eS|ES|Es|sY|SY|Sy|cH|CH|Ch)`)},
	{"59", "blanks around =", textual(`^#\s*\w+\s+=\s+\S`)},
	{"59", "a directive that comes too late", func(v *view) bool { return v.ok() && v.escape == '\\' && v.matches(lateDirective) }},
	{"59", "a directive twice", fails("parser directive can be used")},
	{"60", "escape=`", func(v *view) bool { return v.ok() && v.escape == '`' }},
	{"60", `escape=\`, textual(`(?i)^#\s*escape\s*=\s*\\\s*\n`)},
	{"60", "another escape character", fails("invalid escape token")},
	{"60", "the other character is text", func(v *view) bool {
		return v.ok() && v.escape == '`' && v.node(func(n *parser.Node) bool { return strings.HasSuffix(strings.TrimSpace(n.Original), `\`) })
	}},
	{"60", "the directive's character escapes variables", func(v *view) bool {
		return v.ok() && v.escape == '`' && v.keyword("ENV USER ARG WORKDIR", func(n *parser.Node) bool { return strings.Contains(n.Original, "`$") })
	}},
	{"61", "a syntax directive", textual(`(?i)^(\x{feff})?#\s*syntax\s*=`)},
	{"61", "#! hides an escape directive", func(v *view) bool { return v.ok() && strings.HasPrefix(v.Dockerfile, "#!") && v.escape == '\\' }},
	{"62", "check=skip", textual(`(?i)^#\s*check\s*=\s*skip`)},
	{"62", "check=error=true", textual(`(?i)^#\s*check\s*=\s*error=true`)},
	{"62", "a bad check option", fails("failed to parse check options")},
	{"62", "check above an instruction", textual(`\n\s*# ?check=skip=`)},
}

var lateDirective = regexp.MustCompile("(?i)\n#\\s*escape\\s*=\\s*`")

// heredocDetectors: sections 11 and 12.
var heredocDetectors = []detector{
	{"63", "CMD knows no heredoc", func(v *view) bool {
		return v.ok() && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool { return strings.HasPrefix(text(n), "<<") })
	}},
	{"63", "the lines below are instructions", func(v *view) bool {
		return v.fails("unknown instruction") && v.keyword("CMD ENTRYPOINT", func(n *parser.Node) bool { return strings.Contains(text(n), "<<") })
	}},
	{"63", "HEALTHCHECK knows no heredoc", func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && strings.Contains(last(h.Test), "<<")
	}},
	{"64", "RUN <<E", heredoc("RUN", func(n *parser.Node) bool { return strings.HasPrefix(args(n), "<<") })},
	{"64", "RUN words <<E", heredoc("RUN", func(n *parser.Node) bool { return !strings.HasPrefix(args(n), "<<") })},
	{"64", "a body with #!", heredoc("RUN", func(n *parser.Node) bool { return strings.HasPrefix(n.Heredocs[0].Content, "#!") })},
	{"64", "a body with comments and escapes", heredoc("RUN COPY ADD", func(n *parser.Node) bool {
		return strings.Contains(n.Heredocs[0].Content, "#") || strings.Contains(n.Heredocs[0].Content, `\`)
	})},
	{"64", "a body with instructions", heredoc("RUN COPY ADD", func(n *parser.Node) bool { return strings.Contains(n.Heredocs[0].Content, "CMD ") })},
	{"64", "<<-", heredoc("RUN COPY ADD", func(n *parser.Node) bool { return n.Heredocs[0].Chomp })},
	{"64", "two heredocs", heredoc("RUN COPY ADD", func(n *parser.Node) bool { return len(n.Heredocs) == 2 })},
	{"64", "COPY <<E", heredoc("COPY", func(*parser.Node) bool { return true })},
	{"64", "ADD <<E", heredoc("ADD", func(*parser.Node) bool { return true })},
	{"64", "ONBUILD RUN <<E", heredoc("ONBUILD", func(*parser.Node) bool { return true })},
	{"64", "a quoted name", heredoc("RUN COPY ADD", func(n *parser.Node) bool { return !n.Heredocs[0].Expand })},
	{"64", "unterminated", fails("unterminated heredoc")},
	{"64", "<< in a JSON RUN is text", func(v *view) bool {
		return v.ok() && v.keyword("RUN", func(n *parser.Node) bool {
			return isJSON(n) && strings.Contains(n.Original, "<<") && len(n.Heredocs) == 0
		})
	}},
	{"65", "shell form on a windows image", func(v *view) bool {
		return isShellForm(v.truth.Config.Cmd, "cmd", "/S", "/C") && v.truth.Config.ArgsEscaped && v.base.OS == "windows"
	}},
	{"65", "exec form on a windows image", func(v *view) bool {
		c := only[cmdIns](v.own())
		return v.ok() && v.base.OS == "windows" && len(c) > 0 && !c[len(c)-1].PrependShell && v.truth.Config.ArgsEscaped
	}},
	{"65", "ENTRYPOINT alone on a windows image", func(v *view) bool {
		return v.ok() && v.ref == "win" && has[epIns](v.own()) && !has[cmdIns](v.all()) && !v.truth.Config.ArgsEscaped
	}},
	{"65", "a windows image with a SHELL", func(v *view) bool {
		return v.ok() && v.base.OS == "windows" && len(v.truth.Config.Shell) > 0 && isShellForm(v.truth.Config.Cmd, v.truth.Config.Shell...)
	}},
	{"65", "STOPSIGNAL on windows", func(v *view) bool {
		return v.ok() && strings.HasPrefix(v.platform(), "windows") && v.keyword("STOPSIGNAL", func(*parser.Node) bool { return true })
	}},
	{"19/copy", "--chmod", inArgs("COPY ADD", `--chmod=0?[0-7]{3}`)},
}

// heredoc: an instruction of one of the keywords with a heredoc, in a file that
// builds.
func heredoc(keywords string, f func(*parser.Node) bool) func(*view) bool {
	return func(v *view) bool {
		return v.ok() && v.keyword(keywords, func(n *parser.Node) bool { return len(n.Heredocs) > 0 && f(n) })
	}
}

// errorTexts are the texts of section 13, each as a pattern.
var errorTexts = []string{
	`^the Dockerfile cannot be empty$`, `^file with no instructions$`, `^dockerfile contains no stages to build$`, `^no build stage in current context$`,
	`^dockerfile parse error on line \d+: unknown instruction: \S+ \(did you mean \w+\?\)$`, `unknown instruction: [a-z]+ \(did you mean [a-z]+\?\)`,
	`unknown instruction: INCLUDE$`, `FROM requires either one or three arguments$`, `invalid name for build stage: .* name can't start with a number or contain symbols$`,
	`: not found`, `^when using JSON array syntax, arrays must be comprised of strings only$`, `: unknown flag: --x$`,
	`unknown flag: --\w+ \(did you mean `, `SHELL requires the arguments to be in JSON form`, `(WORKDIR|USER|STOPSIGNAL) requires exactly one argument$`,
	`ENV requires at least one argument$`, `^ENV must have two arguments$`, `^Syntax error - can't find = in .* Must be of the form: name=value$`,
	`ENV names can not be blank$`, `^failed to process .*: unexpected end of statement while looking for matching (double|single)-quote$`,
	`(COPY|ADD) requires at least two arguments, but only one was provided\. Destination could not be determined$`,
}

func errorDetectors() (out []detector) {
	for _, pattern := range errorTexts {
		re := regexp.MustCompile(pattern)
		out = append(out, detector{"13", pattern, func(v *view) bool { return re.MatchString(v.truth.Err) }})
	}
	return append(out, detector{"13", "CMD, ENTRYPOINT, RUN alone are no error", func(v *view) bool {
		return v.ok() && slices.ContainsFunc(v.nodes, func(n *parser.Node) bool {
			return contains([]string{"CMD", "ENTRYPOINT", "RUN"}, strings.ToUpper(n.Value)) && n.Next == nil && !isJSON(n)
		})
	}})
}
