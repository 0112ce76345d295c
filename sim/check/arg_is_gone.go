package check

import (
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/lazy"
)

var argIsGone = Check{
	ID: "arg-is-gone", Title: "a command that uses an ARG, which exists during the build only", Severity: Warning,
	Rules: []sim.RuleID{"arg-not-in-env", "no-expansion-in-commands"},
	Run: func(c *Case, report func(Finding)) {
		process := c.process()
		if process == nil || c.Dockerfile == nil || hasUnknownEnv(process.Env) {
			return
		}
		s, ok := sim.FindShellString(process.Argv)
		if !ok {
			return
		}
		text := process.Argv[s.Index]
		for _, keyword := range []string{"ENTRYPOINT", "CMD"} {
			if p, ok := c.writtenAt(text, keyword); ok {
				c.reportGone(p, text, process.Env, report)
			}
		}
	},
}

// hasUnknownEnv reports whether the base may set variables that nobody knows.
func hasUnknownEnv(env []sim.Env) bool {
	return slices.ContainsFunc(env, func(e sim.Env) bool { return e.Name == "" })
}

var usedVariable = lazy.Regexp(`\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})`)

// reportGone looks at each variable that a text uses and that nothing sets.
func (c *Case) reportGone(p place, text sim.Word, env []sim.Env, report func(Finding)) {
	const most = 64 // variables
	seen := map[string]bool{}
	for _, m := range usedVariable().FindAllStringSubmatch(text.Text, most) {
		name := m[1] + m[2]
		if seen[name] || strings.Contains(text.Text, name+"=") || slices.ContainsFunc(env, func(e sim.Env) bool { return e.Name == name }) {
			continue
		}
		seen[name] = true
		if arg, here := c.argNamed(name, p); arg != nil {
			report(c.goneArg(p, text, m[0], name, *arg, here))
		}
	}
}

// argNamed finds the ARG that declares a name above p; here says that the
// declaration counts in p's stage.
func (c *Case) argNamed(name string, p place) (arg *sim.Instruction, here bool) {
	stages := c.chain()
	for _, st := range slices.Backward(stages) {
		for i := range st.Instructions {
			if ins := &st.Instructions[i]; ins.Keyword == "ARG" && declares(ins, name) && ins.Span.Start < p.outer.Span.Start {
				return ins, true
			}
		}
	}
	for i := range c.Dockerfile.Args {
		if ins := &c.Dockerfile.Args[i]; declares(ins, name) {
			return ins, false
		}
	}
	return nil, false
}

func declares(arg *sim.Instruction, name string) bool {
	return slices.ContainsFunc(strings.Fields(arg.Args.String), func(f string) bool {
		n, _, _ := strings.Cut(f, "=")
		return n == name
	})
}

func (c *Case) goneArg(p place, text sim.Word, used, name string, arg sim.Instruction, here bool) Finding {
	f := Finding{
		Span:    c.within(text.From.Span, used),
		Message: "ARG " + name + " exists during the build only: when the container runs, " + used + " is empty",
		Related: []Related{{Span: arg.Span, Message: "this does not reach the container"}},
	}
	if c.Invocation == nil || c.Invocation.Runner == "none" {
		f.Severity = Info
		f.Message += " unless someone sets it with -e"
	}
	edits := []Edit{c.lineAbove(p.outer, "ENV "+name+"=$"+name)}
	if !here {
		edits = []Edit{c.lineAbove(p.outer, "ARG "+name), edits[0]}
	}
	f.Fixes = []Fix{{Title: "keep the value in the image with ENV", Edits: edits}}
	return f
}
