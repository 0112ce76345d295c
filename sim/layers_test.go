//go:build !js

package sim_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The house in layers: a package imports only packages of a smaller number.
var layer = map[string]int{
	"explain/cmd/explain":   7,
	"explain/playground":    6,
	"explain/sim/scenario":  5,
	"explain/sim/report":    4,
	"explain/sim/check":     3,
	"explain/sim/invoke":    3,
	"explain/sim/diagnose":  3,
	"explain/sim/image":     3,
	"explain/sim/catalogue": 2,
	"explain/sim":           1,
	"explain/sim/lazy":      0,
	"explain/sim/near":      0,
	"explain/docs":          0,
	"explain/examples":      0,
}

// Foreign packages and who may import them, by prefix.
var borders = []struct{ prefix, importer string }{
	{"github.com/moby/buildkit/frontend/dockerfile", "explain/sim"},
	{"github.com/moby/buildkit/util/system", "explain/sim"},
	{"github.com/agext/levenshtein", "explain/sim"},
	{"github.com/agext/levenshtein", "explain/sim/near"},
	{"mvdan.cc/sh/v3/syntax", "explain/sim"},
	{"mvdan.cc/sh/v3/syntax", "explain/sim/invoke"},
	{"github.com/docker/go-units", "explain/sim/invoke"},
	{"github.com/spf13/pflag", "explain/sim/invoke"},
	{"github.com/clipperhouse/displaywidth", "explain/sim/report"},
	{"golang.org/x/tools/txtar", "explain/sim/scenario"},
	{"github.com/spf13/cobra", "explain/cmd/explain"},
	{"github.com/spf13/pflag", "explain/cmd/explain"},
	{"golang.org/x/term", "explain/cmd/explain"},
	{"golang.org/x/sys/windows", "explain/cmd/explain"},
}

// The modules that the binary is made of: BuildKit's parser with what it
// drags in, and the few above.
var modules = []string{
	"explain",
	"github.com/moby/buildkit", "github.com/agext/levenshtein", "github.com/containerd/typeurl/v2",
	"github.com/docker/go-units", "github.com/moby/docker-image-spec", "github.com/opencontainers/go-digest",
	"github.com/opencontainers/image-spec", "github.com/pkg/errors", "github.com/planetscale/vtprotobuf",
	"github.com/tonistiigi/go-csvvalue", "google.golang.org/protobuf",
	"github.com/clipperhouse/displaywidth", "github.com/clipperhouse/uax29/v2",
	"github.com/spf13/cobra", "github.com/spf13/pflag",
	"golang.org/x/sys", "golang.org/x/term", "golang.org/x/tools", "mvdan.cc/sh/v3",
}

type listed struct {
	ImportPath, Name, Dir string
	Standard              bool
	GoFiles, Imports      []string
	Module                *struct{ Path string }
}

func goList(t *testing.T, args ...string) (out []listed) {
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Name,Dir,Standard,GoFiles,Imports,Module"}, args...)...)
	cmd.Dir = ".."
	text, err := cmd.Output()
	require.NoError(t, err)
	for d := json.NewDecoder(strings.NewReader(string(text))); ; {
		var p listed
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return out
		}
		require.NoError(t, err)
		out = append(out, p)
	}
}

// TestLayers keeps the imports pointing down, I/O at the edge, and each foreign
// package behind its border. Generators (package main below sim) stand outside.
func TestLayers(t *testing.T) {
	for _, p := range goList(t, "./...") {
		if p.Name == "main" && strings.HasPrefix(p.ImportPath, "explain/sim/") || strings.HasPrefix(p.ImportPath, "explain/playground/") {
			continue
		}
		own, known := layer[p.ImportPath]
		require.True(t, known, "%s has no place in the layers", p.ImportPath)
		for _, imp := range p.Imports {
			switch n, ours := layer[imp]; {
			case ours:
				assert.Less(t, n, own, "%s imports %s, which is not below it", p.ImportPath, imp)
			case strings.Contains(imp, "."):
				assert.True(t, mayImport(p.ImportPath, imp), "%s imports %s across a border", p.ImportPath, imp)
			case strings.HasPrefix(p.ImportPath, "explain/sim") && p.ImportPath != "explain/sim/image":
				assert.False(t, doesIO(t, p, imp), "%s imports %s: only sim/image may do I/O", p.ImportPath, imp)
			}
		}
	}
}

// doesIO reports whether a standard package reaches out of the process. The
// parsers of package net do not.
func doesIO(t *testing.T, p listed, imp string) bool {
	switch imp {
	case "net/netip", "net/url":
		return false
	case "net":
		return slices.ContainsFunc(p.GoFiles, func(name string) bool {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			require.NoError(t, err)
			return usesNet.Match(text)
		})
	}
	return slices.Contains([]string{"os", "net", "syscall", "plugin"}, strings.Split(imp, "/")[0])
}

var usesNet = regexp.MustCompile(`\bnet\.([A-OQ-Z]|P[b-z])`) // anything but net.Parse…

func mayImport(importer, imp string) bool {
	return slices.ContainsFunc(borders, func(b struct{ prefix, importer string }) bool {
		return b.importer == importer && (imp == b.prefix || strings.HasPrefix(imp, b.prefix+"/"))
	})
}

func TestBinaryIsMadeOf(t *testing.T) {
	found := map[string]bool{}
	for _, p := range goList(t, "-deps", "./cmd/explain") {
		if !p.Standard && p.Module != nil {
			found[p.Module.Path] = true
			assert.NotEqual(t, "interp", path.Base(p.ImportPath), "nothing that is typed is ever executed")
		}
	}
	for m := range found {
		assert.Contains(t, modules, m, "a dependency that nobody decided on")
	}
}
