package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"explain/sim"
	"explain/sim/invoke"
	"explain/sim/lazy"
)

// Mask stands where a secret stood.
const Mask = "masked"

// Masked is req without what should not be passed on: the values of -e,
// --env-file and --build-arg, and whatever has a name with TOKEN, SECRET,
// PASSWORD or KEY in it. The words around them stay as they were typed. It masks
// too much rather than too little.
func Masked(req Request) Request {
	if len(req.Argv) > 0 {
		req.Line, req.Argv = invoke.Quote(req.Argv), nil
	}
	cmds := commandsOf(req)
	req.HostEnv = maskedHostEnv(req.HostEnv, cmds)
	req.BuildArgs = maskedValues(req.BuildArgs, func(string) bool { return true })
	req.HostFiles = maskedHostFiles(req.HostFiles, cmds)
	req.Line = maskSecrets(maskSpans(req.Line, secretSpans(cmds)))
	req.Message = maskSecrets(req.Message)
	req.Files = slices.Clone(req.Files)
	for i := range req.Files {
		req.Files[i].Text = maskSecrets(req.Files[i].Text)
	}
	req.Bases = slices.Clone(req.Bases)
	for i := range req.Bases {
		req.Bases[i].File.Text = maskSecrets(req.Bases[i].File.Text)
	}
	if req.Default != nil {
		req.Default = &sim.File{Name: req.Default.Name, Text: maskSecrets(req.Default.Text)}
	}
	return req
}

// commandsOf are the docker commands of a request's line, none when it cannot be
// read.
func commandsOf(req Request) []invoke.Command {
	if req.Line == "" {
		return nil
	}
	cmds, _, _ := invoke.Read(sim.NewSource(lineOf(req)), host(req))
	return cmds
}

// secretSpans are the places of values on the line that are nobody's business.
func secretSpans(cmds []invoke.Command) (out []sim.Span) {
	add := func(w sim.Word, given bool) {
		if at := w.From.Span; given && at.File == lineName && w.From.Source != sim.FromHost {
			out = append(out, at)
		}
	}
	for _, c := range cmds {
		for _, e := range c.Invocation.Env {
			add(e.Value, e.HasValue || !e.Value.Known())
		}
		if c.Build == nil {
			continue
		}
		for _, a := range c.Build.Args {
			add(a.Value, a.HasValue)
		}
	}
	slices.SortFunc(out, func(a, b sim.Span) int { return cmp.Compare(a.Start, b.Start) })
	return slices.Compact(out)
}

// maskSpans replaces what stands at places, in order of their start, in text.
func maskSpans(text string, at []sim.Span) string {
	var b strings.Builder
	end := 0
	for _, s := range at {
		if s.Start < end || s.End > len(text) {
			continue
		}
		b.WriteString(text[end:s.Start])
		b.WriteString(maskWord(text[s.Start:s.End]))
		end = s.End
	}
	return b.String() + text[end:]
}

// maskWord masks a value, or the value in NAME=value, whose quotes stay a pair.
func maskWord(written string) string {
	name, value, pair := strings.Cut(written, "=")
	switch {
	case written == "":
		return ""
	case !pair || strings.ContainsAny(name[1:], "\"'"):
		return Mask
	case value == "":
		return written
	}
	if q := name[0]; (q == '"' || q == '\'') && strings.HasSuffix(value, string(q)) {
		return name + "=" + Mask + string(q)
	}
	return strings.TrimLeft(name, "\"'") + "=" + Mask
}

func maskedValues(values map[string]string, secret func(name string) bool) map[string]string {
	values = maps.Clone(values)
	for name, v := range values {
		if v != "" && secret(name) {
			values[name] = Mask
		}
	}
	return values
}

// maskedHostEnv masks what -e NAME or --build-arg NAME takes from the host.
func maskedHostEnv(env map[string]string, cmds []invoke.Command) map[string]string {
	taken := map[string]bool{}
	for _, c := range cmds {
		for _, e := range c.Invocation.Env {
			taken[e.Name] = taken[e.Name] || e.Value.From.Source == sim.FromHost
		}
		if c.Build == nil {
			continue
		}
		for _, a := range c.Build.Args {
			taken[a.Name] = true
		}
	}
	return maskedValues(env, func(name string) bool { return taken[name] || secretName().MatchString(name) })
}

// maskedHostFiles masks all values of env files; other files are Dockerfiles.
func maskedHostFiles(files []HostFile, cmds []invoke.Command) []HostFile {
	dockerfiles := map[string]bool{}
	for _, c := range cmds {
		if c.Build != nil {
			for _, name := range dockerfilesOf(c.Build) {
				dockerfiles[name] = true
			}
		}
	}
	files = slices.Clone(files)
	for i, f := range files {
		if dockerfiles[f.Name] {
			files[i].Text = maskSecrets(f.Text)
		} else {
			files[i].Text = envFileValue().ReplaceAllString(f.Text, "${1}"+Mask)
		}
	}
	return files
}

// What a secret's name looks like, and how values follow names: NAME=value in a
// JSON string, NAME=value elsewhere, ENV NAME value, "name": "value".
const secretWord = `[A-Za-z0-9_.-]*(?i:token|secret|password|passwd|key)[A-Za-z0-9_.-]*`

var (
	secretName   = lazy.Regexp(secretWord)
	secretValues = lazy.Regexp(`("` + secretWord + `=)((?:[^"\\\r\n]|\\.)+)(")` +
		`|("` + secretWord + `"\s*:\s*")((?:[^"\\\r\n]|\\.)+)(")` +
		`|(` + secretWord + `=)("(?:[^"\\]|\\[\s\S])+"|'[^']+'|[^\s"']+)` +
		`|((?im:^[ \t]*(?:onbuild[ \t]+)?env)[ \t]+` + secretWord + `[ \t]+)([^\s=][^\r\n]*)`)
	envFileValue = lazy.Regexp(`(?m)^([ \t]*[^#=\s][^=\r\n]*=)[^\r\n]+`)
)

// maskSecrets masks the values of secret names in any text: a Dockerfile, a
// line, JSON.
func maskSecrets(text string) string {
	if !secretName().MatchString(text) {
		return text
	}
	return secretValues().ReplaceAllString(text, "${1}${4}${7}${9}"+Mask+"${3}${6}")
}
