package catalogue

import (
	"errors"
	"strings"

	"explain/sim"
)

const magic = "explain catalogue 1 "

// builtin is the text behind New, Date, Images and Tags. Under js it is empty
// until Load.
var builtin string

// Catalogue answers from one text. The zero Catalogue knows no image.
type Catalogue struct{ text string }

var _ sim.Bases = Catalogue{}

// New is the built-in catalogue: the embedded one, or what Load was given last.
func New() Catalogue { return Catalogue{builtin} }

// Load makes text the built-in catalogue. It is for hosts that hand the text in
// (js/wasm) and is not meant to run beside a lookup.
func Load(text string) error {
	c, err := Open(text)
	if err != nil {
		return err
	}
	builtin = c.text
	memory.forget()
	return nil
}

// Open is a catalogue over text. Only the first line is looked at; a block that
// cannot be read is answered as if its image were not there.
func Open(text string) (Catalogue, error) {
	if !strings.HasPrefix(text, magic) {
		return Catalogue{}, errors.New("not a catalogue: its first line must begin with \"" + magic + "DATE\"")
	}
	return Catalogue{text}, nil
}

// Date is the day or month (2026-08) of which the built-in catalogue speaks, ""
// when there is none.
func Date() string { return New().Date() }

// Images lists the images of the built-in catalogue, sorted.
func Images() []string { return New().Images() }

// Tags lists the tags of an image of the built-in catalogue, sorted; none if it
// does not know the image.
func Tags(image string) []string { return New().Tags(image) }

// Date is the day or month of which c speaks, "" for the zero Catalogue.
func (c Catalogue) Date() string {
	line, _, _ := strings.Cut(c.text, "\n")
	return strings.TrimPrefix(line, magic)
}

// Images lists the images, in the order of the text (sorted).
func (c Catalogue) Images() []string {
	var out []string
	for line := range strings.Lines(c.text) {
		if line[0] == '@' {
			out = append(out, strings.TrimSuffix(line[1:], "\n"))
		}
	}
	return out
}

// Tags lists the tags of an image as the text names it ("python"), for every
// operating system, in natural order ("3.9" before "3.10").
func (c Catalogue) Tags(image string) []string {
	entries, err := c.Entries(image)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Tags()...)
	}
	sortTags(out)
	return out
}

// Entries are the configurations of an image; none if c does not know it. The
// error is about a text that is damaged.
func (c Catalogue) Entries(image string) ([]Entry, error) {
	return decode(c.block(image))
}

// block is the lines of an image, without the line that names it. No index is
// kept: "@" is rare in the text, so finding the line is one quick search.
func (c Catalogue) block(image string) string {
	if image == "" || strings.ContainsAny(image, "\n@") {
		return ""
	}
	head := "@" + image + "\n"
	for rest := c.text; ; {
		at := strings.Index(rest, head)
		if at < 0 {
			return ""
		}
		begins := at > 0 && rest[at-1] == '\n'
		rest = rest[at+len(head):]
		if begins {
			if end := strings.Index(rest, "\n@"); end >= 0 {
				rest = rest[:end+1]
			}
			return rest
		}
	}
}
