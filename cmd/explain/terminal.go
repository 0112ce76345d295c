package main

import (
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/term"

	"explain/sim/report"
)

// The values of --color.
const (
	colorAuto   = "auto"
	colorAlways = "always"
	colorNever  = "never"
)

// defaultWidth is that of a page or a pipe.
const defaultWidth = 80

// style is how text is printed on standard output.
func (a *app) style() report.Style {
	tty := terminal(a.stdout)
	return report.Style{
		Width: width(tty),
		Color: a.colored(tty),
		ASCII: !utf8Locale(),
		All:   a.all,
	}
}

// terminal is w as a terminal, nil when it is none.
func terminal(w io.Writer) *os.File {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return f
}

// width is what COLUMNS says, else the terminal's own.
func width(tty *os.File) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if tty != nil {
		if n, _, err := term.GetSize(int(tty.Fd())); err == nil && n > 0 {
			return n
		}
	}
	return defaultWidth
}

// colored: a flag beats NO_COLOR, and NO_COLOR beats the terminal.
func (a *app) colored(tty *os.File) bool {
	switch a.color {
	case colorAlways:
		return true
	case colorNever:
		return false
	}
	return tty != nil && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && paints(tty)
}

// utf8Locale reports whether the reader's locale has more than ASCII. Windows
// has no such variables, and its consoles take Unicode.
func utf8Locale() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(os.Getenv(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return runtime.GOOS == "windows"
}
