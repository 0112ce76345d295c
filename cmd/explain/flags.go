package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"
)

// flags are the values of explain's flags; the zero value is the common case.
type flags struct {
	file, target, platform, engine, context string
	buildArgs, bases, hostEnv, disable      listValue
	exact, all, strict, fix, reveal         bool
	format, color, link                     string
}

// The formats. JSON is one document whatever happens.
const (
	formatText     = "text"
	formatJSON     = "json"
	formatMarkdown = "markdown"
	formatArgv     = "argv"
	formatShell    = "shell"
)

// inputFlags say what is explained, and under which circumstances.
func (a *app) inputFlags(fs *pflag.FlagSet) {
	fs.StringVarP(&a.file, "file", "f", "", "`FILE` the image is built from; - is stdin")
	fs.StringVar(&a.target, "target", "", "`STAGE` to stop at, as docker build --target")
	fs.Var(&a.buildArgs, "build-arg", "`NAME=VALUE` of an ARG; repeatable")
	fs.Var(&a.bases, "base", "`REF=FILE` with docker inspect's output; repeatable")
	fs.Var(&a.hostEnv, "host-env", "`NAME=VALUE` in the shell where the line is typed; repeatable")
	fs.StringVar(&a.engine, "engine", "", "`VERSION` of the engine: 29 (default) or 20.10")
	fs.StringVar(&a.platform, "platform", "", "`OS/ARCH` of the image (default linux/amd64)")
	fs.StringVar(&a.context, "context", "", "`DIR` that is the build context")
	fs.BoolVar(&a.exact, "exact", false, "refuse a Dockerfile without FROM")
	fs.Var(&a.disable, "disable", "`ID` of a check to silence; repeatable")
}

// outputFlags say how it is printed.
func (a *app) outputFlags(fs *pflag.FlagSet, formats ...string) {
	a.formatFlag(fs, formats...)
	a.styleFlags(fs)
}

// formatFlag chooses a format; the first one is the default, and it is text for
// every verb.
func (a *app) formatFlag(fs *pflag.FlagSet, formats ...string) {
	a.format = formats[0]
	fs.Var(choice{&a.format, formats}, "format", strings.Join(formats, ", "))
}

// askedFormat is the last --format in front of the line that is explained, ""
// for none. It is for the case that the flags cannot be read: one of them is
// wrong, or the verb has none.
func askedFormat(args []string, known *pflag.FlagSet) (format string) {
	for i := 0; i < len(args); i++ {
		name, value, joined := strings.Cut(args[i], "=")
		switch {
		case args[i] == "--", startsLine(args[i]):
			return format
		case name == "--format" && joined:
			format = value
		case name == "--format" && i+1 < len(args):
			i++
			format = args[i]
		case !joined && takesValue(name, known):
			i++
		}
	}
	return format
}

// takesValue reports whether the word behind a flag is its value.
func takesValue(name string, known *pflag.FlagSet) bool {
	var f *pflag.Flag
	if long, ok := strings.CutPrefix(name, "--"); ok {
		f = known.Lookup(long)
	} else if len(name) == 2 && name[0] == '-' {
		f = known.ShorthandLookup(name[1:])
	}
	return f != nil && f.NoOptDefVal == ""
}

// styleFlags are those of the text alone.
func (a *app) styleFlags(fs *pflag.FlagSet) {
	a.color = colorAuto
	colors := []string{colorAuto, colorAlways, colorNever}
	fs.Var(choice{&a.color, colors}, "color", strings.Join(colors, ", "))
	fs.BoolVar(&a.all, "all", false, "fold no steps away")
}

func (a *app) strictFlag(fs *pflag.FlagSet) {
	fs.BoolVar(&a.strict, "strict", false, "exit 1 on a failure, a warning, an uncertain argv")
}

// choice is a flag with a few words to choose from.
type choice struct {
	value *string
	of    []string
}

func (c choice) Type() string { return "WORD" }

func (c choice) String() string {
	if c.value == nil { // pflag asks the zero value for its text
		return ""
	}
	return *c.value
}

func (c choice) Set(s string) error {
	for _, w := range c.of {
		if w == s {
			*c.value = s
			return nil
		}
	}
	return fmt.Errorf("choose %s or %s", strings.Join(c.of[:len(c.of)-1], ", "), c.of[len(c.of)-1])
}

// listValue is a flag that may be given several times. pflag's own lists write
// CSV on every start.
type listValue []string

func (l *listValue) String() string     { return strings.Join(*l, " ") }
func (l *listValue) Type() string       { return "VALUE" }
func (l *listValue) Set(s string) error { *l = append(*l, s); return nil }

// pairs reads NAME=VALUE flags; the later one of a name counts.
func pairs(flag string, values []string) (map[string]string, error) {
	if len(values) == 0 {
		return nil, nil
	}
	out := make(map[string]string, len(values))
	for _, v := range values {
		name, value, ok := strings.Cut(v, "=")
		if !ok || name == "" {
			return nil, usage(fmt.Sprintf("write --%s NAME=VALUE", flag), "--%s %s has no value", flag, v)
		}
		out[name] = value
	}
	return out, nil
}

// linkFlags are about answers that go to somebody else.
func (a *app) linkFlags(fs *pflag.FlagSet) {
	fs.StringVar(&a.link, "link", "", "print a link to the playground at `BASE-URL`")
	fs.BoolVar(&a.reveal, "reveal", false, "leave secrets in --link and --format markdown")
}
