package build

import (
	"regexp"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
)

// view is a judged case as detectors look at it: the text, BuildKit's own tree
// of it, and the converter's answer.
type view struct {
	Case
	truth   Result
	escape  byte
	nodes   []*parser.Node // none when the lexer refuses the file
	empty   bool           // an empty line inside an instruction
	stages  []instructions.Stage
	globals []instructions.ArgCommand
	chain   []int // the target, its parent, … down to the image
	base    dockerspec.DockerOCIImage
	ref     string // of the base: "" when it is not known by its literal name
}

func newView(o Outcome) *view {
	v := &view{Case: o.Case, truth: o.Truth, escape: '\\'}
	res, err := parser.Parse(strings.NewReader(o.Case.Dockerfile))
	if err != nil {
		return v
	}
	v.nodes, v.escape, v.empty = res.AST.Children, byte(res.EscapeToken), len(res.Warnings) > 0
	v.stages, v.globals, err = instructions.Parse(res.AST, linter.New(&linter.Config{}))
	if err == nil && len(v.stages) > 0 {
		v.follow()
	}
	return v
}

// follow finds the chain from the target to its image. Names with variables in
// them are not followed.
func (v *view) follow() {
	named := map[string]int{}
	parents := make([]int, len(v.stages))
	target := len(v.stages) - 1
	for i, s := range v.stages {
		parents[i] = -1
		if p, ok := named[s.BaseName]; ok {
			parents[i] = p
		}
		if s.Name != "" {
			named[s.Name] = i
		}
	}
	if i, ok := named[strings.ToLower(v.Target)]; ok && v.Target != "" {
		target = i
	}
	for i := target; i >= 0; i = parents[i] {
		v.chain = append(v.chain, i)
	}
	bottom := v.stages[v.chain[len(v.chain)-1]]
	if img, ok := v.find(bottom.BaseName, "linux"); ok && bottom.BaseName != "scratch" {
		v.ref = bottom.BaseName
		v.base, _ = img.decode()
	}
}

func (v *view) ok() bool { return !v.truth.Failed() }

func (v *view) fails(sub string) bool { return strings.Contains(v.truth.Err, sub) }

// own is the instructions of the target stage.
func (v *view) own() []instructions.Command { return v.stage(0) }

// stage is the instructions of the n-th stage of the chain.
func (v *view) stage(n int) []instructions.Command {
	if n >= len(v.chain) {
		return nil
	}
	return v.stages[v.chain[n]].Commands
}

// all is the instructions of the whole chain.
func (v *view) all() (cmds []instructions.Command) {
	for n := range v.chain {
		cmds = append(cmds, v.stage(n)...)
	}
	return cmds
}

// triggered reports whether triggers ran in the target stage.
func (v *view) triggered() bool {
	return len(v.chain) == 1 && len(v.base.Config.OnBuild) > 0 || has[*instructions.OnbuildCommand](v.stage(1))
}

// node reports whether some instruction's node is as f says.
func (v *view) node(f func(n *parser.Node) bool) bool {
	for _, n := range v.nodes {
		if f(n) {
			return true
		}
	}
	return false
}

// keyword is node for the nodes of some keywords.
func (v *view) keyword(keywords string, f func(n *parser.Node) bool) bool {
	return v.node(func(n *parser.Node) bool {
		return contains(strings.Fields(keywords), strings.ToUpper(n.Value)) && f(n)
	})
}

// matches looks for a pattern in the text.
func (v *view) matches(re *regexp.Regexp) bool { return re.MatchString(v.Dockerfile) }

// lines of a node as they stand in the file, with their line ends.
func (v *view) linesOf(n *parser.Node) []string {
	lines := strings.SplitAfter(v.Dockerfile, "\n")
	if n.StartLine < 1 || n.EndLine > len(lines) {
		return nil
	}
	return lines[n.StartLine-1 : n.EndLine]
}

// args is the text behind a node's keyword, as written.
func args(n *parser.Node) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(n.Original), n.Value))
}

// text is the argument of a shell form or of a plain string.
func text(n *parser.Node) string {
	if n.Next == nil {
		return ""
	}
	return n.Next.Value
}

func isJSON(n *parser.Node) bool { return n.Attributes["json"] }

// folded reports whether a node stands on several lines without a heredoc.
func folded(n *parser.Node) bool { return n.EndLine > n.StartLine && len(n.Heredocs) == 0 }

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// has reports whether an instruction of a type is among cmds.
func has[T instructions.Command](cmds []instructions.Command) bool { return len(only[T](cmds)) > 0 }

// only is the instructions of one type.
func only[T instructions.Command](cmds []instructions.Command) (out []T) {
	for _, c := range cmds {
		if t, ok := c.(T); ok {
			out = append(out, t)
		}
	}
	return out
}

// order is the places of CMD and ENTRYPOINT among cmds, -1 for none; the last
// ENTRYPOINT and the first CMD count.
func order(cmds []instructions.Command) (cmd, entrypoint int) {
	cmd, entrypoint = -1, -1
	for i, c := range cmds {
		switch c.(type) {
		case *instructions.CmdCommand:
			if cmd < 0 {
				cmd = i
			}
		case *instructions.EntrypointCommand:
			entrypoint = i
		}
	}
	return cmd, entrypoint
}
