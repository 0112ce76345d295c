// Package rosetta stands in for github.com/tonistiigi/go-rosetta, which cannot
// be downloaded: this machine is never emulated by Rosetta.
package rosetta

// Enabled reports whether Rosetta emulates this process: never.
func Enabled() bool { return false }

// NativeArch is the machine's own architecture, "" for unknown.
func NativeArch() string { return "" }
