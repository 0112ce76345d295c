package check

import (
	"path"
	"slices"
	"strings"

	"explain/sim"
)

var noShellInImage = Check{
	ID: "no-shell-in-image", Title: "shell form in an image without a shell", Severity: Error,
	Rules: []sim.RuleID{"shell-missing", "default-shell"},
	Run: func(c *Case, report func(Finding)) {
		w, ok := c.watchShell()
		switch {
		case !ok:
		case w.stopped != nil:
			report(c.buildWithoutShell(*w.stopped, w))
		case !w.brought:
			c.reportStart(w, report)
			c.reportProbe(w, report)
		}
	},
}

// watchShell follows the target's stages; ok is false when their base has a
// shell, or when that is not known.
func (c *Case) watchShell() (w shellWatch, ok bool) {
	if c.Image == nil || c.Image.Bottom.BinSh != "none" || c.Image.OS == "windows" {
		return w, false
	}
	w.dir = "/"
	for _, st := range c.chain() {
		for _, p := range c.placesOf(st) {
			if !w.brought && w.needsShell(c, p) {
				w.stopped = &p
				return w, true
			}
			w.step(p)
		}
	}
	return w, true
}

// lacksShell reports whether there is for certain no shell in the image.
func (c *Case) lacksShell() bool {
	w, ok := c.watchShell()
	return ok && !w.brought && !w.maybe
}

// shellWatch follows the stages and asks whether an instruction may have brought
// a shell.
type shellWatch struct {
	dir     string // the working directory, "" when it is not known
	brought bool   // another root file system was copied in, or a program ran
	maybe   bool   // a folder of the build context was copied to where a shell would be
	stopped *place // the RUN that has no shell to run in
}

func (w *shellWatch) step(p place) {
	switch p.Keyword {
	case "RUN":
		w.brought = true
	case "WORKDIR":
		w.chdir(p.Args.String)
	case "COPY", "ADD":
		w.transfer(p)
	}
}

func (w *shellWatch) chdir(dir string) {
	switch {
	case strings.ContainsAny(dir, "$\"'\\"):
		w.dir = ""
	case path.IsAbs(dir):
		w.dir = path.Clean(dir)
	case w.dir != "":
		w.dir = path.Join(w.dir, dir)
	}
}

// transfer looks where COPY or ADD puts its files: only / and /bin can make a
// /bin/sh, or /usr where /bin is a link.
func (w *shellWatch) transfer(p place) {
	var words []string
	if s := p.Args.String; strings.HasPrefix(s, "[") {
		words = strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(`[]",`, r) })
	} else {
		words = strings.Fields(s)
	}
	dest := ""
	if len(words) > 0 {
		dest = words[len(words)-1]
	}
	switch {
	case p.onbuild(), strings.ContainsAny(dest, "$\"'\\"), !path.IsAbs(dest) && w.dir == "":
		w.brought = true
		return
	case !path.IsAbs(dest):
		dest = path.Join(w.dir, dest)
	}
	switch path.Clean(dest) {
	case "/bin/sh", "/usr/bin/sh":
		w.brought = true
	case "/", "/bin", "/usr", "/usr/bin":
		w.maybe = true
		w.brought = w.brought || p.Keyword == "ADD" || len(p.Flags) > 0 || slices.ContainsFunc(words[:len(words)-1], isFolder)
	}
}

// isFolder reports whether a source of COPY is a folder for sure, or several files:
// a root file system can be among them.
func isFolder(src string) bool {
	name := path.Base(src)
	return strings.HasSuffix(src, "/") || name == "." || name == ".." || strings.ContainsAny(src, "*?[$") ||
		strings.Contains(name, "root") || strings.HasSuffix(name, "fs")
}

// needsShell: RUN in shell form starts /bin/sh while the image is built.
func (w *shellWatch) needsShell(c *Case, p place) bool {
	if p.Keyword != "RUN" || p.onbuild() || p.Form == sim.ExecForm || strings.Contains(strings.Join(p.Flags, " "), "mount") {
		return false
	}
	return shellName(c.shellOf(p)) == "/bin/sh"
}

func (c *Case) buildWithoutShell(p place, w shellWatch) Finding {
	f := Finding{
		Span:    p.whole(),
		Message: "RUN in shell form needs /bin/sh, and " + c.Image.Bottom.Ref + " has none: the build stops here",
	}
	if p.meantForShell() { // else json-looks-broken has the fix
		f.Fixes = c.asExecForm(p)
	}
	return w.soften(f)
}

// soften: a folder that was copied to / may hold a shell.
func (w shellWatch) soften(f Finding) Finding {
	if w.maybe {
		f.Severity = Info
		f.Message += ", unless what was copied in brings one"
	}
	return f
}

// reportStart: the process is a shell that is not there.
func (c *Case) reportStart(w shellWatch, report func(Finding)) {
	process := c.process()
	if len(process.Argv) == 0 || process.Argv[0].Text != "/bin/sh" {
		return
	}
	s, ok := sim.FindShellString(process.Argv)
	if !ok {
		return
	}
	for _, keyword := range []string{"ENTRYPOINT", "CMD"} {
		p, ok := c.writtenAt(process.Argv[s.Index], keyword)
		if !ok || p.Form == sim.ExecForm {
			continue
		}
		f := Finding{Span: p.whole(), Message: keyword + " in shell form needs /bin/sh, and " + c.Image.Bottom.Ref + " has none: the container does not start"}
		if p.meantForShell() {
			f.Fixes = c.asExecForm(p)
		}
		report(w.soften(f))
	}
}

// reportProbe: a health check that can never succeed. The engine runs its text with
// /bin/sh -c whatever SHELL is: SHELL does not get from the image into the container.
func (c *Case) reportProbe(w shellWatch, report func(Finding)) {
	h := c.Image.Healthcheck
	if h == nil || len(h.Test.Words) != 2 || h.Test.Words[0].Text != "CMD-SHELL" {
		return
	}
	if p, ok := c.writtenAt(h.Test.Words[1], "HEALTHCHECK"); ok {
		report(w.soften(Finding{
			Severity: Warning, Span: p.whole(), Fixes: c.asExecForm(p),
			Message: "HEALTHCHECK in shell form needs /bin/sh, and " + c.Image.Bottom.Ref + " has none: every probe fails",
		}))
	}
}
