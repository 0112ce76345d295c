package diagnose

import (
	"path"
	"strings"

	"explain/sim"
)

// Diagnosis is one outcome that a text speaks of, with its causes. Lists are
// never null.
type Diagnosis struct {
	ID      string `json:"id"`
	Message string `json:"message"` // the literal message, words that differ in capitals
	By      string `json:"by"`      // who writes it, and since when
	Text    string `json:"text"`    // the line that was found, without control characters
	Line    int    `json:"line"`    // of the text, from 1
	Count   int    `json:"count"`   // how often it stands there
	Words   Words  `json:"words"`   // of the message, by name
	Codes   []int  `json:"exitCodes"`
	Means   string `json:"means"`
	Doubt   string `json:"doubt,omitempty"` // why the code alone proves nothing
	// Verdict is "confirmed" where the message is what is predicted of the image and
	// the line that are given, "impossible" where they cannot give it, else "possible".
	Verdict Verdict      `json:"verdict"`
	Why     string       `json:"why,omitempty"`
	Causes  []CauseSays  `json:"causes"`
	Rules   []sim.RuleID `json:"rules"`
}

// CauseSays is a cause in the words of one message.
type CauseSays struct {
	ID      string  `json:"id"`
	Says    string  `json:"says"`
	Command string  `json:"command"` // that decides it
	Verdict Verdict `json:"verdict"`
	Why     string  `json:"why,omitempty"`
}

// elsewhere is what is left when a message cannot come from the case.
var elsewhere = Cause{ID: "another-start", Says: "the message is about another image, an older build, or another line: compare with what the container was created with", Command: created}

// Explain finds the outcomes that a text speaks of and judges their causes by what
// is known.
func Explain(text string, c Case) []Diagnosis {
	out := []Diagnosis{}
	want := c.predicts()
	for _, m := range Find(text) {
		f := &facts{Case: &c, words: m.Words}
		f.predicted = want != nil && want.Outcome == m.Outcome && (m.Words["name"] == "" || m.Words["name"] == want.Words["name"])
		out = append(out, f.diagnosis(m))
	}
	return out
}

// predicts is the outcome that is predicted of the case, nil for none.
func (c *Case) predicts() *Match {
	if c.Outcome.Message == "" {
		return nil
	}
	found := Find(c.Outcome.Message)
	if len(found) == 0 {
		return nil
	}
	return &found[0]
}

func (f *facts) diagnosis(m Match) Diagnosis {
	o := m.Outcome
	d := Diagnosis{ID: o.ID, Message: o.Message, By: o.By, Text: m.Text, Line: m.Line, Count: m.Count, Words: m.Words,
		Codes: append([]int{}, o.Codes...), Doubt: o.Same, Rules: append([]sim.RuleID{}, o.Rules...), Causes: []CauseSays{}}
	if len(o.Codes) == 0 && m.Words["code"] != "" {
		d.Codes = []int{atoi(m.Words["code"])}
	}
	d.Means = f.sentence(o, o.Means)
	d.Verdict, d.Why = f.verdict(o)
	for _, cause := range o.Causes {
		if cause.when == nil || cause.when(m.Words) {
			d.Causes = append(d.Causes, f.cause(o, cause, d.Verdict))
		}
	}
	if d.Verdict == Impossible {
		says := f.cause(o, elsewhere, "")
		says.Verdict = Likely
		d.Causes = append(d.Causes, says)
	}
	if d.Verdict == "" {
		d.Verdict = Possible
	}
	d.Causes = inOrderOf(d.Causes)
	return d
}

// inOrderOf puts the causes that are the likeliest first and those that cannot be
// last; others stay in the order of the table.
func inOrderOf(causes []CauseSays) []CauseSays {
	out := make([]CauseSays, 0, len(causes))
	for _, v := range [...]Verdict{Confirmed, Likely, Possible, Impossible} {
		for i := range causes {
			if causes[i].Verdict == v {
				out = append(out, causes[i])
			}
		}
	}
	return out
}

// signs are the verdicts as judges write them.
var signs = [128]Verdict{'+': Confirmed, '~': Likely, '-': Impossible}

// cause puts the message's words into a cause and judges it.
func (f *facts) cause(o *Outcome, c Cause, whole Verdict) CauseSays {
	command := c.Command
	if c.Bare != "" && f.noShell() {
		command = c.Bare
	}
	out := CauseSays{ID: c.ID, Says: f.sentence(o, c.Says), Command: f.command(o, command), Verdict: Possible}
	switch {
	case whole == Impossible:
		out.Verdict = Impossible
	case c.judge != nil:
		if says := c.judge(f); says != "" {
			out.Verdict, out.Why = signs[says[0]], says[1:]
		}
	}
	return out
}

// sentence puts words into a sentence; what the message does not say is called by
// what it is.
func (f *facts) sentence(o *Outcome, text string) string {
	return fill(text, func(key string) string {
		if v, ok := f.words[key]; ok && key != "name" {
			return v
		} else if ok {
			return shown(v)
		}
		return o.kind.noun()
	})
}

// command puts words into a command, quoted for a shell; what is not known stands
// there in capitals.
func (f *facts) command(o *Outcome, text string) string {
	if f.line() && f.Invocation.Name.Known() && isName(f.Invocation.Name.Text) {
		text = strings.ReplaceAll(text, "CONTAINER", f.Invocation.Name.Text)
	}
	return fill(text, func(key string) string {
		if key == "image" {
			return f.imageName()
		}
		v := f.words[key]
		if key == "name" && v == "" {
			if word, ok := f.program(); ok && o.kind == aboutProgram {
				v = word.Text
			}
		}
		if key == "base" && f.words["name"] != "" {
			v = path.Base(f.words["name"])
		}
		if v == "" || strings.ContainsAny(v, "\\'") {
			return capitals(key)
		}
		return shellWord(v)
	})
}

// capitals is what stands for a word that is not known.
func capitals(key string) string {
	if key == "base" {
		key = "name"
	}
	return strings.ToUpper(key)
}

// imageName is the image as the line has it, IMAGE if it has none.
func (f *facts) imageName() string {
	if f.line() && f.Invocation.Image.Known() && f.Invocation.Image.Text != "" && shellWord(f.Invocation.Image.Text) == f.Invocation.Image.Text {
		return f.Invocation.Image.Text
	}
	return "IMAGE"
}

// fill replaces @key@.
func fill(text string, value func(string) string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "@")
		key, after, closed := strings.Cut(rest, "@")
		if !ok || !closed || strings.ContainsAny(key, ` "'`) || key == "" {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(before + value(key))
		text = after
	}
}

// noun is what a word is called that the message does not say.
func (k kind) noun() string {
	switch k {
	case aboutProgram, aboutInit, aboutShell:
		return "the program"
	case aboutUser:
		return "that user"
	case aboutDir:
		return "the folder"
	case aboutImage:
		return "the image"
	case aboutLine:
		return "the word"
	}
	return "what follows"
}

// shown is a name in a sentence, in quotes where blanks, or nothing, would hide.
func shown(s string) string {
	if s == "" || strings.ContainsAny(s, " \t") {
		return "‘" + s + "’"
	}
	return s
}

// shellWord is a word as a POSIX shell reads it; names of files and images mostly
// need no quotes. What holds a quote itself is not quoted: see command.
func shellWord(s string) string {
	plain := s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._:@%+,-", r))
	})
	if plain {
		return s
	}
	return "'" + s + "'"
}
