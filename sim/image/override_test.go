package image

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// argvOf is what an engine runs, by its own rules (moby daemon/commit.go merge
// and getEntrypointAndArgs; ENTRYPOINT of an image may be [""] too).
func argvOf(image sim.Base, inv sim.Invocation) []string {
	var entrypoint, cmd []string
	if inv.Entrypoint.Set {
		entrypoint = inv.Entrypoint.Texts()
	}
	cmd = inv.Args.Texts()
	if len(entrypoint) == 0 {
		if len(cmd) == 0 {
			cmd = image.Cmd
		}
		if entrypoint == nil {
			entrypoint = image.Entrypoint
		}
	}
	if slices.Equal(entrypoint, []string{""}) {
		entrypoint = nil
	}
	return slices.Concat(entrypoint, cmd)
}

// checkOverride resolves what Override says against the image and compares with
// what the container runs.
func checkOverride(t *testing.T, c, image Object) sim.Invocation {
	inv := Override(c, image)
	if c.Path == "" && len(c.Args) == 0 && len(c.Cmd) == 0 && len(c.Entrypoint) == 0 {
		return inv // nothing runs
	}
	want := append([]string{c.Path}, c.Args...)
	if got := argvOf(image.Base, inv); !slices.Equal(want, got) {
		t.Fatalf("%s: runs %q, and the override gives %q", c.Name, want, got)
	}
	return inv
}

// Every container that an engine created is made again by its override.
func TestOverrideMakesTheContainerAgain(t *testing.T) {
	for _, file := range []string{"docker-all.jsonl", "podman-all.jsonl"} {
		objects := recorded(t, file)
		containers := 0
		for _, c := range objects {
			if c.Kind != Container {
				continue
			}
			image, ok := ImageOf(c, objects)
			require.True(t, ok, c.Name)
			checkOverride(t, c, image)
			checkOverride(t, c, Object{})
			checkOverride(t, c, Seen(c))
			containers++
		}
		assert.Greater(t, containers, 45, file)
	}
}

// overrides are the overrides of a recorded file by the container's name, which
// says how it was created.
func overrides(t *testing.T, file string) map[string]sim.Invocation {
	objects := recorded(t, file)
	out := map[string]sim.Invocation{}
	for _, c := range objects {
		if image, ok := ImageOf(c, objects); ok && c.Kind == Container {
			out[c.Name] = Override(c, image)
		}
	}
	return out
}

func TestOverrideWords(t *testing.T) {
	none, reset := sim.List{}, wordList([]string{""})
	list := func(texts ...string) sim.List { return wordList(texts) }
	for _, tc := range []struct {
		name             string
		entrypoint, args sim.List
		podman           bool // podman has it too
	}{
		{"full-none", none, none, true},
		{"full-args", none, list("a1", "a 2"), true},
		{"full-empty", none, list(""), true},
		{"full-ep", list("x"), none, true},
		{"full-epargs", list("x"), list("a1", "a2"), true},
		{"full-reset", reset, list("a1"), true},
		{"full-same-ep", list("/e"), list("c1"), false},
		{"full-same-args", none, none, false},
		{"cmdonly-none", none, none, true},
		{"cmdonly-args", none, list("a1", "a 2"), true},
		{"cmdonly-empty", none, list(""), true},
		{"cmdonly-reset", none, list("a1"), true},
		{"eponly-none", none, none, true},
		{"eponly-args", none, list("a1", "a 2"), true},
		{"eponly-empty", none, list(""), true},
		{"shell-none", none, none, true},
		{"shell-args", none, list("a1", "a 2"), true},
		{"shell-sh", list("/bin/sh"), list("-c", "x y"), false},
		{"emptyep-none", none, none, true},
		{"emptyep-args", none, list("a1", "a 2"), true},
		{"emptyep-ep", list("x"), none, true},
		{"nothing-args", none, list("a"), true},
		{"emptylists-args", none, list("a"), false},
		{"api-ep2", list("a", "b"), list("z"), false},
		{"api-ep2only", list("a", "b"), none, false},
		{"api-epempty", reset, list("c1", "c two"), false},
		{"api-blank", list("", "x"), none, false},
		{"api-cmdempty", none, none, false},
	} {
		inv, ok := overrides(t, "docker-all.jsonl")[tc.name]
		require.True(t, ok, tc.name)
		assert.Equal(t, "container", inv.Runner)
		assert.Equal(t, []sim.List{tc.entrypoint, tc.args}, []sim.List{inv.Entrypoint, inv.Args}, tc.name)
		if tc.podman {
			inv, ok := overrides(t, "podman-all.jsonl")[tc.name]
			require.True(t, ok, tc.name)
			assert.Equal(t, []sim.List{tc.entrypoint, tc.args}, []sim.List{inv.Entrypoint, inv.Args}, "podman "+tc.name)
		}
	}
	podman := overrides(t, "podman-all.jsonl")
	assert.Equal(t, list("x", "y z"), podman["full-epjson"].Entrypoint, "podman reads --entrypoint as JSON, and joins it in its output")
	assert.Equal(t, list("a1"), podman["full-epjson"].Args)
	assert.Equal(t, []sim.List{reset, list("c1", "c two")}, []sim.List{podman["full-epdrop"].Entrypoint, podman["full-epdrop"].Args})
}

func TestOverrideSettings(t *testing.T) {
	yes, no, three := true, false, 3
	// bare is what every container of the image full has.
	bare := func(change func(*sim.Invocation)) sim.Invocation {
		inv := sim.Invocation{Runner: "container", Image: word("full")}
		change(&inv)
		return inv
	}
	probe := func(interval int64, retries int, test ...string) *sim.Healthcheck {
		return &sim.Healthcheck{Test: wordList(test), Interval: interval, Timeout: 2e9, Retries: retries}
	}
	for name, change := range map[string]func(*sim.Invocation){
		"full-none": func(*sim.Invocation) {},
		"full-env": func(i *sim.Invocation) {
			i.Env = []sim.EnvChange{{Name: "A", Value: word("2"), HasValue: true}, {Name: "C", Value: word("3"), HasValue: true}, {Name: "PATH", Value: word("/usr/bin:/bin"), HasValue: true}}
		},
		"full-env-unset": func(i *sim.Invocation) { i.Env = []sim.EnvChange{{Name: "A", Value: word("")}} },
		"full-user":      func(i *sim.Invocation) { i.User = word("0:0") },
		"full-user-same": func(*sim.Invocation) {},
		"full-workdir":   func(i *sim.Invocation) { i.WorkingDir = word("/x") },
		"full-stop":      func(i *sim.Invocation) { i.StopSignal, i.StopTimeout = word("KILL"), &three },
		"full-init":      func(i *sim.Invocation) { i.Init = &yes },
		"full-noinit":    func(i *sim.Invocation) { i.Init = &no },
		"full-tty":       func(i *sim.Invocation) { i.TTY = true },
		"full-i":         func(i *sim.Invocation) { i.Interactive = true },
		"full-it":        func(i *sim.Invocation) { i.TTY, i.Interactive = true, true },
		"full-host":      func(i *sim.Invocation) { i.Hostname = word("box") },
		"full-pid":       func(i *sim.Invocation) { i.PIDMode = "host" },
		"full-hc":        func(i *sim.Invocation) { i.Healthcheck = probe(5e9, 9, "CMD-SHELL", "x y") },
		"full-hcint":     func(i *sim.Invocation) { i.Healthcheck = probe(9e9, 4, "CMD", "/h", "x") },
		"full-nohc":      func(i *sim.Invocation) { i.Healthcheck = probe(5e9, 4, "NONE") },
	} {
		got, ok := overrides(t, "docker-all.jsonl")[name]
		require.True(t, ok, name)
		assert.Equal(t, bare(change), got, name)
	}
}

func TestOverrideSettingsOfPodman(t *testing.T) {
	podman := overrides(t, "podman-all.jsonl")
	assert.Empty(t, podman["full-none"].Env, "what podman adds is not an override")
	assert.Empty(t, podman["run1"].Env, "nor is HOSTNAME, once it was started")
	assert.Equal(t, []sim.EnvChange{{Name: "A", Value: word("")}}, podman["full-unsetenv"].Env)
	assert.ElementsMatch(t, []sim.EnvChange{{Name: "A", Value: word("2"), HasValue: true}, {Name: "C", Value: word("3"), HasValue: true}}, podman["full-env"].Env)
	assert.Equal(t, "0:0", podman["full-user"].User.Text)
	assert.Equal(t, "/", podman["full-w"].WorkingDir.Text)
	assert.Equal(t, "SIGKILL", podman["full-stop"].StopSignal.Text)
	assert.Equal(t, 3, *podman["full-stop"].StopTimeout)
	assert.True(t, *podman["full-init"].Init)
	assert.Equal(t, sim.List{}, podman["full-init"].Entrypoint, "its init is not part of the command")
	assert.True(t, podman["full-tty"].TTY)
	assert.Equal(t, []string{"CMD-SHELL", "x y"}, podman["full-hc"].Healthcheck.Test.Texts())
	assert.Equal(t, []string{"NONE"}, podman["full-nohc"].Healthcheck.Test.Texts())
	for _, settings := range []sim.Invocation{podman["full-none"], podman["cmdonly-args"]} {
		assert.Zero(t, settings.StopSignal)
		assert.Zero(t, settings.WorkingDir)
		assert.Nil(t, settings.StopTimeout)
		assert.Nil(t, settings.Healthcheck)
	}
}

// A container tells nothing of its image's words, and all of its settings.
func TestSeen(t *testing.T) {
	c := recorded(t, "docker-container.json")[0]
	image := Seen(c)
	assert.Equal(t, "full", image.Base.Ref)
	assert.Equal(t, "ENTRYPOINT of full", image.Base.Unknown[sim.SlotEntrypoint])
	assert.Equal(t, c.Base.Env, image.Base.Env)
	inv := checkOverride(t, c, image)
	assert.Empty(t, inv.Env)
	assert.Zero(t, inv.User)
	assert.Equal(t, sim.FromContainer, inv.Args.Words[0].From.Source)
}

// Path and Args were frozen when the container was created.
func TestPathCountsMoreThanConfig(t *testing.T) {
	objects, err := Read(sim.File{Text: `[{"Path":"/a","Args":["b"],"Config":{"Entrypoint":["/x"],"Cmd":["y"],"Image":"i"},"State":{}},
		{"Path":"","Args":["b"],"Config":{"Image":"i"}}, {"Config":{"Cmd":["y","z"]},"State":{}}, {"Config":{},"State":{}}]`})
	require.Nil(t, err)
	for _, c := range objects {
		checkOverride(t, c, Object{})
	}
	assert.Equal(t, "y", objects[2].Path)
	assert.Equal(t, []string{"z"}, objects[2].Args)
}

func TestImageOf(t *testing.T) {
	c := Object{Kind: Container, ImageID: "sha256:aa", ImageRef: "app"}
	byID, byName := Object{Kind: Image, ID: "aa"}, Object{Kind: Image, ID: "bb", Refs: []string{"app:latest"}}
	got, ok := ImageOf(c, []Object{c, byName, byID})
	assert.True(t, ok)
	assert.Equal(t, byID, got)
	got, ok = ImageOf(c, []Object{byName})
	assert.True(t, ok)
	assert.Equal(t, byName, got)
	_, ok = ImageOf(c, []Object{{Kind: Image, Refs: []string{"other"}}})
	assert.False(t, ok)
	_, ok = ImageOf(Object{}, []Object{{Kind: Image, Refs: []string{""}}})
	assert.False(t, ok)
}

func TestSignals(t *testing.T) {
	for _, spelling := range []string{"SIGQUIT", "quit", "QUIT", "3"} {
		assert.Equal(t, "SIGQUIT", signalOf(spelling))
	}
	assert.Equal(t, "SIGTERM", signalOf(""))
	assert.Equal(t, "SIGRTMIN+3", signalOf("SIGRTMIN+3"))
	assert.Empty(t, signalName("0"))
	assert.Empty(t, signalName("64"))
}
