// Command probe is what stands for every program in the containers of the
// engine's oracle. It prints what it was started with as one line of JSON. What
// it does then follows from its name.
package main

import (
	"encoding/json"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

// Started is what a process can tell of its start.
type Started struct {
	Argv, Env     []string
	Cwd           string
	UID, GID, PID int
	Groups        []int
}

func main() {
	cwd, _ := os.Getwd()
	groups, _ := os.Getgroups()
	line, _ := json.Marshal(Started{os.Args, os.Environ(), cwd, os.Getuid(), os.Getgid(), os.Getpid(), groups})
	os.Stdout.Write(append([]byte("\x1fprobe "), append(line, '\n')...))
	switch filepath.Base(os.Args[0]) {
	case "handles": // ends by itself, with a status of its own
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGUSR1)
		ready()
		<-signals
		os.Exit(42)
	case "waits": // a Go program that asks for no signal
		ready()
		time.Sleep(time.Hour)
	case "steps-down": // as gosu does: USER PROGRAM WORDS, the user a number
		if err := syscall.Setgroups(nil); err == nil && len(os.Args) > 2 {
			_ = syscall.Setgid(1000)
			_ = syscall.Setuid(1000)
			_ = syscall.Exec(os.Args[2], os.Args[2:], os.Environ())
		}
		os.Exit(111)
	}
}

func ready() { os.Stdout.WriteString("ready\n") }
