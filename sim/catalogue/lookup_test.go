package catalogue

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// exactly gives the base of a reference that is answered without reservation.
func exactly(t *testing.T, ref, os string) sim.Base {
	b, ok := New().Base(ref, os)
	require.True(t, ok, ref)
	assert.Empty(t, b.Unknown, ref)
	assert.Equal(t, ref, b.Ref)
	assert.Equal(t, "catalogue", b.From)
	assert.Equal(t, "2026-08", b.Date)
	return b
}

func TestSpellingsOfOneImage(t *testing.T) {
	want := exactly(t, "python:3.9", "linux")
	assert.Equal(t, []string{"python3"}, want.Cmd)
	assert.Nil(t, want.Entrypoint)
	for _, ref := range []string{
		"library/python:3.9", "docker.io/python:3.9", "docker.io/library/python:3.9", "index.docker.io/library/python:3.9",
	} {
		got := exactly(t, ref, "")
		got.Ref = want.Ref
		assert.Equal(t, want, got, ref)
	}
	latest := exactly(t, "python", "")
	tagged := exactly(t, "python:latest", "")
	assert.Equal(t, tagged.Env, latest.Env)
}

func TestNotInTheCatalogue(t *testing.T) {
	for _, ref := range []string{
		"", "corp/base:1", "python:", "python:a b", "python:-1", "my.registry:5000/python:3.9", "localhost/python", "ghcr.io/python/python",
		"scratch", "python@", "python@sha256", ":3.9", "library/", "docker.io/library/", "PYTHON", "quay.io/library/python", "python:" + strings.Repeat("1", 129),
	} {
		_, ok := New().Base(ref, "linux")
		assert.False(t, ok, ref)
	}
}

func TestWhatIsKnown(t *testing.T) {
	for _, tc := range []struct {
		ref, os         string
		entrypoint, cmd []string
		user, dir, stop string
		sh, answeredOS  string
	}{
		{"nginx:alpine", "", []string{"/docker-entrypoint.sh"}, []string{"nginx", "-g", "daemon off;"}, "", "", "SIGQUIT", "busybox ash", "linux"},
		{"ubuntu:24.04", "", nil, []string{"/bin/bash"}, "", "", "", "dash", "linux"},
		{"gcr.io/distroless/static:nonroot", "", nil, nil, "65532", "/home/nonroot", "", "none", "linux"},
		{"gcr.io/distroless/static:debug", "", []string{"/busybox/sh"}, nil, "0", "/", "", "none", "linux"},
		{"mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", "", []string{"/usr/bin/dotnet"}, []string{"--info"}, "1654", "", "", "none", "linux"},
		{"mcr.microsoft.com/dotnet/runtime-deps:8.0-azurelinux3.0-distroless", "", nil, nil, "1654", "", "", "none", "linux"},
		{"mcr.microsoft.com/windows/nanoserver:ltsc2022", "windows", nil, []string{`c:\windows\system32\cmd.exe`}, "ContainerUser", "", "", "cmd.exe", "windows"},
		{"mcr.microsoft.com/windows/nanoserver:ltsc2022", "linux", nil, []string{`c:\windows\system32\cmd.exe`}, "ContainerUser", "", "", "cmd.exe", "windows"},
		{"python:3.14-windowsservercore-ltsc2022", "linux", nil, []string{"python"}, "", "", "", "cmd.exe", "windows"},
		{"ubuntu:24.04", "windows", nil, []string{"/bin/bash"}, "", "", "", "dash", "linux"},
		{"hello-world", "", nil, []string{"/hello"}, "", "", "", "none", "linux"},
		{"public.ecr.aws/docker/library/redis:7", "", []string{"docker-entrypoint.sh"}, []string{"redis-server"}, "", "/data", "", "dash", "linux"},
	} {
		b := exactly(t, tc.ref, tc.os)
		assert.Equal(t, tc.entrypoint, b.Entrypoint, tc.ref)
		assert.Equal(t, tc.cmd, b.Cmd, tc.ref)
		assert.Equal(t, []string{tc.user, tc.dir, tc.stop, tc.sh, tc.answeredOS}, []string{b.User, b.WorkingDir, b.StopSignal, b.BinSh, b.OS}, tc.ref)
	}
}

func TestNotes(t *testing.T) {
	for _, tc := range []struct {
		ref, os string
		notes   []string
	}{
		{"debian:12", "linux", nil},
		{"python:3.9@sha256:00", "", []string{"the digest is not looked at: the catalogue knows tags, and answers for python:3.9"}},
		{"public.ecr.aws/docker/library/debian:12", "", []string{"public.ecr.aws/docker is taken for its copy of the official image debian"}},
		{"debian:12", "windows", []string{"debian:12 is an image for linux, not for windows"}},
		{"golang:1-nanoserver-ltsc2022", "linux", []string{"golang:1-nanoserver-ltsc2022 is an image for windows, not for linux"}},
		{"aerospike:ce-8.1.2.4", "", []string{"what the catalogue says of aerospike:ce-8.1.2.4 was worked out from files close to the image's own"}},
		{"redis:6.2", "", []string{"REDIS_VERSION=6.2.16 and the variables that go with it may be of a neighbouring release"}},
		{"node:20.11.0-slim", "", []string{"the catalogue has no node:20.11.0-slim; the nearest tag it has is node:20-slim"}},
		{"python:banana", "", []string{"the catalogue has no python:banana and no tag like it"}},
		{"python@sha256:00", "", []string{"the catalogue knows tags, not digests: it is sure only of what all tags of python have in common"}},
	} {
		b, ok := New().Base(tc.ref, tc.os)
		require.True(t, ok, tc.ref)
		assert.Equal(t, tc.notes, b.Notes, tc.ref)
	}
}

// Of a tag that is not there, what all tags of the variant agree on is known; the
// rest is a guess.
func TestTagsThatAreNotThere(t *testing.T) {
	for _, tc := range []struct {
		ref     string
		known   []sim.Slot
		unknown []sim.Slot
		guess   sim.Base
		sh      string
	}{
		{"node:20.11.0-slim", []sim.Slot{sim.SlotCmd, sim.SlotUser}, []sim.Slot{sim.SlotEntrypoint, sim.SlotEnv},
			sim.Base{Entrypoint: []string{"docker-entrypoint.sh"}, Cmd: []string{"node"}}, "dash"},
		{"python:3.11.4", []sim.Slot{sim.SlotEntrypoint}, []sim.Slot{sim.SlotCmd, sim.SlotEnv}, sim.Base{Cmd: []string{"python3"}}, "dash"},
		{"python:3.12.4-alpine3.18", []sim.Slot{sim.SlotEntrypoint}, []sim.Slot{sim.SlotCmd, sim.SlotEnv}, sim.Base{Cmd: []string{"python3"}}, "busybox ash"},
		{"nginx:1.19.3", []sim.Slot{sim.SlotCmd}, []sim.Slot{sim.SlotEntrypoint, sim.SlotEnv},
			sim.Base{Entrypoint: []string{"/docker-entrypoint.sh"}, Cmd: []string{"nginx", "-g", "daemon off;"}}, "dash"},
		{"python:banana", nil, []sim.Slot{sim.SlotEntrypoint, sim.SlotUser, sim.SlotCmd, sim.SlotEnv}, sim.Base{}, ""},
		{"hello-world:banana", nil, []sim.Slot{sim.SlotEntrypoint, sim.SlotCmd, sim.SlotEnv}, sim.Base{}, ""},
		{"python@sha256:00", []sim.Slot{sim.SlotEntrypoint}, []sim.Slot{sim.SlotCmd, sim.SlotEnv}, sim.Base{Cmd: []string{"python3"}}, ""},
		{"debian:bookworm-20240110-slim", []sim.Slot{sim.SlotCmd, sim.SlotEntrypoint}, []sim.Slot{sim.SlotEnv}, sim.Base{Cmd: []string{"bash"}}, "dash"},
		{"zookeeper:3.8.4", []sim.Slot{sim.SlotCmd}, []sim.Slot{sim.SlotWorkdir, sim.SlotEnv},
			sim.Base{Entrypoint: []string{"/docker-entrypoint.sh"}, Cmd: []string{"zkServer.sh", "start-foreground"}}, "dash"},
	} {
		b, ok := New().Base(tc.ref, "linux")
		require.True(t, ok, tc.ref)
		for _, s := range tc.known {
			assert.NotContains(t, b.Unknown, s, tc.ref)
		}
		for _, s := range tc.unknown {
			assert.Contains(t, b.Unknown, s, tc.ref)
		}
		assert.Equal(t, tc.guess.Entrypoint, b.Entrypoint, tc.ref)
		assert.Equal(t, tc.guess.Cmd, b.Cmd, tc.ref)
		assert.Equal(t, tc.sh, b.BinSh, tc.ref)
	}
}

func TestWhyUnknown(t *testing.T) {
	b, _ := New().Base("nginx:1.19.3", "linux")
	assert.Equal(t, "ENTRYPOINT of nginx:1.19.3 (tags differ)", b.Unknown[sim.SlotEntrypoint])
	b, _ = New().Base("hello-world:banana", "linux")
	assert.Equal(t, "CMD of hello-world:banana (no tag like it is in the catalogue)", b.Unknown[sim.SlotCmd])
	b, _ = New().Base("gcr.io/distroless/java17", "linux")
	assert.Equal(t, map[sim.Slot]string{sim.SlotEnv: "JAVA_VERSION of gcr.io/distroless/java17"}, b.Unknown)
	b, _ = New().Base("kong", "linux")
	assert.Equal(t, map[sim.Slot]string{sim.SlotHealthcheck: "HEALTHCHECK of kong"}, b.Unknown)
}

// The environment of a tag that is not there holds PATH and its like, and none
// of the values that follow the release.
func TestEnvironmentOfATagThatIsNotThere(t *testing.T) {
	b, _ := New().Base("python:3.11.4-slim", "linux")
	assert.Contains(t, b.Env, "PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
	for _, kv := range b.Env {
		assert.NotRegexp(t, `VERSION|SHA|KEY`, kv)
	}
	b, _ = New().Base("zookeeper:3.8.4", "linux")
	for _, kv := range b.Env {
		assert.NotContains(t, kv, "zookeeper-3", "a PATH with a release in it follows the tag")
	}
}

func TestNearTags(t *testing.T) {
	for tag, want := range map[string]string{
		"20.11.0-slim":        "20.11.0-slim 20.11-slim 20-slim slim",
		"3.9.18":              "3.9.18 3.9 3 latest",
		"3.9-alpine3.18":      "3.9-alpine3.18 3-alpine3.18 3.9-alpine 3-alpine alpine3.18 alpine",
		"bookworm-20240110":   "bookworm-20240110 bookworm",
		"resolute-20260811.1": "resolute-20260811.1 resolute-20260811 resolute",
		"10-kitten-20260602":  "10-kitten-20260602 10-kitten kitten",
		"21.0.5_11-jdk":       "21.0.5_11-jdk 21.0.5-jdk 21.0-jdk 21-jdk jdk",
		"v3.1.2":              "v3.1.2 v3.1 v3 latest",
		"banana":              "banana",
	} {
		assert.Equal(t, want, strings.Join(nearTags(tag), " "), tag)
	}
}

func TestVariant(t *testing.T) {
	for tag, want := range map[string]string{
		"latest": "", "3.9.1": "", "20260805": "", "v2": "", "3.9-slim-bookworm": "slim-bookworm", "3.9-alpine3.18": "alpine", "alpine": "alpine",
		"bookworm-20240110-slim": "bookworm-slim", "3-windowsservercore-1809": "windowsservercore", "9.7-jdk17-corretto": "jdk-corretto",
	} {
		assert.Equal(t, want, variant(tag), tag)
	}
}

func BenchmarkBaseExact(b *testing.B) {
	for b.Loop() {
		New().Base("python:3.9", "linux")
	}
}

func BenchmarkBaseLargestBlock(b *testing.B) {
	for b.Loop() {
		New().Base("tomee:latest", "linux")
	}
}

func BenchmarkBaseEstimate(b *testing.B) {
	for b.Loop() {
		New().Base("node:20.11.0-slim", "linux")
	}
}

func BenchmarkBaseUnknownImage(b *testing.B) {
	for b.Loop() {
		New().Base("corp/base:1", "linux")
	}
}

// No reference makes a lookup fail, and an answer is never without a reason.
func FuzzBase(f *testing.F) {
	for _, ref := range []string{"python:3.9", "docker.io/library/node:20.11.0-slim@sha256:00", "python:--", "a/b/c:1@2:3", "python:9999999999999999999.9"} {
		f.Add(ref, "linux")
	}
	f.Fuzz(func(t *testing.T, ref, os string) {
		b, ok := New().Base(ref, os)
		if ok && len(b.Unknown) > 0 && b.Unknown[sim.SlotEntrypoint] != "" && len(b.Notes) == 0 {
			t.Fatalf("%q: unknown without a note", ref)
		}
	})
}
