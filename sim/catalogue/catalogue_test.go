package catalogue

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every block of the embedded text can be read, and says one thing of a tag.
func TestEmbeddedText(t *testing.T) {
	c := New()
	assert.Equal(t, "2026-08", c.Date())
	assert.LessOrEqual(t, len(c.text), 350<<10, "the page fetches it")
	images, configurations, tags := 0, 0, 0
	for _, image := range c.Images() {
		entries, err := c.Entries(image)
		require.NoError(t, err, image)
		require.NotEmpty(t, entries, image)
		seen := map[string]bool{}
		for _, e := range entries {
			require.NoError(t, wellFormed(e), image)
			for _, tag := range e.Tags() {
				require.True(t, isTag(tag), "%s:%s", image, tag)
				require.True(t, e.Has(tag), "%s:%s", image, tag)
				require.False(t, seen[e.OS+tag], "%s:%s is there twice", image, tag)
				seen[e.OS+tag] = true
				tags++
			}
		}
		images, configurations = images+1, configurations+len(entries)
	}
	assert.Equal(t, []int{222, 1866, 11252}, []int{images, configurations, tags})
}

// wellFormed checks the values of an entry that come from a closed set.
func wellFormed(e Entry) error {
	for _, check := range []struct{ value, set string }{
		{e.OS, "|linux|windows|"},
		{e.BinSh, "|dash|busybox ash|bash|cmd.exe|none|"},
		{e.Certainty, "|exact|near|assumed|published|"},
	} {
		if !strings.Contains(check.set, "|"+check.value+"|") {
			return assert.AnError
		}
	}
	for _, kv := range e.Env {
		if !strings.Contains(kv, "=") || strings.Contains(kv, "{PATH}") {
			return assert.AnError
		}
	}
	return nil
}

func TestListing(t *testing.T) {
	images := Images()
	assert.IsIncreasing(t, images)
	assert.Contains(t, images, "python")
	assert.Contains(t, images, "gcr.io/distroless/static")
	tags := Tags("python")
	assert.Contains(t, tags, "3.9-slim")
	assert.Less(t, index(tags, "3.9"), index(tags, "3.10"))
	assert.Empty(t, Tags("no/such"))
	assert.Empty(t, Tags("python\n:1"))
}

func index(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}

func TestLoad(t *testing.T) {
	saved := builtin
	defer func() { builtin = saved }()
	require.ErrorContains(t, Load("hello"), "not a catalogue")
	assert.Equal(t, saved, builtin)
	require.NoError(t, Load("explain catalogue 1 2027-01-02\n@a\n:1\ncnonsense\n@b\n:1\nc[\"x\"]\n"))
	assert.Equal(t, "2027-01-02", Date())
	assert.Equal(t, []string{"a", "b"}, Images())
	_, ok := New().Base("a:1", "")
	assert.False(t, ok, "a damaged block is no answer")
	b, ok := New().Base("b:1", "")
	assert.True(t, ok)
	assert.Equal(t, []string{"x"}, b.Cmd)
	assert.Equal(t, "2027-01-02", b.Date)
}

func TestNoText(t *testing.T) {
	var c Catalogue
	assert.Empty(t, c.Images())
	assert.Empty(t, c.Date())
	_, ok := c.Base("python", "linux")
	assert.False(t, ok)
}

func TestTextSaysWhatIsWrong(t *testing.T) {
	for text, says := range map[string]string{
		"c[\"x\"]\n":  "before the first tags",
		":1\nzz\n":    "no line begins with",
		":1\nc[1]\n":  "cannot unmarshal",
		":1\ne{\"\n":  "unexpected end",
		":1\ns[\"a\n": "unexpected end",
	} {
		_, err := decode(text)
		assert.ErrorContains(t, err, says, text)
	}
}

func TestTagsSurviveTheText(t *testing.T) {
	for _, tags := range [][]string{
		{"latest"},
		{"3.9.1", "3.9", "3.9.1-slim", "3.9-slim", "slim"},
		{"a-b-c", "a-b", "a", "b-c"},
		{"10-kitten", "10-kitten-20260602", "kitten"},
		{"jre-1", "1-jre"},
	} {
		terms := packTags(tags)
		assert.ElementsMatch(t, tags, expandTerms(terms), terms)
		for _, tag := range tags {
			assert.True(t, termsHave(terms, tag), "%s in %s", tag, terms)
		}
		for _, not := range []string{"", "-", "3.9-", "slim-3.9", "a-c", "b", "kitten-10"} {
			assert.False(t, termsHave(terms, not), "%q in %s", not, terms)
		}
	}
	assert.Equal(t, "3.9.1,3.9/,slim", packTags([]string{"3.9.1", "3.9", "3.9.1-slim", "3.9-slim"}))
}

func TestNaturalOrder(t *testing.T) {
	tags := []string{"latest", "3.10", "3.9-slim", "3.9", "3", "03", "3.10.2", "20240110", "alpine3.9", "alpine3.18"}
	sortTags(tags)
	assert.Equal(t, []string{"3", "03", "3.9", "3.9-slim", "3.10", "3.10.2", "20240110", "alpine3.9", "alpine3.18", "latest"}, tags)
}
