package sim

import (
	"errors"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// collectTriggers puts the triggers of the base image or of the parent stage in
// front of the stage's own instructions; found says that they read from stages.
func (s *stage) collectTriggers() (found bool, err error) {
	var triggers []command
	add := func(text Text, in string) error {
		c, err := s.readTrigger(text, in)
		found = found || len(c.from) > 0
		triggers = append(triggers, c)
		return err
	}
	switch {
	case s.parent == nil && s.bottom == nil: // scratch has none
	case s.parent == nil:
		for _, t := range s.bottom.OnBuild {
			if err := add(Text{String: t}, s.bottom.Ref); err != nil {
				return found, err
			}
		}
	default:
		for _, c := range s.parent.cmds {
			if ob, ok := c.cmd.(*instructions.OnbuildCommand); ok {
				if err := add(c.ins.expression(ob.Expression), s.parent.src.ID()); err != nil {
					return found, err
				}
			}
		}
	}
	if len(triggers) > 0 {
		s.cmds = append(triggers, s.cmds...)
	}
	return found, nil
}

// expression is the text behind ONBUILD with its places.
func (ins *Instruction) expression(text string) Text {
	if ins.joined != nil {
		s := ins.joined.String
		if n := len(s) - len(text); n >= 0 && s[n:] == text {
			return ins.joined.Slice(n, len(s))
		}
	}
	return Text{String: text} // with heredocs: instructions that have no words of ours
}

// readTrigger parses a trigger again, with the default escape character, as
// BuildKit does when it runs.
func (s *stage) readTrigger(text Text, in string) (command, error) {
	ast, err := parser.Parse(strings.NewReader(text.String))
	if err != nil {
		return command{}, err
	}
	if len(ast.AST.Children) != 1 {
		return command{}, errors.New("onbuild trigger should be a single expression")
	}
	node := ast.AST.Children[0]
	if s.d.oldTail {
		if err := dropTail(node, byte(ast.EscapeToken)); err != nil {
			return command{}, err
		}
	}
	cmd, err := instructions.ParseCommand(node)
	if err != nil {
		return command{}, err
	}
	ins := reader{in: text, escape: byte(ast.EscapeToken)}.instruction(node, cmd)
	if ins.Span.IsZero() {
		ins.Span = s.src.From.Span
	}
	c := command{ins: &ins, cmd: cmd, trigger: true, in: in}
	return c, s.findSource(&c)
}
