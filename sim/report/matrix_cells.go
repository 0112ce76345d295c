package report

import (
	"encoding/json"
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/invoke"
)

// maker writes and builds the Dockerfiles of a matrix's cells. Each stands on the
// image that the given one is built FROM, in as few instructions as give the
// cell its words.
type maker struct {
	*explainer           // builds them, in the circumstances of the request
	given      sim.Image // whose matrix it is
	base       sim.Image // what the head's FROM alone makes
	from       string    // the image behind it
	head       string    // of every cell's Dockerfile
	fragment   string    // the given text, if it has no FROM
	built      map[string]subject
}

// newMaker is a maker for the first image that e has explained.
func newMaker(e *explainer) *maker {
	s := e.first
	req := Request{Bases: e.req.Bases, Platform: e.req.Platform, Engine: e.req.Engine}
	mk := &maker{explainer: newExplainer(req), given: *s.image, built: map[string]subject{}}
	mk.bases = e.bases
	switch {
	case s.dockerfile == nil:
		mk.onImage(s.image.Bottom)
	case s.dockerfile.Fragment:
		mk.fragment, mk.head = s.dockerfile.Source.Text, s.escapeLine()
	default:
		mk.from, mk.req.Platform = s.image.Bottom.Ref, s.built.Platform
		mk.head = s.escapeLine() + "FROM " + s.platformFlag() + mk.from + "\n"
	}
	mk.base = mk.baseImage()
	mk.head += mk.files() + mk.shellLine()
	return mk
}

// baseImage is what the cells begin with.
func (mk *maker) baseImage() sim.Image {
	if mk.fragment != "" {
		return sim.BaseImage(sim.UnknownBase(sim.FragmentBase))
	}
	if s := mk.build(mk.head); s.image != nil {
		return *s.image
	}
	return mk.given // its own triggers stop every build on it
}

// onImage: the image is one that exists, so the cells are built FROM it.
func (mk *maker) onImage(b sim.Base) {
	mk.from = b.Ref
	if sim.ReferenceFault(b.Ref) != "" {
		mk.from = "my-base"
	}
	mk.bases.own = append([]ownBase{{refs: []string{mk.from}, base: b}}, mk.bases.own...)
	mk.head = "FROM " + mk.from + "\n"
}

// escapeLine is the file's escape directive.
func (s *subject) escapeLine() string {
	if s.dockerfile.Escape == '\\' {
		return ""
	}
	return "# escape=" + string(s.dockerfile.Escape) + "\n"
}

// platformFlag is the --platform of the stage at the bottom, unless it needs an
// ARG of the file.
func (s *subject) platformFlag() string {
	for _, st := range s.stages {
		if !st.Chain {
			continue
		}
		switch p := s.dockerfile.Stages[st.Index].Platform; {
		case p != "" && (!strings.Contains(p, "$") || p == "$BUILDPLATFORM" || p == "$TARGETPLATFORM"):
			return "--platform=" + p + " "
		}
		return ""
	}
	return ""
}

// files stands for what the image's own instructions add to a base without a
// shell: how far a start gets depends on it.
func (mk *maker) files() string {
	switch {
	case mk.base.BinSh != "none" || !mk.given.HasFiles:
		return ""
	case mk.given.MayHaveShell:
		return "COPY . /\n"
	}
	return "COPY . /app/\n"
}

// shellLine is the SHELL that the image has and its base has not.
func (mk *maker) shellLine() string {
	words := mk.given.Shell.Texts()
	if len(words) == 0 || !mk.given.Shell.Known() || slices.Equal(words, mk.base.Shell.Texts()) {
		return ""
	}
	return "SHELL " + jsonWords(words) + "\n"
}

// dockerfile is a cell's Dockerfile. A text without FROM that writes neither
// instruction is that cell's as it stands.
func (mk *maker) dockerfile(instructions ...string) string {
	body := ""
	for _, ins := range instructions {
		if ins != "" {
			body += ins + "\n"
		}
	}
	if body == "" && mk.fragment != "" {
		return mk.fragment
	}
	return mk.head + body
}

// build builds a cell's Dockerfile, once.
func (mk *maker) build(text string) subject {
	s, ok := mk.built[text]
	if !ok {
		s = mk.explainer.dockerfile(mk.req, sim.File{Name: "Dockerfile", Text: text})
		mk.built[text] = s
	}
	return s
}

// variants are the ways to write an instruction, and the index of the one that
// the given image has: not at all, in shell form, in exec form. Where its words
// are not known there is nothing to write: they are inherited.
func (mk *maker) variants(keyword string, given, base sim.List, usual []string) ([]Variant, int) {
	none := Variant{ID: "none"}
	if len(base.Words) > 0 {
		none.Written = keyword + " []" // or the base's would stand
	}
	words, current := usual, 0
	switch {
	case len(given.Words) == 0:
	case unknownIn(given) != "":
		return []Variant{none, {ID: "inherited", Unknown: unknownIn(given)}}, 1
	case mk.isShellForm(keyword, given):
		text := given.Words[len(given.Words)-1].Text
		return []Variant{none, {ID: "shell", Written: shellForm(keyword, text)}, execVariant(keyword, strings.Fields(text))}, 1
	default:
		words, current = given.Texts(), 2
	}
	return []Variant{none, {ID: "shell", Written: shellForm(keyword, mk.shellText(words))}, execVariant(keyword, words)}, current
}

func execVariant(keyword string, words []string) Variant {
	return Variant{ID: "exec", Written: keyword + " " + jsonWords(words)}
}

// unknownIn is what it would take to know all of l, "" if it is known.
func unknownIn(l sim.List) string {
	for _, w := range l.Words {
		if w.Unknown != "" {
			return w.Unknown
		}
	}
	return ""
}

// isShellForm reports whether l is what its last word makes when it is written in
// shell form here: a SHELL that came later has no part in it.
func (mk *maker) isShellForm(keyword string, l sim.List) bool {
	if first := l.Words[0].From.Source; first != sim.FromDefaultShell && first != sim.FromShell {
		return false
	}
	text := shellForm(keyword, l.Words[len(l.Words)-1].Text)
	s := mk.build(mk.dockerfile(text))
	if s.image == nil {
		return false
	}
	made := s.image.Cmd
	if keyword == "ENTRYPOINT" {
		made = s.image.Entrypoint
	}
	return slices.Equal(l.Texts(), made.Texts())
}

// shellForm is an instruction in shell form. A text that begins with -- is no flag
// behind another --, which the builder eats.
func shellForm(keyword, text string) string {
	text = oneLine(text)
	if strings.HasPrefix(text, "--") {
		text = "-- " + text
	}
	return strings.TrimRight(keyword+" "+text, " ")
}

// shellText is words as the image's shell would read them. The first one is quoted
// where the builder would take it for a flag.
func (mk *maker) shellText(words []string) string {
	quote := func(words []string) string { return invoke.Quote(words) }
	inQuotes := func(w string) string { return "'" + w + "'" }
	if mk.given.OS == "windows" {
		quote, inQuotes = cmdText, func(w string) string { return `"` + w + `"` }
	}
	text := quote(words)
	if strings.HasPrefix(text, "--") {
		text = strings.TrimRight(inQuotes(words[0])+" "+quote(words[1:]), " ")
	}
	return text
}

// cmdText is words for cmd: in double quotes where they hold a blank, or end in
// what would continue the line.
func cmdText(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = w; w == "" || strings.ContainsAny(w, " \t") || strings.HasSuffix(w, `\`) || strings.HasSuffix(w, "`") {
			out[i] = `"` + w + `"`
		}
	}
	return strings.Join(out, " ")
}

// oneLine is a shell text that stays one instruction: the text may come from an
// image's JSON and hold line ends, and no Dockerfile holds a NUL.
func oneLine(s string) string {
	return strings.NewReplacer("\r", " ", "\n", " ", "\x00", " ").Replace(s)
}

// jsonWords is words as a JSON array, written as people write it.
func jsonWords(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		var b strings.Builder
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(w) // a string always encodes
		out[i] = strings.TrimSuffix(b.String(), "\n")
	}
	return "[" + strings.Join(out, ", ") + "]"
}
