package sim

import (
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// checkArg is the --build-arg that replaces a check directive.
const checkArg = "BUILDKIT_DOCKERFILE_CHECK"

// chooseChecks makes the linter whose findings fail the build, if that is asked
// for: by --build-arg, else by the directive. Frontends before 1.8 have no checks.
func (d *Dockerfile) chooseChecks(args map[string]string) *Error {
	config := d.checks
	if given, ok := args[checkArg]; ok {
		var err error
		if config, err = linter.ParseLintOptions(given); err != nil {
			return &Error{Msg: "failed to parse check options: " + err.Error(), Rule: "build-refused"}
		}
		d.checkSpan = Span{}
	}
	d.checks = nil
	if config == nil || !config.ReturnAsError || d.oldTail && !strings.Contains(d.Syntax, ":1.8") {
		return nil
	}
	heard := *config
	heard.Warn = func(string, string, string, string, []parser.Range) {}
	d.lint = linter.New(&heard)
	return nil
}

// listener is the linter of one build: it begins with what parsing found.
func (d *Dockerfile) listener() *linter.Linter {
	if d.lint == nil {
		return nil
	}
	l := *d.lint
	called := slices.Clone(*l.CalledRules)
	l.CalledRules = &called
	for _, w := range d.warnings {
		if w.URL == linter.RuleNoEmptyContinuation.URL {
			l.Run(&linter.RuleNoEmptyContinuation, nil)
		}
	}
	return &l
}

// lintCommand runs the checks of CMD and ENTRYPOINT; again says that the stage
// has one already.
func (s *stage) lintCommand(c *command, again bool) {
	if s.lint == nil {
		return
	}
	l := s.lint.WithMergedConfigFromComments(c.ins.Comments)
	if again {
		l.Run(&linter.RuleMultipleInstructionsDisallowed, nil)
	}
	if c.ins.Form != ExecForm && !s.shell.Set {
		l.Run(&linter.RuleJSONArgsRecommended, nil)
	}
}

// violation is the build that fails because of what its checks find, nil if we
// know of nothing: some checks are not ours to run.
func (b *builder) violation() *Error {
	if b.lint == nil || len(*b.lint.CalledRules) == 0 {
		return nil
	}
	rules := slices.Compact(slices.Sorted(slices.Values(*b.lint.CalledRules)))
	return &Error{Span: b.d.checkSpan, Rule: "build-refused", Msg: "lint violation found for rules: " + strings.Join(rules, ", "),
		Hint: "error=true makes any finding of docker build --check fail the build; BuildKit may name further rules, and in any order"}
}

// Checked reports whether a finding of BuildKit's checks fails the build.
func (d Dockerfile) Checked() bool { return d.lint != nil }
