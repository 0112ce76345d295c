package client

import (
	"encoding/json"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// created is what a client asks an engine to create: a container, or a process
// in one that is there (docker exec), whose name is then in Image.
type created struct {
	Platform    string `json:"-"`
	Image       string
	Entrypoint  []string
	Cmd         []string
	Env         []string
	WorkingDir  string
	User        string
	StopSignal  string
	StopTimeout *int
	Hostname    string
	Tty         bool
	OpenStdin   bool
	AttachStdin bool
	Healthcheck *probe
	HostConfig  struct {
		Init    *bool
		PidMode string
	}
}

type probe struct {
	Test          []string
	Interval      time.Duration
	Timeout       time.Duration
	StartPeriod   time.Duration
	StartInterval time.Duration
	Retries       int
}

// recorder is an engine that answers every create with an error: a client has
// said all it has to say by then.
type recorder struct {
	socket string

	mu   sync.Mutex
	last *created
	err  error
}

// newRecorder serves the API version given until the test ends.
func newRecorder(t *testing.T, apiVersion string) *recorder {
	r := &recorder{socket: filepath.Join(t.TempDir(), "docker.sock")}
	listener, err := net.Listen("unix", r.socket)
	require.NoError(t, err)
	server := &http.Server{Handler: r.handler(apiVersion)}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return r
}

// take gives the request that was recorded since it was last called, nil for none.
func (r *recorder) take() (*created, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c, err := r.last, r.err
	r.last, r.err = nil, nil
	return c, err
}

func (r *recorder) handler(apiVersion string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		w.Header().Set("Api-Version", apiVersion)
		w.Header().Set("Ostype", "linux")
		w.Header().Set("Docker-Experimental", "false")
		w.Header().Set("Content-Type", "application/json")
		switch path := req.URL.Path; {
		case strings.HasSuffix(path, "/_ping"):
		case strings.HasSuffix(path, "/containers/create"), strings.HasSuffix(path, "/exec"):
			r.record(req)
			w.WriteHeader(http.StatusInternalServerError)
			w.Write([]byte(`{"message":"recorded"}`))
		case strings.HasSuffix(path, "/json"):
			w.Write([]byte(`{}`))
		case strings.HasSuffix(path, "/images/create"):
		case strings.HasSuffix(path, "/info"):
			w.Write([]byte(`{"OSType":"linux"}`))
		default:
			w.WriteHeader(http.StatusNotFound)
			w.Write([]byte(`{"message":"no such thing: ` + req.Method + " " + path + `"}`))
		}
	})
}

func (r *recorder) record(req *http.Request) {
	c := &created{Platform: req.URL.Query().Get("platform")}
	err := json.NewDecoder(req.Body).Decode(c)
	if before, ok := strings.CutSuffix(req.URL.Path, "/exec"); ok {
		_, c.Image, _ = strings.Cut(before, "/containers/")
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last, r.err = c, err
}
