package diagnose

import (
	"strconv"
	"strings"

	"explain/sim/lazy"
)

func itoa(n int) string { return strconv.Itoa(n) }

// atoi is -1 for what is no number.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// codeKeys are the words before an exit code, in lower case; codeText is all of it.
var (
	codeText = lazy.Regexp(`(?i)(?:\bexit(?:ed)?(?:[ _-]?(?:code|status))?|returned a non-zero code|\breturn code|\brc|code=exited, status)["']?\s*(?:[:=(]|with(?: (?:exit )?(?:code|status))?:?)?\s*["(]?(-?\d{1,10})\b`)
	onlyCode = lazy.Regexp(`(?i)^(?:(?:error|exit(?:ed)?|code|status|rc|return(?:ed)?|with|docker|container)[\s:=(_-]*)*(\d{1,10})\)?[.?!]?$`)
)

// codes finds exit codes: a text that is hardly more than a number, and what
// docker, compose, docker ps, docker inspect and kubectl write of one.
func (f *finder) codes(text string) {
	short := strings.TrimSpace(text)
	if m := onlyCode().FindStringSubmatch(short); m != nil && len(f.found) == 0 {
		f.code(m[1], clean(short), 1)
		return
	}
	seen := 0
	for n := 1; text != "" && seen < mostMatches; n++ {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		if !mentionsCode(line) {
			continue
		}
		line = clean(line)
		for _, m := range codeText().FindAllStringSubmatch(line, 4) {
			if f.code(m[1], brief(body(line)), n) {
				seen++
			}
		}
	}
}

// farBehind is how many bytes behind "exit" its code can stand: behind "exited with
// exit status: " and colours in between.
const farBehind = 48

// mentionsCode is a quick look for the words in front of an exit code, and for a
// digit not far behind them.
func mentionsCode(line string) bool {
	for _, key := range [...]string{"xit", "XIT", "eturn", "rc=", "rc:"} {
		for rest := line; ; {
			_, after, ok := strings.Cut(rest, key)
			if !ok {
				break
			}
			if strings.ContainsAny(after[:min(len(after), farBehind)], "0123456789") {
				return true
			}
			rest = after
		}
	}
	return false
}

// code adds an exit code; ok is false for a number that is none, or that says
// nothing.
func (f *finder) code(number, text string, line int) (ok bool) {
	n := atoi(number)
	if n < 0 || n > 255 {
		return false
	}
	id := "exit-code-" + itoa(n)
	w := Words{"code": itoa(n)}
	o, known := ByID(id)
	switch {
	case known:
	case n > 128 && n <= 128+64:
		o, _ = ByID("exit-code-signal")
		w["signal"] = itoa(n - 128)
	default:
		o, _ = ByID("exit-code-other")
	}
	if n == 0 && len(f.found) > 0 {
		return false // something failed, so this is not what failed
	}
	w["oom"] = f.oom()
	rank := 0
	for i := range Outcomes {
		if Outcomes[i] == o {
			rank = i
		}
	}
	f.add(rank, o, w, text, line)
	return true
}

var oomSays = lazy.Regexp(`OOMKilled["']?\s*[:=]\s*(true|false)`)

// oom is what the text says of the memory: "true", "false" or "" for nothing.
func (f *finder) oom() string {
	if !strings.Contains(f.text, "OOMKilled") {
		return ""
	}
	if m := oomSays().FindStringSubmatch(f.text); m != nil {
		return m[1]
	}
	return "true"
}
