package check_test

import (
	"fmt"
	"os"
	"testing"

	"explain/sim/check"
)

func TestDemo(t *testing.T) {
	text, err := os.ReadFile(os.Getenv("DEMO"))
	if err != nil { t.Skip() }
	in := input{dockerfile: string(text), line: os.Getenv("LINE"), bases: bases{}}
	c, files, ok := in.ask()
	if !ok { t.Fatal("no parse") }
	for _, f := range check.Run(c, nil) {
		fmt.Printf("%s %s %s %q\n   %s\n", f.Severity, f.Check, f.Span, files[f.Span.File][f.Span.Start:f.Span.End], f.Message)
		for _, r := range f.Related { fmt.Printf("   ~ %s %s\n", r.Span, r.Message) }
		for _, x := range f.Fixes { 
			out, err := check.Apply(files[x.Edits[0].Span.File], x.Edits)
			fmt.Printf("   + %s safe=%v err=%v\n%s\n", x.Title, x.Safe, err, out) }
	}
}
