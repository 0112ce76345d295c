package invoke

// Flag is one option of a command, as the client's own table has it.
type Flag struct {
	Name  string
	Short string // its letter, "" for none
	// Type is what the client calls the kind of its value: bool, string, int,
	// list … A bool takes no word; every other type does.
	Type string
	// Since is the first client that has it; "" for every client we know.
	Since string
	// Hidden: it works, and --help does not list it.
	Hidden bool
	// Engine is the only operating system of an engine on which the client lets
	// it through; "" for any.
	Engine string
	// Before is its Type in client 20.10 where that was another one.
	Before string
	// Deprecated: the current client says so whenever it is used.
	Deprecated bool

	check check // what its value is refused for; nil: what its type says
}

// oldClient is the profile of the 20.10 client; any other is the current one.
const oldClient = "20.10"

// Flags is the options of a kind of command (run, create, build, exec, start)
// in the client that belongs to an engine ("" for the current one).
func Flags(kind Kind, engine string) []Flag { return tableOf(kind, "", engine) }

// tableOf is the options of a command. docker start and docker restart are one
// kind with two tables.
func tableOf(kind Kind, subcommand, engine string) []Flag {
	switch {
	case kind == KindRun:
		return inClient(engine, runFlags, containerFlags)
	case kind == KindCreate:
		return inClient(engine, createFlags, containerFlags)
	case kind == KindExec:
		return inClient(engine, execFlags)
	case kind == KindBuild:
		return inClient("", buildFlags)
	case subcommand == "restart":
		return inClient(engine, restartFlags)
	case kind == KindStart:
		return inClient(engine, startFlags)
	}
	return nil
}

// inClient keeps what a client has of some tables.
func inClient(engine string, tables ...[]Flag) []Flag {
	var out []Flag
	for _, table := range tables {
		for _, f := range table {
			if engine == oldClient {
				if f.Since != "" {
					continue
				}
				f = f.before()
			}
			out = append(out, f)
		}
	}
	return out
}

// before is f as the 20.10 client has it.
func (f Flag) before() Flag {
	f.Deprecated = false
	if f.Before != "" {
		f.Type = f.Before
	}
	return f
}

// globalFlags stand between docker and the subcommand.
var globalFlags = []Flag{
	{Name: "cloud", Type: "optional", Since: "29.9", Hidden: true},
	{Name: "config", Type: "string"},
	{Name: "context", Short: "c", Type: "string"},
	{Name: "debug", Short: "D", Type: "bool"},
	{Name: "help", Short: "h", Type: "bool", Hidden: true},
	{Name: "host", Short: "H", Type: "string", Before: "list"},
	{Name: "log-level", Short: "l", Type: "string"},
	{Name: "tls", Type: "bool"},
	{Name: "tlscacert", Type: "string"},
	{Name: "tlscert", Type: "string"},
	{Name: "tlskey", Type: "string"},
	{Name: "tlsverify", Type: "bool"},
	{Name: "version", Short: "v", Type: "bool"},
}

// runFlags are those that docker run has and docker create has not.
var runFlags = []Flag{
	{Name: "detach", Short: "d", Type: "bool"},
	{Name: "detach-keys", Type: "string"},
	{Name: "sig-proxy", Type: "bool"},
	{Name: "disable-content-trust", Type: "bool", Hidden: true, Deprecated: true},
	{Name: "help", Type: "bool"},
	{Name: "name", Type: "string"},
	{Name: "platform", Type: "string"},
	{Name: "pull", Type: "string"},
	{Name: "quiet", Short: "q", Type: "bool", Since: "23.0"},
	{Name: "use-api-socket", Type: "bool", Since: "28.1"},
}

// createFlags are docker create's, but for those that any container has.
var createFlags = runFlags[3:]

// containerFlags are those of docker run and docker create that describe the
// container.
var containerFlags = []Flag{
	{Name: "add-host", Type: "list", check: checkAddHost},
	{Name: "annotation", Type: "map", Since: "24.0"},
	{Name: "attach", Short: "a", Type: "list", check: checkAttach},
	{Name: "blkio-weight", Type: "uint16"},
	{Name: "blkio-weight-device", Type: "list", check: checkWeightDevice},
	{Name: "cap-add", Type: "list"},
	{Name: "cap-drop", Type: "list"},
	{Name: "cgroup-parent", Type: "string"},
	{Name: "cgroupns", Type: "string"},
	{Name: "cidfile", Type: "string"},
	{Name: "cpu-count", Type: "int64", Engine: "windows"},
	{Name: "cpu-percent", Type: "int64", Engine: "windows"},
	{Name: "cpu-period", Type: "int64"},
	{Name: "cpu-quota", Type: "int64"},
	{Name: "cpu-rt-period", Type: "int64"},
	{Name: "cpu-rt-runtime", Type: "int64"},
	{Name: "cpu-shares", Short: "c", Type: "int64"},
	{Name: "cpus", Type: "decimal"},
	{Name: "cpuset-cpus", Type: "string"},
	{Name: "cpuset-mems", Type: "string"},
	{Name: "device", Type: "list"},
	{Name: "device-cgroup-rule", Type: "list", check: checkDeviceCgroupRule},
	{Name: "device-read-bps", Type: "list", check: checkBytesPerSecond},
	{Name: "device-read-iops", Type: "list", check: checkOperationsPerSecond},
	{Name: "device-write-bps", Type: "list", check: checkBytesPerSecond},
	{Name: "device-write-iops", Type: "list", check: checkOperationsPerSecond},
	{Name: "dns", Type: "list", check: checkAddress},
	{Name: "dns-opt", Type: "list", Hidden: true},
	{Name: "dns-option", Type: "list"},
	{Name: "dns-search", Type: "list"},
	{Name: "domainname", Type: "string"},
	{Name: "entrypoint", Type: "string"},
	{Name: "env", Short: "e", Type: "list", check: checkEnv},
	{Name: "env-file", Type: "list"},
	{Name: "expose", Type: "list"},
	{Name: "gpus", Type: "gpu-request"},
	{Name: "group-add", Type: "list"},
	{Name: "health-cmd", Type: "string"},
	{Name: "health-interval", Type: "duration"},
	{Name: "health-retries", Type: "int"},
	{Name: "health-start-interval", Type: "duration", Since: "25.0"},
	{Name: "health-start-period", Type: "duration"},
	{Name: "health-timeout", Type: "duration"},
	{Name: "hostname", Short: "h", Type: "string"},
	{Name: "init", Type: "bool"},
	{Name: "interactive", Short: "i", Type: "bool"},
	{Name: "io-maxbandwidth", Type: "bytes", Engine: "windows"},
	{Name: "io-maxiops", Type: "uint64", Engine: "windows"},
	{Name: "ip", Type: "ip", Before: "string"},
	{Name: "ip6", Type: "ip", Before: "string"},
	{Name: "ipc", Type: "string"},
	{Name: "isolation", Type: "string"},
	{Name: "kernel-memory", Type: "bytes", Hidden: true, Deprecated: true},
	{Name: "label", Short: "l", Type: "list", check: checkLabel},
	{Name: "label-file", Type: "list"},
	{Name: "link", Type: "list", check: checkLink},
	{Name: "link-local-ip", Type: "list"},
	{Name: "log-driver", Type: "string"},
	{Name: "log-opt", Type: "list"},
	{Name: "mac-address", Type: "string"},
	{Name: "memory", Short: "m", Type: "bytes"},
	{Name: "memory-reservation", Type: "bytes"},
	{Name: "memory-swap", Type: "bytes", check: checkSwap},
	{Name: "memory-swappiness", Type: "int64"},
	{Name: "mount", Type: "mount"},
	{Name: "net", Type: "network", Hidden: true},
	{Name: "net-alias", Type: "list", Hidden: true},
	{Name: "network", Type: "network"},
	{Name: "network-alias", Type: "list"},
	{Name: "no-healthcheck", Type: "bool"},
	{Name: "oom-kill-disable", Type: "bool"},
	{Name: "oom-score-adj", Type: "int"},
	{Name: "pid", Type: "string"},
	{Name: "pids-limit", Type: "int64"},
	{Name: "privileged", Type: "bool"},
	{Name: "publish", Short: "p", Type: "list"},
	{Name: "publish-all", Short: "P", Type: "bool"},
	{Name: "read-only", Type: "bool"},
	{Name: "restart", Type: "string"},
	{Name: "rm", Type: "bool"},
	{Name: "runtime", Type: "string"},
	{Name: "security-opt", Type: "list"},
	{Name: "shm-size", Type: "bytes"},
	{Name: "stop-signal", Type: "string"},
	{Name: "stop-timeout", Type: "int"},
	{Name: "storage-opt", Type: "list"},
	{Name: "sysctl", Type: "map"},
	{Name: "tmpfs", Type: "list"},
	{Name: "tty", Short: "t", Type: "bool"},
	{Name: "ulimit", Type: "ulimit"},
	{Name: "umask", Type: "umask", Since: "29.9", Engine: "linux"},
	{Name: "user", Short: "u", Type: "string"},
	{Name: "userns", Type: "string"},
	{Name: "uts", Type: "string"},
	{Name: "volume", Short: "v", Type: "list"},
	{Name: "volume-driver", Type: "string"},
	{Name: "volumes-from", Type: "list"},
	{Name: "workdir", Short: "w", Type: "string"},
}

var execFlags = []Flag{
	{Name: "detach", Short: "d", Type: "bool"},
	{Name: "detach-keys", Type: "string"},
	{Name: "env", Short: "e", Type: "list", check: checkEnv},
	{Name: "env-file", Type: "list"},
	{Name: "help", Short: "h", Type: "bool", Hidden: true},
	{Name: "interactive", Short: "i", Type: "bool"},
	{Name: "privileged", Type: "bool"},
	{Name: "tty", Short: "t", Type: "bool"},
	{Name: "user", Short: "u", Type: "string"},
	{Name: "workdir", Short: "w", Type: "string"},
}

var startFlags = []Flag{
	{Name: "attach", Short: "a", Type: "bool"},
	{Name: "checkpoint", Type: "string", Engine: "linux"},
	{Name: "checkpoint-dir", Type: "string", Engine: "linux"},
	{Name: "detach-keys", Type: "string"},
	{Name: "help", Short: "h", Type: "bool", Hidden: true},
	{Name: "interactive", Short: "i", Type: "bool"},
}

var restartFlags = []Flag{
	{Name: "help", Short: "h", Type: "bool", Hidden: true},
	{Name: "signal", Short: "s", Type: "string", Since: "23.0"},
	{Name: "time", Type: "int", Hidden: true, Deprecated: true},
	{Name: "timeout", Short: "t", Type: "int", Since: "28.0"},
}

// buildFlags are buildx's: docker build is docker buildx build, whatever the
// engine, and the build half is BuildKit's.
var buildFlags = []Flag{
	{Name: "add-host", Type: "list"},
	{Name: "allow", Type: "list"},
	{Name: "annotation", Type: "list"},
	{Name: "attest", Type: "list"},
	{Name: "build-arg", Type: "list"},
	{Name: "build-context", Type: "list"},
	{Name: "builder", Type: "string"},
	{Name: "cache-from", Type: "list"},
	{Name: "cache-to", Type: "list"},
	{Name: "call", Type: "string"},
	{Name: "cgroup-parent", Type: "string"},
	{Name: "check", Type: "bool"},
	{Name: "compress", Type: "bool", Hidden: true},
	{Name: "cpu-period", Type: "string", Hidden: true},
	{Name: "cpu-quota", Type: "string", Hidden: true},
	{Name: "cpu-shares", Short: "c", Type: "string", Hidden: true},
	{Name: "cpuset-cpus", Type: "string", Hidden: true},
	{Name: "cpuset-mems", Type: "string", Hidden: true},
	{Name: "debug", Short: "D", Type: "bool"},
	{Name: "file", Short: "f", Type: "string"},
	{Name: "force-rm", Type: "bool", Hidden: true},
	{Name: "help", Short: "h", Type: "bool", Hidden: true},
	{Name: "iidfile", Type: "string"},
	{Name: "isolation", Type: "string", Hidden: true},
	{Name: "label", Type: "list"},
	{Name: "load", Type: "bool"},
	{Name: "memory", Short: "m", Type: "string", Hidden: true},
	{Name: "memory-swap", Type: "string", Hidden: true},
	{Name: "metadata-file", Type: "string"},
	{Name: "network", Type: "string"},
	{Name: "no-cache", Type: "bool"},
	{Name: "no-cache-filter", Type: "list"},
	{Name: "output", Short: "o", Type: "list"},
	{Name: "platform", Type: "list"},
	{Name: "policy", Type: "list"},
	{Name: "print", Type: "string", Hidden: true},
	{Name: "progress", Type: "string"},
	{Name: "provenance", Type: "string"},
	{Name: "pull", Type: "bool"},
	{Name: "push", Type: "bool"},
	{Name: "quiet", Short: "q", Type: "bool"},
	{Name: "resource", Type: "list"},
	{Name: "rm", Type: "bool", Hidden: true},
	{Name: "sbom", Type: "string"},
	{Name: "secret", Type: "list"},
	{Name: "security-opt", Type: "list", Hidden: true},
	{Name: "shm-size", Type: "bytes"},
	{Name: "squash", Type: "bool", Hidden: true},
	{Name: "ssh", Type: "list"},
	{Name: "tag", Short: "t", Type: "list"},
	{Name: "target", Type: "string"},
	{Name: "ulimit", Type: "ulimit"},
}
