package engine

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// layer is one layer as a tar.
type layer struct {
	tar    []byte
	digest string
}

// file is an entry of a layer. A name that ends in a slash is a directory.
type file struct {
	name string
	link string // a symbolic link to it
	mode int64  // 0 is 0755
	data string
}

func makeLayer(files []file) layer {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		h := &tar.Header{Name: strings.TrimPrefix(f.name, "/"), Mode: f.mode, Size: int64(len(f.data)), Typeflag: tar.TypeReg}
		if h.Mode == 0 {
			h.Mode = 0o755
		}
		switch {
		case f.link != "":
			h.Typeflag, h.Linkname = tar.TypeSymlink, f.link
		case strings.HasSuffix(f.name, "/"):
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			panic(err)
		}
		if _, err := w.Write([]byte(f.data)); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return layer{b.Bytes(), fmt.Sprintf("%x", sha256.Sum256(b.Bytes()))}
}

// probePath is where the probe is in every image that has files.
const probePath = "/.probe/probe"

const (
	passwd = "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000:app:/home/app:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n"
	group  = "root:x:0:\napp:x:1000:\nstaff:x:50:\nextra:x:77:app\nnogroup:x:65534:\n"
)

// layers are those that images share.
type layers struct{ empty, probe, shells layer }

// makeLayers builds the probe and gathers the shells of this machine.
func makeLayers(t testing.TB) *layers {
	out := filepath.Join(t.TempDir(), "probe")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", out, "./probe")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	says, err := build.CombinedOutput()
	require.NoError(t, err, "%s", says)
	probe, err := os.ReadFile(out)
	require.NoError(t, err)
	return &layers{
		empty: makeLayer(nil),
		probe: makeLayer([]file{
			{name: ".probe/"}, {name: probePath, data: string(probe)},
			{name: "etc/"}, {name: "etc/passwd", data: passwd, mode: 0o644}, {name: "etc/group", data: group, mode: 0o644},
			{name: "tmp/", mode: 0o1777}, {name: "root/", mode: 0o700}, {name: "home/"}, {name: "home/app/"},
		}),
		shells: makeLayer(shellFiles(t)),
	}
}

// shellFiles are dash, busybox and bash with the libraries that they need.
func shellFiles(t testing.TB) (files []file) {
	add := func(name, from string) {
		data, err := os.ReadFile(from)
		require.NoError(t, err)
		files = append(files, file{name: name, data: string(data)})
	}
	add("bin/dash", "/bin/dash")
	add("bin/bash", "/bin/bash")
	add("bin/busybox", "/bin/busybox")
	seen := map[string]bool{}
	for _, shell := range []string{"/bin/dash", "/bin/bash"} {
		out, err := exec.Command("ldd", shell).Output()
		require.NoError(t, err)
		for _, f := range strings.Fields(string(out)) {
			if strings.HasPrefix(f, "/") && !seen[f] {
				seen[f] = true
				add(f, f)
			}
		}
	}
	for _, applet := range []string{"ash", "sleep", "cat", "env", "id", "ls", "true", "false", "test", "printf", "grep", "sed"} {
		files = append(files, file{name: "bin/" + applet, link: "busybox"})
	}
	return files
}

// links is a layer with the probe under these names. A name under another one is
// left out. More files stand beside them.
func links(names []string, more []file) layer {
	var files []file
	var made []string
	for _, name := range names {
		name = path.Clean("/" + name)
		if name == "/" || slices.ContainsFunc(made, func(m string) bool {
			return m == name || strings.HasPrefix(name, m+"/") || strings.HasPrefix(m, name+"/")
		}) {
			continue
		}
		made = append(made, name)
		files = append(files, file{name: name, link: probePath})
	}
	return makeLayer(append(files, more...))
}

// picture is one image of an archive.
type picture struct {
	name   string
	config json.RawMessage
	layers []layer
}

// load puts images into the engine, all in one archive.
func (e *Engine) load(t testing.TB, pictures []picture) {
	t.Helper()
	archive := filepath.Join(t.TempDir(), "images.tar")
	out, err := os.Create(archive)
	require.NoError(t, err)
	w := tar.NewWriter(out)
	add := func(name string, data []byte) {
		require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(data))}))
		_, err := w.Write(data)
		require.NoError(t, err)
	}
	type entry struct {
		Config   string
		RepoTags []string
		Layers   []string
	}
	var manifest []entry
	written := map[string]bool{}
	for _, p := range pictures {
		var ids, names []string
		for _, l := range p.layers {
			ids, names = append(ids, "sha256:"+l.digest), append(names, l.digest+".tar")
			if !written[l.digest] {
				written[l.digest] = true
				add(l.digest+".tar", l.tar)
			}
		}
		config, err := json.Marshal(map[string]any{
			"architecture": "amd64", "os": "linux", "created": "2025-01-01T00:00:00Z", "config": p.config,
			"author": p.name, // so that no two are one image
			"rootfs": map[string]any{"type": "layers", "diff_ids": ids},
		})
		require.NoError(t, err)
		name := fmt.Sprintf("%x.json", sha256.Sum256(config))
		add(name, config)
		manifest = append(manifest, entry{name, []string{p.name + ":latest"}, names})
	}
	text, err := json.Marshal(manifest)
	require.NoError(t, err)
	add("manifest.json", text)
	require.NoError(t, w.Close())
	require.NoError(t, out.Close())
	e.must(t, "load", "-q", "-i", archive)
	_ = os.Remove(archive)
}
