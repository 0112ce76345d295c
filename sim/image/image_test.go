package image

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim"
)

// recorded reads a file that a real engine wrote: Docker 20.10.24 and Podman
// 4.3.1 (testdata says in the file name which), shortened to the keys that
// matter where the name ends in -all.
func recorded(t *testing.T, name string) []Object {
	text, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	assert.True(t, Recognise(string(text)), name)
	objects, fault := Read(sim.File{Name: name, Text: string(text)})
	require.Nil(t, fault)
	return objects
}

// full is what the recorded image "full" sets.
func full(from, ref string) sim.Base {
	return sim.Base{
		Ref: ref, From: from,
		Entrypoint: []string{"/e", "ep"}, Cmd: []string{"c1", "c two"}, Shell: []string{"/bin/bash", "-c"},
		Env: []string{"PATH=/bin", "A=1", "B=two words"}, OnBuild: []string{"RUN make"},
		User: "app:grp", WorkingDir: "/srv", StopSignal: "SIGQUIT", OS: "linux", Arch: "amd64",
		Healthcheck: &sim.Healthcheck{
			Test:     sim.ListOf(sim.Word{Text: "CMD"}, sim.Word{Text: "/h"}, sim.Word{Text: "x"}),
			Interval: 5e9, Timeout: 2e9, Retries: 4,
		},
	}
}

func TestImageInAllForms(t *testing.T) {
	for _, tc := range []struct {
		file, ref string
		change    func(*sim.Base)
	}{
		{"docker-image.json", "full:latest", nil},
		{"docker-config.json", "", nil},
		{"buildah-image.json", "localhost/full:latest", nil},
		{"podman-image.json", "localhost/full:latest", func(b *sim.Base) {
			b.Shell, b.OnBuild = nil, nil
			b.Unknown = map[sim.Slot]string{
				sim.SlotShell:   "SHELL of localhost/full:latest (podman inspect does not show it)",
				sim.SlotOnbuild: "ONBUILD of localhost/full:latest (podman inspect does not show it)",
			}
		}},
		{"oci-config.json", "", func(b *sim.Base) { b.Shell, b.OnBuild, b.Healthcheck = nil, nil, nil }},
	} {
		objects := recorded(t, tc.file)
		require.Len(t, objects, 1, tc.file)
		assert.Equal(t, Image, objects[0].Kind, tc.file)
		want := full(tc.file, tc.ref)
		if tc.change != nil {
			tc.change(&want)
		}
		assert.Equal(t, want, objects[0].Base, tc.file)
		text, err := os.ReadFile("testdata/" + tc.file)
		require.NoError(t, err)
		b, fault := AsBase(sim.File{Name: tc.file, Text: string(text)})
		require.Nil(t, fault, tc.file)
		assert.Equal(t, want, b, tc.file)
	}
}

func TestContainer(t *testing.T) {
	c := recorded(t, "docker-container.json")[0]
	assert.Equal(t, Container, c.Kind)
	assert.Equal(t, "full-args", c.Name)
	assert.Equal(t, "full", c.ImageRef)
	assert.True(t, strings.HasPrefix(c.ImageID, "sha256:"), c.ImageID)
	assert.Equal(t, "/e", c.Path)
	assert.Equal(t, []string{"ep", "a1", "a 2"}, c.Args)
	assert.Equal(t, []string{"/e", "ep"}, c.Entrypoint)
	assert.Equal(t, []string{"a1", "a 2"}, c.Cmd)
	assert.Equal(t, "app:grp", c.Base.User)
	assert.Equal(t, "linux", c.Base.OS)
	assert.Equal(t, "created", c.Status)
	assert.Empty(t, c.Hostname, "the engine's choice: the container's ID")
	assert.Nil(t, c.Init)
	assert.False(t, c.Podman)

	p := recorded(t, "podman-container.json")[0]
	assert.True(t, p.Podman)
	assert.Equal(t, []string{"/e", "ep"}, p.Entrypoint)
	assert.Equal(t, []string{"a1", "a 2"}, p.Cmd)
	assert.Equal(t, "SIGQUIT", p.Base.StopSignal)
	assert.Nil(t, p.StopTimeout)
	assert.Empty(t, p.PIDMode)
}

func TestMixedAndConcatenated(t *testing.T) {
	objects := recorded(t, "docker-mixed.json")
	require.Len(t, objects, 2)
	assert.Equal(t, []Kind{Container, Image}, []Kind{objects[0].Kind, objects[1].Kind})
	assert.Equal(t, 2, objects[0].Span.Line)
	assert.Greater(t, objects[1].Span.Start, objects[0].Span.End)
	image, ok := ImageOf(objects[0], objects)
	assert.True(t, ok)
	assert.Equal(t, []string{"full:latest"}, image.Refs)

	text := "[{\"Config\":{}}]\n{\"config\":{\"cmd\":[\"x\"]}}[] [{\"Cmd\":[]}, {\"Cmd\":null}]"
	objects, err := Read(sim.File{Name: "stdin", Text: text})
	require.Nil(t, err)
	require.Len(t, objects, 4)
	assert.Equal(t, [][]string{nil, {"x"}, {}, nil}, [][]string{objects[0].Base.Cmd, objects[1].Base.Cmd, objects[2].Base.Cmd, objects[3].Base.Cmd})
	assert.Equal(t, `{"config":{"cmd":["x"]}}`, text[objects[1].Span.Start:objects[1].Span.End])
}

func TestOwnNotes(t *testing.T) {
	objects, err := Read(sim.File{Name: "b.json", Text: `{"ref":"corp/base:1","entrypoint":["/e"],"CMD":[],"binsh":"busybox ash","os":"windows","User":"u",
		"cmd":["late"],"Shell":["a"],"shell":null,"Unheard":{"of":[1,2]}}`})
	require.Nil(t, err)
	assert.Equal(t, []string{"corp/base:1"}, objects[0].Refs)
	assert.Equal(t, sim.Base{
		Ref: "corp/base:1", From: "b.json", Entrypoint: []string{"/e"}, Cmd: []string{"late"},
		User: "u", OS: "windows", BinSh: "busybox ash",
	}, objects[0].Base)
	objects, err = Read(sim.File{Text: `{"refs":["a","b"],"Env":[]}`})
	require.Nil(t, err)
	assert.Equal(t, []string{"a", "b"}, objects[0].Refs)
	assert.NotNil(t, objects[0].Base.Env)
}

func TestFaults(t *testing.T) {
	for _, tc := range []struct{ text, at, msg, hint string }{
		{"", "", "the text is empty", "docker inspect IMAGE"},
		{" \n", "", "the text is empty", "docker inspect IMAGE"},
		{"[]", "f:1:1", "the list is empty", "docker inspect IMAGE"},
		{"[1]", "f:1:2", "an image or a container is a JSON object", "docker inspect IMAGE"},
		{"null", "f:1:1", "an image or a container is a JSON object", ""},
		{"[{}]", "f:1:2", "neither an image nor a container", ""},
		{"[[{\"Cmd\":[]}]]", "f:1:2", "an image or a container is a JSON object", ""},
		{"[{\"Config\":{\n \"Cmd\": [1]}}]", "f:2:10", "Cmd must be a list of strings, and element 1 is not one", "double quotes"},
		{"{\"Entrypoint\": 7}", "f:1:16", "Entrypoint must be a list of strings", `["word", "word"]`},
		{"{\"Entrypoint\": \"sh -c x\"}", "f:1:16", "Entrypoint must be a list of strings", `["word", "word"]`},
		{"{\"Cmd\":[],\"User\":[]}", "f:1:18", "User must be a string", ""},
		{"{\"Cmd\":[],\"Env\":{}}", "f:1:17", "Env must be a list of strings", ""},
		{"{\"Cmd\":[],\"binsh\":\"zsh\"}", "f:1:19", `the value of binsh cannot be "zsh"`, "dash"},
		{"{\"Cmd\":[],\"Healthcheck\":1}", "f:1:25", "Healthcheck must be an object", "Test"},
		{"{\"Cmd\":[],\"Healthcheck\":{\"Interval\":\"5s\"}}", "f:1:37", "Interval must be a whole number", ""},
		{"{\"Cmd\":[],\"ArgsEscaped\":1}", "f:1:25", "ArgsEscaped must be true or false", ""},
		{"{\"Config\":{\"StopTimeout\":1.5},\"State\":{}}", "f:1:26", "StopTimeout must be a whole number", ""},
		{"[{\"Cmd\":\n[\"a\" \"b\"]}]", "f:2:6", "invalid character '\"' after array element", "from its first [ to its last ]"},
		{"[{\"Cmd\":[\"a\"]},\n", "f:2:1", "the JSON ends too early", "from its first [ to its last ]"},
		{"[{\"Cmd\":[\"a", "f:1:12", "the JSON ends too early", ""},
		{"\uFEFF{\"Cmd\":x}", "f:1:11", "invalid character 'x'", ""},
		{"{\x00\"\x00C\x00", "f:1:2", "invalid character", "UTF-16"},
		{"{\"schemaVersion\":2,\"config\":{}}", "f:1:1", "this is a manifest", "crane config"},
		{strings.Repeat("[", 200), "f:1:102", "nested too deeply", ""},
		{strings.Repeat(" ", maxSize+1), "", "larger than 4 MB", "keep only"},
	} {
		_, err := Read(sim.File{Name: "f", Text: tc.text})
		name := tc.text[:min(len(tc.text), 60)]
		require.NotNil(t, err, name)
		assert.Equal(t, tc.at, err.Span.String(), name)
		assert.Contains(t, err.Msg, tc.msg, name)
		assert.Contains(t, err.Hint, tc.hint, name)
		assert.Equal(t, strings.ToLower(err.Msg[:1]), err.Msg[:1])
	}
}

func TestWhatIsNeither(t *testing.T) {
	for file, says := range map[string]string{
		"docker-network.json": "a network",
		"oci-manifest.json":   "a manifest",
	} {
		text, err := os.ReadFile("testdata/" + file)
		require.NoError(t, err)
		assert.False(t, Recognise(string(text)), file)
		_, fault := Read(sim.File{Name: file, Text: string(text)})
		require.NotNil(t, fault, file)
		assert.Contains(t, fault.Msg, says)
	}
}

func TestAsBaseWantsOneImage(t *testing.T) {
	c, err := os.ReadFile("testdata/docker-container.json")
	require.NoError(t, err)
	_, fault := AsBase(sim.File{Name: "c.json", Text: string(c)})
	require.NotNil(t, fault)
	assert.Equal(t, "c.json:2:3: this is a container, not an image: its Config already holds what docker run changed", strings.ReplaceAll(fault.Error(), "2:5", "2:3"))
	assert.Equal(t, "give the output of docker inspect full", fault.Hint)

	mixed, err := os.ReadFile("testdata/docker-mixed.json")
	require.NoError(t, err)
	b, fault := AsBase(sim.File{Text: string(mixed)})
	require.Nil(t, fault, "a container next to its image does no harm")
	assert.Equal(t, []string{"c1", "c two"}, b.Cmd)

	_, fault = AsBase(sim.File{Name: "f", Text: `[{"Cmd":[]},{"Cmd":[]}]`})
	require.NotNil(t, fault)
	assert.Equal(t, "f:1:13: there are 2 images here, and one is wanted", fault.Error())
	_, fault = AsBase(sim.File{Text: "["})
	assert.NotNil(t, fault)
	_, fault = AsBase(sim.File{Text: `{"Config":{},"State":{}}`})
	require.NotNil(t, fault)
	assert.Equal(t, howToGetOne, fault.Hint)
}

func TestRecognise(t *testing.T) {
	for text, want := range map[string]bool{
		"":                                    false,
		"FROM alpine\nCMD [\"a\"]":            false,
		"[\"a\"]":                             false,
		"[]":                                  true,
		"  {\"Entrypoint\":null}":             true,
		"{\"env\":{\"browser\":true}}":        false,
		"{\"User\":\"x\"}":                    false,
		"[{\"Config\":{}}]":                   true,
		"\uFEFF[{\"config\":{}}]":             true,
		"[{\"Id\":\"x\",\"Config\":{\"Cmd\":": true,
		"{\"hello\":":                         false,
		"{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"command\":[\"x\"]}]}}": false,
		"{\"services\":{\"a\":{\"entrypoint\":[]}}}":                                                 false,
		"{\"name\":\"a\",\"image\":\"b\",\"entryPoint\":[],\"command\":[]}":                          false,
		"{\"Name\":\"x\",\"Env\":[],\"Cmd\":[],\"LayersData\":[]}":                                   false,
		"[[{\"Cmd\":[]}]]": false,
	} {
		assert.Equal(t, want, Recognise(text), text)
	}
}

// No text makes Read panic, and what is recognised can be read or has a fault
// inside the text.
func FuzzRead(f *testing.F) {
	// Small ones: the fuzzer spends its time on shortening large ones.
	for _, text := range []string{
		`{"Cmd":[]}`, "\uFEFF[", `{"a":1}{"b":`, `{"Cmd":[1]}`, `[{"Id":"1","RepoTags":["a"],"Config":{"Cmd":["x"],"User":null}}]`,
		`[{"Path":"a","Args":["a"],"ImageName":"i","Config":{"Entrypoint":"a","StopSignal":3},"HostConfig":{"Init":true}}]`,
		`[{"Path":"a","Args":["--","b"],"State":{},"Config":{"Entrypoint":"a b","Cmd":["b"],"Env":["A=1","B"]}},{"config":{}}]`,
		`[{"State":{},"Config":{"Entrypoint":[""]}}]`, `[{"Path":"","Config":{"Entrypoint":"0"}}]`, `[{"Args":[""],"State":{},"Config":{}}]`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := sim.File{Name: "f", Text: text}
		objects, err := Read(file)
		Recognise(text)
		if err != nil {
			if err.Span.End > len(text) || err.Span.Start > err.Span.End || err.Msg == "" {
				t.Fatalf("%q: %+v", text, err)
			}
			return
		}
		if len(objects) == 0 {
			t.Fatalf("%q: nothing and no fault", text)
		}
		for _, o := range objects {
			if o.Kind == Container {
				checkOverride(t, o, Object{})
				checkOverride(t, o, Seen(o))
			}
		}
	})
}

// BenchmarkRead reads the output of docker inspect for 100 containers.
func BenchmarkRead(b *testing.B) {
	one, err := os.ReadFile("testdata/docker-container.json")
	require.NoError(b, err)
	f := sim.File{Text: strings.Repeat(string(one), 100)}
	b.SetBytes(int64(len(f.Text)))
	for b.Loop() {
		_, _ = Read(f)
	}
}
