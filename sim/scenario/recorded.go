package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"explain/sim"
	"explain/sim/report"
)

// config is the part of an image configuration that real builders store and
// that explain computes. Nil lists are absent.
type config struct {
	Entrypoint  []string
	Cmd         []string
	Shell       []string
	Env         []string
	WorkingDir  string
	User        string
	StopSignal  string
	Healthcheck *healthcheck
	OnBuild     []string
	ArgsEscaped bool
}

type healthcheck struct {
	Test          []string
	Interval      int64 `json:",omitempty"`
	Timeout       int64 `json:",omitempty"`
	StartPeriod   int64 `json:",omitempty"`
	StartInterval int64 `json:",omitempty"`
	Retries       int   `json:",omitempty"`
}

// renderArgv is want itself when the answers start exactly these processes, one
// JSON array each (null where nothing starts).
func renderArgv(rep *report.Report, want string) (string, error) {
	var got [][]string
	var lines []string
	for _, a := range rep.Answers {
		argv, note := argvOf(a)
		got = append(got, argv)
		lines = append(lines, encode(argv)+note)
		if note != "" {
			return joinLines(lines), nil
		}
	}
	expected, err := decodeAll[[]string](want)
	if err != nil {
		return "", fmt.Errorf("section argv is not JSON arrays: %w", err)
	}
	if reflect.DeepEqual(got, expected) {
		return want, nil
	}
	return joinLines(lines), nil
}

// argvOf is what an answer executes; note says why that is not certain.
func argvOf(a report.Answer) (argv []string, note string) {
	if a.Process == nil || a.Process.NoCommand() {
		return nil, ""
	}
	for _, w := range a.Process.Argv {
		if !w.Known() {
			note = " # not certain: " + w.Text + w.Unknown
		}
	}
	if note == "" && !a.Process.Certain {
		note = " # not certain"
	}
	return sim.Texts(a.Process.Argv), note
}

// renderImage is want itself when the answers' images are stored exactly so.
func renderImage(rep *report.Report, want string) (string, error) {
	expected, err := decodeAll[map[string]json.RawMessage](want)
	if err != nil {
		return "", fmt.Errorf("section image is not JSON objects: %w", err)
	}
	var lines []string
	same := len(expected) > 0
	for i, a := range imagesOf(rep) {
		c := configOf(a)
		lines = append(lines, encode(c))
		same = same && i < len(expected) && c.sameAs(expected[i])
	}
	if same && len(lines) == len(expected) {
		return want, nil
	}
	return joinLines(lines), nil
}

// imagesOf is the answers' images, one for each run of equal stages: several
// lines that start one image have one configuration.
func imagesOf(rep *report.Report) (images []*sim.Image) {
	for _, a := range rep.Answers {
		if a.Image == nil {
			continue
		}
		if n := len(images); n > 0 && reflect.DeepEqual(configOf(images[n-1]), configOf(a.Image)) {
			continue
		}
		images = append(images, a.Image)
	}
	return images
}

// sameAs compares field by field. A key that is not there says that the list is
// absent or empty (a stored configuration has neither), null that it is absent.
func (c config) sameAs(want map[string]json.RawMessage) bool {
	got := reflect.ValueOf(c)
	for i := range got.NumField() {
		field, name := got.Field(i), got.Type().Field(i).Name
		raw, ok := want[name]
		if !ok && (field.IsZero() || field.Kind() == reflect.Slice && field.Len() == 0) {
			continue
		}
		expected := reflect.New(field.Type())
		if !ok || strictly(raw, expected.Interface()) != nil || !reflect.DeepEqual(field.Interface(), expected.Elem().Interface()) {
			return false
		}
	}
	for name := range want {
		if _, ok := got.Type().FieldByName(name); !ok {
			return false
		}
	}
	return true
}

func strictly(raw json.RawMessage, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

func configOf(im *sim.Image) config {
	c := config{
		Entrypoint: texts(im.Entrypoint), Cmd: texts(im.Cmd), Shell: texts(im.Shell),
		User: text(im.User), WorkingDir: text(im.WorkingDir), StopSignal: text(im.StopSignal),
		ArgsEscaped: im.ArgsEscaped,
	}
	for _, e := range im.Env {
		c.Env = append(c.Env, e.Name+"="+text(e.Value))
	}
	for _, w := range im.OnBuild {
		c.OnBuild = append(c.OnBuild, text(w))
	}
	if h := im.Healthcheck; h != nil {
		c.Healthcheck = &healthcheck{
			Test: texts(h.Test), Interval: h.Interval, Timeout: h.Timeout,
			StartPeriod: h.StartPeriod, StartInterval: h.StartInterval, Retries: h.Retries,
		}
	}
	return c
}

func texts(l sim.List) []string {
	if !l.Set {
		return nil
	}
	out := make([]string, len(l.Words))
	for i, w := range l.Words {
		out[i] = text(w)
	}
	return out
}

// text marks what is not certain, so that it equals no recorded text.
func text(w sim.Word) string {
	switch {
	case w.Unknown != "":
		return "\x00unknown: " + w.Unknown
	case w.Assumed:
		return "\x00assumed: " + w.Text
	}
	return w.Text
}

func encode(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// decodeAll reads JSON values that stand one behind the other.
func decodeAll[T any](text string) (out []T, err error) {
	d := json.NewDecoder(strings.NewReader(text))
	for {
		var v T
		switch err := d.Decode(&v); {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, err
		}
		out = append(out, v)
	}
}
