package playground

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func zipped(t *testing.T, text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func page(t *testing.T) http.Handler {
	return serve(fstest.MapFS{
		"index.html.br":          {Data: []byte("brotli of index")},
		"index.html.gz":          {Data: zipped(t, "index")},
		"assets/e-1a.wasm.br":    {Data: []byte("brotli of engine")},
		"assets/e-1a.wasm.gz":    {Data: zipped(t, "engine")},
		"assets/plain-1a.jpeg":   {Data: []byte("as it is")},
		"assets/broken-1a.js.gz": {Data: []byte("no gzip")},
	})
}

func get(t *testing.T, method, path, accept string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	r.Header.Set("Accept-Encoding", accept)
	w := httptest.NewRecorder()
	page(t).ServeHTTP(w, r)
	return w.Result()
}

func TestServedInTheBestCoding(t *testing.T) {
	for _, c := range []struct{ path, accept, coding, kind, body string }{
		{"/", "gzip, deflate, br", "br", "text/html; charset=utf-8", "brotli of index"},
		{"/index.html", "br;q=0, gzip", "gzip", "text/html; charset=utf-8", string(zipped(t, "index"))},
		{"/", "", "", "text/html; charset=utf-8", "index"},
		{"/assets/e-1a.wasm", "br", "br", "application/wasm", "brotli of engine"},
		{"/assets/e-1a.wasm", "identity", "", "application/wasm", "engine"},
		{"/assets/plain-1a.jpeg", "br", "", "image/jpeg", "as it is"},
	} {
		res := get(t, "GET", c.path, c.accept)
		body, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		assert.Equal(t, 200, res.StatusCode, c.path)
		assert.Equal(t, c.coding, res.Header.Get("Content-Encoding"), c)
		assert.Equal(t, c.kind, res.Header.Get("Content-Type"), c)
		assert.Equal(t, c.body, string(body), c)
		assert.Equal(t, "Accept-Encoding", res.Header.Get("Vary"))
	}
}

func TestCachedByContent(t *testing.T) {
	assert.Equal(t, "no-cache", get(t, "GET", "/", "br").Header.Get("Cache-Control"))
	assert.Contains(t, get(t, "GET", "/assets/e-1a.wasm", "br").Header.Get("Cache-Control"), "immutable")
	assert.Equal(t, "no-cache", get(t, "GET", "/assets/gone-1a.js", "br").Header.Get("Cache-Control"))
}

func TestPolicyAndRefusals(t *testing.T) {
	res := get(t, "GET", "/", "br")
	policy := res.Header.Get("Content-Security-Policy")
	assert.Equal(t, Policy, policy)
	assert.NotContains(t, policy, "'unsafe-eval'")
	assert.NotContains(t, policy, "script-src 'self' 'unsafe-inline'")
	assert.NotContains(t, policy, "frame-ancestors")
	assert.Equal(t, "nosniff", res.Header.Get("X-Content-Type-Options"))
	assert.Equal(t, 404, get(t, "GET", "/../../etc/passwd", "br").StatusCode)
	assert.Equal(t, 404, get(t, "GET", "/assets", "br").StatusCode)
	assert.Equal(t, 404, get(t, "GET", "/assets/broken-1a.js", "").StatusCode)
	assert.Equal(t, 405, get(t, "POST", "/", "br").StatusCode)
	assert.Equal(t, 200, get(t, "HEAD", "/", "br").StatusCode)
}
