package sim

import (
	"errors"
	"slices"
	"sort"
	"strings"

	"github.com/agext/levenshtein"
	keyword "github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"explain/sim/lazy"
)

// steadySuggestion is err's text with a "did you mean" that does not change
// from run to run: BuildKit picks at random among equally near names, we take
// the smallest distance and then the alphabet.
func steadySuggestion(err error) string {
	msg := err.Error()
	at := strings.LastIndex(msg, " (did you mean ")
	if at < 0 {
		return msg
	}
	var unknown *instructions.UnknownInstructionError
	if errors.As(err, &unknown) {
		return msg[:at] + didYouMean(unknown.Instruction, instructionNames(), false)
	}
	if m := unknownFlag().FindStringSubmatch(msg[:at]); m != nil {
		own := strings.TrimSuffix(msg[at+len(" (did you mean "):], "?)")
		return msg[:at] + didYouMean(m[1], flagsBeside(own), true)
	}
	return msg
}

var unknownFlag = lazy.Regexp(`unknown flag: --(\S*)$`)

// instructionFlags are the flags of each instruction that has any.
var instructionFlags = [][]string{
	{"checksum", "chmod", "chown", "exclude", "keep-git-dir", "link", "unpack"}, // ADD
	{"chmod", "chown", "exclude", "from", "link", "parents"},                    // COPY
	{"platform"}, // FROM
	{"interval", "retries", "start-interval", "start-period", "timeout"}, // HEALTHCHECK
	{"device", "mount", "network", "security"},                           // RUN
}

// flagsBeside are the flags of the instructions that have the flag named.
func flagsBeside(flag string) (flags []string) {
	for _, set := range instructionFlags {
		if slices.Contains(set, flag) {
			flags = append(flags, set...)
		}
	}
	slices.Sort(flags)
	return flags
}

func instructionNames() []string {
	var names []string
	for name := range keyword.Commands {
		names = append(names, strings.ToUpper(name))
	}
	sort.Strings(names)
	return names
}

// didYouMean is " (did you mean X?)", or "" when no option is near: fewer than
// three edits, the first in order among the nearest (moby/buildkit util/suggest).
func didYouMean(val string, options []string, caseSensitive bool) string {
	orig, best, match := val, 3, ""
	if !caseSensitive {
		val = strings.ToLower(val)
	}
	for _, opt := range options {
		if !caseSensitive {
			opt = strings.ToLower(opt)
		}
		if val == opt {
			return ""
		}
		if dist := levenshtein.Distance(val, opt, nil); dist < best {
			best, match = dist, opt
		}
	}
	if match == "" {
		return ""
	}
	if !caseSensitive && orig != strings.ToLower(orig) && orig == strings.ToUpper(orig) {
		match = strings.ToUpper(match)
	}
	return " (did you mean " + match + "?)"
}
