package invoke

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
)

// complaint is one thing that the client checks once all options are read. An
// option's name says where to point; says gives the error, nil if all is well.
type complaint struct {
	option string
	says   func(reading, string) error
}

// parseComplaints are docker run's and docker create's, in the client's order,
// up to the env files and after them.
var (
	complaintsBeforeEnv = []complaint{
		{"pull", badPull},
		{"mac-address", badMAC},
		{"memory-swappiness", badSwappiness},
		{"volume", badVolume},
		{"publish", badPorts("publish", publishFault)},
		{"expose", badPorts("expose", exposeFault)},
	}
	complaintsAfterEnv = []complaint{
		{"pid", badPID},
		{"uts", onlyValues("uts", "UTS", "host")},
		{"userns", onlyValues("userns", "USER", "host")},
		{"cgroupns", onlyValues("cgroupns", "CGROUP", "private", "host")},
		{"restart", badRestart},
		{"log-opt", badLogging},
		{"security-opt", badSecurity},
		{"storage-opt", badStorage},
		{"no-healthcheck", badNoHealthcheck},
		{"health-interval", negative("health-interval")},
		{"health-timeout", negative("health-timeout")},
		{"health-retries", negative("health-retries")},
		{"health-start-period", negative("health-start-period")},
		{"health-start-interval", negative("health-start-interval")},
		{"rm", badRemove},
		{"network-alias", badNetworks},
		{"net-alias", badNetworks},
		{"link", badNetworks},
		{"network", badNetworks},
		{"net", badNetworks},
	}
	// complaintsOfRun come last, and docker create has none of them.
	complaintsOfRun = []complaint{
		{"attach", badAttach},
		{"detach-keys", badDetachKeys},
	}
)

// complain is the first complaint there is.
func (t *typed) complain(r reading, complaints []complaint) *fault {
	for _, c := range complaints {
		if s, ok := r.last(c.option); ok {
			if err := c.says(r, t.host.Engine); err != nil {
				return &fault{err: err, span: t.spanOf(s)}
			}
		}
	}
	return nil
}

func badPull(r reading, engine string) error {
	s, _ := r.last("pull")
	if !s.known() || engine == oldClient || slices.Contains([]string{"always", "missing", "never", ""}, s.text) {
		return nil
	}
	return fmt.Errorf(`invalid pull option: '%s': must be one of "always", "missing" or "never"`, s.text)
}

func badMAC(r reading, engine string) error {
	address := r.text("mac-address")
	if address == "" {
		return nil
	}
	if _, err := net.ParseMAC(strings.TrimSpace(address)); err != nil {
		return fmt.Errorf("%s is not a valid mac address", address)
	}
	return nil
}

func badSwappiness(r reading, _ string) error {
	n, err := strconv.ParseInt(r.text("memory-swappiness"), 0, 64)
	if err == nil && n != -1 && (n < 0 || n > 100) {
		return fmt.Errorf("invalid value: %d. Valid memory swappiness range is 0-100", n)
	}
	return nil
}

func badVolume(r reading, _ string) error {
	for _, s := range r.all("volume") {
		if _, err := parseVolume(s.text); err != nil && s.known() {
			return err
		}
	}
	return nil
}

// badPorts is what is wrong with the ports of an option; the 20.10 client words
// it otherwise.
func badPorts(option string, fault func(string) error) func(reading, string) error {
	return func(r reading, engine string) error {
		for _, s := range r.all(option) {
			if err := fault(s.text); err != nil && s.known() && engine != oldClient {
				return err
			}
		}
		return nil
	}
}

func badPID(r reading, engine string) error {
	mode := r.text("pid")
	container, ok := strings.CutPrefix(mode, "container:")
	if engine == oldClient && strings.Contains(container, ":") {
		ok = false
	}
	if mode == "" || mode == "host" || ok && container != "" || engine == oldClient && strings.HasPrefix(mode, "host:") || engine == oldClient && mode[0] == ':' {
		return nil
	}
	return errors.New("--pid: invalid PID mode")
}

func onlyValues(option, name string, values ...string) func(reading, string) error {
	return func(r reading, _ string) error {
		if text := r.text(option); text != "" && !slices.Contains(values, text) {
			return fmt.Errorf("--%s: invalid %s mode", option, name)
		}
		return nil
	}
}

func badRestart(r reading, engine string) error {
	policy, count, ok := strings.Cut(r.text("restart"), ":")
	prefix := "invalid restart policy format: "
	if engine == oldClient {
		if strings.Contains(count, ":") {
			return errors.New("invalid restart policy format")
		}
		prefix = ""
	}
	if ok && policy == "" && engine != oldClient {
		return errors.New(prefix + "no policy provided before colon")
	}
	if _, err := strconv.Atoi(count); err != nil && (count != "" || ok && engine == oldClient) {
		return errors.New(prefix + "maximum retry count must be an integer")
	}
	return nil
}

func badLogging(r reading, _ string) error {
	if r.text("log-driver") == "none" {
		return errors.New("invalid logging opts for driver none")
	}
	return nil
}

func badSecurity(r reading, engine string) error {
	for _, s := range r.all("security-opt") {
		name, value, ok := strings.Cut(s.text, "=")
		if !ok {
			name, value, ok = strings.Cut(s.text, ":")
		}
		switch {
		case name == "no-new-privileges" || ok && (value != "" || engine == oldClient) || !s.known():
		case engine == oldClient:
			//lint:ignore ST1005 the client's own text
			return fmt.Errorf("Invalid --security-opt: %q", s.text)
		default:
			return fmt.Errorf("invalid --security-opt: %q", s.text)
		}
	}
	return nil
}

func badStorage(r reading, _ string) error {
	for _, s := range r.all("storage-opt") {
		if s.known() && !strings.Contains(s.text, "=") {
			return errors.New("invalid storage option")
		}
	}
	return nil
}

func badNoHealthcheck(r reading, _ string) error {
	if r.on("no-healthcheck") && r.probes() {
		return errors.New("--no-healthcheck conflicts with --health-* options")
	}
	return nil
}

// negative does not matter once --no-healthcheck is on: the conflict came first.
func negative(option string) func(reading, string) error {
	return func(r reading, _ string) error {
		if !r.on("no-healthcheck") && (r.duration(option) < 0 || r.int(option) < 0) {
			return fmt.Errorf("--%s cannot be negative", option)
		}
		return nil
	}
}

func badRemove(r reading, engine string) error {
	policy, _, _ := strings.Cut(r.text("restart"), ":")
	switch {
	case !r.on("rm") || policy == "" || policy == "no":
		return nil
	case engine == oldClient:
		//lint:ignore ST1005 the client's own text
		return errors.New("Conflicting options: --restart and --rm")
	}
	return errors.New("conflicting options: cannot specify both --restart and --rm")
}

func badAttach(r reading, engine string) error {
	switch {
	case !r.on("detach"):
		return nil
	case engine == oldClient:
		//lint:ignore ST1005 the client's own text
		return errors.New("Conflicting options: -a and -d")
	}
	return errors.New("conflicting options: cannot specify both --attach and --detach")
}

// badDetachKeys: one character, or ctrl- and one, several parted by commas.
func badDetachKeys(r reading, engine string) error {
	keys := r.text("detach-keys")
	if keys == "" || engine == oldClient {
		return nil
	}
	for _, key := range strings.Split(keys, ",") {
		control, ok := strings.CutPrefix(key, "ctrl-")
		switch {
		case len(key) == 1, key == "DEL":
		case ok && len(control) == 1 && strings.Contains(`@abcdefghijklmnopqrstuvwxyz[\]^_`, control):
		default:
			return fmt.Errorf("invalid detach keys (%s): Unknown character: '%s'", keys, key)
		}
	}
	return nil
}
