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
	files  pool // env files; one is not there
	clean  bool // the line may not be refused
}

func newWriter(t *testing.T, seed int64, engine string) *writer {
	w := &writer{Rand: rand.New(rand.NewSource(seed)), engine: engine}
	w.files = envFiles(t, t.TempDir())
	return w
}

// one picks a text.
func (w *writer) one(texts ...string) string { return texts[w.Intn(len(texts))] }

// in reports true n times of 100.
func (w *writer) in(n int) bool { return w.Intn(100) < n }

// line is the words of one line behind docker.
func (w *writer) line() []string {
	w.clean = w.in(60)
	kind, line := invoke.KindRun, w.globals()
	switch n := w.Intn(100); {
	case n < 10:
		kind = invoke.KindExec
	case n < 45:
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
	if kind == invoke.KindExec && w.in(95) {
		return append(line, w.one("web", "web", "db", "", " "), w.word(), w.word())
	}
	if w.clean || !w.in(5) {
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
		line = append(line, strings.Fields(w.from(pool{[]string{"-D", "--debug", "-l error", "--log-level=fatal", "--tls=false", "-v", "--help", "-lerror", "-Dl panic"}, []string{"--nope", "-x", "--tls=x", "-D=x"}}))...)
	}
	return line
}

// telling are the options that touch what is compared.
var telling = strings.Fields(`entrypoint entrypoint entrypoint env env env env env-file env-file workdir user stop-signal
	stop-timeout hostname mount gpus volume publish expose init init tty interactive detach attach health-cmd health-interval health-timeout health-retries
	health-start-period health-start-interval no-healthcheck pid rm restart pull platform help detach-keys`)

// option is one option as somebody may write it, with its value; sometimes
// something that is none.
func (w *writer) option(table []invoke.Flag) []string {
	if !w.clean && w.in(10) {
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
	case !w.clean && w.in(3):
		return []string{"--" + f.Name + w.one("=", "=maybe", "=TRue", "=2")}
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

// pool is values of which a client takes the good ones, at least alone.
type pool struct{ good, bad []string }

// odd are values that look like something else; most options take any.
var odd = []string{"", " ", "-", "--", "--rm", "-x", "=", "=x", "a b", `["sh","-c"]`, "true", "é", "$HOME", "x:y", "a\nb", "a\n\nb", "'q'", "*", "\t", "%s", "0", "-1"}

// values are those of options whose value is compared or checked.
var values = map[string]pool{
	"entrypoint":  {good: append([]string{"sh", "/bin/sh", "sh -c", "", "-c", "--rm"}, odd...)},
	"workdir":     {good: append([]string{"/tmp", "/", "rel", ""}, odd...)},
	"user":        {good: append([]string{"0", "app", "1000:1000", ":50", ""}, odd...)},
	"stop-signal": {good: append([]string{"TERM", "SIGKILL", "9", "RTMIN+3", "nope", ""}, odd...)},
	"hostname":    {good: append([]string{"web", "a.b", ""}, odd...)},
	"health-cmd":  {good: append([]string{"curl -f localhost", "true", "", "-x"}, odd...)},
	"env": {[]string{"A=1", "A=2", "A=", "A", "B=x y", "SET", "EMPTY", "EQUALS", "UNSET", "A==", "ü=ö", "ü", "LINES", "PATH", "A B=c", "C=\n", "--rm", "-e", " ", "a\n\nb=c"},
		[]string{"=x", "", "=", "=\n\n"}},
	"pid":          {[]string{"host", "container:x", ""}, []string{"container:", "private", "host:", ":", "container:a:b", "container", "hostx", "--rm"}},
	"restart":      {[]string{"no", "", "no:1", "no:"}, []string{"always", "on-failure:3", "unless-stopped", "on-failure:x", ":3", "a:b:c", "always:", "a b", ":"}},
	"pull":         {[]string{"always", "missing", "never", ""}, []string{"x", "Always", " ", "a\n\nb"}},
	"platform":     {[]string{"linux/amd64", "linux", "arm64", "windows/amd64", "", "linux/arm/v7", "MacOS", "x86_64", "windows(10.0)/amd64", "a/b"}, []string{"nope", "a b", "a//b", "a/b/c/d", "*", "/", "linux/é", "ios", "loong64", "a.b/c", "a/b.c"}},
	"detach-keys":  {[]string{"ctrl-p,ctrl-q", "a", "DEL", "", "ctrl-@,b", "ctrl-]", "ctrl-\\"}, []string{"ctrl-", "x,yy", "ctrl-A", ",", "é", "DEL,"}},
	"attach":       {[]string{"stdin", "STDOUT", "stderr"}, []string{"x", ""}},
	"uts":          {[]string{"host", ""}, []string{"x"}},
	"userns":       {[]string{"host", ""}, []string{"x"}},
	"cgroupns":     {[]string{"host", "private", ""}, []string{"x"}},
	"dns":          {[]string{"1.1.1.1", " 8.8.8.8 ", "2001:db8::2"}, []string{"x", "", "1.1.1"}},
	"add-host":     {[]string{"a:1.2.3.4", "a:host-gateway"}, []string{"a=1.2.3.4", "a:[2001:db8::2]", "a", ":1.2.3.4", "a:x", "", "a:b=1.2.3.4", "a:[]"}},
	"label":        {[]string{"a=b", "a", " a=b"}, []string{"=b", "", "a b=c", "\t"}},
	"link":         {[]string{"a", "a:b"}, []string{"a:b:c", ""}},
	"mac-address":  {[]string{"92:d0:c6:0a:29:33", ""}, []string{"x", " "}},
	"storage-opt":  {[]string{"size=1G", "="}, []string{"x", ""}},
	"security-opt": {[]string{"no-new-privileges", "label=disable", "apparmor:x", "no-new-privileges:true"}, []string{"x", "x="}},
	"log-driver":   {good: []string{"none", "json-file"}},
	"ip":           {[]string{"1.2.3.4", ""}, []string{"x"}},
	"network":      {[]string{"host", "none", "bridge", "web", "container:x", "db"}, []string{"", " "}},
	"net":          {good: []string{"host", "web"}},
	"ulimit":       {[]string{"nofile=1024:2048", "nproc=3"}, []string{"x=1", "nofile", "nofile=a", "core=2:1"}},

	"blkio-weight-device": {[]string{"/dev/a:100"}, []string{"/dev/a:5", "a:100", "/dev/a", "/dev/a:x"}},
	"device-cgroup-rule":  {[]string{"c 1:3 mr", "a *:* rwm"}, []string{"x"}},
	"device-read-bps":     {[]string{"/dev/a:1mb"}, []string{"a:1", "/dev/a", "/dev/a:x", "/dev/a:-1"}},
	"device-write-bps":    {[]string{"/dev/a:10"}, []string{"a:1", "/dev/a:1tbb"}},
	"device-read-iops":    {[]string{"/dev/a:10"}, []string{"a:1", "/dev/a:1mb"}},
	"device-write-iops":   {[]string{"/dev/a:10"}, []string{":1", "/dev/a:-1"}},
	"memory-swap":         {[]string{"-1", "1g"}, []string{"x"}},
	"memory-swappiness":   {[]string{"-1", "0", "100", "0x10"}, []string{"101", "x", "-2"}},

	"mount": {[]string{"type=tmpfs,dst=/t", "type=volume,src=v,dst=/v,ro", "dst=/x,volume-nocopy=1", "type=bind,src=/,dst=/b,ro,bind-recursive=writable", "type=image,image-subpath=a"}, []string{
		"x", "", " ", "dst", "dst=", "dst= a", " dst=/a", "type=tmpfs,volume-nocopy", "ro=x", "a=b", "bind-nonrecursive", "type=bind,bind-recursive=x", "type=bind,bind-recursive=writable",
		"type=bind,ro,bind-recursive=readonly", "type=bind,bind-recursive=readonly", "tmpfs-size=x", "type=tmpfs,tmpfs-mode=9", "a\"b", "\"a", "type=bind,tmpfs-mode=7", "bind-recursive=enabled", "\n", "a\nb"}},
	"gpus":   {[]string{"all", "2", "device=1", "\"device=1,2\"", "driver=x,count=1", "capabilities=a"}, []string{"x", "", "count=x", "a=b", "1,1", "all,count=1", "count=1,count=2", "options=\"", "99999999999999999999", "1.5"}},
	"volume": {[]string{"/a:/b", "/data", "v:/v:ro", "x", "C:/x:/y", ".:/x", "a:b:c:d"}, []string{"aa:bb:cc:dd"}},
	"publish": {[]string{"80:80", "127.0.0.1:8080:80/tcp", "53/udp", "[::1]:80:80", "published=80,target=80", "1-2:3-4", "1-9:5", "80/TCP", "::1:1:1", "a=80,target=1"}, []string{
		"99999999:1", "1:99999999", "x", "", ":", "1:", "80/x", "a:1:1", "[::1:1:1", "[::1]x:1:1", "[::1]:1:1:1", "[[::1]:1:1", "[]:1:1", "1-2:3-9", "1-9:2-3", "3-1", "-", "published=80", "=,", "target=80,x", "-1", "+1", "1:2:3:4"}},
	"expose": {[]string{"80", "1000-1002/udp", "1-1", "80/x", "0"}, []string{"x", "", "-", "3-1/tcp", "99999", "1-x", "-1", "+1", "/tcp", "1-"}},

	// Valid values of options that touch nothing we compare, and whose syntax
	// we leave to the client.
	"sysctl":        {good: []string{"net.ipv4.ip_forward=1"}},
	"device":        {good: []string{"/dev/null", "/dev/null:/dev/x:r"}},
	"dns-search":    {good: []string{".", "example.com"}},
	"ip6":           {good: []string{"2001:db8::33"}},
	"link-local-ip": {good: []string{"169.254.1.1"}},
	"tmpfs":         {good: []string{"/t", "/t:size=1m"}},
	"cidfile":       {good: []string{""}},
	"isolation":     {good: []string{"default"}},
}

// typed are values by the type of the option.
var typed = map[string]pool{
	"int":      {[]string{"0", "5", "0x10", "1_0", "07", "0b11", "+3"}, []string{"-1", "x", "", "1e3", "99999999999999999999", "1.5", "08", " 1"}},
	"int64":    {[]string{"0", "5", "-1", "0b11"}, []string{"x", ""}},
	"uint16":   {[]string{"0", "10"}, []string{"70000", "-1", "x"}},
	"uint64":   {[]string{"0", "10"}, []string{"x"}},
	"duration": {[]string{"5s", "1m30s", "0", "0s", "1.5h", "100ms", "-0s", "1µs", "+1s"}, []string{"5", "-1s", "x", "", "1d", "9999999h"}},
	"bytes":    {[]string{"1g", "512m", "10", "1.5 GiB", "0x10"}, []string{"x", "", "-1", "1x", "1 kbb", "1..2"}},
	"decimal":  {[]string{"1", "1.5", "1/4", "1e3"}, []string{"x", "0.0000000001", "", "1/0", "1/3"}},
	"umask":    {[]string{"022", "0"}, []string{"8", "x"}},
	"string":   {good: []string{"a", "b=c", "x.y/z"}},
	"list":     {good: []string{"a", "b=c", "x.y/z"}},
	"map":      {good: []string{"a", "b=c"}},
}

// oldValues are those that the 20.10 client takes too; what it refuses of the
// others, it words in its own way.
var oldValues = map[string]pool{
	"mount":   {good: []string{"type=tmpfs,dst=/t", "type=volume,src=v,dst=/v,ro"}},
	"gpus":    {good: []string{"all", "2"}},
	"publish": {good: []string{"80:80", "127.0.0.1:8080:80/tcp", "53/udp"}},
	"expose":  {good: []string{"80", "1000-1002/udp"}},
}

// value makes up a value for f.
func (w *writer) value(f invoke.Flag) string {
	p, ok := values[f.Name]
	if old, differs := oldValues[f.Name]; differs && w.engine != "" {
		p = old
	}
	switch {
	case f.Name == "env-file":
		p = w.files
	case f.Name == "label-file":
		p = pool{good: w.files.good[:3]}
	case !ok:
		p = typed[f.Type]
	}
	return w.from(p)
}

// from picks a good value in a clean line, else any.
func (w *writer) from(p pool) string {
	if w.clean || w.in(70) {
		return w.one(p.good...)
	}
	return w.one(append(p.good[:len(p.good):len(p.good)], p.bad...)...)
}

var hexID = strings.Repeat("0123456789abcdef", 4)

var images = pool{
	[]string{"img", "nginx:1.27", "reg.io:5000/a/b:t", "ubuntu@sha256:" + hexID, "localhost/a", "sha256:" + hexID, "Up.com/x", "UPPER/x", "a_b", "a__b", "a--b", "docker.io/x",
		"index.docker.io/x", "a/b:T", "true", "false", "x:5000/y", "X:5000/y", "0"},
	[]string{hexID, "Foo", "a//b", ":x", "", "Up.com/X", "localhost/A", "a@sha256:00", "a@sha256:" + hexID[:40], "a@md5:" + hexID[:32], "a@SHA256:" + hexID, "a@x:" + hexID, "a@sha256:" + strings.ToUpper(hexID),
		"a:" + strings.Repeat("t", 129), strings.Repeat("n", 256), strings.Repeat("n", 247), strings.Repeat("n/", 130) + "n", "a.b/" + strings.Repeat("n", 250), "a.b/" + strings.Repeat("n", 252), "[2001:db8::1]:5000/a", "[::1]/A", "-", "a b", "a___b",
		".a", "a.", "docker.io/X", "a:b:c", "é", "a\n", "a@b", "sha256:xyz", "sha256:" + hexID[:63] + "g", "sha999:abc", "/a", "a/", "A.b:80", "localhost:5000", "a:", "a@", "A/B/c", "a/B"},
}

// image is an image name, or something that stands in its place.
func (w *writer) image() string {
	if w.in(50) {
		return "img"
	}
	return w.from(images)
}

// word is one behind the image.
func (w *writer) word() string {
	if w.in(40) {
		return w.one(odd...)
	}
	return w.one("sh", "-c", "echo hi", "-e", "A=1", "--rm", "--entrypoint", "-it", "--", "x", "80:80")
}

// envFiles writes some env files.
func envFiles(t *testing.T, dir string) (p pool) {
	good := []string{
		"A=1\nB=2\n", "# c\n\n  A= x \nSET\nUNSET\nEMPTY\n", "\ufeffA=bom\r\nB=\r\n", "A=1\nA=2\nA=3", "", "\n\n#\n", "EQUALS\nü\nLINES\n",
		"A='q'\nB=\"q\"\nC=$HOME\n", "A==1\n", "\tA=1\n\u00a0B=1\n", "A#=1\nA=1 # c\n", "A=" + strings.Repeat("x", 65533) + "\n", "A=1\n\ufeffB=2\n", "E=\v\n\vF=1\n", "G\r=1\n",
	}
	bad := []string{
		"export Z=1\n", "A B\n", "=x\n", "A=1\n =x\n", "A\xff=1\n", "A=\xff\n", "B = 2\n", "C\tD=1\n",
		"A=" + strings.Repeat("x", 70000), "A=" + strings.Repeat("x", 65534), "A=" + strings.Repeat("x", 65534) + "\n",
	}
	write := func(texts []string, kind string) (files []string) {
		for i, text := range texts {
			files = append(files, filepath.Join(dir, fmt.Sprint(kind, i)))
			require.NoError(t, os.WriteFile(files[i], []byte(text), 0o600))
		}
		return files
	}
	return pool{write(good, "good"), append(write(bad, "bad"), filepath.Join(dir, "missing"))}
}
