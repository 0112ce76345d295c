package invoke

import (
	"strconv"
	"strings"

	"explain/sim"
)

// note adds a remark about word i.
func (t *typed) note(id string, i int, says string) {
	t.notes = append(t.notes, sim.Note{ID: id, Span: t.words[i].From.Span, Says: says})
}

// noteOptions remarks on options that do something else than they look like.
func (t *typed) noteOptions(r reading, table *table) {
	for n, s := range r.settings {
		first := n == 0 || r.settings[n-1].word != s.word
		if name := t.longName(s.word, table); first && name != "" {
			t.note("one-dash-option", s.word, "with one dash, "+t.raw(s.word)+" is "+t.cluster(r.settings[n:])+"; the option is --"+name)
		}
	}
	for _, s := range r.settings {
		if !s.known() && plainValues[s.flag.Name] {
			t.note("unknown-flag-value", s.word, "--"+s.flag.Name+" depends on "+t.words[s.in].Unknown+"; it is read as if it were not given")
		}
	}
	for _, i := range r.unread {
		says := t.words[i].Unknown + " may hold any number of options"
		if len(r.others) > 0 {
			image := t.raw(r.others[0])
			says += ": then " + image + " is the image. If it holds the image itself, " + image + " is the first word behind it"
		}
		t.note("unknown-options", i, says)
	}
}

// plainValues are the options that count and whose value is no word: one that is
// not known has no place in an Invocation.
var plainValues = map[string]bool{
	"init": true, "tty": true, "interactive": true, "detach": true, "stop-timeout": true, "pid": true, "no-healthcheck": true,
	"health-interval": true, "health-timeout": true, "health-start-period": true, "health-start-interval": true, "health-retries": true,
}

// cluster says what the letters of one word are.
func (t *typed) cluster(settings []setting) string {
	var parts []string
	for _, s := range settings {
		switch {
		case s.word != settings[0].word:
			return strings.Join(parts, " ")
		case s.flag.Type == "bool":
			parts = append(parts, "-"+s.flag.Short)
		default:
			parts = append(parts, "-"+s.flag.Short+" with the value "+strconv.Quote(s.text))
		}
	}
	return strings.Join(parts, " ")
}

// longName is the long option that word i names with one dash, "" if it names
// none. -ip is left alone: it is a usual way to write -i -p.
func (t *typed) longName(i int, table *table) string {
	text := t.texts[i]
	if len(text) < 3 || text[0] != '-' || text[1] == '-' || strings.HasPrefix(text, "-ip") {
		return ""
	}
	name, _, _ := strings.Cut(text[1:], "=")
	if table.has(name) {
		return name
	}
	return ""
}

// noteWords remarks on the words of a line that could be read.
func (t *typed) noteWords(inv sim.Invocation, r reading, table *table) {
	if len(r.others) == 0 {
		return
	}
	image := r.others[0]
	t.noteBool(r, image)
	t.noteEntrypoint(r)
	for _, i := range t.optionsAfter(image, table) {
		t.note("option-after-image", i, t.raw(i)+" stands behind the image "+t.raw(image)+": docker does not read it, the container gets it")
	}
}

// noteBool: an option that takes no word stands in front of a true or false
// that becomes the image.
func (t *typed) noteBool(r reading, image int) {
	if n := len(r.settings); n > 0 {
		s := r.settings[n-1]
		_, err := strconv.ParseBool(t.texts[image])
		if s.flag.Type == "bool" && s.word == image-1 && err == nil {
			t.note("bool-flag-eats-nothing", image, "--"+s.flag.Name+" takes no word, so "+t.raw(image)+" is the image; write --"+s.flag.Name+"="+t.texts[image])
		}
	}
}

// noteEntrypoint: --entrypoint looks like several words.
func (t *typed) noteEntrypoint(r reading) {
	s, ok := r.last("entrypoint")
	if !ok || !strings.ContainsAny(s.text, " \t\n") && !strings.HasPrefix(s.text, "[") {
		return
	}
	t.notes = append(t.notes, sim.Note{ID: "entrypoint-is-one-word", Span: t.spanOf(s),
		Says: "--entrypoint is one word, the name of one file: it is not split at blanks and not read as JSON; further words go behind the image"})
}

// optionsAfter finds the words behind the image that look like options of
// docker run: those that stand directly behind it, and further on the ones that
// hardly any program has.
func (t *typed) optionsAfter(image int, table *table) (found []int) {
	end := len(t.texts)
	if dash := indexOf(t.texts[image+1:], "--"); dash >= 0 {
		end = image + 1 + dash
	}
	if image+1 == end || !strings.HasPrefix(t.texts[image+1], "-") {
		return t.optionsFurther(image+1, end)
	}
	direct := &typed{words: t.words[:end], texts: t.texts[:end], line: t.line, host: t.host}
	r, _ := direct.options(table, image+1, false)
	for n, s := range r.settings {
		if n == 0 || r.settings[n-1].word != s.word {
			found = append(found, s.word)
		}
	}
	if len(r.others) > 0 {
		found = append(found, t.optionsFurther(r.others[0], end)...)
	}
	return found
}

// optionsFurther finds, among the words of a container's command, options that
// hardly any program has.
func (t *typed) optionsFurther(i, end int) (found []int) {
	for ; i < end; i++ {
		switch name, _, _ := strings.Cut(t.texts[i], "="); name {
		case "docker", "podman", "nerdctl", "run", "exec", "create":
			return found // another command of that kind: its options
		case "--rm", "--entrypoint", "-it", "-ti":
			found = append(found, i)
		}
	}
	return found
}

func indexOf(texts []string, text string) int {
	for i := range texts {
		if texts[i] == text {
			return i
		}
	}
	return -1
}

// noteMoreContainers: docker start takes no command.
func (t *typed) noteMoreContainers(words sim.List) {
	if len(words.Words) > 0 {
		t.notes = append(t.notes, sim.Note{ID: "start-takes-no-command", Span: words.Words[0].From.Span,
			Says: "each further word is another container: a container is started with the command it was created with"})
	}
}
