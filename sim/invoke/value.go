package invoke

import (
	"errors"
	"fmt"
	"math/big"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/docker/go-units"

	"explain/sim/lazy"
)

// check says why a client refuses a value, in its own words; nil if it does
// not. What a client sends without looking is not checked here either.
type check func(value, engine string) error

// typeChecks are the types whose syntax the client knows.
var typeChecks = map[string]check{
	"bool":     checkBool,
	"int":      checkInt,
	"int64":    checkInt,
	"uint16":   checkUint(0, 16),
	"uint64":   checkUint(0, 64),
	"umask":    checkUint(8, 32),
	"duration": checkDuration,
	"ip":       checkIP,
	"bytes":    checkBytes,
	"decimal":  checkDecimal,
	"ulimit":   checkUlimit,
}

// refuses is the check of f's values; nil if any value will do.
func (f Flag) refuses() check {
	if f.check != nil {
		return f.check
	}
	return typeChecks[f.Type]
}

func checkBool(value, _ string) error {
	_, err := strconv.ParseBool(value)
	return err
}

func checkInt(value, _ string) error {
	_, err := strconv.ParseInt(value, 0, 64)
	return err
}

func checkUint(base, bits int) check {
	return func(value, _ string) error {
		_, err := strconv.ParseUint(value, base, bits)
		return err
	}
}

func checkDuration(value, _ string) error {
	_, err := time.ParseDuration(value)
	return err
}

func checkIP(value, _ string) error {
	if value == "" || net.ParseIP(strings.TrimSpace(value)) != nil {
		return nil
	}
	return fmt.Errorf("failed to parse IP: %q", value)
}

// oldSize is what the 20.10 client takes for a size.
var oldSize = lazy.Regexp(`^\d+(\.\d+)* ?[kKmMgGtTpP]?[iI]?[bB]?$`)

func checkBytes(value, engine string) error {
	if engine == oldClient && !oldSize().MatchString(value) {
		return fmt.Errorf("invalid size: '%s'", value)
	}
	_, err := units.RAMInBytes(value)
	return err
}

func checkSwap(value, engine string) error {
	if value == "-1" {
		return nil
	}
	return checkBytes(value, engine)
}

func checkDecimal(value, _ string) error {
	n, ok := new(big.Rat).SetString(value)
	if !ok {
		return fmt.Errorf("failed to parse %v as a rational number", value)
	}
	if !n.Mul(n, big.NewRat(1e9, 1)).IsInt() {
		return errors.New("value is too precise")
	}
	return nil
}

func checkUlimit(value, _ string) error {
	_, err := units.ParseUlimit(value)
	return err
}

func checkEnv(value, _ string) error {
	if value == "" || value[0] == '=' {
		return errors.New("invalid environment variable: " + value)
	}
	return nil
}

func checkAttach(value, _ string) error {
	switch strings.ToLower(value) {
	case "stdin", "stdout", "stderr":
		return nil
	}
	return errors.New("valid streams are STDIN, STDOUT and STDERR")
}

func checkLabel(value, _ string) error {
	name, _, _ := strings.Cut(value, "=")
	name = strings.TrimLeft(name, " \t")
	switch {
	case name == "":
		return fmt.Errorf("invalid label '%s': empty name", value)
	case strings.ContainsAny(name, " \t"):
		return fmt.Errorf("label '%s' contains whitespaces", name)
	}
	return nil
}

func checkLink(value, _ string) error {
	switch {
	case value == "":
		return errors.New("empty string specified for links")
	case strings.Count(value, ":") > 1:
		return errors.New("bad format for links: " + value)
	}
	return nil
}

func checkAddress(value, engine string) error {
	switch {
	case net.ParseIP(strings.TrimSpace(value)) != nil:
		return nil
	case engine == oldClient:
		return fmt.Errorf("%s is not an ip address", value)
	}
	return fmt.Errorf("IP address is not correctly formatted: %s", value)
}

func checkAddHost(value, engine string) error {
	name, address, ok := strings.Cut(value, "=")
	if !ok || engine == oldClient {
		name, address, ok = strings.Cut(value, ":")
	}
	if !ok || name == "" || strings.Contains(name, ":") {
		return fmt.Errorf("bad format for add-host: %q", value)
	}
	if engine != oldClient && len(address) > 2 && address[0] == '[' && address[len(address)-1] == ']' {
		address = address[1 : len(address)-1]
	}
	if address != "host-gateway" && checkAddress(address, engine) != nil {
		return fmt.Errorf("invalid IP address in add-host: %q", address)
	}
	return nil
}

var deviceCgroupRule = lazy.Regexp(`^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$`)

func checkDeviceCgroupRule(value, _ string) error {
	if deviceCgroupRule().MatchString(value) {
		return nil
	}
	return fmt.Errorf("invalid device cgroup format '%s'", value)
}

// checkDevicePath refuses what is no /dev/PATH:NUMBER.
func checkDevicePath(value, engine string) (number string, err error) {
	path, number, ok := strings.Cut(value, ":")
	switch {
	case !ok || path == "" && engine != oldClient:
		return "", fmt.Errorf("bad format: %s", value)
	case !strings.HasPrefix(path, "/dev/"):
		return "", fmt.Errorf("bad format for device path: %s", value)
	}
	return number, nil
}

func checkWeightDevice(value, engine string) error {
	number, err := checkDevicePath(value, engine)
	if err != nil {
		return err
	}
	weight, err := strconv.ParseUint(number, 10, 16)
	if err != nil || weight > 0 && (weight < 10 || weight > 1000) {
		return fmt.Errorf("invalid weight for device: %s", value)
	}
	return nil
}

func checkBytesPerSecond(value, engine string) error {
	number, err := checkDevicePath(value, engine)
	if err != nil {
		return err
	}
	if checkBytes(number, engine) != nil {
		return fmt.Errorf("invalid rate for device: %s. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb", value)
	}
	return nil
}

func checkOperationsPerSecond(value, engine string) error {
	number, err := checkDevicePath(value, engine)
	if err != nil {
		return err
	}
	if _, err := strconv.ParseUint(number, 10, 64); err != nil {
		return fmt.Errorf("invalid rate for device: %s. The correct format is <device-path>:<number>. Number must be a positive integer", value)
	}
	return nil
}
