package check_test
import ("testing";"strings";"time";"fmt";"explain/sim/check")
func TestBig(t *testing.T) {
	for _, unit := range []string{"CMD ['a', 'b'] # c\n", "RUN x \\\nCMD [\"a\"]\n", "SHELL [\"/bin/sh\", \"-c\"]\n", "CMD [\"a\", \"$X\"]\n", "ONBUILD CMD ['a']\n", "FROM debian\nENTRYPOINT a\n", "ARG A\n", "WORKDIR /a # b\n", "RUN [\n", "CMD [\"a\" \"b\", \"$c\n", "HEALTHCHECK CMD x\n", "ENV A b\n"} {
		n := 1<<20/len(unit)
		in := input{dockerfile: "FROM debian\n"+strings.Repeat(unit, n)+"CMD echo $A\n"}
		t0 := time.Now()
		c, _, ok := in.ask()
		t1 := time.Now()
		if !ok { fmt.Printf("%q no parse %v\n", unit, t1.Sub(t0)); continue }
		fs := check.Run(c, nil)
		fmt.Printf("%q ×%d ask %v check %v findings %d\n", unit, n, t1.Sub(t0), time.Since(t1), len(fs))
	}
	for _, text := range []string{strings.Repeat("\"", 1<<16), strings.Repeat("\"a ", 1<<15), strings.Repeat("'a',", 1<<14), strings.Repeat("“", 1<<14), strings.Repeat("[", 1<<15), strings.Repeat("$(", 1<<15), strings.Repeat("\\x", 1<<15), strings.Repeat("\u00a0", 1<<14),strings.Repeat(" \\\n", 1<<15)} {
		in := input{dockerfile: "FROM debian\nCMD ["+text+"\n"}
		t0 := time.Now()
		c, _, ok := in.ask()
		t1 := time.Now()
		if !ok {fmt.Println("no parse"); continue}
		fs := check.Run(c, nil)
		fmt.Printf("%.5q… ask %v check %v findings %d\n", text, t1.Sub(t0), time.Since(t1), len(fs))
	}
}
