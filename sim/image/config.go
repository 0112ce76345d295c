package image

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"explain/sim"
)

// collector reads values out of nodes and keeps the first error.
type collector struct {
	r   *reader
	err *sim.Error
}

func (c *collector) fail(n *node, msg, hint string) {
	if c.err == nil {
		c.err = c.r.fault(n, msg, hint)
	}
}

// text is a string value, "" when absent.
func (c *collector) text(n *node, key string) string {
	v := n.get(key)
	if v == nil {
		return ""
	}
	if v.kind != '"' {
		c.fail(v, "the value of "+key+" must be a string", "write it between double quotes")
	}
	return v.text
}

// list is a list of strings: nil when absent, not nil when empty.
func (c *collector) list(n *node, key string) []string {
	v := n.get(key)
	if v == nil {
		return nil
	}
	if v.kind != '[' {
		c.fail(v, "the value of "+key+" must be a list of strings", `write it as ["word", "word"]`)
		return nil
	}
	out := make([]string, 0, len(v.items))
	for i := range v.items {
		if v.items[i].kind != '"' {
			c.fail(&v.items[i], fmt.Sprintf("the value of %s must be a list of strings, and element %d is not one", key, i+1), "write the element between double quotes")
		}
		out = append(out, v.items[i].text)
	}
	return out
}

// flag is a truth value, nil when absent.
func (c *collector) flag(n *node, key string) *bool {
	v := n.get(key)
	if v == nil {
		return nil
	}
	if v.kind != 'b' {
		c.fail(v, "the value of "+key+" must be true or false", "")
	}
	is := v.text == "true"
	return &is
}

// number is a whole number, nil when absent.
func (c *collector) number(n *node, key string) *int64 {
	v := n.get(key)
	if v == nil {
		return nil
	}
	i, err := strconv.ParseInt(v.text, 10, 64)
	if v.kind != '0' || err != nil {
		c.fail(v, "the value of "+key+" must be a whole number", "")
	}
	return &i
}

// refs are our own "ref" and "refs".
func (c *collector) refs(n *node) []string {
	out := slices.Clip(c.list(n, "refs"))
	if ref := c.text(n, "ref"); ref != "" {
		out = append(out, ref)
	}
	return out
}

// base fills b from an object and its configuration.
func (c *collector) base(b *sim.Base, n, config *node) {
	b.Entrypoint = c.list(config, "Entrypoint")
	b.Cmd = c.list(config, "Cmd")
	b.Shell = c.list(config, "Shell")
	b.Env = c.list(config, "Env")
	b.OnBuild = c.list(config, "OnBuild")
	b.User = c.text(config, "User")
	b.WorkingDir = c.text(config, "WorkingDir")
	b.StopSignal = c.stopSignal(config)
	b.Healthcheck = c.healthcheck(config)
	if b.Healthcheck == nil && config != n {
		b.Healthcheck = c.healthcheck(n) // podman shows an image's next to Config
	}
	if escaped := c.flag(config, "ArgsEscaped"); escaped != nil {
		b.ArgsEscaped = *escaped
	}
	b.OS = c.text(n, "Os")
	b.Arch = c.text(n, "Architecture")
	b.BinSh = c.binSh(n)
	b.From = c.r.src.Name
}

// binSh is our own key for what /bin/sh is.
func (c *collector) binSh(n *node) string {
	is := c.text(n, "binsh")
	known := []string{"", "dash", "busybox ash", "bash", "cmd.exe", "none"}
	if !slices.Contains(known, is) {
		c.fail(n.get("binsh"), fmt.Sprintf("the value of binsh cannot be %q", is), "it is one of dash, busybox ash, bash, cmd.exe, none")
	}
	return is
}

// stopSignal is a signal's name; podman up to 4 prints its number.
func (c *collector) stopSignal(config *node) string {
	v := config.get("StopSignal")
	if v == nil || v.kind != '0' {
		return c.text(config, "StopSignal")
	}
	if name := signalName(v.text); name != "" {
		return name
	}
	return v.text
}

// healthcheck is the Healthcheck of n, nil when absent or without a test.
func (c *collector) healthcheck(n *node) *sim.Healthcheck {
	v := n.get("Healthcheck")
	if v == nil {
		return nil
	}
	if v.kind != '{' {
		c.fail(v, "the value of Healthcheck must be an object", `write it as {"Test": ["CMD", "word"]}`)
		return nil
	}
	nanoseconds := func(key string) int64 {
		if i := c.number(v, key); i != nil {
			return *i
		}
		return 0
	}
	h := &sim.Healthcheck{
		Interval:      nanoseconds("Interval"),
		Timeout:       nanoseconds("Timeout"),
		StartPeriod:   nanoseconds("StartPeriod"),
		StartInterval: nanoseconds("StartInterval"),
		Retries:       int(nanoseconds("Retries")),
	}
	if test := c.list(v, "Test"); len(test) > 0 {
		h.Test = sim.ListOf(words(test, sim.Origin{})...)
	}
	return h
}

// words are texts with one origin.
func words(texts []string, from sim.Origin) []sim.Word {
	out := make([]sim.Word, len(texts))
	for i, t := range texts {
		out[i] = sim.Word{Text: t, From: from}
	}
	return out
}

// signals are Linux's signals by number on x86 and Arm, from 1.
var signals = strings.Fields("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS")

// signalName is the name of a signal's number ("15" → "SIGTERM"), "" for a
// number without one.
func signalName(number string) string {
	i, err := strconv.Atoi(number)
	if err != nil || i < 1 || i > len(signals) {
		return ""
	}
	return "SIG" + signals[i-1]
}
