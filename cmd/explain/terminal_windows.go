package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// paints switches the console's escape sequences on; false for one too old to
// know them.
func paints(console *os.File) bool {
	h := windows.Handle(console.Fd())
	var mode uint32
	if windows.GetConsoleMode(h, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
