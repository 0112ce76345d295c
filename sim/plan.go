package sim

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

const scratch = "scratch"

// unknownName stands for the name of an image that is not known.
const unknownName = "unknown"

// plan finds the stages, the target and what it needs; nothing is run yet.
func (b *builder) plan() (*stage, error) {
	if err := b.readPlatform(); err != nil {
		return nil, err
	}
	if err := b.readGlobalArgs(); err != nil {
		return nil, err
	}
	for i := range b.d.Stages {
		if err := b.addStage(&b.d.Stages[i], &b.d.stages[i]); err != nil {
			return nil, err
		}
	}
	target, err := b.target()
	if err != nil {
		return nil, err
	}
	if err := b.findSources(); err != nil {
		return target, err
	}
	return target, b.resolve(target)
}

func (b *builder) readPlatform() error {
	b.platform = defaultPlatform
	if b.opt.Platform == "" {
		return nil
	}
	p, err := parsePlatform(b.opt.Platform)
	if err != nil {
		return &Error{Msg: "failed to parse platform " + b.opt.Platform + ": " + err.Error(), Rule: "build-refused"}
	}
	if p.arch == "arm64" && p.variant == "v8" {
		p.variant = "" // platforms.Normalize
	}
	b.platform = p
	return nil
}

// readGlobalArgs sets the ARGs above the first FROM; platform ARGs are made when
// they are asked for.
func (b *builder) readGlobalArgs() error {
	b.global = map[string]variable{}
	for i := range b.d.metaArgs {
		if err := b.readGlobalArg(&b.d.Args[i], b.d.metaArgs[i]); err != nil {
			return err
		}
	}
	return nil
}

// platformNames are the ARGs that the builder sets itself.
var platformNames = []string{"BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE"}

// globalArg is an ARG from above the first FROM, or a platform ARG.
func (b *builder) globalArg(name string) (variable, bool) {
	if v, ok := b.global[name]; ok {
		return v, true
	}
	if !slices.Contains(platformNames, name) {
		return variable{}, false
	}
	if given, ok := b.opt.Args[name]; ok {
		return variable{value: given, unknown: b.opt.Unknown[name], global: true, given: true}, true
	}
	return variable{value: b.platformValue(name), global: true}, true
}

func (b *builder) platformValue(name string) string {
	of, what := b.platform, strings.TrimPrefix(name, "TARGET")
	if strings.HasPrefix(name, "BUILD") {
		of, what = defaultPlatform, strings.TrimPrefix(name, "BUILD")
	}
	switch what {
	case "PLATFORM":
		return of.String()
	case "OS":
		return of.os
	case "OSVERSION":
		return of.osVersion
	case "ARCH":
		return of.arch
	case "VARIANT":
		return of.variant
	}
	target := b.opt.Target
	if target == "" {
		target = b.d.Stages[len(b.d.Stages)-1].Name
	}
	return cmp(target, "default")
}

func (b *builder) readGlobalArg(ins *Instruction, c instructions.ArgCommand) error {
	for _, kv := range c.Args {
		if v, ok := b.opt.Args[kv.Key]; ok {
			b.global[kv.Key] = variable{value: v, unknown: b.opt.Unknown[kv.Key], global: true, given: true}
			continue
		}
		if kv.Value == nil {
			continue
		}
		x, err := b.expand(*kv.Value, &vars{known: b.global, global: b})
		if err != nil {
			return b.fail(ins.Span, err)
		}
		b.global[kv.Key] = variable{value: x.text, unknown: x.unknown, global: true}
	}
	return nil
}

// fail is a refusal at a place.
func (b *builder) fail(at Span, err error) *Error {
	msg := steadySuggestion(err)
	return &Error{Span: at, Msg: msg, Rule: ruleOfRefusal(msg)}
}

func (b *builder) addStage(src *Stage, st *instructions.Stage) error {
	s := &stage{builder: b, src: src, name: src.Name, from: src.From.Args.Span(0, len(baseToken(src.From.Args.String))), os: b.platform.os}
	x, err := b.expand(st.BaseName, &vars{known: b.global, global: b})
	if err != nil {
		return b.fail(src.From.Span, err)
	}
	if x.unknown != "" {
		x.text = unknownName
		s.unknown = "the image that " + x.unknown + " names"
	}
	if x.text == "" {
		return &Error{Span: s.from, Msg: fmt.Sprintf("base name (%s) should not be blank", st.BaseName), Rule: "from-sees-global-args",
			Hint: "FROM sees only ARGs above the first FROM: declare one there, or give --build-arg"}
	}
	s.base = x.text
	if x.used {
		s.cite("from-sees-global-args")
	}
	if err := s.readPlatformFlag(st.Platform); err != nil {
		return err
	}
	s.cmds = make([]command, 0, len(src.Instructions))
	for i := range src.Instructions {
		s.cmds = append(s.cmds, command{ins: &src.Instructions[i], cmd: st.Commands[i]})
	}
	b.register(s)
	return nil
}

// baseToken is the image's name in the arguments of FROM.
func baseToken(args string) string {
	if i := strings.IndexFunc(args, func(r rune) bool { return r < 128 && isKeywordBlank(byte(r)) }); i >= 0 {
		return args[:i]
	}
	return args
}

func (s *stage) readPlatformFlag(flag string) error {
	if flag == "" {
		return nil
	}
	x, err := s.expand(flag, &vars{known: s.global, global: s.builder})
	switch {
	case err != nil:
		return s.fail(s.src.From.Span, fmt.Errorf("failed to process arguments for platform %s: %w", x.text, err))
	case x.unknown != "":
		return nil
	case x.text == "":
		return s.fail(s.src.From.Span, errors.New("empty platform value from expression "+flag+x.suggestion()))
	}
	p, err := parsePlatform(x.text)
	if err != nil {
		return s.fail(s.src.From.Span, fmt.Errorf("failed to parse platform %s: %w%s", flag, err, x.suggestion()))
	}
	s.os = p.os
	return nil
}

// register adds a stage to the list; FROM the name of an earlier stage means
// that stage, matched as written.
func (b *builder) register(s *stage) {
	b.stages = append(b.stages, s)
	if p, ok := b.byName[s.base]; ok {
		s.parent = p
	}
	if s.name != "" {
		b.byName[s.name] = s
	}
}

func (b *builder) target() (*stage, error) {
	if n := b.opt.Index; n > 0 && n <= len(b.stages) {
		b.stages[n-1].isTarget = true
		return b.stages[n-1], nil
	}
	if b.opt.Target == "" {
		t := b.stages[len(b.stages)-1]
		t.isTarget = true
		return t, nil
	}
	t, ok := b.byName[strings.ToLower(b.opt.Target)]
	if !ok {
		return nil, &Error{Msg: fmt.Sprintf("target stage %q could not be found", b.opt.Target) + didYouMean(b.opt.Target, b.stageNames(), true),
			Rule: "target-selects-stage", Hint: "a stage is named by FROM … AS NAME; its number is not accepted"}
	}
	t.isTarget = true
	return t, nil
}

func (b *builder) stageNames() (names []string) {
	for i, s := range b.stages {
		if s.name != "" {
			names = append(names, s.name)
		} else {
			names = append(names, "stage-"+strconv.Itoa(i))
		}
	}
	return names
}

// findSources finds what COPY --from and RUN --mount of every stage read.
func (b *builder) findSources() error {
	own := len(b.stages)
	for _, s := range b.stages[:own] {
		for i := range s.cmds {
			if err := s.findSource(&s.cmds[i]); err != nil {
				return err
			}
		}
	}
	return b.circle()
}

func (s *stage) findSource(c *command) error {
	switch cmd := c.cmd.(type) {
	case *instructions.CopyCommand:
		if cmd.From == "" {
			return nil
		}
		src, err := s.copySource(cmd.From)
		if err != nil {
			return s.fail(c.ins.Span, err)
		}
		c.from = []*stage{src}
	case *instructions.RunCommand:
		for _, m := range instructions.GetMounts(cmd) {
			c.from = append(c.from, s.stageOrImage(cmp(m.From, scratch)))
		}
	}
	for _, src := range c.from {
		s.needs(src, c.ins.Span)
		if src.src == nil && src.from.IsZero() {
			src.from = c.ins.Span
			if c.trigger {
				src.from = s.src.From.Span // triggers run at FROM
			}
		}
		if src.src == nil && !slices.Contains(s.stages, src) {
			s.register(src)
		}
	}
	return nil
}

// needs notes that s reads from src; the last instruction that does is the place.
func (s *stage) needs(src *stage, at Span) {
	if i, ok := s.depAt[src]; ok {
		s.deps[i].at = at
		return
	}
	if s.depAt == nil {
		s.depAt = map[*stage]int{}
	}
	s.depAt[src] = len(s.deps)
	s.deps = append(s.deps, dep{src, at})
}

func cmp(s, empty string) string {
	if s == "" {
		return empty
	}
	return s
}

func (s *stage) copySource(from string) (*stage, error) {
	res, err := s.lex.ProcessWordWithMatches(from, shell.EnvsFromSlice(nil))
	if err != nil {
		return nil, err
	}
	if res.Result != from {
		return nil, errors.New("variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround")
	}
	n, err := strconv.Atoi(from)
	if err != nil {
		return s.stageOrImage(from), nil
	}
	if n < 0 || n >= len(s.stages) {
		return nil, fmt.Errorf("invalid stage index %d", n)
	}
	return s.stages[n], nil
}

// stageOrImage is an earlier or later stage of that name, else an image.
func (b *builder) stageOrImage(name string) *stage {
	if s, ok := b.byName[strings.ToLower(name)]; ok {
		return s
	}
	return &stage{builder: b, base: name, os: b.platform.os}
}

// circle refuses stages that need each other; the place is the first
// instruction on the way round.
func (b *builder) circle() error {
	seen, path := map[*stage]bool{}, map[*stage]bool{}
	var visit func(s *stage, way []Span) []Span
	visit = func(s *stage, way []Span) []Span {
		if seen[s] {
			return nil
		}
		seen[s], path[s] = true, true
		for _, d := range s.deps {
			next := append(way, d.at)
			if path[d.stage] {
				return next
			}
			if round := visit(d.stage, next); round != nil {
				return round
			}
		}
		delete(path, s)
		return nil
	}
	for i, s := range b.stages {
		if round := visit(s, nil); round != nil {
			name := s.name
			if s.src != nil && name == "" {
				name = "stage-" + strconv.Itoa(i)
			}
			return &Error{Span: round[0], Msg: "circular dependency detected on stage: " + name, Rule: "build-refused"}
		}
	}
	return nil
}

// resolve finds the stages that the target needs and collects their parents'
// triggers, which may need further stages.
func (b *builder) resolve(target *stage) error {
	for p := target; p != nil; p = p.parent {
		p.onChain = true
	}
	for more := true; more; {
		more = false
		need(target, map[*stage]bool{})
		if err := b.checkReferences(); err != nil {
			return err
		}
		for _, s := range slices.Clone(b.stages) {
			if !s.needed || s.triggered || s.src == nil {
				continue
			}
			s.triggered = true
			found, err := s.collectTriggers()
			if err != nil {
				return s.fail(s.src.From.Span, err)
			}
			more = more || found
		}
	}
	return nil
}

// need marks a stage and everything that it is built from.
func need(s *stage, seen map[*stage]bool) {
	if seen[s] {
		return
	}
	seen[s], s.needed = true, true
	if s.parent != nil {
		need(s.parent, seen)
	}
	for _, d := range s.deps {
		need(d.stage, seen)
	}
}

// checkReferences refuses names that cannot name an image, also behind FROM of
// stages that nobody needs, and looks up the bases that are needed.
func (b *builder) checkReferences() error {
	for _, s := range b.stages {
		if s.parent != nil || s.base == scratch {
			continue
		}
		if s.src == nil || !b.d.Fragment {
			if fault := ReferenceFault(s.base); fault != "" {
				return &Error{Span: s.from, Msg: fmt.Sprintf("failed to parse stage name %q: %s", s.base, fault), Rule: "build-refused"}
			}
		}
		if s.needed && !s.resolved {
			s.resolved = true
			if s.src != nil {
				base := b.lookUp(s)
				s.bottom = &base
			}
		}
	}
	return nil
}

// lookUp asks for a base image's configuration.
func (b *builder) lookUp(s *stage) Base {
	if b.d.Fragment {
		return UnknownBase(FragmentBase)
	}
	if s.unknown != "" {
		return UnknownBase(s.unknown)
	}
	if b.opt.Bases != nil {
		if base, ok := b.opt.Bases.Base(s.base, s.os); ok {
			return base
		}
	}
	return UnknownBase(s.base)
}
