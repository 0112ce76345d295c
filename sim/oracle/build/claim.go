package build

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// claim is a sentence of the semantics notes: what the converter makes of a
// Dockerfile. Claims keep the notes honest, begin every run, and lend their
// lines to the generator.
type claim struct {
	rule string // number in the notes, section 13 as "13"
	// text is the Dockerfile; ¶ is a newline, ´ a back quote. A text without a
	// FROM of its own stands on the image "empty".
	text string
	// want is a partial configuration in JSON (null: absent; SH is the default
	// shell's words), or "err: " and the text of the error, or "err~ " and a part of it.
	want     string
	target   string
	platform string
	args     string // "K=v K=v"
}

var claimText = strings.NewReplacer("¶", "\n", "´", "`")

// Claims is all of them.
func Claims() []claim {
	var all []claim
	for _, part := range [][]claim{lineClaims, formClaims, setClaims, stageClaims, shellClaims, triggerClaims,
		healthClaims, valueClaims, directiveClaims, heredocClaims, errorClaims, laterClaims} {
		all = append(all, part...)
	}
	return all
}

// Case is the claim's question.
func (c claim) Case() Case {
	text := claimText.Replace(c.text)
	if c.rule != "13" && !strings.Contains(strings.ToUpper(text), "FROM ") && !strings.HasPrefix(text, "#") {
		text = "FROM empty\n" + text
	}
	args := map[string]string{}
	for _, kv := range strings.Fields(c.args) {
		k, v, _ := strings.Cut(kv, "=")
		args[k] = v
	}
	return Case{Dockerfile: text, Twin: oldTwin(text, args), Target: c.target, Platform: c.platform, Args: args, From: "claim " + c.rule}
}

// holds reports how r contradicts the claim, "" when it does not.
func (c claim) holds(r Result) string {
	want := claimText.Replace(c.want)
	if text, ok := strings.CutPrefix(want, "err: "); ok {
		if r.Err != text {
			return fmt.Sprintf("want error %q", text)
		}
		return ""
	}
	if text, ok := strings.CutPrefix(want, "err~ "); ok {
		if !strings.Contains(r.Err, text) {
			return fmt.Sprintf("want an error with %q", text)
		}
		return ""
	}
	if r.Failed() {
		return "want no error"
	}
	return partlyEqual(strings.ReplaceAll(want, "[SH,", `["/bin/sh","-c",`), r.Config)
}

func partlyEqual(want string, got Config) string {
	var fields map[string]any
	if err := json.Unmarshal([]byte(want), &fields); err != nil {
		return err.Error() + " in " + want
	}
	var have map[string]any
	if err := json.Unmarshal([]byte(got.String()), &have); err != nil {
		return err.Error()
	}
	for k, v := range fields {
		if !reflect.DeepEqual(v, have[k]) {
			return fmt.Sprintf("want %s %v", k, v)
		}
	}
	return ""
}
