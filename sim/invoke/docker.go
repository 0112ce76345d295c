package invoke

import (
	"slices"
	"strings"

	"explain/sim"
)

// dockerCommands are the commands of docker that are explained, by their words.
var dockerCommands = map[string]Kind{
	"run":               KindRun,
	"container run":     KindRun,
	"create":            KindCreate,
	"container create":  KindCreate,
	"build":             KindBuild,
	"image build":       KindBuild,
	"builder build":     KindBuild,
	"buildx build":      KindBuild,
	"buildx b":          KindBuild,
	"exec":              KindExec,
	"container exec":    KindExec,
	"start":             KindStart,
	"container start":   KindStart,
	"restart":           KindStart,
	"container restart": KindStart,
}

// groups are the words of docker that a further word follows.
var groups = map[string]bool{"container": true, "image": true, "builder": true, "buildx": true, "compose": true}

// notYet are the commands that start containers and are not explained.
var notYet = map[string]bool{"compose": true, "service": true, "stack": true, "commit": true, "bake": true, "attach": true}

// DockerLine reads one simple command of the text src; ok is false if it is
// none of docker's.
func DockerLine(src *sim.Source, line Simple, host Host) (c Command, ok bool) {
	t := &typed{src: src, words: line.Words, line: line, host: host}
	for i, w := range line.Words {
		text := line.Prefix(i)
		if w.Unknown != "" {
			text += hole
		}
		t.texts = append(t.texts, text)
	}
	return t.command()
}

// Docker reads the words of a command as a shell hands them over. src is the
// text they are written in, nil if there is none.
func Docker(src *sim.Source, words []sim.Word, host Host) (c Command, ok bool) {
	return DockerLine(src, Simple{Words: words}, host)
}

// command reads a command by its first word.
func (t *typed) command() (c Command, ok bool) {
	switch {
	case len(t.words) == 0:
		return Command{}, false
	case isProgram(t.texts[0], "docker"):
		c = t.docker()
	case isProgram(t.texts[0], "podman"):
		c = t.podman()
	default:
		return Command{}, false
	}
	c.Title, c.Span, c.Words = t.title(), t.whole(), t.words
	c.Notes = append(t.line.Notes[:len(t.line.Notes):len(t.line.Notes)], t.notes...)
	c.Invocation.Notes = c.Notes
	c.Invocation.Refused = c.Refused
	return c, true
}

// docker finds the subcommand behind docker's own options.
func (t *typed) docker() Command {
	globals, bad := t.options(tableOf("docker", t.host.Engine), 1, false)
	client := refusal{engine: t.host.Engine, path: "docker"}
	switch {
	case bad != nil:
		return Command{Kind: KindOther, Refused: client.badOption(bad)}
	case len(globals.others) == 0:
		return withoutCommand(globals)
	}
	if f := t.badGlobals(globals); f != nil {
		return Command{Kind: KindOther, Refused: f}
	}
	at := globals.others[0]
	name := t.texts[at]
	t.help = globals.on("help")
	if groups[name] {
		group, bad := t.options(tableOf(name, t.host.Engine), at+1, false)
		client.path = "docker " + name
		switch {
		case bad != nil && name != "compose":
			return Command{Kind: KindOther, Refused: client.badOption(bad)}
		case len(group.others) > 0:
			at = group.others[0]
			name += " " + t.texts[at]
			t.help = t.help || group.on("help")
		}
	}
	c := t.subcommand(name, at)
	if len(globals.unread) > 0 && c.Kind == KindOther {
		return t.whichCommand(globals.unread[0])
	}
	return c
}

// whichCommand: a word that is not known says what docker does.
func (t *typed) whichCommand(i int) Command {
	return other("which command of docker this is depends on " + t.words[i].Unknown)
}

// logLevels are what -l takes, in any case.
var logLevels = []string{"", "panic", "fatal", "error", "warn", "warning", "info", "debug", "trace"}

// badGlobals refuses a value of docker's own options.
func (t *typed) badGlobals(r reading) *sim.Refusal {
	if s, ok := r.last("log-level"); ok && s.known() && !slices.Contains(logLevels, strings.ToLower(s.text)) {
		return refused("Unable to parse logging level: "+s.text, 1, &fault{span: t.spanOf(s)})
	}
	return nil
}

// subcommand reads the command whose last word is word at.
func (t *typed) subcommand(name string, at int) Command {
	switch dockerCommands[name] {
	case KindRun:
		return t.container(KindRun, name, at)
	case KindCreate:
		return t.container(KindCreate, name, at)
	case KindExec:
		return t.exec(name, at)
	case KindStart:
		return t.start(name, at)
	case KindBuild:
		return t.build(at)
	}
	first, _, _ := strings.Cut(name, " ")
	switch {
	case strings.Contains(name, hole):
		return t.whichCommand(at)
	case t.help:
		return help("docker " + name)
	case notYet[first] || notYet[t.texts[at]]:
		return hinted(other("docker "+name+" is not explained yet"), asRun)
	case groups[name]:
		return hinted(other("docker "+name+" without a further word prints its usage and starts nothing"), lineThatStarts)
	case !known(name):
		return t.unknownCommand(name, at)
	case strings.Contains(aboutContainers, " "+t.texts[at]+" "):
		return hinted(other("docker "+name+" starts no container"), "docker inspect CONTAINER | explain - says what runs in a container")
	}
	return hinted(other("docker "+name+" starts no container"), lineThatStarts)
}

// The ways out of lines that start nothing.
const (
	lineThatStarts = "give a line that starts one: explain docker run [OPTIONS] IMAGE [ARG...]"
	asRun          = "put the same start as a docker run line: explain docker run [--entrypoint COMMAND] IMAGE [ARGS]"
)

// aboutContainers are the commands that are about containers that exist.
const aboutContainers = " attach cp diff export inspect kill logs pause port ps rename rm stats stop top unpause update wait "

// withoutCommand is docker with nothing but options of its own.
func withoutCommand(r reading) Command {
	switch {
	case r.on("version"):
		return hinted(other("docker --version prints the version and starts nothing"), lineThatStarts)
	case r.on("help"):
		return help("docker")
	}
	return hinted(other("docker without a command prints its usage and starts nothing"), lineThatStarts)
}

// commands are the words of docker that are its own, or those of a usual plugin;
// the words behind a group are in inGroup.
const commands = " ai app attach bake build builder buildx checkpoint commit compose config container context cp create debug desktop diff events exec export extension history image images import info init inspect kill load login logout logs manifest mcp model network node pause plugin port ps pull push rename restart rm rmi run sandbox save sbom scout search secret service stack start stats stop swarm system tag top trust unpause update version volume wait "

var inGroup = map[string]string{
	"container": " attach commit cp create diff exec export inspect kill list logs ls pause port prune ps rename restart rm remove run start stats stop top unpause update wait ",
	"image":     " build history import inspect list load ls prune pull push remove rm save tag ",
	"builder":   " build prune ",
}

// known reports whether docker has a command, as far as we can tell.
func known(name string) bool {
	first, second, _ := strings.Cut(name, " ")
	words, group := inGroup[first]
	if group && second != "" {
		return strings.Contains(words, " "+second+" ")
	}
	return strings.Contains(commands, " "+first+" ")
}

// unknownCommand is a word that the client takes for no command, unless a plugin
// has it.
func (t *typed) unknownCommand(name string, at int) Command {
	f := &fault{span: t.words[at].From.Span, hint: "docker --help lists the commands"}
	message := "docker: unknown command: docker " + name
	if t.host.Engine == oldClient {
		message = "docker: '" + name + "' is not a docker command.\nSee 'docker --help'"
	}
	c := Command{Kind: KindOther, Refused: refused(message, 1, f)}
	c.Invocation.Runner = "docker"
	if !strings.Contains(name, " ") {
		c.Invocation.Provided = []string{"no plugin adds docker " + name}
	}
	return c
}

// explainedHint names what there is instead of a command that is not explained.
const explainedHint = "explained are docker run, create, build, exec and start, such as: explain docker run [OPTIONS] IMAGE [ARG...]"

// other is a command that is recognised and not explained.
func other(says string) Command {
	return Command{Kind: KindOther, Says: says, Hint: explainedHint}
}

// hinted is a command with a way out.
func hinted(c Command, hint string) Command {
	c.Hint = hint
	return c
}

// help is a command that only prints its usage.
func help(path string) Command {
	way := lineThatStarts
	if path == "docker run" || path == "docker create" {
		way = "leave --help out, or put it behind the image: there it is a word for the container"
	}
	return hinted(other(path+" --help prints the usage and starts nothing"), way)
}

// wantsHelp: --help in front of the subcommand counts too, except for docker run
// and docker create, which have one of their own.
func (t *typed) wantsHelp(r reading) bool {
	if _, ok := r.last("help"); ok {
		return r.on("help")
	}
	return t.help
}

// podman says what the same words would be for docker, if that is explained.
func (t *typed) podman() Command {
	c := other("podman is not explained yet: it reads most lines as docker does, and some words otherwise (--entrypoint, -e, -w)")
	if as := *t; as.docker().Kind != KindOther {
		c.Hint = "see what docker makes of it: explain docker" + strings.TrimPrefix(t.title(), t.raw(0))
	}
	return c
}

// whole is from the first word to the last.
func (t *typed) whole() sim.Span {
	span := t.words[0].From.Span
	span.End = max(span.End, t.words[len(t.words)-1].From.Span.End)
	return span
}

// title is the words as they are typed, on one line.
func (t *typed) title() string {
	raw := make([]string, len(t.words))
	for i := range t.words {
		raw[i] = t.raw(i)
	}
	return strings.Join(raw, " ")
}

// raw is word i as it is typed.
func (t *typed) raw(i int) string { return t.rawAt(t.words[i].From.Span, i) }

// rawAt is what is typed at a span of word i.
func (t *typed) rawAt(span sim.Span, i int) string {
	if t.holds(span) {
		return t.src.Text[span.Start:span.End]
	}
	return t.words[i].Text
}

// holds reports whether a span is one of the typed text.
func (t *typed) holds(s sim.Span) bool {
	return t.src != nil && !s.IsZero() && s.File == t.src.Name && s.End <= len(t.src.Text)
}
