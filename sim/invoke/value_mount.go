package invoke

import (
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/docker/go-units"
)

// mount is one --mount as the client reads it (docker/cli opts/mount.go).
type mount struct {
	kind, source, target string
	readOnly             bool
	propagation          string
	recursive            string
	bind, volume         bool // options of that kind of mount are given
	image, tmpfs         bool
}

func checkMount(value, engine string) error {
	if engine == oldClient {
		return nil // it words its complaints otherwise
	}
	_, err := parseMount(value)
	return err
}

func parseMount(value string) (m mount, err error) {
	value = strings.TrimSpace(value)
	if value == "" {
		return m, errors.New("value is empty")
	}
	fields, err := fieldsOf(value)
	if err != nil {
		return m, err
	}
	m.kind = "volume"
	for _, field := range fields {
		if err := m.field(field); err != nil {
			return m, err
		}
	}
	return m, m.mixed()
}

// fieldsOf is what commas part, with quotes as in CSV.
func fieldsOf(value string) ([]string, error) {
	return csv.NewReader(strings.NewReader(value)).Read()
}

// lone are the keys that need no value.
var lone = []string{"readonly", "ro", "volume-nocopy", "bind-nonrecursive", "bind-create-src"}

func (m *mount) field(field string) error {
	key, value, hasValue := strings.Cut(field, "=")
	trimmed := strings.TrimSpace(value)
	switch k := strings.TrimSpace(key); {
	case k != key:
		return fmt.Errorf("invalid option '%s' in '%s': option should not have whitespace", k, field)
	case hasValue && trimmed == "":
		return fmt.Errorf("invalid value for '%s': value is empty", key)
	case hasValue && trimmed != value:
		return fmt.Errorf("invalid value for '%s' in '%s': value should not have whitespace", key, field)
	}
	key = strings.ToLower(key)
	if !hasValue && !slices.Contains(lone, key) {
		return fmt.Errorf("invalid field '%s' must be a key=value pair", field)
	}
	return m.set(key, value, field, hasValue)
}

func (m *mount) set(key, value, field string, hasValue bool) (err error) {
	kind, _, _ := strings.Cut(key, "-")
	invalid := fmt.Errorf("invalid value for %s: %s", key, value)
	switch key {
	case "type":
		m.kind = strings.ToLower(value)
	case "source", "src":
		m.source = value
	case "target", "dst", "destination":
		m.target = value
	case "consistency":
	case "readonly", "ro":
		m.readOnly, err = mountBool(key, value, hasValue)
	case "bind-create-src", "volume-nocopy":
		_, err = mountBool(key, value, hasValue)
	case "bind-propagation":
		m.propagation = strings.ToLower(value)
	case "bind-nonrecursive":
		return errors.New("bind-nonrecursive is deprecated, use bind-recursive=disabled instead")
	case "bind-recursive":
		if !slices.Contains([]string{"enabled", "disabled", "writable", "readonly"}, value) {
			return fmt.Errorf(`invalid value for %s: %s (must be "enabled", "disabled", "writable", or "readonly")`, key, value)
		}
		m.recursive = value
		if value == "enabled" {
			return nil
		}
	case "volume-subpath", "volume-label", "volume-driver", "volume-opt", "image-subpath":
	case "tmpfs-size":
		if _, err := units.RAMInBytes(value); err != nil {
			return invalid
		}
	case "tmpfs-mode":
		if _, err := strconv.ParseUint(value, 8, 32); err != nil {
			return invalid
		}
	default:
		return fmt.Errorf("unknown option '%s' in '%s'", key, field)
	}
	m.bind, m.volume = m.bind || kind == "bind", m.volume || kind == "volume"
	m.image, m.tmpfs = m.image || kind == "image", m.tmpfs || kind == "tmpfs"
	return err
}

func mountBool(key, value string, hasValue bool) (bool, error) {
	switch {
	case !hasValue, value == "1", value == "true":
		return true, nil
	case value == "0", value == "false":
		return false, nil
	}
	return false, fmt.Errorf("invalid value for '%s': invalid boolean value (%q): must be one of \"true\", \"1\", \"false\", or \"0\" (default \"true\")", key, value)
}

// mixed refuses options that do not go together.
func (m *mount) mixed() error {
	for _, of := range []struct {
		kind  string
		given bool
	}{{"bind", m.bind}, {"volume", m.volume}, {"image", m.image}, {"tmpfs", m.tmpfs}} {
		if of.given && m.kind != of.kind {
			return fmt.Errorf("cannot mix '%s-*' options with mount type '%s'", of.kind, m.kind)
		}
	}
	switch {
	case m.recursive == "writable" && !m.readOnly:
		return errors.New("option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction")
	case m.recursive == "readonly" && !m.readOnly:
		return errors.New("option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction")
	case m.recursive == "readonly" && m.propagation != "rprivate":
		return errors.New("option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction")
	}
	return nil
}

// volume is one -v: SOURCE:TARGET:MODES, or TARGET alone.
type volume struct{ source, target, modes string }

// parseVolume reads -v as the client does (docker/cli internal/volumespec).
func parseVolume(spec string) (v volume, err error) {
	switch len(spec) {
	case 0:
		return v, errors.New("invalid empty volume spec")
	case 1, 2:
		return volume{target: spec}, nil
	}
	parts := volumeParts(spec)
	for i, part := range parts {
		switch last := i == len(parts)-1; {
		case part == "":
			err = errors.New("empty section between colons")
		case i == 0 && last:
			v.target = part
		case i == 0:
			v.source = part
		case i == 1:
			v.target = part
		case !last:
			err = errors.New("too many colons")
		default:
			v.modes = part
		}
		if err != nil {
			return v, fmt.Errorf("invalid spec: %s: %w", spec, err)
		}
	}
	return v, nil
}

// volumeParts is what colons part; the one behind a drive's letter does not.
func volumeParts(spec string) (parts []string) {
	var part []rune
	for _, c := range spec {
		if c == ':' && !(len(part) == 1 && unicode.IsLetter(part[0])) {
			parts = append(parts, string(part))
			part = part[:0]
			continue
		}
		part = append(part, c)
	}
	return append(parts, string(part))
}
