package sim

// Word is one element of an argv, or one value. A word that is not known has
// an empty Text and says in Unknown what it would take to know it; in a list
// it stands for zero or more words.
type Word struct {
	Text    string `json:"text"`
	From    Origin `json:"from,omitzero"`
	Unknown string `json:"unknown,omitempty"`
	// Assumed: Text is the usual value, not a certain one (the default shell
	// on a base that is not known).
	Assumed bool `json:"assumed,omitempty"`
}

// Known reports whether w is certain.
func (w Word) Known() bool { return w.Unknown == "" && !w.Assumed }

// assume makes words that are known no more than likely.
func assume(ws []Word) {
	for i := range ws {
		ws[i].Assumed = ws[i].Unknown == ""
	}
}

// SourceKind says what kind of text a word comes from.
type SourceKind string

// The kinds of text that words come from.
const (
	FromEntrypoint   SourceKind = "entrypoint"    // an ENTRYPOINT instruction
	FromCmd          SourceKind = "cmd"           // a CMD instruction
	FromShell        SourceKind = "shell"         // a SHELL instruction, put in front of shell-form text
	FromDefaultShell SourceKind = "default-shell" // the builder's default shell
	FromBaseImage    SourceKind = "base-image"    // the configuration of a base image
	FromInstruction  SourceKind = "instruction"   // another instruction: ENV, USER, WORKDIR …
	FromRunArgs      SourceKind = "run-args"      // the words after the image name
	FromFlag         SourceKind = "flag"          // an option of the command line
	FromEnvFile      SourceKind = "env-file"      // a line of an --env-file
	FromHost         SourceKind = "host"          // the environment in which the line is typed
	FromDefault      SourceKind = "default"       // what the builder or the engine fills in
	FromContainer    SourceKind = "container"     // the configuration of a container that exists
	FromShellText    SourceKind = "shell-text"    // a word inside the string that a shell reads
)

// Origin says where a word was written. In is the image reference or the stage
// it was inherited from, "" for the image itself and for the command line. Span
// is zero for words that are written nowhere we can see. Step is the Step.N
// that brought the word in, from 1; 0 means none.
type Origin struct {
	Source SourceKind `json:"source"`
	In     string     `json:"in"`
	Span   Span       `json:"span,omitzero"`
	Step   int        `json:"step"`
}

// List is a word list in which absent and empty are different things: Set is
// false where the engine has null. Words is never null in JSON.
type List struct {
	Set   bool   `json:"set"`
	Words []Word `json:"words"`
}

// ListOf is a list that is set to ws.
func ListOf(ws ...Word) List { return List{Set: true, Words: ws} }

// Known reports whether every word of l is certain.
func (l List) Known() bool {
	for _, w := range l.Words {
		if !w.Known() {
			return false
		}
	}
	return true
}

// Texts is the words' texts, never nil.
func (l List) Texts() []string { return Texts(l.Words) }

// Texts is the texts of ws, never nil.
func Texts(ws []Word) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.Text
	}
	return out
}

// Env is one variable of an environment. An entry with an empty Name and an
// unknown Value stands for zero or more variables that are not known.
type Env struct {
	Name  string `json:"name"`
	Value Word   `json:"value"`
}

// Healthcheck is what an image or a container is probed with. Test is
// ["NONE"], ["CMD", word…] or ["CMD-SHELL", text]; not set means inherited.
// Durations are nanoseconds as the image configuration stores them; 0 means
// not given.
type Healthcheck struct {
	Test          List  `json:"test"`
	Interval      int64 `json:"interval,omitempty"`
	Timeout       int64 `json:"timeout,omitempty"`
	StartPeriod   int64 `json:"startPeriod,omitempty"`
	StartInterval int64 `json:"startInterval,omitempty"`
	Retries       int   `json:"retries,omitempty"`
}
