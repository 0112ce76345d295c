package invoke

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// badNetworks complains of networks that do not go together, or that are given
// what only networks of the user's own have. It leaves NAME=VALUE,… alone.
func badNetworks(r reading, engine string) error {
	var seen []string
	own, others := false, false
	for i, name := range r.networks(engine) {
		if strings.ContainsAny(name, "="+hole) {
			return nil
		}
		isOwn := ownNetwork(name)
		own, others = own || isOwn, others || !isOwn
		switch {
		case strings.TrimSpace(name) == "":
			return errors.New("no name set for network")
		case i == 0 && !isOwn && r.isSet("network-alias", "net-alias"):
			return errors.New("network-scoped aliases are only supported for user-defined networks")
		case i == 0 && !isOwn && r.isSet("link") && engine == oldClient:
			return errors.New("links are only supported for user-defined networks")
		case slices.Contains(seen, name):
			return fmt.Errorf("network %q is specified multiple times", name)
		}
		seen = append(seen, name)
	}
	if own && others {
		return errors.New("conflicting options: cannot attach both user-defined and non-user-defined network-modes")
	}
	return nil
}

// networks is the names behind --network and its older name, in order. The
// current client has one in any case.
func (r reading) networks(engine string) (names []string) {
	for _, s := range r.settings {
		if s.flag.Name == "network" || s.flag.Name == "net" {
			names = append(names, s.text)
		}
	}
	if names == nil && engine != oldClient {
		return []string{"default"}
	}
	return names
}

func ownNetwork(name string) bool {
	return !slices.Contains([]string{"default", "bridge", "host", "none"}, name) && !strings.HasPrefix(name, "container:")
}
