package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"explain/sim/catalogue"
)

// scenario is a scenario file as this package needs it: what is built, and the
// sections that the converter can vouch for. It reads the format by itself, so
// that a fault in the project's own reader does not hide here.
type scenario struct {
	path    string
	archive *txtar.Archive
	cases   []Case // one for every Dockerfile section
}

func readScenario(path string, text []byte) (*scenario, error) {
	s := &scenario{path: path, archive: txtar.Parse(text)}
	base := Case{From: path, Images: Images{}, Catalogue: true, Args: map[string]string{}}
	chomp := s.header(&base)
	for _, f := range s.archive.Files {
		ref, ok := strings.CutPrefix(f.Name, "base/")
		if !ok {
			continue
		}
		if err := base.Images.add(strings.TrimSuffix(ref, ".json"), string(f.Data)); err != nil {
			return nil, err
		}
	}
	for _, f := range s.archive.Files {
		if f.Name != "Dockerfile" && !strings.HasSuffix(f.Name, "/Dockerfile") {
			continue
		}
		c := base
		c.From, c.Dockerfile = path+" "+f.Name, cleaned(string(f.Data))
		if slices.Contains(chomp, f.Name) {
			c.Dockerfile = strings.TrimSuffix(c.Dockerfile, "\n")
		}
		c.Twin = oldTwin(c.Dockerfile, c.Args)
		s.cases = append(s.cases, c)
	}
	return s, nil
}

// header reads the `key: value` lines that say how the image is built.
func (s *scenario) header(c *Case) (chomp []string) {
	for _, line := range strings.Split(string(s.archive.Comment), "\n") {
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		if !ok {
			continue
		}
		switch key {
		case "target":
			c.Target = value
		case "platform":
			c.Platform = value
		case "build-arg":
			name, v, _ := strings.Cut(value, "=")
			c.Args[name] = v
		case "chomp":
			chomp = strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ',' })
		}
	}
	return chomp
}

// main is the case of the section Dockerfile.
func (s *scenario) main() (Case, bool) {
	for _, c := range s.cases {
		if strings.HasSuffix(c.From, " Dockerfile") {
			return c, true
		}
	}
	return Case{}, false
}

func (s *scenario) section(name string) *txtar.File {
	for i := range s.archive.Files {
		if s.archive.Files[i].Name == name {
			return &s.archive.Files[i]
		}
	}
	return nil
}

// builds reports whether the run section has build lines of its own, which say
// more about the image than the header does.
func (s *scenario) builds() bool {
	run := s.section("run")
	return run != nil && (strings.Contains(string(run.Data), " build") || strings.Contains(string(run.Data), "compose"))
}

// argv is what the run section's lines execute, if none of them overrides
// anything: ENTRYPOINT followed by CMD.
func (s *scenario) argv(c Config) (text string, ok bool) {
	run := s.section("run")
	if run == nil || s.builds() {
		return "", false
	}
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(string(run.Data)), "\n") {
		if !plainRun(line) {
			return "", false
		}
		fmt.Fprintln(&b, jsonLine(c.argv()))
	}
	return b.String(), true
}

// jsonLine is a list as people write it: a blank behind each comma.
func jsonLine(words []string) string {
	if len(words) == 0 {
		return "null" // no command: nothing can be created
	}
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = toJSON(w)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// sameJSON reports whether two texts hold the same JSON values.
func sameJSON(a, b string) bool {
	x, errX := values(a)
	y, errY := values(b)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}

// values is the JSON values that stand one behind the other.
func values(text string) (out []any, err error) {
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		var v any
		switch err := d.Decode(&v); {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, err
		}
		out = append(out, v)
	}
}

// argv is what the engine executes without overrides; an ENTRYPOINT [""] is none.
func (c Config) argv() []string {
	entrypoint := c.Entrypoint
	if slices.Equal(entrypoint, []string{""}) {
		entrypoint = nil
	}
	return append(slices.Clone(entrypoint), c.Cmd...)
}

// plainRun: docker run IMAGE, with options at most that leave the argv alone,
// of an image that can only be the Dockerfile's.
func plainRun(line string) bool {
	words := strings.Fields(line)
	if len(words) < 3 || words[0] != "docker" || words[1] != "run" {
		return false
	}
	for _, w := range words[2 : len(words)-1] {
		if !slices.Contains([]string{"--rm", "-d", "-i", "-t", "-it", "-ti"}, w) {
			return false
		}
	}
	name := last(words)
	_, known := catalogue.New().Base(name, "linux")
	return !known && !strings.HasPrefix(name, "-")
}
