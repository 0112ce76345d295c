package build

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/distribution/reference"
	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
)

// Image is an image configuration in the JSON that a registry serves.
type Image []byte

// Images finds configurations by reference as normal form ("docker.io/library/b:latest");
// an entry "REF|OS" is preferred for that OS.
type Images map[string]Image

// find looks ref up in its normal form.
func (m Images) find(ref, os string) (Image, bool) {
	key, err := normalRef(ref)
	if err != nil {
		return nil, false
	}
	if img, ok := m[key+"|"+os]; ok {
		return img, true
	}
	img, ok := m[key]
	return img, ok
}

// add files text, in any of the forms of ReadImage, under ref.
func (m Images) add(ref, text string) error {
	ref, os, _ := strings.Cut(ref, "|")
	key, err := normalRef(ref)
	if err != nil {
		return err
	}
	img, err := ReadImage([]byte(text))
	if err != nil {
		return fmt.Errorf("%s: %w", ref, err)
	}
	if os != "" {
		key += "|" + os
	}
	m[key] = img
	return nil
}

func normalRef(ref string) (string, error) {
	named, err := reference.ParseNormalizedNamed(ref)
	if err != nil {
		return "", err
	}
	return reference.TagNameOnly(named).String(), nil
}

// ReadImage reads an OCI image configuration, what docker inspect prints, or a
// bare {"Entrypoint": …, "Cmd": …}, and gives the first of these. The keys of
// the three differ only in case, which encoding/json does not mind.
func ReadImage(text []byte) (Image, error) {
	text = bytes.TrimSpace(text)
	if bytes.HasPrefix(text, []byte("[")) {
		var list []json.RawMessage
		if err := json.Unmarshal(text, &list); err != nil || len(list) == 0 {
			return nil, fmt.Errorf("no image in the list: %v", err)
		}
		text = list[0]
	}
	outer := struct {
		Config           json.RawMessage
		OS, Architecture *string
	}{}
	if err := json.Unmarshal(text, &outer); err != nil {
		return nil, err
	}
	if outer.Config == nil {
		outer.Config = text
	}
	return json.Marshal(map[string]any{
		"os": or(outer.OS, "linux"), "architecture": or(outer.Architecture, "amd64"), "config": outer.Config,
		// Without a layer the converter takes the image for scratch.
		"rootfs": map[string]any{"type": "layers", "diff_ids": []string{layer}},
	})
}

const layer = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

func or(p *string, otherwise string) string {
	if p == nil {
		return otherwise
	}
	return *p
}

// decode reads the configuration.
func (i Image) decode() (dockerspec.DockerOCIImage, error) {
	var img dockerspec.DockerOCIImage
	err := json.Unmarshal(i, &img)
	return img, err
}
