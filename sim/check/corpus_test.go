package check_test
import ("testing";"os";"fmt";"path/filepath";"explain/sim/check";"explain/sim/catalogue";"strings")
func TestCorpus(t *testing.T) {
	paths, _ := filepath.Glob("/tmp/corpus/*")
	seen := map[string]bool{}
	n, bad := 0, 0
	for _, p := range paths {
		b, _ := os.ReadFile(p)
		if seen[string(b)] { continue }
		seen[string(b)] = true
		in := input{dockerfile: string(b), bases: nil}
		cat = catalogue.New()
		c, files, ok := in.ask()
		if !ok { bad++; continue }
		n++
		for _, f := range check.Run(c, nil) {
			fmt.Printf("@ %s %s\t%s:%d\t%q\n      %s\n", f.Severity, f.Check, filepath.Base(p), f.Span.Line, underSpan(files, f.Span), f.Message)
			for _, x := range f.Fixes { for _, l := range changed(files["Dockerfile"], apply(t, files, x)) { fmt.Println("         |", strings.TrimSpace(l)) } }
		}
	}
	fmt.Println("@ files", n, "not parsed", bad)
}
