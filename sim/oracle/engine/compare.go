package engine

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"explain/sim"
	"explain/sim/report"
)

// Difference is a field in which an engine's answer is not ours.
type Difference struct {
	Field        string
	Ours, Theirs string
}

// String shows both sides.
func (d Difference) String() string {
	return fmt.Sprintf("%s\n  ours   %s\n  theirs %s", d.Field, d.Ours, d.Theirs)
}

// Ours is our answer to a question, by the entry point that the command uses.
func Ours(q Question) (report.Answer, error) {
	rep := report.New(q.Request)
	if rep.Error != nil {
		return report.Answer{}, fmt.Errorf("%s", rep.Error.Msg)
	}
	if q.Index >= len(rep.Answers) {
		return report.Answer{}, fmt.Errorf("there are only %d answers", len(rep.Answers))
	}
	return rep.Answers[q.Index], nil
}

// comparison gathers the differences.
type comparison struct {
	podman bool
	found  []Difference
}

func (c *comparison) note(field string, ours, theirs any) {
	a, b := plain(ours), plain(theirs)
	if a != b {
		c.found = append(c.found, Difference{field, a, b})
	}
}

func plain(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return strings.TrimSpace(b.String())
}

// compareCreated holds our answer against docker create. sameVerb is false when
// the line says run: the texts of errors differ then.
func (c *comparison) compareCreated(ours report.Answer, theirs Answer, sameVerb bool) {
	phase := ours.Outcome.Phase
	refused := phase == sim.PhaseCLI || phase == sim.PhaseCreate
	switch {
	case theirs.Created == nil && !refused:
		c.note("created", string(phase)+" "+ours.Outcome.Message, theirs.Says)
	case theirs.Created == nil:
		if sameVerb && !c.podman {
			c.refusal(ours.Outcome, theirs)
		}
	case refused && ours.Outcome.Certain:
		c.note("created", ours.Outcome.Message, theirs.Created.Argv)
	case ours.Process == nil:
		c.note("process", "none", theirs.Created.Argv)
	default:
		c.container(*ours.Process, *theirs.Created)
	}
}

// container compares what was created.
func (c *comparison) container(p sim.Process, theirs Created) {
	c.note("certain", true, p.Certain)
	c.note("argv", sim.Texts(p.Argv), theirs.Argv)
	c.note("user", p.User.Text, theirs.User)
	dir := theirs.WorkingDir
	if dir == "" {
		dir = "/"
	}
	c.note("working directory", p.WorkingDir.Text, dir)
	signal := theirs.StopSignal
	if signal == "" {
		signal = "SIGTERM"
	}
	if !c.podman {
		c.note("stop signal", p.StopSignal.Text, signal)
	}
	if !c.podman { // podman's inspect has what is added at the start, too
		c.createdEnv(p, theirs.Env)
	}
}

// atStart are the variables that are added when a container starts.
var atStart = []string{"PATH", "HOSTNAME", "TERM", "HOME"}

// createdEnv compares the environment of a container that has not started.
func (c *comparison) createdEnv(p sim.Process, theirs []string) {
	there := map[string]bool{}
	for _, e := range theirs {
		name, _, _ := strings.Cut(e, "=")
		there[name] = true
	}
	ours := []string{}
	unknown := map[string]bool{}
	for _, e := range p.Env {
		if e.Value.Unknown != "" || e.Value.Assumed {
			unknown[e.Name] = true // as for what ran: we say that we do not know
			continue
		}
		if there[e.Name] || !slices.Contains(atStart, e.Name) {
			ours = append(ours, e.Name+"="+e.Value.Text)
		}
	}
	last := map[string]string{} // of two with one name, the later one is what a process gets
	for _, e := range theirs {
		name, _, hasValue := strings.Cut(e, "=")
		if hasValue && !unknown[name] { // a bare name is taken away at the start
			last[name] = e
		}
	}
	given := slices.Collect(maps.Values(last))
	c.note("env", slices.Sorted(slices.Values(ours)), slices.Sorted(slices.Values(given)))
}

var tiniNumber = regexp.MustCompile(`\[FATAL tini \(\d+\)\]`)

// refusal compares the text and the exit status of what does not start.
func (c *comparison) refusal(ours sim.Outcome, theirs Answer) {
	clean := func(s string) string {
		s = tiniNumber.ReplaceAllString(s, "[FATAL tini (7)]")
		return strings.TrimSpace(seeHelp.ReplaceAllString(strings.TrimSpace(s), ""))
	}
	c.note("text", clean(ours.Message), clean(theirs.Says))
	if ours.ExitCode != nil {
		c.note("exit code", *ours.ExitCode, theirs.Code)
	}
}

// compareRan holds our answer against docker run in an image where the program
// is, so that what we say rests on nothing.
func (c *comparison) compareRan(ours report.Answer, theirs Answer) {
	o := ours.Outcome
	switch {
	case o.Phase != sim.PhaseRunning && theirs.Ran == nil:
		if c.podman {
			return
		}
		c.refusal(o, theirs)
		return
	case o.Phase != sim.PhaseRunning:
		if o.Certain {
			c.note("runs", string(o.Phase)+" "+o.Message, theirs.Ran.Argv)
		}
		return
	case theirs.Ran == nil:
		c.note("runs", sim.Texts(ours.Process.Argv), fmt.Sprintf("%d %s", theirs.Code, theirs.Says))
		return
	}
	p, r := *ours.Process, *theirs.Ran
	c.note("argv", sim.Texts(p.Argv), r.Argv)
	c.note("cwd", p.WorkingDir.Text, r.Cwd)
	c.note("exit code", 0, theirs.Code)
	if ours.Invocation.PIDMode == "" {
		c.note("PID 1", !p.PID1.Init, r.PID == 1)
	}
	c.user(p.User.Text, r)
	if !c.podman {
		c.environment(p, r)
	}
}

// user compares who runs with what a user's text means where /etc/passwd is ours.
func (c *comparison) user(text string, r Ran) {
	name, _, _ := strings.Cut(text, ":")
	uid, err := strconv.Atoi(name)
	switch name {
	case "", "root":
		uid = 0
	case "app":
		uid = 1000
	case "nobody":
		uid = 65534
	default:
		if err != nil {
			uid = madeUpID
		}
	}
	c.note("uid", uid, r.UID)
}

// environment compares all that the process gets. What we say is not known, as
// the host name that an engine makes up, must be there.
func (c *comparison) environment(p sim.Process, r Ran) {
	theirs := map[string]string{}
	for _, e := range r.Env {
		name, value, _ := strings.Cut(e, "=")
		theirs[name] = value
	}
	ours := map[string]string{}
	for _, e := range p.Env {
		if e.Value.Unknown != "" || e.Value.Assumed {
			if v, there := theirs[e.Name]; there {
				ours[e.Name] = v
			}
			continue
		}
		ours[e.Name] = e.Value.Text
	}
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		v, there := theirs[name]
		if !there {
			c.note("env "+name, ours[name], nil)
			continue
		}
		c.note("env "+name, ours[name], v)
	}
	for _, name := range slices.Sorted(maps.Keys(theirs)) {
		if _, there := ours[name]; !there {
			c.note("env "+name, nil, theirs[name])
		}
	}
}
