package report

import (
	"strings"

	"explain/sim"
	"explain/sim/catalogue"
)

// remarks are the notes and assumptions that a build rests on.
func (e *explainer) remarks(d sim.Dockerfile, img sim.Image) (notes []sim.Note, assume []sim.Assumption) {
	if d.Fragment {
		notes = append(notes, sim.Note{ID: "fragment", Says: "there is no FROM: docker build would say \"no build stage in current context\"; this is read as if it stood under a FROM"})
	}
	if says := d.ReadAsDockersOwn(); says != "" {
		assume = append(assume, sim.Assumption{ID: "frontend", Says: says, Settle: `docker inspect "$(docker build -q .)" | explain -`})
	}
	if d.Checked() && img.Stops == nil {
		assume = append(assume, sim.Assumption{ID: "checks", Says: sim.ChecksPass + ": with error=true a finding fails the build", Settle: "docker build --check ."})
	}
	for _, n := range img.Bottom.Notes {
		notes = append(notes, sim.Note{ID: "base", Says: n})
	}
	if e.req.Platform == "" && platformMatters(d) {
		assume = append(assume, sim.Assumption{ID: "platform", Says: "it is built for linux/amd64", Settle: "explain --platform OS/ARCH …"})
	}
	return notes, append(assume, baseAssumption(img.Bottom)...)
}

// platformMatters reports whether a file's result may change with the platform.
func platformMatters(d sim.Dockerfile) bool {
	text := d.Source.Text
	return strings.Contains(text, "TARGET") && strings.Contains(text, "$") && strings.Contains(text, "TARGETARCH") ||
		strings.Contains(text, "TARGETOS") || strings.Contains(text, "TARGETPLATFORM") || strings.Contains(text, "TARGETVARIANT") ||
		strings.Contains(text, "BUILDARCH") || strings.Contains(text, "BUILDOS") || strings.Contains(text, "BUILDPLATFORM") ||
		strings.Contains(strings.ToLower(text), "windows")
}

// baseAssumption says what the facts about a base rest on: the catalogue as of a
// day, or a file that hides what the catalogue says.
func baseAssumption(b sim.Base) []sim.Assumption {
	settle := "docker inspect " + b.Ref + " | explain -"
	if b.From == "catalogue" {
		return []sim.Assumption{{ID: "catalogue-date", Says: b.Ref + " as of " + catalogue.Date(), Settle: settle}}
	}
	if _, both := catalogue.New().Base(b.Ref, b.OS); both && b.From != "" && b.From != "scratch" {
		return []sim.Assumption{{ID: "own-base", Says: b.Ref + " is what " + b.From + " says, not what the catalogue says", Settle: settle}}
	}
	return nil
}

// settle lists what the argv rests on: unknown words and an assumed shell.
func (e *explainer) settle(a *Answer, s subject) {
	var words []sim.Word
	if !a.Invocation.Kept.Set { // else nothing rests on the image
		words = append(append(words, s.image.Entrypoint.Words...), s.image.Cmd.Words...)
	}
	if a.Process != nil {
		words = append(words, a.Process.Argv...)
	}
	ref := s.image.Bottom.Ref
	assumedShell, unknown := false, false
	for _, w := range words {
		assumedShell = assumedShell || w.Assumed && w.From.Source == sim.FromDefaultShell && s.image.Bottom.Why(sim.SlotShell) != ""
		unknown = unknown || w.Unknown != "" && w.From.Source == sim.FromBaseImage
	}
	settle := "docker inspect " + ref + " > base.json; explain --base " + ref + "=base.json …"
	switch {
	case ref == sim.FragmentBase || ref == "":
		settle = "put FROM IMAGE above the text"
	case strings.Contains(ref, " "): // a name that is not known
		settle = "write the value of the build argument on the line"
	}
	if ref == sim.FragmentBase {
		ref = "the base image"
	}
	if assumedShell {
		a.Assumptions = append(a.Assumptions, sim.Assumption{ID: "default-shell", Says: ref + " sets no SHELL of its own, so shell form gets the default one", Settle: settle})
	}
	if unknown {
		a.Assumptions = append(a.Assumptions, sim.Assumption{ID: "unknown-base", Says: whatIsUnknown(s.image.Bottom), Settle: settle})
	}
}

// whatIsUnknown says what is not known of a base, and the guess where the
// catalogue has one.
func whatIsUnknown(b sim.Base) string {
	if b.Ref == sim.FragmentBase {
		return "the base image is not known, nor are the words that come from it"
	}
	if b.From == "" {
		return "nothing is known of " + b.Ref + ", so the words that come from it are not known"
	}
	says := "the catalogue is not sure of " + b.Ref
	for _, slot := range []struct {
		name  sim.Slot
		guess []string
	}{{sim.SlotEntrypoint, b.Entrypoint}, {sim.SlotCmd, b.Cmd}} {
		if why := b.Why(slot.name); why != "" && slot.guess != nil {
			says += "; its " + strings.ToUpper(string(slot.name)) + " is likely " + jsonWords(slot.guess)
		}
	}
	return says
}

// foreign names a runner's file that is recognised and not explained yet.
func foreign(text string) string {
	head := text[:min(len(text), 64<<10)]
	lines := strings.Split(head, "\n")
	has := func(prefixes ...string) bool {
		for _, l := range lines {
			for _, p := range prefixes {
				if strings.HasPrefix(l, p) {
					return true
				}
			}
		}
		return false
	}
	switch {
	case has("FROM ", "from ", "ARG ", "CMD", "ENTRYPOINT"):
		return ""
	case has("services:"):
		return "a Compose file"
	case has("apiVersion:") && has("kind:"):
		return "a Kubernetes manifest"
	case has("[Container]"):
		return "a Quadlet file"
	case has("jobs:") && has("on:", "\"on\":", "true:"):
		return "a GitHub workflow"
	case strings.HasPrefix(strings.TrimSpace(head), "{") && strings.Contains(head, `"containerDefinitions"`):
		return "an ECS task definition"
	}
	return ""
}
