package client

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"explain/sim/invoke"
)

// writer makes up command lines.
type writer struct {
	*rand.Rand
	engine string
	files  []string // env files, good and bad, and one that is not there
	plain  map[string][]string
}

func newWriter(t *testing.T, seed int64, engine string) *writer {
	w := &writer{Rand: rand.New(rand.NewSource(seed)), engine: engine}
	w.files = w.envFiles(t.TempDir())
	w.plain = map[string][]string{"label-file": w.files[:3]}
	for _, f := range w.files {
		_, err := os.Stat(f)
		require.Equal(t, f == w.files[len(w.files)-1], os.IsNotExist(err))
	}
	return w
}

// one picks a text.
func (w *writer) one(texts ...string) string { return texts[w.Intn(len(texts))] }

// in reports true n times of 100.
func (w *writer) in(n int) bool { return w.Intn(100) < n }

// line is the words of one line behind docker.
func (w *writer) line() []string {
	kind, line := invoke.KindRun, w.globals()
	if w.in(40) {
		kind = invoke.KindCreate
	}
	if w.in(15) {
		line = append(line, "container")
	}
	line = append(line, string(kind))
	table := invoke.Flags(kind, w.engine)
	for n := w.Intn(7); n > 0; n-- {
		line = append(line, w.option(table)...)
	}
	if w.in(8) {
		line = append(line, "--")
	}
	if !w.in(3) {
		line = append(line, w.image())
		for w.in(50) {
			line = append(line, w.word())
		}
	}
	return line
}

// globals stand in front of the subcommand.
func (w *writer) globals() (line []string) {
	for w.in(6) {
		line = append(line, w.oneOf([]string{"-D"}, []string{"--debug"}, []string{"-l", "error"}, []string{"--log-level=fatal"},
			[]string{"--tls=false"}, []string{"-v=false"}, []string{"-lerror"}, []string{"--nope"}, []string{"-x"}, []string{"-Dl", "panic"}, []string{"--tls=x"})...)
	}
	return line
}

func (w *writer) oneOf(lists ...[]string) []string { return lists[w.Intn(len(lists))] }

// telling are the options that touch what is compared.
var telling = strings.Fields(`entrypoint entrypoint entrypoint env env env env env-file env-file workdir user stop-signal
	stop-timeout hostname init init tty interactive detach attach health-cmd health-interval health-timeout health-retries
	health-start-period health-start-interval no-healthcheck pid rm restart pull platform help detach-keys`)

// option is one option as somebody may write it, with its value; sometimes
// something that is none.
func (w *writer) option(table []invoke.Flag) []string {
	if w.in(4) {
		return []string{w.one("--entryp", "--entrypoint", "-entrypoint", "-rm", "--no-such", "-x", "-xyz", "---", "--=a", "--é", "-é", "-", "--env_file=x",
			"-test.v", "-itest.v", "--name", "-w", "-e", "--init=maybe", "-it=x", "-dx", "-h", "--Rm", "-=", "--rm=", "-i=", "-itd=false", "--\n", "-e=", "-u=0", "-t=")}
	}
	f := table[w.Intn(len(table))]
	if w.in(60) {
		name := telling[w.Intn(len(telling))]
		for _, g := range table {
			if g.Name == name {
				f = g
			}
		}
	}
	if f.Name == "disable-content-trust" && w.engine != "" {
		return nil // --disable-content-trust=false would ask a notary
	}
	if f.Type == "bool" {
		return w.boolOption(f)
	}
	return w.written(f, w.value(f))
}

func (w *writer) boolOption(f invoke.Flag) []string {
	if f.Name == "help" && !w.in(5) {
		return nil
	}
	value := w.one("", "", "", "=true", "=false", "=1", "=0", "=T", "=F")
	switch {
	case f.Short != "" && w.in(60):
		return []string{"-" + w.bools() + f.Short + value}
	case w.in(2):
		return []string{"--" + f.Name + value, w.one("true", "false")}
	}
	return []string{"--" + f.Name + value}
}

// bools is the beginning of a cluster.
func (w *writer) bools() string {
	if w.in(60) {
		return ""
	}
	return w.one("i", "t", "it", "P", "ti")
}

// written puts a value to an option in one of the ways there are.
func (w *writer) written(f invoke.Flag, value string) []string {
	if f.Short == "" || w.in(50) {
		if w.in(50) {
			return []string{"--" + f.Name, value}
		}
		return []string{"--" + f.Name + "=" + value}
	}
	cluster := "-" + w.bools() + f.Short
	switch w.Intn(3) {
	case 0:
		return []string{cluster, value}
	case 1:
		return []string{cluster + value}
	}
	return []string{cluster + "=" + value}
}

// odd are values that look like something else.
var odd = []string{"", " ", "-", "--", "--rm", "-x", "=", "=x", "a b", `["sh","-c"]`, "true", "é", "$HOME", "x:y", "a\nb", "a\n\nb", "'q'", "*", "\t", "%s", "0", "-1"}

// values are those of options whose value is compared or checked.
var values = map[string][]string{
	"entrypoint":   {"sh", "/bin/sh", "sh -c", "", "-c", "--rm"},
	"workdir":      {"/tmp", "/", "rel", ""},
	"user":         {"0", "app", "1000:1000", ":50", ""},
	"stop-signal":  {"TERM", "SIGKILL", "9", "RTMIN+3", "nope", ""},
	"hostname":     {"web", "a.b", ""},
	"env":          {"A=1", "A=2", "A=", "A", "B=x y", "SET", "EMPTY", "EQUALS", "UNSET", "=x", "", "A==", "ü=ö", "ü", "LINES", "PATH", "A B=c", "C=\n"},
	"pid":          {"host", "container:x", "container:", "container:a:b", "private", "", "host:", ":"},
	"restart":      {"no", "always", "on-failure:3", "on-failure:x", ":3", "", "unless-stopped", "a:b:c", "no:1", "always:"},
	"pull":         {"always", "missing", "never", "x", ""},
	"platform":     {"linux/amd64", "linux", "arm64", "windows/amd64", "nope", "", "linux/arm/v7", "MacOS", "x86_64"},
	"health-cmd":   {"curl -f localhost", "true", "", "-x"},
	"detach-keys":  {"ctrl-p,ctrl-q", "a", "DEL", "ctrl-", "x,yy", "", "ctrl-@,b", "ctrl-A", "ctrl-]"},
	"attach":       {"stdin", "STDOUT", "stderr", "x", ""},
	"uts":          {"host", "", "x"},
	"userns":       {"host", "", "x"},
	"cgroupns":     {"host", "private", "", "x"},
	"dns":          {"1.1.1.1", " 8.8.8.8 ", "::2", "x", ""},
	"add-host":     {"a:1.2.3.4", "a=1.2.3.4", "a:host-gateway", "a:[::2]", "a", ":1.2.3.4", "a:x", "", "a:b=1.2.3.4"},
	"label":        {"a=b", "a", "=b", "", "a b=c", " a=b"},
	"link":         {"a", "a:b", "a:b:c", ""},
	"mac-address":  {"92:d0:c6:0a:29:33", "x", ""},
	"storage-opt":  {"size=1G", "x", ""},
	"security-opt": {"no-new-privileges", "label=disable", "apparmor:x", "x", "no-new-privileges:true"},
	"log-driver":   {"none", "json-file"},
	"ip":           {"1.2.3.4", "", "x"},

	"blkio-weight-device": {"/dev/a:100", "/dev/a:5", "a:100", "/dev/a", "/dev/a:x"},
	"device-cgroup-rule":  {"c 1:3 mr", "a *:* rwm", "x"},
	"memory-swap":         {"-1", "1g", "x"},
	"memory-swappiness":   {"-1", "0", "100", "101", "x", "-2"},
}

// harmless are valid values of options that touch nothing we compare and whose
// syntax we leave to the client.
var harmless = map[string][]string{
	"mount":         {"type=tmpfs,dst=/t", "type=volume,src=v,dst=/v,ro"},
	"network":       {"host", "none", "bridge", "web", "container:x", "", "db"},
	"net":           {"host", "none", "web"},
	"gpus":          {"all", "2"},
	"ulimit":        {"nofile=1024:2048", "nproc=3", "x=1", "nofile", "nofile=a", "core=2:1"},
	"sysctl":        {"net.ipv4.ip_forward=1"},
	"volume":        {"/a:/b", "/data", "v:/v:ro"},
	"publish":       {"80:80", "127.0.0.1:8080:80/tcp", "53/udp"},
	"expose":        {"80", "1000-1002/udp"},
	"device":        {"/dev/null", "/dev/null:/dev/x:r"},
	"dns-search":    {".", "example.com"},
	"ip6":           {"2001:db8::33"},
	"link-local-ip": {"169.254.1.1"},
	"tmpfs":         {"/t", "/t:size=1m"},
	"cidfile":       {""},
	"isolation":     {"default"},
}

// typed are values by the type of the option.
var typed = map[string][]string{
	"int":      {"0", "5", "-1", "0x10", "1_0", "07", "x", "", "1e3", "99999999999999999999", "1.5"},
	"int64":    {"0", "5", "-1", "x", "", "0b11"},
	"uint16":   {"0", "10", "70000", "-1", "x"},
	"uint64":   {"0", "10", "x"},
	"duration": {"5s", "1m30s", "0", "0s", "5", "-1s", "x", "", "1.5h", "100ms", "-0s"},
	"bytes":    {"1g", "512m", "10", "1.5 GiB", "x", "", "-1", "1x", "1 kbb"},
	"decimal":  {"1", "1.5", "1/3", "x", "0.0000000001", ""},
	"umask":    {"022", "0", "8", "x"},
}

// value makes up a value for f.
func (w *writer) value(f invoke.Flag) string {
	if f.Name == "env-file" {
		return w.one(w.files...)
	}
	for _, list := range [][]string{harmless[f.Name], w.plain[f.Name]} {
		if list != nil {
			return w.one(list...)
		}
	}
	list := values[f.Name]
	if list == nil {
		list = typed[f.Type]
	}
	switch {
	case list == nil && (strings.Contains(f.Name, "iops") || strings.Contains(f.Name, "bps")):
		return w.one("/dev/a:10", "/dev/a:1mb", "a:1", "/dev/a", "/dev/a:x", "/dev/a:-1")
	case list == nil && !isTelling(f.Name):
		return w.one("a", "b=c", "x.y/z")
	case list == nil || isTelling(f.Name) && w.in(12):
		return w.one(odd...)
	}
	return w.one(list...)
}

func isTelling(name string) bool {
	for _, n := range telling {
		if n == name {
			return true
		}
	}
	return false
}

var hexID = strings.Repeat("0123456789abcdef", 4)

// image is an image name, or something that stands in its place.
func (w *writer) image() string {
	if w.in(70) {
		return w.one("img", "nginx:1.27", "reg.io:5000/a/b:t", "ubuntu@sha256:"+hexID)
	}
	return w.one("Foo", "a//b", ":x", "", "UPPER/x", "Up.com/X", "up.Com/x", "localhost/a", "localhost/A", hexID, "sha256:"+hexID, "a@sha256:00", "a@sha256:"+hexID[:40],
		"a@md5:"+hexID[:32], "a@SHA256:"+hexID, "a:"+strings.Repeat("t", 129), strings.Repeat("n", 256), strings.Repeat("n/", 130)+"n", "a.b/"+strings.Repeat("n", 250), "[::1]:5000/a", "[::1]/A", "-", "a b", "a_b", "a__b", "a___b",
		"a--b", ".a", "a.", "docker.io/x", "docker.io/X", "index.docker.io/x", "a:b:c", "a/b:T", "true", "é", "a\n", "x:5000/y", "X:5000/y", "a@b", "sha256:xyz", "sha256:"+hexID[:63]+"g", "sha999:abc", "/a", "a/", "A.b:80")
}

// word is one behind the image.
func (w *writer) word() string {
	if w.in(40) {
		return w.one(odd...)
	}
	return w.one("sh", "-c", "echo hi", "-e", "A=1", "--rm", "--entrypoint", "-it", "--", "x", "80:80")
}

// envFiles writes some env files; the last is not there.
func (w *writer) envFiles(dir string) []string {
	texts := []string{
		"A=1\nB=2\n", "# c\n\n  A= x \nSET\nUNSET\nEMPTY\n", "\ufeffA=bom\r\nB=\r\n",
		"A=1\nA=2\nA=3", "export Z=1\n", "A B\n", "=x\n", " =x\n", "A\xff=1\n", "A=\xff\n", "", "\n\n#\n", "EQUALS\nü\nLINES\n",
		"A='q'\nB=\"q\"\nC=$HOME\n", "A==1\nB = 2\n", "\tA=1\n\u00a0B=1\n", "A#=1\nA=1 # c\n", "A=" + strings.Repeat("x", 70000), "A=" + strings.Repeat("x", 65533) + "\n", "A=" + strings.Repeat("x", 65534),
		"C\tD=1\n", "A=1\n\ufeffB=2\n", "E=\v\n\vF=1\n", "G\r=1\n",
	}
	var files []string
	for i, text := range texts {
		name := filepath.Join(dir, fmt.Sprintf("env%d", i))
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			panic(err)
		}
		files = append(files, name)
	}
	return append(files, filepath.Join(dir, "missing"))
}
