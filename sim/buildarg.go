package sim

import "github.com/moby/buildkit/frontend/dockerfile/instructions"

// BuildArg is an ARG of a Dockerfile. Default is as written, before variables are
// expanded, "" when there is none. Span is the instruction.
type BuildArg struct {
	Name, Default string
	Span          Span
}

// BuildArgs are the ARGs of a Dockerfile in the order in which they stand there;
// a name that is declared again comes again.
func (d Dockerfile) BuildArgs() (out []BuildArg) {
	for i := range d.Args {
		out = append(out, declared(d.metaArgs[i].Args, d.Args[i].Span)...)
	}
	for i := range d.Stages {
		for j := range d.Stages[i].Instructions {
			ins := &d.Stages[i].Instructions[j]
			if c, ok := ins.cmd.(*instructions.ArgCommand); ok {
				out = append(out, declared(c.Args, ins.Span)...)
			}
		}
	}
	return out
}

func declared(args []instructions.KeyValuePairOptional, at Span) (out []BuildArg) {
	for _, a := range args {
		b := BuildArg{Name: a.Key, Span: at}
		if a.Value != nil {
			b.Default = *a.Value
		}
		out = append(out, b)
	}
	return out
}
