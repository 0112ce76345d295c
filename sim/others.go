package sim

import (
	"errors"
	"fmt"
	"net/netip"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/util/system"
)

// check runs the instructions that set none of our slots, for what they refuse.
func (s *stage) check(c *command) error {
	var err error
	switch cmd := c.cmd.(type) {
	case *instructions.RunCommand:
		s.noteStop(c, cmd)
		s.hasFiles, s.mayHaveShell = true, true
		err = s.checkRun(c, cmd)
	case *instructions.CopyCommand:
		s.hasFiles = true
		err = s.checkCopy(c, cmd)
	case *instructions.AddCommand:
		s.hasFiles = true
		err = s.checkAdd(cmd)
	case *instructions.LabelCommand:
		copied := *cmd
		copied.Labels = slices.Clone(cmd.Labels)
		err = copied.Expand(s.expander())
	case *instructions.VolumeCommand:
		copied := *cmd
		copied.Volumes = slices.Clone(cmd.Volumes)
		if err = copied.Expand(s.expander()); err == nil && slices.Contains(copied.Volumes, "") {
			err = errors.New("VOLUME specified can not be an empty string")
		}
		s.addVolumes(copied.Volumes)
	case *instructions.ExposeCommand:
		err = s.checkExpose(cmd)
	}
	if err != nil {
		return s.fail(c.ins.Span, err)
	}
	return nil
}

// addVolumes notes where VOLUME puts directories over the image's files.
func (s *stage) addVolumes(targets []string) {
	for _, t := range targets {
		m := Mount{Target: path.Clean(t), Brings: BringsVolume, From: "VOLUME"}
		if !path.IsAbs(t) {
			m.Target = ""
		}
		s.volumes = append(s.volumes, m)
	}
}

// expander expands one word with the stage's variables. A variable that is not
// known stands for a harmless word.
func (s *stage) expander() instructions.SingleWordExpander {
	return func(word string) (string, error) {
		if !s.expands(word) {
			return word, nil
		}
		env := &vars{known: s.vars}
		if s.bottom.Why(SlotEnv) != "" {
			env.maybe = s.bottom.Ref
		}
		x, err := s.expand(word, env)
		if x.unknown != "" && x.text == "" {
			return "1", err
		}
		return x.text, err
	}
}

func (s *stage) checkRun(c *command, cmd *instructions.RunCommand) error {
	if err := cmd.Expand(s.expander()); err != nil {
		return err
	}
	if len(cmd.Files) > 0 && (len(cmd.CmdLine) != 1 || !cmd.PrependShell) {
		return fmt.Errorf("parsing produced an invalid run command: %v", cmd.CmdLine)
	}
	for i, m := range instructions.GetMounts(cmd) {
		from := m.From
		if from == "" && m.Type == instructions.MountTypeCache {
			from = scratch // a stage of that name hides the built-in
		}
		if from != "" && !c.from[i].started && c.from[i].src != nil {
			return fmt.Errorf("cannot mount from stage %q to %q, stage needs to be defined before current command", from, m.Target)
		}
		if err := s.mountFault(m); err != nil {
			return err
		}
	}
	if !cmd.PrependShell && len(cmd.CmdLine) == 0 && s.late == nil {
		s.late = s.fail(c.ins.Span, errors.New("arguments are required"))
	}
	return nil
}

// mountFault refuses mounts by their target (dockerfile2llb convert_runmount.go,
// convert_secrets.go).
func (s *stage) mountFault(m *instructions.Mount) error {
	switch m.Type {
	case instructions.MountTypeSSH:
		return nil
	case instructions.MountTypeSecret:
		return s.secretFault(m)
	}
	target := m.Target
	if !strings.HasPrefix(path.Clean(target), "/") {
		target = path.Join("/", system.ToSlash(single(s.workdir).Text, s.os), target)
	}
	if target == "/" {
		return fmt.Errorf("invalid mount target %q", target)
	}
	return nil
}

func (s *stage) secretFault(m *instructions.Mount) error {
	id, target := m.CacheID, m.Target
	if m.Source != "" {
		id = m.Source
	}
	if s.os == "windows" {
		target = system.ToSlash(target, s.os)
	}
	if id == "" && target == "" {
		return errors.New("one of source, target required")
	}
	if id == "" {
		id = path.Base(target)
	}
	const example = "e.g. --mount=type=secret,id=%s,target=C:/path/to/secret"
	switch {
	case s.os != "windows":
	case target != "" && !system.IsAbs(target, s.os):
		return fmt.Errorf("secret target %q must be an absolute path with forward slashes on Windows, "+example, target, id)
	case target == "" && m.Env == nil:
		return fmt.Errorf("secret target is required on Windows, "+example, id)
	}
	return nil
}

func (s *stage) checkCopy(c *command, cmd *instructions.CopyCommand) error {
	if s.hasVariables(cmd.SourcesAndDest, cmd.Chown, cmd.Chmod) {
		copied := *cmd
		copied.SourcesAndDest = cloneSources(cmd.SourcesAndDest)
		if err := s.expandSources(&copied, &copied.SourcesAndDest); err != nil {
			return err
		}
		cmd = &copied
	}
	if len(c.from) > 0 && !c.from[0].started && c.from[0].src != nil {
		return fmt.Errorf("cannot copy from stage %q, it needs to be defined before current stage %q", cmd.From, s.printedName())
	}
	s.copied(cmd.DestPath)
	if err := s.checkTransfer(cmd.SourcesAndDest, cmd.Chown, cmd.Chmod, cmd.Link); err != nil {
		return err
	}
	return foreignSource(cmd.SourcePaths)
}

// copied notes whether what is copied to a path may be, or hold, /bin/sh.
func (s *stage) copied(dest string) {
	wd := single(s.workdir)
	if !strings.HasPrefix(dest, "/") {
		dest = path.Join("/", wd.Text, dest)
		s.mayHaveShell = s.mayHaveShell || wd.Unknown != ""
	}
	for _, dir := range []string{"/bin", "/usr", "/lib"} { // /bin is often a link to /usr/bin
		if dest = path.Clean(dest); dest == "/" || dest == dir || strings.HasPrefix(dest, dir+"/") {
			s.mayHaveShell = true
		}
	}
}

// printedName is how BuildKit calls a stage in its messages: a lone stage has
// no name.
func (s *stage) printedName() string {
	for i, t := range s.stages {
		if t == s && s.name == "" && len(s.stages) > 1 {
			return "stage-" + strconv.Itoa(i)
		}
	}
	return s.name
}

func (s *stage) checkAdd(cmd *instructions.AddCommand) error {
	if s.hasVariables(cmd.SourcesAndDest, cmd.Chown, cmd.Chmod, cmd.Checksum) {
		copied := *cmd
		copied.SourcesAndDest = cloneSources(cmd.SourcesAndDest)
		if err := s.expandSources(&copied, &copied.SourcesAndDest); err != nil {
			return err
		}
		cmd = &copied
	}
	s.copied(cmd.DestPath)
	if err := s.checkTransfer(cmd.SourcesAndDest, cmd.Chown, cmd.Chmod, cmd.Link); err != nil {
		return err
	}
	if err := checksumFault(cmd.Checksum, cmd.SourcePaths); err != nil {
		return err
	}
	return keepGitFault(cmd.KeepGitDir, cmd.SourcePaths)
}

// hasVariables reports whether expansion can change anything, or refuse it.
func (s *stage) hasVariables(p instructions.SourcesAndDest, flags ...string) bool {
	return len(p.SourceContents) > 0 || s.expands(p.DestPath) || slices.ContainsFunc(p.SourcePaths, s.expands) || slices.ContainsFunc(flags, s.expands)
}

func cloneSources(s instructions.SourcesAndDest) instructions.SourcesAndDest {
	s.SourcePaths = slices.Clone(s.SourcePaths)
	s.SourceContents = slices.Clone(s.SourceContents)
	return s
}

// expandSources expands paths, and heredoc contents with the default escape
// character and without looking at quotes.
func (s *stage) expandSources(cmd instructions.SupportsSingleWordExpansion, raw instructions.SupportsSingleWordExpansionRaw) error {
	if err := cmd.Expand(s.expander()); err != nil {
		return err
	}
	return raw.ExpandRaw(func(text string) (string, error) {
		lex := rawLex()
		out, _, err := lex.ProcessWord(text, &vars{known: s.vars})
		return out, err
	})
}

// checkExpose refuses ports that are none (dockerfile2llb convert_expose.go).
func (s *stage) checkExpose(cmd *instructions.ExposeCommand) error {
	env := &vars{known: s.vars}
	if s.bottom.Why(SlotEnv) != "" {
		env.maybe = s.bottom.Ref
	}
	var ports []string
	for _, p := range cmd.Ports {
		words, err := s.lex.ProcessWords(p, env)
		if err != nil {
			return err
		}
		ports = append(ports, words...)
	}
	for _, port := range ports {
		if err := portFault(port); err != nil && env.unknown == "" {
			return err
		}
	}
	return nil
}

func portFault(raw string) error {
	ip, host, container := portParts(raw)
	port, proto, _ := strings.Cut(container, "/")
	switch {
	case port == "":
		return fmt.Errorf("invalid port: %q: no port specified", raw)
	case !slices.Contains([]string{"", "tcp", "udp", "sctp"}, strings.ToLower(proto)):
		return fmt.Errorf("invalid port: %q: invalid proto: %s", raw, proto)
	}
	if bare, ok := strings.CutPrefix(ip, "["); ok {
		ip = strings.TrimSuffix(bare, "]")
	}
	if _, err := netip.ParseAddr(ip); ip != "" && err != nil {
		return errors.New("invalid IP address: " + ip)
	}
	from, to, ok := portRange(port)
	if !ok {
		return errors.New("invalid containerPort: " + port)
	}
	if host == "" {
		return nil
	}
	hostFrom, hostTo, ok := portRange(host)
	switch {
	case !ok:
		return errors.New("invalid hostPort: " + host)
	case to-from != hostTo-hostFrom && to != from:
		return fmt.Errorf("invalid ranges specified for container and host Ports: %s and %s", port, host)
	}
	return nil
}

func portParts(raw string) (ip, host, container string) {
	parts := strings.Split(raw, ":")
	n := len(parts)
	switch n {
	case 1:
		return "", "", parts[0]
	case 2:
		return "", parts[0], parts[1]
	}
	return strings.Join(parts[:n-2], ":"), parts[n-2], parts[n-1]
}

func portRange(s string) (from, to int, ok bool) {
	first, last, isRange := strings.Cut(s, "-")
	from, err := strconv.Atoi(first)
	if err != nil || from < 0 || from > 65535 {
		return 0, 0, false
	}
	if !isRange || first == last {
		return from, from, true
	}
	to, err = strconv.Atoi(last)
	return from, to, err == nil && to >= from && to <= 65535
}
