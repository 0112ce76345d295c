package sim

import (
	"strconv"
	"strings"
)

// signalNumbers are Linux's, on x86 and ARM.
var signalNumbers = map[string]int{
	"HUP": 1, "INT": 2, "QUIT": 3, "ILL": 4, "TRAP": 5, "ABRT": 6, "IOT": 6, "BUS": 7, "FPE": 8, "KILL": 9, "USR1": 10, "SEGV": 11, "USR2": 12,
	"PIPE": 13, "ALRM": 14, "TERM": 15, "STKFLT": 16, "CHLD": 17, "CLD": 17, "CONT": 18, "STOP": 19, "TSTP": 20, "TTIN": 21, "TTOU": 22, "URG": 23,
	"XCPU": 24, "XFSZ": 25, "VTALRM": 26, "PROF": 27, "WINCH": 28, "IO": 29, "POLL": 29, "PWR": 30, "SYS": 31, "RTMIN": 34, "RTMAX": 64,
}

// signal is a signal as it is written: a name with or without SIG, or a number.
type signal struct {
	number int // 0: not known
	name   string
}

const (
	sigInt  = 2
	sigQuit = 3
	sigKill = 9
)

// readSignal is what a STOPSIGNAL or a trap names; "" is the default, SIGTERM.
func readSignal(s string) signal {
	if s == "" {
		s = "TERM"
	}
	if n, err := strconv.Atoi(s); err == nil {
		for name, number := range signalNumbers {
			if number == n && name != "IOT" && name != "CLD" && name != "POLL" {
				return signal{n, "SIG" + name}
			}
		}
		return signal{n, "signal " + s}
	}
	name := strings.TrimPrefix(strings.ToUpper(s), "SIG")
	out := signal{signalNumbers[name], "SIG" + name}
	if base, n, ok := strings.Cut(name, "+"); ok && base == "RTMIN" {
		more, _ := strconv.Atoi(n)
		out.number = signalNumbers[base] + more
	}
	if base, n, ok := strings.Cut(name, "-"); ok && base == "RTMAX" {
		less, _ := strconv.Atoi(n)
		out.number = signalNumbers[base] - less
	}
	return out
}

// ends reports whether a signal ends a process that does nothing about it and is
// not process 1 (signal(7)).
func (s signal) ends() bool {
	switch s.number {
	case 17, 18, 19, 20, 21, 22, 23, 28:
		return false
	}
	return s.number > 0 && s.number <= 64
}
