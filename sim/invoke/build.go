package invoke

import "strings"

// build reads docker build, which is docker buildx build under any of its names.
func (t *typed) build(at int) Command {
	client := refusal{path: "docker buildx build", name: "build"}
	table := tableOf("build", "")
	r, bad := t.options(table, at+1, true)
	c := Command{Kind: KindBuild, Build: &Build{}}
	switch {
	case bad != nil:
		bad.hint = t.hint(bad, table)
		c.Refused = client.badOption(bad)
	case t.wantsHelp(r):
		return help("docker build")
	case len(r.others) != 1 && len(r.unread) == 0:
		span := t.words[at].From.Span
		if len(r.others) > 1 {
			span = t.words[r.others[1]].From.Span
		}
		c.Refused = refused("ERROR: docker: 'docker buildx build' requires 1 argument", 1, &fault{span: span, hint: "the one argument is the build context, often \".\""})
	}
	t.fillBuild(c.Build, r)
	return c
}

func (t *typed) fillBuild(b *Build, r reading) {
	switch {
	case len(r.others) > 0:
		b.Context = t.words[r.others[0]]
	case len(r.unread) > 0:
		b.Context = t.words[r.unread[len(r.unread)-1]]
	}
	b.File = t.given(r, "file")
	b.Target = t.given(r, "target")
	b.Platform = t.given(r, "platform")
	for _, s := range r.all("tag") {
		b.Tags = append(b.Tags, t.valueOf(s, 0))
	}
	for _, s := range r.all("build-arg") {
		b.Args = append(b.Args, t.buildArg(s))
	}
}

// buildArg is NAME=VALUE, or NAME for the shell's value.
func (t *typed) buildArg(s setting) Arg {
	name, _, hasValue := strings.Cut(s.text, "=")
	switch {
	case strings.Contains(name, hole):
		return Arg{Value: t.valueOf(s, 0), HasValue: true}
	case hasValue:
		return Arg{Name: name, Value: t.valueOf(s, len(name)+1), HasValue: true}
	}
	value, set := t.variable(name, t.spanOf(s))
	return Arg{Name: name, Value: value, HasValue: set && value.Known()}
}
