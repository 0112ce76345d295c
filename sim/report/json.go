package report

import (
	"bufio"
	"io"
	"strconv"

	"explain/sim"
)

// JSON writes the report as one JSON document and a newline, the same bytes that
// encoding/json gives (a test compares them), except that characters which a
// terminal acts on are escaped. Two hosts given the same request write the same
// bytes. It writes steps one by one, by hand: a file of 1 MB can have 100,000 of
// them, and nine tenths of a document are steps.
func JSON(w io.Writer, r *Report) error {
	s := &stream{w: bufio.NewWriterSize(w, 8<<10)}
	s.raw(`{"schema":`).value(r.Schema).raw(`,"files":`).value(r.Files).raw(`,"answers":[`)
	for i := range r.Answers {
		if i > 0 {
			s.raw(",")
		}
		s.answer(&r.Answers[i])
	}
	s.raw(`],"findings":`)
	s.findings(r.Findings)
	s.raw(`,"rules":`).value(r.Rules).raw(`,"wants":`).value(r.Wants)
	if r.Diagnoses != nil {
		s.raw(`,"diagnoses":`).value(r.Diagnoses)
	}
	s.raw(`,"error":`).value(r.Error).raw("}\n")
	if s.err != nil {
		return s.err
	}
	return s.w.Flush()
}

// stream writes JSON piece by piece and remembers the first error.
type stream struct {
	w   *bufio.Writer
	buf []byte
	err error
}

func (s *stream) raw(text string) *stream {
	if s.err == nil {
		_, s.err = s.w.WriteString(text)
	}
	return s
}

// value writes anything by encoding/json.
func (s *stream) value(v any) *stream {
	if s.err != nil {
		return s
	}
	var text []byte
	if text, s.err = encoded(v); s.err == nil {
		_, s.err = s.w.Write(text)
	}
	return s
}

func (s *stream) answer(a *Answer) {
	s.raw(`{"title":`).value(a.Title).raw(`,"image":`)
	s.image(a.Image)
	s.raw(`,"invocation":`).value(a.Invocation).raw(`,"process":`)
	s.process(a.Process)
	s.raw(`,"summary":`).value(a.Summary).raw(`,"outcome":`).value(a.Outcome).raw(`,"trace":[`)
	for i := range a.Trace {
		s.step(i, &a.Trace[i])
	}
	s.raw(`],"findings":`)
	s.findings(a.Findings)
	s.raw(`,"assumptions":`).value(a.Assumptions).raw(`,"notes":`).value(a.Notes)
	s.raw(`,"stages":[`)
	for i := range a.Stages {
		if i > 0 {
			s.raw(",")
		}
		s.value(&a.Stages[i])
	}
	s.raw(`],"verify":`).value(a.Verify).raw("}")
}

// item writes the i-th of a list, with a comma in front if it is not the first.
func (s *stream) item(i int, text []byte) {
	if i > 0 {
		s.raw(",")
	}
	s.put(text)
}

// image and process write their lists word by word: a CMD can have 100,000
// words, and a file can drop as many.
func (s *stream) image(img *sim.Image) {
	if img == nil {
		s.raw("null")
		return
	}
	s.raw(`{"stage":`).value(img.Stage)
	if img.Ref != "" {
		s.raw(`,"ref":`).value(img.Ref)
	}
	s.raw(`,"known":`).value(img.Known).raw(`,"entrypoint":`).list(img.Entrypoint).raw(`,"cmd":`).list(img.Cmd).raw(`,"shell":`).list(img.Shell)
	s.raw(`,"env":`).env(img.Env).raw(`,"user":`).value(img.User).raw(`,"workingDir":`).value(img.WorkingDir).raw(`,"stopSignal":`).value(img.StopSignal)
	s.raw(`,"healthcheck":`).value(img.Healthcheck).raw(`,"onbuild":[`).words(img.OnBuild).raw("]")
	if img.OS != "" {
		s.raw(`,"os":`).value(img.OS)
	}
	s.raw("}")
}

func (s *stream) process(p *sim.Process) {
	if p == nil {
		s.raw("null")
		return
	}
	s.raw(`{"argv":[`).words(p.Argv).raw(`],"certain":`).value(p.Certain).raw(`,"dropped":[`)
	for i := range p.Dropped {
		d := &p.Dropped[i]
		t := appendString(append(appendWord(append(s.buf[:0], `{"word":`...), &d.Word), `,"rule":`...), string(d.Rule))
		s.item(i, append(strconv.AppendInt(append(t, `,"step":`...), int64(d.Step), 10), '}'))
	}
	s.raw(`],"positional":`).value(p.Positional).raw(`,"env":`).env(p.Env)
	s.raw(`,"user":`).value(p.User).raw(`,"workingDir":`).value(p.WorkingDir).raw(`,"stopSignal":`).value(p.StopSignal).raw(`,"pid1":`).value(p.PID1)
	for _, part := range []struct {
		name  string
		value any
		has   bool
	}{{"inside", p.Inside, p.Inside != nil}, {"tree", p.Tree, p.Tree != nil}, {"stop", p.Stop, p.Stop != nil}, {"interrupt", p.Interrupt, p.Interrupt != nil}} {
		if part.has {
			s.raw(`,"` + part.name + `":`).value(part.value)
		}
	}
	if p.StopTimeout != nil {
		s.raw(`,"stopTimeout":`).value(p.StopTimeout)
	}
	if p.Healthcheck != nil {
		s.raw(`,"healthcheck":`).value(p.Healthcheck)
	}
	s.raw("}")
}

func (s *stream) list(l sim.List) *stream {
	return s.raw(`{"set":` + strconv.FormatBool(l.Set) + `,"words":[`).words(l.Words).raw("]}")
}

func (s *stream) words(ws []sim.Word) *stream {
	for i := range ws {
		s.item(i, appendWord(s.buf[:0], &ws[i]))
	}
	return s
}

func (s *stream) env(env []sim.Env) *stream {
	s.raw("[")
	for i := range env {
		t := appendString(append(s.buf[:0], `{"name":`...), env[i].Name)
		s.item(i, append(appendWord(append(t, `,"value":`...), &env[i].Value), '}'))
	}
	return s.raw("]")
}

func (s *stream) findings(fs []Finding) {
	if fs == nil {
		s.raw("null")
		return
	}
	s.raw("[")
	for i := range fs {
		if i > 0 {
			s.raw(",")
		}
		s.value(&fs[i])
	}
	s.raw("]")
}

// step writes a step; one with very long lists word by word.
func (s *stream) step(i int, st *sim.Step) {
	if i > 0 {
		s.raw(",")
	}
	b := appendStepHead(s.buf[:0], st)
	s.put(append(b, `,"before":`...)).list(st.Before).raw(`,"after":`).list(st.After)
	s.put(append(appendString(append(s.buf[:0], `,"note":`...), st.Note), '}'))
}

func (s *stream) put(text []byte) *stream {
	s.buf = text
	if s.err == nil {
		_, s.err = s.w.Write(text)
	}
	return s
}

func appendStepHead(b []byte, s *sim.Step) []byte {
	b = strconv.AppendInt(append(b, `{"n":`...), int64(s.N), 10)
	b = appendString(append(b, `,"rule":`...), string(s.Rule))
	for i, id := range s.Also {
		b = append(b, [2]string{`,"also":[`, `,`}[min(i, 1)]...)
		b = appendString(b, string(id))
	}
	if len(s.Also) > 0 {
		b = append(b, ']')
	}
	b = appendSpan(b, s.Span)
	return appendString(append(b, `,"slot":`...), string(s.Slot))
}

// appendSpan is a field with a comma in front, nothing for the zero span.
func appendSpan(b []byte, s sim.Span) []byte {
	if s.IsZero() {
		return b
	}
	b = appendString(append(b, `,"span":{"file":`...), s.File)
	b = strconv.AppendInt(append(b, `,"start":`...), int64(s.Start), 10)
	b = strconv.AppendInt(append(b, `,"end":`...), int64(s.End), 10)
	b = strconv.AppendInt(append(b, `,"line":`...), int64(s.Line), 10)
	b = strconv.AppendInt(append(b, `,"col":`...), int64(s.Col), 10)
	return append(b, '}')
}

func appendWord(b []byte, w *sim.Word) []byte {
	b = appendString(append(b, `{"text":`...), w.Text)
	if w.From != (sim.Origin{}) {
		b = appendString(append(b, `,"from":{"source":`...), string(w.From.Source))
		b = appendString(append(b, `,"in":`...), w.From.In)
		b = appendSpan(b, w.From.Span)
		b = strconv.AppendInt(append(b, `,"step":`...), int64(w.From.Step), 10)
		b = append(b, '}')
	}
	if w.Unknown != "" {
		b = appendString(append(b, `,"unknown":`...), w.Unknown)
	}
	if w.Assumed {
		b = append(b, `,"assumed":true`...)
	}
	return append(b, '}')
}

// appendString is a JSON string; what needs an escape is left to encoding/json.
func appendString(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c == '"' || c == '\\' || c >= 0x7f {
			text, _ := encoded(s) // a string always encodes
			return append(b, text...)
		}
	}
	b = append(append(b, '"'), s...)
	return append(b, '"')
}
