package check_test

import (
	"explain/sim/check"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestBig(t *testing.T) {
	_ = strings.Repeat
	for _, text := range []string{strings.Repeat("\"", 65000), strings.Repeat("\"a ", 21000), strings.Repeat("'a',", 12000), strings.Repeat("“", 12000), strings.Repeat("[", 21000), strings.Repeat("$(", 21000), strings.Repeat("\\x", 21000), strings.Repeat("\u00a0", 12000), strings.Repeat(" \\\n", 21000), strings.Repeat("\"a\" ", 15000), strings.Repeat("' '", 20000), strings.Repeat("a, ", 20000), strings.Repeat("\u201c \u201d", 9000), strings.Repeat("\"      ", 9000)} {
		in := input{dockerfile: "FROM debian\nENV A=\"\"\nCMD [" + text + "\n"}
		t0 := time.Now()
		c, _, ok := in.ask()
		t1 := time.Now()
		if !ok {
			fmt.Println("no parse")
			continue
		}
		fs := check.Run(c, nil)
		fmt.Printf("%.5q… ask %v check %v findings %d\n", text, t1.Sub(t0), time.Since(t1), len(fs))
	}
}
