package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"

	"explain/sim"
)

// JSON writes the report as one JSON document and a newline, the same bytes that
// encoding/json gives (a test compares them). Two hosts given the same request
// write the same bytes. It writes steps one by one, by hand: a file of 1 MB can
// have 100,000 of them, and nine tenths of a document are steps.
func JSON(w io.Writer, r *Report) error {
	s := &stream{w: bufio.NewWriterSize(w, 8<<10)}
	s.raw(`{"schema":`).value(r.Schema).raw(`,"files":`).value(r.Files).raw(`,"answers":[`)
	for i := range r.Answers {
		if i > 0 {
			s.raw(",")
		}
		s.answer(&r.Answers[i])
	}
	s.raw(`],"findings":`).value(r.Findings).raw(`,"rules":`).value(r.Rules).raw(`,"error":`).value(r.Error).raw("}\n")
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
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if s.err = enc.Encode(v); s.err == nil {
		_, s.err = s.w.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	}
	return s
}

func (s *stream) answer(a *Answer) {
	s.raw(`{"title":`).value(a.Title).raw(`,"image":`).value(a.Image).raw(`,"invocation":`).value(a.Invocation)
	s.raw(`,"process":`).value(a.Process).raw(`,"summary":`).value(a.Summary).raw(`,"outcome":`).value(a.Outcome).raw(`,"trace":[`)
	for i := range a.Trace {
		if i > 0 {
			s.raw(",")
		}
		s.buf = appendStep(s.buf[:0], &a.Trace[i])
		if s.err == nil {
			_, s.err = s.w.Write(s.buf)
		}
	}
	s.raw(`],"findings":`).value(a.Findings).raw(`,"assumptions":`).value(a.Assumptions).raw(`,"notes":`).value(a.Notes)
	s.raw(`,"stages":`).value(a.Stages).raw(`,"verify":`).value(a.Verify).raw("}")
}

func appendStep(b []byte, s *sim.Step) []byte {
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
	b = appendString(append(b, `,"slot":`...), string(s.Slot))
	b = appendList(append(b, `,"before":`...), s.Before)
	b = appendList(append(b, `,"after":`...), s.After)
	b = appendString(append(b, `,"note":`...), s.Note)
	return append(b, '}')
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

func appendList(b []byte, l sim.List) []byte {
	b = strconv.AppendBool(append(b, `{"set":`...), l.Set)
	b = append(b, `,"words":[`...)
	for i := range l.Words {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendWord(b, &l.Words[i])
	}
	return append(b, "]}"...)
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
			var buf bytes.Buffer
			enc := json.NewEncoder(&buf)
			enc.SetEscapeHTML(false)
			_ = enc.Encode(s) // a string always encodes
			return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...)
		}
	}
	b = append(append(b, '"'), s...)
	return append(b, '"')
}
