package sim

import (
	"fmt"
	"path"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// noteStop keeps the first RUN whose program for certain is not in the image.
// The converter accepts it; the build ends when it is run (moby/buildkit
// solver/llbsolver/ops/exec.go).
func (s *stage) noteStop(c *command, cmd *instructions.RunCommand) {
	if s.bottom.BinSh != "none" || s.stops != nil || s.imageOS == "windows" || len(instructions.GetMounts(cmd)) > 0 {
		return
	}
	args := cmd.CmdLine
	if len(cmd.Files) > 0 {
		args = []string{"…"} // the heredoc's text, or the name of a pipe
	}
	if cmd.PrependShell {
		args = append(Texts(s.shellWords()), args...)
	}
	if len(args) == 0 || !s.lacks(args[0]) {
		return
	}
	s.stops = &Error{Span: c.ins.Span, Rule: "shell-missing",
		Msg:  fmt.Sprintf("process %q did not complete successfully", strings.Join(args, " ")),
		Hint: "there is no " + quoteIfOdd(args[0]) + " in the image that the step runs in; how BuildKit's text goes on depends on its runtime"}
	if !cmd.PrependShell {
		s.stops.Rule = "pid1-is-argv0"
	}
}

// lacks reports whether the stage has no such program for certain: it is empty,
// or its base has no shell and nothing can have brought one.
func (s *stage) lacks(program string) bool {
	if s.bottom.From == scratch && !s.hasFiles {
		return !isEngineOwn(path.Clean(program))
	}
	return program == "/bin/sh" && !s.mayHaveShell
}
