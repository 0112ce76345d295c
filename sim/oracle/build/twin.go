package build

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

var (
	oldSyntax = regexp.MustCompile(`^docker/dockerfile(-upstream)?:(0|1\.[0-8]([.-]|$))`)
	// What parts words is more than Go's \s: BuildKit's parser splits at \v, too,
	// and trims whatever Unicode calls a space in front of an array.
	arrayHead = regexp.MustCompile(strings.ReplaceAll(`(?i)^_*(CMD|ENTRYPOINT|SHELL|RUN|HEALTHCHECK(_+--\S+)*_+CMD)_+(--\S*_+)*\[`, "_", `[\s\v\x{85}\p{Z}]`))
)

// oldTwin is what the current converter must be given instead of a file that
// asks for a frontend before 1.9: the file without what that frontend ignores,
// the text behind the closing bracket of an array. "" means the file itself.
// Triggers are left as they are, since their text is stored whole. A build
// argument names the frontend before the file does.
func oldTwin(text string, args map[string]string) string {
	ref, ok := args["BUILDKIT_SYNTAX"]
	if !ok {
		ref, _, _, ok = parser.DetectSyntax([]byte(text))
	}
	ref, _, _ = strings.Cut(strings.TrimSpace(ref), " ")
	if !ok || !oldSyntax.MatchString(strings.TrimPrefix(ref, "docker.io/")) {
		return ""
	}
	res, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return ""
	}
	lines := strings.SplitAfter(text, "\n")
	for _, n := range res.AST.Children {
		kept := withoutTail(n.Original)
		if kept == n.Original || len(n.Heredocs) > 0 {
			continue
		}
		// Empty lines keep the numbers of the lines below.
		lines[n.StartLine-1] = kept + strings.Repeat("\n", n.EndLine-n.StartLine+1)
		for i := n.StartLine; i < n.EndLine; i++ {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "")
}

// withoutTail cuts what follows an array that is complete.
func withoutTail(instruction string) string {
	at := arrayHead.FindStringIndex(instruction)
	if at == nil {
		return instruction
	}
	start := at[1] - 1
	d := json.NewDecoder(strings.NewReader(instruction[start:]))
	var words []any
	if d.Decode(&words) != nil {
		return instruction
	}
	return instruction[:start+int(d.InputOffset())]
}
