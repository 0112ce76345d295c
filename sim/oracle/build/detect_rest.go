package build

import (
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type (
	onbuildIns = *instructions.OnbuildCommand
	healthIns  = *instructions.HealthCheckCommand
)

// shellDetectors: section 5.
var shellDetectors = []detector{
	{"35", "SHELL in shell form", fails("SHELL requires the arguments to be in JSON form")},
	{"35", "SHELL with nothing", fails("SHELL requires at least one argument")},
	{"36", "SHELL between two shell forms", func(v *view) bool {
		c := v.truth.Config
		return v.ok() && has[shellIns](v.own()) && isShellForm(c.Entrypoint, "/bin/sh", "-c") && isShellForm(c.Cmd, c.Shell...) && len(c.Shell) > 0
	}},
	{"37", "the image's SHELL is used", func(v *view) bool {
		return v.ok() && len(v.base.Config.Shell) > 0 && !has[shellIns](v.all()) && !v.triggered() && has[cmdIns](v.own()) && isShellForm(v.truth.Config.Cmd, v.base.Config.Shell...)
	}},
	{"37", "the parent stage's SHELL is used", func(v *view) bool {
		return v.ok() && !has[shellIns](v.own()) && has[shellIns](v.stage(1)) && has[cmdIns](v.own()) && isShellForm(v.truth.Config.Cmd, v.truth.Config.Shell...)
	}},
	{"37", "siblings do not see it", func(v *view) bool {
		return v.ok() && len(v.truth.Config.Shell) == 0 && v.unused(func(s instructions.Stage) bool { return has[shellIns](s.Commands) })
	}},
	{"38", "exec form ignores SHELL", func(v *view) bool {
		c := only[cmdIns](v.own())
		return v.ok() && has[shellIns](v.own()) && len(c) > 0 && !c[len(c)-1].PrependShell
	}},
	{"38", "a variable in SHELL stays", func(v *view) bool { return strings.Contains(strings.Join(v.truth.Config.Shell, " "), "$") }},
	{"38", `SHELL [""]`, func(v *view) bool { return slices.Equal(v.truth.Config.Shell, []string{""}) }},
	{"39", "SHELL does not change a health check", func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && len(h.Test) == 2 && h.Test[0] == "CMD-SHELL" && len(v.truth.Config.Shell) > 0 && has[healthIns](v.own())
	}},
	{"40", "the default shell of windows", func(v *view) bool { return isShellForm(v.truth.Config.Cmd, "cmd", "/S", "/C") }},
	{"40", "the default shell of linux", func(v *view) bool { return isShellForm(v.truth.Config.Cmd, "/bin/sh", "-c") }},
	{"40", "the image's OS decides", func(v *view) bool {
		return v.ok() && strings.HasPrefix(v.platform(), "windows") && v.base.OS == "linux" && isShellForm(v.truth.Config.Cmd, "/bin/sh", "-c") && has[cmdIns](v.own())
	}},
}

// triggerDetectors: section 6.
var triggerDetectors = []detector{
	{"41", "ONBUILD stores a trigger", func(v *view) bool { return len(v.truth.Config.OnBuild) > 0 }},
	{"41", "continuations are joined", func(v *view) bool {
		return len(v.truth.Config.OnBuild) > 0 && v.keyword("ONBUILD", folded)
	}},
	{"41", "a heredoc is part of it", func(v *view) bool {
		return slices.ContainsFunc(v.truth.Config.OnBuild, func(t string) bool { return strings.Contains(t, "\n") })
	}},
	{"42", "an image's triggers run", func(v *view) bool { return v.ok() && len(v.base.Config.OnBuild) > 0 && len(v.chain) == 1 }},
	{"42", "a stage's triggers run", func(v *view) bool { return v.ok() && has[onbuildIns](v.stage(1)) }},
	{"42", "grandchildren do not run them", func(v *view) bool { return v.ok() && has[onbuildIns](v.stage(2)) && !has[onbuildIns](v.stage(1)) }},
	{"43", "a trigger's ENTRYPOINT empties the image's CMD", func(v *view) bool {
		return v.ok() && v.ref == "ob-ep" && len(v.chain) == 1 && !sets(v) && len(v.truth.Config.Cmd) == 0
	}},
	{"43", "a trigger's CMD survives an ENTRYPOINT", func(v *view) bool {
		return v.ok() && v.ref == "ob-cmd" && len(v.chain) == 1 && has[epIns](v.own()) && !has[cmdIns](v.own()) && slices.Equal(v.truth.Config.Cmd, []string{"oc"})
	}},
	{"43", "own instructions come behind triggers", func(v *view) bool { return v.ok() && v.triggered() && sets(v) }},
	{"44", "a trigger uses the parent's last SHELL", func(v *view) bool {
		shells := only[shellIns](v.stage(1))
		return v.ok() && len(shells) > 0 && !has[cmdIns](v.own()) && slices.ContainsFunc(only[onbuildIns](v.stage(1)), func(o onbuildIns) bool {
			return isShellForm(v.truth.Config.Cmd, shells[len(shells)-1].Shell...) && strings.HasSuffix(o.Expression, last(v.truth.Config.Cmd))
		})
	}},
	{"44", "a trigger's variables are the child's", func(v *view) bool {
		return v.ok() && slices.ContainsFunc(only[onbuildIns](v.stage(1)), func(o onbuildIns) bool {
			return strings.Contains(o.Expression, "$") && !strings.HasPrefix(o.Expression, "CMD") && !strings.HasPrefix(o.Expression, "RUN")
		})
	}},
	{"45", "ONBUILD alone", fails("ONBUILD requires at least one argument")},
	{"45", "ONBUILD ONBUILD", fails("Chaining ONBUILD")},
	{"45", "ONBUILD FROM", fails("FROM isn't allowed as an ONBUILD trigger")},
	{"45", "ONBUILD MAINTAINER", fails("MAINTAINER isn't allowed as an ONBUILD trigger")},
	{"45", "a bad trigger is stored", func(v *view) bool {
		return slices.Contains(v.truth.Config.OnBuild, "FOO x") || slices.Contains(v.truth.Config.OnBuild, "SHELL bash")
	}},
	{"45", "a bad trigger fails in the child", func(v *view) bool {
		return v.fails("unknown instruction: ") && !v.fails("dockerfile parse error")
	}},
	{"46", "triggers are split with the default escape", func(v *view) bool { return v.ok() && v.escape == '`' && v.ref == "ob-cont" && len(v.chain) == 1 }},
}

// healthDetectors: section 7.
var healthDetectors = []detector{
	{"47", "CMD-SHELL", testIs("CMD-SHELL")},
	{"47", "CMD", testIs("CMD")},
	{"47", "NONE", testIs("NONE")},
	{"47", "broken JSON", func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && len(h.Test) == 2 && h.Test[0] == "CMD-SHELL" && strings.HasPrefix(h.Test[1], "[")
	}},
	{"47", "in another case", func(v *view) bool {
		return v.ok() && v.keyword("HEALTHCHECK", func(n *parser.Node) bool { return text(n) != strings.ToUpper(text(n)) })
	}},
	{"47", "options behind CMD are text", func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && strings.HasPrefix(last(h.Test), "--interval=")
	}},
	{"48", "the whole check is replaced", func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && v.base.Config.Healthcheck != nil && v.base.Config.Healthcheck.Retries == 4 && h.Retries != 4 && has[healthIns](v.all())
	}},
	{"48", "the check is inherited", func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && v.ref == "health" && !has[healthIns](v.all()) && h.Retries == 4
	}},
	{"49", "--interval", healthField(func(h *Health) bool { return h.Interval > 0 })},
	{"49", "--timeout", healthField(func(h *Health) bool { return h.Timeout > 0 })},
	{"49", "--start-period", healthField(func(h *Health) bool { return h.StartPeriod > 0 })},
	{"49", "--start-interval", healthField(func(h *Health) bool { return h.StartInterval > 0 })},
	{"49", "--retries", healthField(func(h *Health) bool { return h.Retries > 0 })},
	{"49", "variables are not expanded", fails(`time: invalid duration "$I"`)},
	{"49", "no unit", fails("time: missing unit in duration")},
	{"49", "too short", fails("cannot be less than 1ms")},
	{"49", "negative retries", fails("--retries cannot be negative")},
	{"49", "an unknown type", fails("in HEALTHCHECK (try CMD)")},
	{"49", "no command", fails("Missing command after HEALTHCHECK CMD")},
	{"49", "NONE with arguments", fails("HEALTHCHECK NONE takes no arguments")},
}

func testIs(kind string) func(*view) bool {
	return func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && len(h.Test) > 0 && h.Test[0] == kind && has[healthIns](v.all())
	}
}

func healthField(f func(*Health) bool) func(*view) bool {
	return func(v *view) bool {
		return v.truth.Config.Healthcheck != nil && f(v.truth.Config.Healthcheck) && has[healthIns](v.own())
	}
}
