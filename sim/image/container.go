package image

import (
	"slices"
	"strings"

	"explain/sim"
)

// container reads a container.
func (r *reader) container(o Object, n *node) (Object, *sim.Error) {
	o.Kind = Container
	c := collector{r: r}
	config, host := n.get("Config"), n.get("HostConfig")
	o.Podman = n.has("ImageName") || n.has("OCIRuntime") || config.get("CreateCommand") != nil
	joined := config.get("Entrypoint")
	if joined == nil || joined.kind != '"' || !n.has("Path") {
		joined = nil
	} else {
		config = config.without("Entrypoint")
	}
	c.base(&o.Base, n, config)
	o.ID = c.text(n, "Id")
	o.Name = strings.TrimPrefix(c.text(n, "Name"), "/")
	o.ImageRef, o.ImageID = c.text(config, "Image"), c.text(n, "Image")
	if o.ImageRef == "" {
		o.ImageRef = c.text(n, "ImageName") // podman's
	}
	o.Path, o.Args = c.text(n, "Path"), c.list(n, "Args")
	o.Init = c.flag(host, "Init")
	o.TTY = isTrue(c.flag(config, "Tty"))
	o.Interactive = isTrue(c.flag(config, "OpenStdin"))
	o.StopTimeout = c.stopTimeout(config, o.Podman)
	o.Status = c.text(n.get("State"), "Status")
	if mode := c.text(host, "PidMode"); mode != "private" {
		o.PIDMode = mode
	}
	if name := c.text(config, "Hostname"); !strings.HasPrefix(o.ID, name) {
		o.Hostname = name
	}
	o.Base.Ref = o.ImageRef
	if o.Base.OS == "" {
		o.Base.OS = c.text(n, "Platform")
	}
	o.Entrypoint, o.Cmd = o.Base.Entrypoint, o.Base.Cmd
	if slices.Equal(o.Entrypoint, []string{""}) {
		o.Entrypoint = nil // the engine takes a reset for none
	}
	if joined != nil {
		o.splitJoined(joined.text)
	}
	o.trustPath(n)
	return o, c.err
}

func isTrue(b *bool) bool { return b != nil && *b }

// without is n without a key.
func (n *node) without(key string) *node {
	out := *n
	out.keys, out.items = nil, nil
	for i, k := range n.keys {
		if !strings.EqualFold(k, key) {
			out.keys, out.items = append(out.keys, k), append(out.items, n.items[i])
		}
	}
	return &out
}

// stopTimeout is --stop-timeout in seconds; podman prints its default as if it
// had been given.
func (c *collector) stopTimeout(config *node, podman bool) *int {
	seconds := c.number(config, "StopTimeout")
	if seconds == nil || podman && *seconds == 10 {
		return nil
	}
	s := int(*seconds)
	return &s
}

// splitJoined finds the words of an ENTRYPOINT that podman up to 4 prints
// joined by blanks: they are what of Path and Args is not Cmd.
func (o *Object) splitJoined(joined string) {
	argv := o.argv(joined)
	cut := len(argv) - len(o.Cmd)
	if joined != "" && cut > 0 && slices.Equal(argv[cut:], o.Cmd) && strings.Join(argv[:cut], " ") == joined {
		o.Entrypoint = argv[:cut]
	} else {
		o.Entrypoint, o.Cmd = nil, argv
	}
	o.Base.Entrypoint, o.Base.Cmd = o.Entrypoint, o.Cmd
}

// argv is what podman was asked to run. Of one word it prints Path and the same
// word as Args; and it puts its init in front.
func (o *Object) argv(joined string) []string {
	if isTrue(o.Init) && len(o.Args) > 1 && o.Args[0] == "--" {
		o.Path, o.Args = o.Args[1], o.Args[2:]
	}
	single := len(o.Args) == 1 && o.Args[0] == o.Path
	if single && (joined == "" && len(o.Cmd) <= 1 || joined == o.Path && len(o.Cmd) == 0) {
		o.Args = []string{}
	}
	return append([]string{o.Path}, o.Args...)
}

// trustPath makes Entrypoint and Cmd what runs when they are not: Path and Args
// were frozen when the container was created, Config may have been edited.
func (o *Object) trustPath(n *node) {
	runs := slices.Concat(o.Entrypoint, o.Cmd)
	switch {
	case !n.has("Path"):
		o.Path, o.Args = "", nil
		if len(runs) > 0 {
			o.Path, o.Args = runs[0], runs[1:]
		}
	case o.Podman && len(runs) == 1 && len(o.Args) == 1 && o.Args[0] == o.Path:
		o.Args = []string{}
	case !slices.Equal(runs, append([]string{o.Path}, o.Args...)):
		// No ENTRYPOINT, so that a program named "" is not taken for a reset.
		o.Entrypoint, o.Cmd = nil, append([]string{o.Path}, o.Args...)
	}
}
