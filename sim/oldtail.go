package sim

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

var errNotStrings = errors.New("when using JSON array syntax, arrays must be comprised of strings only")

// dropTail re-reads one instruction whose text begins with a complete array: a
// frontend before 1.9 used a streaming decoder, which stops at the ].
func dropTail(n *parser.Node, escape byte) error {
	_, _, start, end := splitInstruction(n.Original, escape)
	args := n.Original[start:end]
	switch strings.ToUpper(n.Value) {
	case "CMD", "ENTRYPOINT", "RUN", "SHELL":
		return takeArray(n, n, args)
	case "HEALTHCHECK":
		if i := strings.IndexFunc(args, unicode.IsSpace); n.Next != nil && i > 0 {
			return takeArray(n, n.Next, args[i:])
		}
	case "ONBUILD":
		if n.Next != nil && len(n.Next.Children) == 1 {
			return dropTail(n.Next.Children[0], escape)
		}
	}
	return nil
}

// takeArray hangs the words of the array that args begins with behind node
// after, if there is one and BuildKit did not see it.
func takeArray(n, after *parser.Node, args string) error {
	args = strings.TrimLeftFunc(args, unicode.IsSpace)
	if n.Attributes["json"] || !strings.HasPrefix(args, "[") {
		return nil
	}
	var words []any
	if json.NewDecoder(strings.NewReader(args)).Decode(&words) != nil {
		return nil
	}
	after.Next = nil
	for _, w := range words {
		s, ok := w.(string)
		if !ok {
			return errNotStrings
		}
		after.Next = &parser.Node{Value: s}
		after = after.Next
	}
	n.Attributes = map[string]bool{"json": true, "tail": true}
	return nil
}
