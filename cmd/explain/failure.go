package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"explain/sim"
	"explain/sim/report"
)

// The exit statuses.
const (
	exitOK         = 0
	exitFound      = 1 // --strict not met, findings, no certain argv
	exitUsage      = 2 // a wrong use of explain itself
	exitUnreadable = 3 // the input cannot be read or parsed, the answer cannot be written
)

// failure ends explain with a status. Err is what is said of it; nil when
// everything was said already. Rep is the document of --format json that says
// so; nil for one that holds nothing but err.
type failure struct {
	status int
	err    *sim.Error
	rep    *report.Report
}

func (f *failure) Error() string {
	if f.err == nil {
		return fmt.Sprintf("exit status %d", f.status)
	}
	return f.err.Error()
}

// usage is a wrong use of explain; hint says what to type instead.
func usage(hint, format string, args ...any) error {
	return failed(exitUsage, &sim.Error{Msg: fmt.Sprintf(format, args...), Hint: hint})
}

// unreadable is an input that cannot be read; hint is the way out.
func unreadable(hint, format string, args ...any) error {
	return failed(exitUnreadable, &sim.Error{Msg: fmt.Sprintf(format, args...), Hint: hint})
}

func failed(status int, err *sim.Error) *failure { return &failure{status: status, err: err} }

// status turns what a command returned into an exit status, and says it if it
// was not said yet: for people on standard error, and as the one document of
// --format json.
func (a *app) status(err error) int {
	if err == nil {
		return exitOK
	}
	f := asFailure(err)
	if f.err != nil && !a.answered && a.wantsJSON() {
		if err := a.document(f.document()); err != nil {
			f = asFailure(err)
		}
	}
	if f.err != nil {
		a.complain(f.err)
	}
	return f.status
}

// asFailure sorts out what is no failure of ours: a reader that has enough, an
// answer that cannot be written, and what cobra or pflag say of a flag or an
// argument that they do not know.
func asFailure(err error) *failure {
	var f *failure
	var pe *fs.PathError
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, syscall.EPIPE):
		return &failure{status: exitUnreadable}
	case errors.As(err, &pe) && pe.Op == "write":
		return failed(exitUnreadable, &sim.Error{
			Msg:  "the answer cannot be written: " + pe.Err.Error(),
			Hint: "look where standard output goes: is there room, and may you write?",
		})
	}
	return failed(exitUsage, &sim.Error{Msg: err.Error(), Hint: "see explain --help"})
}

// document is the failure as --format json prints it.
func (f *failure) document() *report.Report {
	if f.rep != nil {
		return f.rep
	}
	rep := emptyReport()
	rep.Error = f.err
	return rep
}

// wantsJSON reports whether --format json was asked for, also where the flags
// could not be read.
func (a *app) wantsJSON() bool {
	return a.format == formatJSON || askedFormat(a.args, a.known) == formatJSON
}

// complain says what is wrong, where, and what to do.
func (a *app) complain(err *sim.Error) {
	a.say(err.Error())
	if err.Hint != "" {
		fmt.Fprintf(a.stderr, "  %s\n", a.style().Prose(err.Hint))
	}
}

// say tells the person at the terminal something. It may hold what others wrote,
// and a terminal would act on some of that.
func (a *app) say(text string) {
	fmt.Fprintf(a.stderr, "explain: %s\n", a.style().Prose(text))
}
