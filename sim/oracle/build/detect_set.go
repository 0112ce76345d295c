package build

import (
	"slices"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// Short names for what detectors ask about.
type (
	cmdIns   = *instructions.CmdCommand
	epIns    = *instructions.EntrypointCommand
	shellIns = *instructions.ShellCommand
	envIns   = *instructions.EnvCommand
	argIns   = *instructions.ArgCommand
)

// setDetectors: section 3, and the table of what a child can undo.
var setDetectors = []detector{
	{"21", "the last CMD wins", func(v *view) bool { return v.ok() && len(only[cmdIns](v.own())) > 1 }},
	{"21", "the last ENTRYPOINT wins", func(v *view) bool { return v.ok() && len(only[epIns](v.own())) > 1 }},
	{"22", "nothing set: both inherited", func(v *view) bool {
		return v.ok() && !v.triggered() && !sets(v) && len(v.base.Config.Entrypoint) > 0 && len(v.base.Config.Cmd) > 0 && len(v.chain) == 1 &&
			slices.Equal(v.truth.Config.Cmd, v.base.Config.Cmd) && slices.Equal(v.truth.Config.Entrypoint, v.base.Config.Entrypoint)
	}},
	{"22", "ENTRYPOINT empties the image's CMD", func(v *view) bool {
		return v.resetsCmd() && len(v.chain) == 1 && len(v.base.Config.Cmd) > 0
	}},
	{"22", "ENTRYPOINT empties the parent stage's CMD", func(v *view) bool { return v.resetsCmd() && has[cmdIns](v.stage(1)) }},
	{"22", "also with the inherited value", func(v *view) bool {
		return v.resetsCmd() && len(v.base.Config.Entrypoint) > 0 && len(v.base.Config.Cmd) > 0 && slices.Equal(v.truth.Config.Entrypoint, v.base.Config.Entrypoint)
	}},
	{"22", "CMD in front of ENTRYPOINT survives", func(v *view) bool {
		c, e := order(v.own())
		return v.ok() && c >= 0 && c < e && len(v.truth.Config.Cmd) > 0
	}},
	{"22", "CMD behind ENTRYPOINT counts", func(v *view) bool {
		c, e := order(v.own())
		return v.ok() && e >= 0 && c > e && len(v.truth.Config.Cmd) > 0
	}},
	{"22", "CMD keeps the inherited ENTRYPOINT", func(v *view) bool {
		c, e := order(v.own())
		return v.ok() && c >= 0 && e < 0 && len(v.chain) == 1 && len(v.base.Config.Entrypoint) > 0 && slices.Equal(v.truth.Config.Entrypoint, v.base.Config.Entrypoint)
	}},
	{"22", "CMD [] counts as seen", func(v *view) bool {
		c, e := order(v.own())
		return v.ok() && c >= 0 && c < e && len(v.truth.Config.Cmd) == 0
	}},
	{"22", "ENTRYPOINT [] empties both", func(v *view) bool {
		return v.resetsCmd() && len(v.truth.Config.Entrypoint) == 0 && len(v.base.Config.Cmd) > 0
	}},
	{"22", "shell-form ENTRYPOINT beside exec-form CMD", mixed(true, false)},
	{"22", "exec-form ENTRYPOINT beside shell-form CMD", mixed(false, true)},
	{"22", "both in shell form", mixed(true, true)},
	{"23", "RUN, ENV, USER, WORKDIR, COPY leave both alone", func(v *view) bool {
		own := v.own()
		touched := has[*instructions.RunCommand](own) || has[envIns](own) || has[*instructions.UserCommand](own) ||
			has[*instructions.WorkdirCommand](own) || has[*instructions.CopyCommand](own)
		return v.ok() && touched && !sets(v) && !v.triggered() && len(v.chain) == 1 && len(v.base.Config.Entrypoint) > 0
	}},
	{"24", "CMD sets ArgsEscaped", func(v *view) bool { return v.truth.Config.ArgsEscaped && has[cmdIns](v.own()) }},
	{"24", "ENTRYPOINT does not", func(v *view) bool { return v.ok() && !v.truth.Config.ArgsEscaped && has[epIns](v.own()) }},
	{"24", "ArgsEscaped is inherited", func(v *view) bool { return v.truth.Config.ArgsEscaped && !has[cmdIns](v.own()) && !v.triggered() }},
	{"undo", "USER \"\"", func(v *view) bool {
		return v.ok() && v.truth.Config.User == "" && v.base.Config.User != "" && has[*instructions.UserCommand](v.own())
	}},
	{"undo", "CMD [] clears an inherited CMD", func(v *view) bool {
		return v.ok() && len(v.truth.Config.Cmd) == 0 && len(v.base.Config.Cmd) > 0 && has[cmdIns](v.own()) && !has[epIns](v.own())
	}},
	{"undo", "HEALTHCHECK NONE stays recorded", func(v *view) bool {
		h := v.truth.Config.Healthcheck
		return h != nil && v.base.Config.Healthcheck != nil && slices.Equal(h.Test, []string{"NONE"}) && has[*instructions.HealthCheckCommand](v.own())
	}},
	{"undo", "ENV A= leaves an empty value", func(v *view) bool {
		return v.ok() && slices.ContainsFunc(v.truth.Config.Env, func(e string) bool { return e != "EMPTY=" && e != "NOEQ=" && e[len(e)-1] == '=' }) && has[envIns](v.all())
	}},
}

// sets: the target stage has a CMD or ENTRYPOINT of its own.
func sets(v *view) bool { return has[cmdIns](v.own()) || has[epIns](v.own()) }

// resetsCmd: the target stage has an ENTRYPOINT, no CMD, and no CMD is left.
func (v *view) resetsCmd() bool {
	return v.ok() && has[epIns](v.own()) && !has[cmdIns](v.own()) && len(v.truth.Config.Cmd) == 0 && !v.triggered()
}

// mixed: the forms of the target stage's only ENTRYPOINT and CMD.
func mixed(shellEntrypoint, shellCmd bool) func(*view) bool {
	return func(v *view) bool {
		e, c := only[epIns](v.own()), only[cmdIns](v.own())
		return v.ok() && len(e) == 1 && len(c) == 1 && e[0].PrependShell == shellEntrypoint && c[0].PrependShell == shellCmd
	}
}
