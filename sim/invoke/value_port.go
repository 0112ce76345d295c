package invoke

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
)

// publishFault is what the client says of a -p (docker/go-connections
// nat.ParsePortSpec; docker/cli convertToStandardNotation).
func publishFault(spec string) error {
	spec, err := shortPort(spec)
	if err != nil {
		return err
	}
	ip, host, container := "", "", spec
	if parts := strings.Split(spec, ":"); len(parts) > 1 {
		n := len(parts)
		ip, host, container = strings.Join(parts[:n-2], ":"), parts[n-2], parts[n-1]
	}
	port, proto, _ := strings.Cut(container, "/")
	proto = strings.ToLower(proto)
	switch {
	case port == "":
		return fmt.Errorf("no port specified: %s<empty>", spec)
	case !slices.Contains([]string{"", "tcp", "udp", "sctp"}, proto):
		return errors.New("invalid proto: " + proto)
	}
	if err := addressFault(ip); err != nil {
		return err
	}
	return rangesFault(port, host)
}

// shortPort is the short notation of published=80,target=80.
func shortPort(spec string) (string, error) {
	if !strings.Contains(spec, "=") {
		return spec, nil
	}
	params := map[string]string{"protocol": "tcp"}
	for param := range strings.SplitSeq(spec, ",") {
		k, v, ok := strings.Cut(param, "=")
		if !ok || k == "" {
			return "", fmt.Errorf("invalid publish opts format (should be name=value but got '%s')", param)
		}
		params[k] = v
	}
	return params["published"] + ":" + params["target"] + "/" + params["protocol"], nil
}

func addressFault(ip string) error {
	if strings.HasPrefix(ip, "[") {
		if fault := bracketFault(ip); fault != "" {
			return fmt.Errorf("invalid IP address %s: address %s:: %s in address", ip, ip, fault)
		}
		ip = ip[1 : len(ip)-1]
	}
	if ip != "" && net.ParseIP(ip) == nil {
		return errors.New("invalid IP address: " + ip)
	}
	return nil
}

// bracketFault is what Go's SplitHostPort says of an address in brackets.
func bracketFault(ip string) string {
	end := strings.IndexByte(ip, ']')
	switch {
	case end < 0:
		return "missing ']'"
	case end < len(ip)-1 && ip[end+1] == ':':
		return "too many colons"
	case end < len(ip)-1:
		return "missing port"
	case strings.Contains(ip[1:], "["):
		return "unexpected '['"
	}
	return ""
}

func rangesFault(container, host string) error {
	from, to, err := portRange(container, 0)
	if err != nil {
		return errors.New("invalid containerPort: " + container)
	}
	if host == "" {
		return nil
	}
	hostFrom, hostTo, err := portRange(host, 0)
	switch {
	case err != nil:
		return errors.New("invalid hostPort: " + host)
	case to-from != hostTo-hostFrom && to != from:
		return fmt.Errorf("invalid ranges specified for container and host Ports: %s and %s", container, host)
	}
	return nil
}

// exposeFault is what the client says of an --expose (moby/moby/api
// types/network ParsePortRange).
func exposeFault(spec string) error {
	const says = "invalid range format for --expose: "
	if spec == "" {
		return errors.New(says + "invalid port range: value is empty")
	}
	ports, _, _ := strings.Cut(spec, "/")
	_, _, err := portRange(ports, 16)
	switch {
	case errors.Is(err, errBackwards):
		return errors.New(says + err.Error() + spec)
	case err != nil:
		return errors.New(says + err.Error())
	}
	return nil
}

var errBackwards = errors.New("invalid port range: ")

// portRange reads 80 or 80-90; bits is how large a number may be.
func portRange(ports string, bits int) (from, to int, err error) {
	start, end, isRange := strings.Cut(ports, "-")
	if from, err = portNumber(start, bits); err != nil {
		return 0, 0, fmt.Errorf("invalid start port '%s': %w", start, err)
	}
	if !isRange || start == end {
		return from, from, nil
	}
	if to, err = portNumber(end, bits); err != nil {
		return 0, 0, fmt.Errorf("invalid end port '%s': %w", end, err)
	}
	if to < from {
		return 0, 0, errBackwards
	}
	return from, to, nil
}

func portNumber(text string, bits int) (int, error) {
	if text == "" {
		return 0, errors.New("value is empty")
	}
	if bits == 16 {
		n, err := strconv.ParseUint(text, 10, 16)
		return int(n), plainError(err)
	}
	n, err := strconv.ParseInt(text, 10, 0)
	if err == nil && (n < 0 || n > 65535) {
		err = strconv.ErrRange
	}
	return int(n), plainError(err)
}

// plainError is an error about a number without the number.
func plainError(err error) error {
	var number *strconv.NumError
	if errors.As(err, &number) {
		return number.Err
	}
	return err
}

// checkGPUs refuses what is no --gpus (docker/cli opts/gpus.go).
func checkGPUs(value, engine string) error {
	if engine == oldClient {
		return nil
	}
	fields, err := fieldsOf(value)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, field := range fields {
		key, text, hasValue := strings.Cut(field, "=")
		if seen[key] {
			return fmt.Errorf("gpu request key '%s' can be specified only once", key)
		}
		seen[key] = true
		if !hasValue {
			seen["count"] = true
			key, text = "count", key
		}
		if err := gpuFault(key, text, field); err != nil {
			return err
		}
	}
	return nil
}

func gpuFault(key, text, field string) error {
	switch key {
	case "driver", "device", "capabilities":
	case "count":
		if _, err := strconv.Atoi(text); err != nil && text != "all" {
			return fmt.Errorf(`invalid count (%s): value must be either "all" or an integer: %w`, text, plainError(err))
		}
	case "options":
		if _, err := fieldsOf(text); err != nil {
			return fmt.Errorf("failed to read gpu options: %w", err)
		}
	default:
		return fmt.Errorf("unexpected key '%s' in '%s'", key, field)
	}
	return nil
}
