package main

import (
	"errors"
	"fmt"
	"io"

	"explain/sim"
)

// The exit statuses.
const (
	exitOK         = 0
	exitFound      = 1 // --strict not met, findings, no certain argv
	exitUsage      = 2 // a wrong use of explain itself
	exitUnreadable = 3 // the input cannot be read or parsed
)

// failure ends explain with a status. Err is what is said of it; nil when
// everything was said already.
type failure struct {
	status int
	err    *sim.Error
}

func (f *failure) Error() string {
	if f.err == nil {
		return fmt.Sprintf("exit status %d", f.status)
	}
	return f.err.Error()
}

// usage is a wrong use of explain; hint says what to type instead.
func usage(hint, format string, args ...any) error {
	return &failure{exitUsage, &sim.Error{Msg: fmt.Sprintf(format, args...), Hint: hint}}
}

// unreadable is an input that cannot be read; hint is the way out.
func unreadable(hint, format string, args ...any) error {
	return &failure{exitUnreadable, &sim.Error{Msg: fmt.Sprintf(format, args...), Hint: hint}}
}

// status turns what a command returned into an exit status, and says it if it
// was not said yet. What is no failure of ours comes from cobra or pflag: a
// flag or an argument that they do not know.
func (a *app) status(err error) int {
	if err == nil {
		return exitOK
	}
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{exitUsage, &sim.Error{Msg: err.Error(), Hint: "see explain --help"}}
	}
	if f.err != nil {
		complain(a.stderr, f.err)
	}
	return f.status
}

// complain says what is wrong, where, and what to do.
func complain(w io.Writer, err *sim.Error) {
	fmt.Fprintf(w, "explain: %s\n", err.Error())
	if err.Hint != "" {
		fmt.Fprintf(w, "  %s\n", err.Hint)
	}
}
