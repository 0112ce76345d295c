//go:build !js

package playground

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"strings"

	"explain/sim"
	"explain/sim/report"
)

// Link is a link to a playground at base, an http or https URL, that shows what
// a request asks. The whole request is in the fragment, which browsers do not
// send: JSON, compressed as raw DEFLATE, as base64url. Secrets are masked unless
// reveal is set.
func Link(base string, req report.Request, reveal bool) (string, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", errors.New("a link begins with the address of a playground, such as https://example.org/explain/")
	}
	packed, err := Pack(Question{Request: complete(req), Reveal: reveal}.shown())
	if err != nil {
		return "", err
	}
	base, _, _ = strings.Cut(base, "#")
	return base + "#s=" + packed, nil
}

// complete is a request that says the same on another machine: a Dockerfile that
// was found beside the line, and taken, belongs to it.
func complete(req report.Request) report.Request {
	if req.Default == nil {
		return req
	}
	for _, f := range report.New(req).Files {
		if f.Name == req.Default.Name && f.Text == req.Default.Text {
			req.Files = []sim.File{f}
		}
	}
	req.Default = nil
	return req
}

// Pack is a request as it stands in a link.
func Pack(req report.Request) (string, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return "", err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := errors.Join(enc.Encode(req), w.Close()); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(b.Bytes()), nil
}
