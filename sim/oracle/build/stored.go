package build

import (
	"encoding/json"
	"errors"
	"strings"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
)

// Stored is the image that the converter makes of a case, for an engine that is
// to run it.
type Stored struct {
	Config json.RawMessage // the configuration's own JSON, not the image's around it
	OS     string
	// Empty is true when nothing brings files: no base with layers, no RUN, COPY or ADD.
	Empty bool
}

// Store is the converter's image; missing is true when it fails because a base
// is not known.
func Store(c Case) (s Stored, missing bool, err error) {
	if c.Twin == "" {
		c.Twin = oldTwin(c.Dockerfile, c.Args)
	}
	img, err := convert(c)
	if err != nil {
		var m errMissing
		return s, errors.As(err, &m), err
	}
	config, err := json.Marshal(img.Config)
	return Stored{Config: config, OS: img.OS, Empty: isEmpty(img)}, false, err
}

func isEmpty(img *dockerspec.DockerOCIImage) bool {
	for _, h := range img.History {
		for _, brings := range []string{"RUN ", "COPY ", "ADD "} {
			if !h.EmptyLayer && strings.HasPrefix(h.CreatedBy, brings) {
				return false
			}
		}
	}
	return len(img.RootFS.DiffIDs) == 0
}

// Add files the text of a configuration, in any of the forms of ReadImage, under ref.
func (m Images) Add(ref, text string) error { return m.add(ref, text) }
