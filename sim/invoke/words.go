package invoke

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"unicode/utf8"

	"explain/sim"

	"mvdan.cc/sh/v3/syntax"
)

// The bounds of what Split reads. Linux takes 2 MB of arguments at most, so
// nothing that can be run is refused.
const (
	maxText       = 4 << 20 // bytes of text
	maxSeparators = 100_000 // newlines, ; & | and opening brackets
	maxBlanks     = 500_000 // blanks, which bound the words
	maxFrames     = 12_000  // calls on the parser's stack: some 1,000 nested brackets
	maxCommands   = 10_000
	maxValues     = 2 << 20 // bytes that variables put in
)

// Split reads a typed or pasted text into simple commands, as a POSIX shell
// would, in the order in which the shell runs them: a command inside $(…)
// comes before the command that needs it. Nothing is run. What the shell does
// before a command sees its words is said in notes: in the command's own, or
// in the notes returned if it concerns the text as a whole. A word that depends
// on what is not known has an empty Text and an Unknown phrase.
//
// The text is read as bash reads it, which is POSIX plus $'…' and {a,b}. A text
// that a shell refuses is an error at the place.
func Split(src *sim.Source, host Host) (cmds []Simple, notes []sim.Note, err *sim.Error) {
	if err := tooMuch(src); err != nil {
		return nil, nil, err
	}
	p := newPaste(src)
	file, err := p.parse()
	if err != nil {
		return nil, p.notes, err
	}
	r := &reader{paste: p, vars: newScope(host)}
	r.statements(file.Stmts)
	if r.err != nil {
		return nil, p.notes, r.err
	}
	r.comments(file)
	return r.cmds, r.notes, nil
}

// Simple is one simple command: a program and its arguments.
type Simple struct {
	// Words is the command from its first word: prompts, assignments and
	// programs that only start another one (sudo, env, time) are skipped.
	// Words that came out of one written word ({a,b}, $X) share its span.
	Words []sim.Word
	// Skipped are the words in front of Words that only start the command.
	Skipped []sim.Word
	// Span is from the first to the last of Words.
	Span sim.Span
	// Env are the variables that the text itself gives the command: X=1 in
	// front of it, export X=1 above it. They go before Host.Env. Nil: none.
	Env   map[string]sim.Word
	Notes []sim.Note

	facts  []wordFacts
	unset  map[string]bool // variables that the text removes
	hidden string          // why the shell's own variables do not reach the command, "" if they do
	empty  bool            // env -i: the command has no variables but Env
}

// wordFacts is what is known of a word beside its text.
type wordFacts struct {
	many   bool   // it may be any number of words
	prefix string // the text before its first unknown part
	stays  *string
}

// Many reports whether Words[i] may stand for any number of words, none
// included: an unquoted $X that is not known, "$@". An unknown word that is not
// Many ("$X", ~/x) is exactly one.
func (s Simple) Many(i int) bool { return s.fact(i).many }

// Prefix is the text with which Words[i] begins for certain: all of a known
// word, `A=` of `A=$X`.
func (s Simple) Prefix(i int) string {
	if w := s.Words[i]; w.Unknown == "" {
		return w.Text
	}
	return s.fact(i).prefix
}

// Stays is the text of a file pattern (*.txt, [::1]:80): what the command gets
// if no file matches. ok is false for words that are no pattern.
func (s Simple) Stays(i int) (text string, ok bool) {
	if f := s.fact(i); f.stays != nil {
		return *f.stays, true
	}
	return "", false
}

func (s Simple) fact(i int) wordFacts {
	if i < len(s.facts) {
		return s.facts[i]
	}
	return wordFacts{}
}

// Variable is what the command finds in its environment under a name, as
// `docker run -e NAME` looks it up. set false with a known value means that the
// variable is not there for certain.
func (s Simple) Variable(name string, host Host) (value sim.Word, set bool) {
	if w, ok := s.Env[name]; ok {
		return w, true
	}
	if s.empty || s.unset[name] {
		return sim.Word{}, false
	}
	from := sim.Origin{Source: sim.FromHost}
	if s.hidden != "" {
		return sim.Word{From: from, Unknown: name + " (" + s.hidden + ")"}, true
	}
	if v, ok := host.Env[name]; ok {
		return sim.Word{Text: v, From: from}, true
	}
	if host.EnvIsAll {
		return sim.Word{}, false
	}
	return sim.Word{From: from, Unknown: "$" + name + " of your shell"}, true
}

// tooMuch refuses what is not worth reading.
func tooMuch(src *sim.Source) *sim.Error {
	refuse := func(msg, hint string) *sim.Error { return &sim.Error{Msg: msg, Hint: hint} }
	text := src.Text
	if i := strings.IndexByte(text, 0); i >= 0 {
		return &sim.Error{Span: src.Span(i, i+1), Msg: "a NUL byte: this is no text", Hint: "paste the command line as text"}
	}
	if len(text) > maxText {
		return refuse(fmt.Sprintf("%d MB are too much for a command line", len(text)>>20), "give only the command itself")
	}
	separators, blanks := 0, 0
	for _, c := range []byte(text) {
		switch c {
		case '\n', ';', '&', '|', '(', '`':
			separators++
		case ' ', '\t':
			blanks++
		}
	}
	if separators > maxSeparators || blanks > maxBlanks {
		return refuse("too many words or lines for a command line", "give only the command itself")
	}
	return nil
}

// parse reads the mask into the shell's own structure.
func (p *paste) parse() (*syntax.File, *sim.Error) {
	mask := p.mask
	for tries := 0; ; tries++ {
		in := shallow{bytes.NewReader(mask)}
		f, err := syntax.NewParser(syntax.Variant(syntax.LangBash), syntax.KeepComments(true)).Parse(in, "")
		if err == nil {
			return f, nil
		}
		// Shells end an unclosed here-document at the end of the text.
		stop, open := unclosedHeredoc(err)
		if !open || tries == 8 {
			return nil, p.syntaxError(err)
		}
		mask = append(append(append(mask[:len(mask):len(mask)], '\n'), stop...), '\n')
	}
}

// shallow is a text that stops when its reader is too deep in calls: the
// parser descends once per nested bracket, and a Go stack that overflows
// cannot be caught. The parser reads 1 kB at a time, so it cannot get much
// deeper unseen.
type shallow struct{ r io.Reader }

var errDeep = errors.New("nested too deeply")

func (s shallow) Read(b []byte) (int, error) {
	if runtime.Callers(maxFrames, make([]uintptr, 1)) > 0 {
		return 0, errDeep
	}
	return s.r.Read(b)
}

// unclosedHeredoc finds the word for which a here-document waits.
func unclosedHeredoc(err error) (stop string, ok bool) {
	var pe syntax.ParseError
	if !errors.As(err, &pe) {
		return "", false
	}
	stop, ok = strings.CutPrefix(pe.Text, "unclosed here-document `")
	return strings.TrimSuffix(stop, "`"), ok && strings.HasSuffix(stop, "`")
}

// syntaxError says in our words why the parser gave up.
func (p *paste) syntaxError(err error) *sim.Error {
	const quoteIt = "put a character that belongs to a word in quotes"
	var pe syntax.ParseError
	var le syntax.LangError
	switch {
	case errors.Is(err, errDeep):
		return &sim.Error{Msg: "brackets are nested too deeply", Hint: "give only the command itself"}
	case errors.As(err, &le):
		at := int(le.Pos.Offset())
		return &sim.Error{Span: p.at(at, at+1), Msg: "a shell cannot read this: " + le.Feature, Hint: quoteIt}
	case !errors.As(err, &pe):
		return &sim.Error{Msg: err.Error()}
	}
	at := int(pe.Pos.Offset())
	e := &sim.Error{Span: p.at(at, at+1), Msg: strings.NewReplacer("EOF", "the end", "a statement list", "a command", "a statement", "a command").Replace(pe.Text), Hint: quoteIt}
	if _, quote, ok := strings.Cut(pe.Text, "without closing quote "); ok {
		quote = strings.Trim(quote, "`")
		if quote == "" {
			quote = "`"
		}
		e.Msg = "the quote " + quote + " that opens here is never closed"
		e.Hint = "close it, or write \\" + quote + " for the character itself"
	} else if _, want, ok := strings.Cut(pe.Text, " without matching "); ok {
		open, end, _ := strings.Cut(want, " with ")
		e.Msg = "the " + strings.Trim(open, "`") + " that opens here is never closed"
		e.Hint = "close it with " + strings.Trim(end, "`") + ", or put it in quotes"
	} else if _, sign, ok := strings.Cut(pe.Text, "; encountered "); ok {
		e.Msg = sign + " cannot stand among the words of a command"
	}
	return e
}

// offset is where the parser's position is in the text. It may have read on: see
// parse.
func (p *paste) offset(pos syntax.Pos) int { return min(int(pos.Offset()), len(p.text)) }

// span is where a node stands.
func (p *paste) span(n syntax.Node) span { return span{p.offset(n.Pos()), p.offset(n.End())} }

// from is n bytes at a position.
func (p *paste) from(pos syntax.Pos, n int) span {
	at := p.offset(pos)
	return span{at, min(at+n, len(p.text))}
}

// at is a span of the original text, however far the parser looked.
func (p *paste) at(start, end int) sim.Span {
	end = min(max(end, 0), len(p.text))
	start = min(max(start, 0), end)
	for start > 0 && start < len(p.text) && !utf8.RuneStart(p.text[start]) {
		start--
	}
	return p.src.Span(start, end)
}
