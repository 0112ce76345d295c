package sim_test

import (
	"fmt"

	"explain/sim"
)

func Example() {
	d, err := sim.Parse(sim.File{Name: "Dockerfile", Text: "FROM ubuntu\nENTRYPOINT [\"echo\", \"Hello, \"]\nCMD [\"world!\"]\n"})
	if err != nil {
		fmt.Println(err)
		return
	}
	img, err := sim.Build(d, sim.BuildOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	p := sim.Resolve(img, sim.Invocation{Runner: "docker-run", Args: sim.ListOf(sim.Word{Text: "Goodbye", From: sim.Origin{Source: sim.FromRunArgs}})})
	for _, w := range p.Argv {
		fmt.Printf("%q from %s\n", w.Text, w.From.Source)
	}
	for _, s := range p.Trace[:2] {
		fmt.Println(s.N, s.Rule)
	}
	// Output:
	// "echo" from entrypoint
	// "Hello, " from entrypoint
	// "Goodbye" from run-args
	// 12 run-args-replace-cmd
	// 13 entrypoint-then-args
}
