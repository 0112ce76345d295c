package catalogue

import (
	"strconv"
	"strings"
)

// A tag is fields joined by dashes: a version in front ("3.9.1", "v2", "21.0.5_11"),
// dates ("20260810", "20260811.1"), and the rest, its variant ("slim-bookworm").

// nearTags are the tags to try for one that the catalogue has not, the nearest
// first: version parts dropped from right to left with the variant as it is,
// then with the variant's own numbers dropped ("alpine3.18" → "alpine"), then
// the variant alone.
func nearTags(tag string) []string {
	var versioned, alone []string
	try := func(tag string) {
		for lastVersion(strings.Split(tag, "-")) >= 0 {
			versioned = append(versioned, tag)
			tag = shorten(tag)
		}
		if tag == "" {
			tag = "latest"
		}
		alone = append(alone, tag)
	}
	try(tag)
	if bare := withoutNumbers(tag); bare != tag {
		try(bare)
	}
	return append(versioned, alone...)
}

// shorten drops the last part of the last version of a tag, and a version that
// has only one; "" when nothing is left.
func shorten(tag string) string {
	fields := strings.Split(tag, "-")
	i := lastVersion(fields)
	if i < 0 {
		return ""
	}
	if cut := strings.LastIndexAny(fields[i], "._+"); cut > 0 {
		fields[i] = fields[i][:cut]
		return strings.Join(fields, "-")
	}
	return strings.Join(append(fields[:i:i], fields[i+1:]...), "-")
}

// lastVersion is the index of the last field that is a version or a date, -1
// when there is none.
func lastVersion(fields []string) int {
	for i := len(fields) - 1; i >= 0; i-- {
		if isVersion(fields, i) {
			return i
		}
	}
	return -1
}

// isVersion reports whether field i is a version (the first field, beginning
// with a digit) or a date (eight digits, anywhere).
func isVersion(fields []string, i int) bool {
	f := fields[i]
	if i == 0 && digits(strings.TrimPrefix(f, "v")) > 0 {
		return true
	}
	return digits(f) == 8 && (len(f) == 8 || f[8] == '.')
}

// numbers is the version of a tag as numbers, nil when it has none. A part that
// is not there counts as the highest: "3.9" is the newest 3.9.
func numbers(tag string) []int {
	version, _, _ := strings.Cut(strings.TrimPrefix(tag, "v"), "-")
	if n := digits(version); n == 0 || n >= 8 {
		return nil
	}
	var out []int
	for part := range strings.FieldsFuncSeq(version, func(r rune) bool { return r == '.' || r == '_' || r == '+' }) {
		n, _ := strconv.Atoi(part[:digits(part)]) // 0 when there is no digit
		out = append(out, n)
	}
	return out
}

// variant is what of a tag is not version, without the numbers in it: "" for
// "3.9.1" and "latest", "slim-bookworm", "alpine" for "3.9-alpine3.18".
func variant(tag string) string {
	if tag == "latest" {
		return ""
	}
	var kept []string
	fields := strings.Split(withoutNumbers(tag), "-")
	for i, f := range fields {
		if !isVersion(fields, i) {
			kept = append(kept, f)
		}
	}
	return strings.Join(kept, "-")
}

// withoutNumbers drops the numbers at the ends of the variant's fields, and the
// fields that are nothing else ("-1809").
func withoutNumbers(tag string) string {
	fields := strings.Split(tag, "-")
	kept := fields[:0:0]
	for i, f := range fields {
		if !isVersion(fields, i) {
			f = strings.TrimRight(f, "0123456789.")
		}
		if f != "" {
			kept = append(kept, f)
		}
	}
	return strings.Join(kept, "-")
}

// isWindows reports whether a tag names a Windows variant; such tags exist for
// no other operating system.
func isWindows(tag string) bool {
	return strings.Contains(tag, "windowsservercore") || strings.Contains(tag, "nanoserver")
}
