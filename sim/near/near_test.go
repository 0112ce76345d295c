package near_test

import (
	"testing"

	"explain/sim/near"
)

func TestName(t *testing.T) {
	names := []string{"check", "shell-as-pid1", "shell-form-entrypoint", "json-looks-broken"}
	for typed, want := range map[string]string{
		"chek": "check", "CHECK": "check", "x": "", "": "", "-": "",
		"jason-looks-broken": "json-looks-broken", "jsonlooks": "json-looks-broken", "json_looks": "json-looks-broken",
		"shell": "", "shell-as": "shell-as-pid1", "jso": "", "something": "",
	} {
		if got := near.Name(typed, names); got != want {
			t.Errorf("%q is near %q, want %q", typed, got, want)
		}
	}
}
