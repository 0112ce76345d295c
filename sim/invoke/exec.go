package invoke

import (
	"errors"
	"strings"

	"explain/sim"
)

// exec reads docker exec: its words run in a container that is there already.
func (t *typed) exec(name string, at int) Command {
	path := "docker " + name
	client := refusal{engine: t.host.Engine, path: path, name: "exec"}
	table := tableOf("exec", t.host.Engine)
	r, bad := t.options(table, at+1, false)
	c := Command{Kind: KindExec, Invocation: sim.Invocation{Runner: "docker-exec", Engine: t.host.Engine}}
	t.doubt(&c.Invocation, r)
	switch {
	case bad != nil:
		bad.hint = t.hint(bad, table)
		c.Refused = client.badOption(bad)
	case t.wantsHelp(r):
		return help(path)
	case len(r.others) < 2 && t.hidden(r) == nil:
		c.Refused = client.tooFew(2, t.words[at].From.Span)
	default:
		c.Refused = t.fillExec(&c, client, r)
	}
	return c
}

// hidden is the first word of which only the user's shell knows how many it is,
// nil when there is none.
func (t *typed) hidden(r reading) *sim.Word {
	for _, i := range append(r.unread[:len(r.unread):len(r.unread)], r.others...) {
		if t.words[i].Unknown != "" {
			return &t.words[i]
		}
	}
	return nil
}

func (t *typed) fillExec(c *Command, client refusal, r reading) *sim.Refusal {
	t.positional(&c.Invocation, r)
	c.Container, c.Invocation.Image = c.Invocation.Image, sim.Word{}
	if len(c.Invocation.Args.Words) == 0 {
		// Only what the shell fills in can hold the command: docker exec $X c.
		hidden := *t.hidden(r)
		hidden.Unknown = "the command of docker exec, as far as " + hidden.Unknown + " holds one"
		c.Invocation.Args = sim.ListOf(hidden)
	}
	c.Invocation.User = t.given(r, "user")
	c.Invocation.WorkingDir = t.given(r, "workdir")
	c.Invocation.TTY, c.Invocation.Interactive, c.Invocation.Detach = r.on("tty"), r.on("interactive"), r.on("detach")
	env, bad := t.environment(r, false)
	c.Invocation.Env = env
	if bad == nil {
		bad = t.complain(r, complaintsOfRun[1:])
	}
	if bad == nil {
		bad = t.nameless(c.Container)
	}
	if bad != nil {
		return client.fail(bad)
	}
	return nil
}

// nameless refuses a container without a name.
func (t *typed) nameless(container sim.Word) *fault {
	switch {
	case container.Unknown != "":
	case t.host.Engine == oldClient && container.Text == "":
		return &fault{err: errors.New("Error: No such container: "), span: container.From.Span}
	case t.host.Engine != oldClient && strings.TrimSpace(container.Text) == "":
		return &fault{err: errors.New("invalid container name or ID: value is empty"), span: container.From.Span}
	}
	return nil
}

// start reads docker start and docker restart: they take the argv that the
// container was created with, and each further word is another container.
func (t *typed) start(name string, at int) Command {
	path := "docker " + name
	client := refusal{engine: t.host.Engine, path: path, name: t.texts[at]}
	table := tableOf(t.texts[at], t.host.Engine)
	r, bad := t.options(table, at+1, true)
	c := Command{Kind: KindStart}
	switch wrong := t.wrongEngine(r); {
	case wrong != nil && !t.wantsHelp(r):
		c.Refused = wrong
	case bad != nil:
		bad.hint = t.hint(bad, table)
		c.Refused = client.badOption(bad)
	case t.wantsHelp(r):
		return help(path)
	case len(r.others) == 0 && len(r.unread) == 0:
		c.Refused = client.tooFew(1, t.words[at].From.Span)
	default:
		var inv sim.Invocation
		t.positional(&inv, r)
		c.Container = inv.Image
		t.noteMoreContainers(inv.Args)
	}
	return c
}
