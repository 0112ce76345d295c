// Command explain says what a container will run, and why. Put it in front of
// the command you would type, or give it the file you would build.
//
// It reads nothing but the files it is given, starts nothing, and asks nobody.
// Results go to standard output, complaints to standard error; the exit status
// is 0 when something was explained (also when what it explains would fail), 1
// when --strict is not met or check found something, 2 for a wrong use of
// explain itself, 3 when the input cannot be read or the answer not be written.
package main

import (
	"cmp"
	"io"
	"os"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is explain as a function: arguments and streams in, exit status out.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{args: args, stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.root()
	a.known = root.Flags()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.status(cmp.Or(root.Execute(), a.unhelpful))
}
