//go:build !js

package playground

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// ErrNoPage says that this binary was built without the page.
var ErrNoPage = errors.New("this explain was built without its playground")

// Policy is the page's Content-Security-Policy: nothing from elsewhere, no
// inline script, no eval but WebAssembly's. The editor makes style elements.
// Pages may be embedded anywhere, so there is no frame-ancestors.
const Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"

// Handler serves the built page from inside the binary. The error is ErrNoPage
// when it holds none.
func Handler() (http.Handler, error) {
	page, ok := built()
	if !ok {
		return nil, ErrNoPage
	}
	return serve(page), nil
}

// serve serves the files of a built page. A file may be there as it is, or as
// NAME.br and NAME.gz only.
func serve(page fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD are served", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
		if name == "" {
			name = "index.html"
		}
		setHeaders(w.Header(), name)
		body, coding := content(page, name, r.Header.Get("Accept-Encoding"))
		if body == nil {
			w.Header().Set("Cache-Control", "no-cache")
			http.Error(w, "there is no such page here", http.StatusNotFound)
			return
		}
		if coding != "" {
			w.Header().Set("Content-Encoding", coding)
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
	})
}

// setHeaders says what may be done with a file. Those below assets/ have a hash
// of their content in their name, so they never change.
func setHeaders(h http.Header, name string) {
	h.Set("Content-Security-Policy", Policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Vary", "Accept-Encoding")
	h.Set("Content-Type", contentType(name))
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
}

// types are those whose name the machine's own table may not have.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".json": "application/json", ".wasm": "application/wasm", ".txt": "text/plain; charset=utf-8", ".svg": "image/svg+xml",
	".webmanifest": "application/manifest+json",
}

func contentType(name string) string {
	if t, ok := types[path.Ext(name)]; ok {
		return t
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// content is a file in the best coding that the client takes, nil if there is
// none of that name.
func content(page fs.FS, name, accept string) (body []byte, coding string) {
	for _, c := range []struct{ ext, coding string }{{".br", "br"}, {".gz", "gzip"}, {"", ""}} {
		if c.coding != "" && !accepts(accept, c.coding) {
			continue
		}
		if b, err := fs.ReadFile(page, name+c.ext); err == nil {
			return b, c.coding
		}
	}
	b, err := fs.ReadFile(page, name+".gz")
	if err != nil {
		return nil, ""
	}
	return unzipped(b), ""
}

// unzipped is the text of a gzip file, nil if it is none.
func unzipped(b []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(z)
	if err != nil {
		return nil
	}
	return out
}

// accepts reports whether an Accept-Encoding header takes a coding.
func accepts(header, coding string) bool {
	for _, part := range strings.Split(header, ",") {
		name, q, _ := strings.Cut(part, ";")
		if strings.TrimSpace(name) == coding {
			return strings.ReplaceAll(q, " ", "") != "q=0"
		}
	}
	return false
}
