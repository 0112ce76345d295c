package catalogue

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Pack is the entry e with these tags.
func Pack(tags []string, e Entry) Entry {
	e.terms = packTags(tags)
	return e
}

// Encode writes the block of one image: the entries, ordered so that each has
// little to say of what differs from the one before. The error names what the
// text cannot hold.
func Encode(image string, entries []Entry) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "@%s\n", image)
	cur := Entry{OS: "linux"}
	rest, written := slices.Clone(entries), []Entry(nil)
	for len(rest) > 0 {
		i := nearestTo(cur, rest)
		fmt.Fprintf(&b, ":%s\n%s", rest[i].terms, changes(cur, rest[i]))
		cur = rest[i]
		written = append(written, cur)
		rest = slices.Delete(rest, i, i+1)
	}
	back, err := decode(strings.TrimPrefix(b.String(), "@"+image+"\n"))
	if err != nil {
		return "", err
	}
	if !reflect.DeepEqual(back, written) {
		return "", fmt.Errorf("catalogue: a value of %s does not survive the text (a line break, a variable set twice)", image)
	}
	return b.String(), nil
}

// nearestTo is the entry of rest with the shortest changes from cur; the first
// of several.
func nearestTo(cur Entry, rest []Entry) int {
	best, size := 0, -1
	for i, e := range rest {
		if n := len(changes(cur, e)); size < 0 || n < size {
			best, size = i, n
		}
	}
	return best
}

// changes are the lines that make b of a.
func changes(a, b Entry) string {
	var out strings.Builder
	text := func(kind, from, to string) {
		if from != to {
			fmt.Fprintf(&out, "%s%s\n", kind, to)
		}
	}
	text("p", a.OS, b.OS)
	text("e", listText(a.Entrypoint), listText(b.Entrypoint))
	text("c", listText(a.Cmd), listText(b.Cmd))
	text("s", listText(a.Shell), listText(b.Shell))
	text("o", listText(a.OnBuild), listText(b.OnBuild))
	text("u", a.User, b.User)
	text("w", a.WorkingDir, b.WorkingDir)
	text("g", a.StopSignal, b.StopSignal)
	text("b", a.BinSh, b.BinSh)
	text("q", a.Certainty, b.Certainty)
	text("~", a.Stale, b.Stale)
	text("h", healthText(a), healthText(b))
	out.WriteString(envChanges(a.Env, b.Env))
	return out.String()
}

func healthText(e Entry) string {
	if e.NoHealth {
		return "unknown"
	}
	return ""
}

// listText is a list as JSON, "" for an absent one.
func listText(words []string) string {
	if words == nil {
		return ""
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(words) // strings always encode
	return strings.TrimSuffix(b.String(), "\n")
}

// envChanges are the lines that make env b of a; from nothing when single
// changes would leave another order.
func envChanges(a, b []string) string {
	var out strings.Builder
	env := slices.Clone(a)
	change := func(kind byte, value string) {
		fmt.Fprintf(&out, "%c%s\n", kind, strings.ReplaceAll(value, defaultPath, "{PATH}"))
		env = changeEnv(env, kind, value)
	}
	for _, kv := range a {
		if !slices.ContainsFunc(b, func(o string) bool { return nameOf(o) == nameOf(kv) }) {
			change('-', nameOf(kv))
		}
	}
	for _, kv := range b {
		if !slices.Contains(env, kv) {
			change('+', kv)
		}
	}
	if slices.Equal(env, b) || len(a) == 0 {
		return out.String()
	}
	return "-\n" + envChanges(nil, b)
}
