package sim

import (
	"errors"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"explain/sim/lazy"
)

// Clean replaces each byte that is no UTF-8 by U+FFFD, as the real converter's
// JSON does; positions count in the cleaned text.
func Clean(f File) File {
	if !utf8.ValidString(f.Text) {
		f.Text = string([]rune(f.Text))
	}
	return f
}

// Parse reads a Dockerfile with BuildKit's own parser. The error, a *Error, is
// what BuildKit says of a file that it refuses: a build failure. A text without
// FROM is read as a fragment, on a base image that is not known.
func Parse(f File) (Dockerfile, error) { return ParseWith(f, ParseOptions{}) }

// ParseExact is Parse, but refuses fragments as BuildKit does.
func ParseExact(f File) (Dockerfile, error) { return ParseWith(f, ParseOptions{Exact: true}) }

// ParseOptions say how a Dockerfile is read. The zero value is Parse.
type ParseOptions struct {
	Exact bool // refuse fragments
	// Args are the --build-arg values: some of them say which frontend reads the
	// file, and how.
	Args map[string]string
	// Unknown are those of Args whose value is not known, and why.
	Unknown map[string]string
}

// ParseWith is Parse with options.
func ParseWith(f File, opt ParseOptions) (Dockerfile, error) {
	d := Dockerfile{Source: NewSource(Clean(f)), Escape: '\\'}
	if d.Source.Text == "" {
		return d, &Error{Msg: "the Dockerfile cannot be empty", Rule: "build-refused", Hint: "begin with FROM IMAGE"}
	}
	if err := d.readDirectives(); err != nil {
		return d, err
	}
	d.chooseFrontend(opt.Args, opt.Unknown)
	if d.checks != nil || opt.Args != nil {
		if err := d.chooseChecks(opt.Args); err != nil {
			return d, err
		}
	}
	res, err := parser.Parse(strings.NewReader(collapseOnbuild(d.Source.Text)))
	if err != nil {
		return d, d.refusal(err)
	}
	d.Escape = byte(res.EscapeToken)
	d.warnings = res.Warnings
	if d.oldTail {
		if err := d.dropTails(res.AST.Children); err != nil {
			return d, err
		}
	}
	nodes := res.AST.Children
	if !opt.Exact && !hasFrom(nodes) {
		d.Fragment = true
		nodes = append([]*parser.Node{fragmentFrom()}, nodes...)
	}
	return d, d.readInstructions(nodes)
}

// FragmentBase stands for the image that a text without FROM is built on.
const FragmentBase = "an unknown base image"

// fragmentFrom is the FROM that a fragment lacks.
func fragmentFrom() *parser.Node {
	return &parser.Node{Value: "FROM", Original: "FROM fragment", Next: &parser.Node{Value: "fragment"}}
}

func hasFrom(nodes []*parser.Node) bool {
	for _, n := range nodes {
		if strings.EqualFold(n.Value, "from") {
			return true
		}
	}
	return false
}

// readDirectives looks at the syntax and check directives above everything else.
func (d *Dockerfile) readDirectives() error {
	zone := directiveZone(d.Source.Text)
	if zone == "" {
		return nil
	}
	if ref, line, ok := detectSyntax(zone); ok {
		d.Syntax = ref
		d.SyntaxSpan = d.lineSpan(line)
	}
	if countFold(zone, "check") == 0 {
		return nil
	}
	opts, _, loc, ok := parser.ParseDirective("check", []byte(zone))
	if !ok {
		return nil
	}
	if len(loc) > 0 {
		d.checkSpan = d.lineSpan(loc[0].Start.Line)
	}
	var err error
	if d.checks, err = linter.ParseLintOptions(opts); err != nil {
		return &Error{Span: d.checkSpan, Msg: "failed to parse check options: " + err.Error(), Rule: "build-refused"}
	}
	return nil
}

// detectSyntax is the frontend that a syntax directive names, and its line. The
// usual first line is read here, everything else by BuildKit.
func detectSyntax(zone string) (ref string, line int, ok bool) {
	first, _, _ := strings.Cut(zone, "\n")
	if ref, found := strings.CutPrefix(first, "# syntax="); found && isPlainReference(ref) {
		return ref, 1, true
	}
	ref, _, loc, ok := parser.DetectSyntax([]byte(zone))
	if len(loc) > 0 {
		line = loc[0].Start.Line
	}
	return ref, max(line, 1), ok
}

func isPlainReference(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isNameByte(s[i]) && !strings.Contains("./:@-", s[i:i+1]) {
			return false
		}
	}
	return s != ""
}

// directiveZone is the part of a text in which directives can stand: the comment
// lines at its top, or all of a text that begins with // or {.
func directiveZone(text string) string {
	rest := strings.TrimPrefix(text, bom)
	if strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "{") {
		return text[:min(len(text), 64<<10)]
	}
	for strings.HasPrefix(strings.TrimLeft(rest, " \t"), "#") {
		_, after, found := strings.Cut(rest, "\n")
		if rest = after; !found {
			break
		}
	}
	return text[:len(text)-len(rest)]
}

// refusal turns an error of BuildKit's packages into ours, with its place.
func (d *Dockerfile) refusal(err error) *Error {
	e := &Error{Msg: steadySuggestion(err), Rule: ruleOfRefusal(err.Error())}
	var at *parser.LocationError
	if errors.As(err, &at) && len(at.Locations) > 0 && len(at.Locations[0]) > 0 {
		line := at.Locations[0][0].Start.Line
		if strings.Contains(e.Msg, "parser directive can be used") || strings.HasPrefix(e.Msg, "invalid escape token") {
			line++ // BuildKit counts the lines of directives from 0
		}
		e.Span = d.lineSpan(line)
	}
	if strings.Contains(e.Msg, "line greater than max allowed size") {
		e.Span = d.lineSpan(d.longLine())
	}
	return e
}

// maxLine is how long a line may be, in bytes.
const maxLine = 65535

// longLine is the first line that is too long; BuildKit does not say which.
func (d *Dockerfile) longLine() int {
	for n := 1; n <= d.Source.Lines(); n++ {
		if d.Source.lineStart(n+1)-d.Source.lineStart(n) > maxLine {
			return n
		}
	}
	return 1
}

// ruleOfRefusal names the rule behind BuildKit's refusal.
func ruleOfRefusal(msg string) RuleID {
	switch {
	case strings.Contains(msg, "arrays must be comprised of strings only"):
		return "json-strings-only"
	case strings.Contains(msg, "SHELL requires"):
		return "shell-needs-json"
	case strings.Contains(msg, "unknown flag: "):
		return "flags-before-text"
	}
	return "build-refused"
}

// lineSpan is the text of line n without its blanks; line 0 counts as 1.
func (d *Dockerfile) lineSpan(n int) Span {
	n = min(max(n, 1), max(d.Source.Lines(), 1))
	start, end := d.Source.lineStart(n), d.Source.lineStart(n+1)
	text := d.Source.Text[start:end]
	if n == 1 && strings.HasPrefix(text, bom) {
		start += len(bom)
		text = text[len(bom):]
	}
	lead := len(text) - len(strings.TrimLeft(text, " \t"))
	return d.Source.Span(start+lead, start+max(lead, len(strings.TrimRight(text, " \t\r\n"))))
}

// silent is a linter that nobody hears; it is not written to.
var silent = sync.OnceValue(func() *linter.Linter { return linter.New(&linter.Config{}) })

// readInstructions gives every node of BuildKit's tree its typed instruction
// and its place.
func (d *Dockerfile) readInstructions(nodes []*parser.Node) error {
	// Without a linter, BuildKit dereferences nil at a "# check=" comment.
	lint := d.lint
	if lint == nil {
		lint = silent()
	}
	stages, args, err := instructions.Parse(&parser.Node{Children: nodes}, lint)
	if err != nil {
		return d.refusal(err)
	}
	if len(stages) == 0 {
		return &Error{Msg: "dockerfile contains no stages to build", Rule: "build-refused", Hint: "add FROM IMAGE below the ARGs"}
	}
	d.stages, d.metaArgs = stages, args
	r := reader{in: wholeText(d.Source), src: d.Source, escape: d.Escape}
	n := 0
	for ; n < len(args); n++ {
		d.Args = append(d.Args, r.instruction(nodes[n], &args[n]))
	}
	d.Stages = make([]Stage, len(stages))
	for i := range stages {
		d.Stages[i] = d.readStage(r, i, nodes[n:])
		n += 1 + len(stages[i].Commands)
	}
	return nil
}

func (d *Dockerfile) readStage(r reader, i int, nodes []*parser.Node) Stage {
	st := &d.stages[i]
	s := Stage{Index: i, Name: st.Name, Base: st.BaseName, Platform: st.Platform}
	s.From = r.instruction(nodes[0], nil)
	s.Instructions = make([]Instruction, len(st.Commands))
	for j, c := range st.Commands {
		s.Instructions[j] = r.instruction(nodes[1+j], c)
	}
	return s
}

// reader finds the places of instructions in a text: a whole file, or what
// stands behind ONBUILD.
type reader struct {
	in     Text
	src    *Source // counts the lines of in; nil when in is one line
	escape byte
}

func (r reader) lineStart(n int) int {
	if r.src == nil {
		return 0
	}
	return r.src.lineStart(n)
}

func (r reader) instruction(node *parser.Node, cmd instructions.Command) Instruction {
	ins := Instruction{
		Keyword: strings.ToUpper(node.Value), Written: node.Value, Flags: node.Flags, Comments: node.PrevComment,
		cmd: cmd,
	}
	if node.StartLine < 1 {
		return ins // the FROM that a fragment lacks
	}
	text, skipped := fold(r.in, r.lineStart(node.StartLine), r.escape)
	ins.skipped = skipped
	ins.locate(text, r.escape)
	if r.src != nil {
		ins.Span = r.wholeSpan(ins, node.EndLine)
	}
	ins.readForm(node, r.escape)
	ins.tail = node.Attributes["tail"]
	return ins
}

// wholeSpan is from the keyword to the end of the last line that belongs to the
// instruction.
func (r reader) wholeSpan(ins Instruction, endLine int) Span {
	end := len(strings.TrimRight(r.in.String[:r.lineStart(endLine+1)], " \t\r\n"))
	return r.src.spanOnLine(ins.Span.Start, max(end, ins.headEnd), ins.Span.Line)
}

// spanOnLine is Span for a start whose line is known.
func (s *Source) spanOnLine(start, end, line int) Span {
	if line < 1 || line > len(s.lines) {
		return s.Span(start, end)
	}
	return Span{File: s.Name, Start: start, End: end, Line: line, Col: start - s.lines[line-1] + 1}
}

// locate finds keyword and arguments in the instruction's joined text.
func (ins *Instruction) locate(text Text, escape byte) {
	ks, ke, as, ae := splitInstruction(text.String, escape)
	ins.continued = text.Joined()
	if strings.EqualFold(text.String[ks:ke], "onbuild") {
		whole := text
		ins.joined = &whole
	}
	ins.Span, ins.headEnd = text.Span(ks, max(ae, ke)), text.Span(ks, ke).End
	ins.Args = text.Slice(as, ae)
	ins.eaten = ke < as && strings.Contains(text.String[ke:as], "--") && len(ins.Flags) == 0
}

// readForm finds the words of instructions that have an exec and a shell form.
func (ins *Instruction) readForm(node *parser.Node, escape byte) {
	switch ins.Keyword {
	case "CMD", "ENTRYPOINT", "SHELL", "RUN":
		ins.readWords(node.Next, node.Attributes["json"])
	case "HEALTHCHECK":
		if node.Next == nil || !strings.EqualFold(node.Next.Value, "cmd") {
			return
		}
		s := ins.Args.String
		n := 3
		for n < len(s) && strings.TrimSpace(s[n:n+1]) == "" {
			n++
		}
		ins.bodyAt = n
		ins.readWords(node.Next.Next, node.Attributes["json"])
	case "ONBUILD":
		if node.Next != nil && len(node.Next.Children) == 1 {
			ins.readTrigger(node.Next.Children[0], escape)
		}
	}
}

var sources = map[string]SourceKind{"CMD": FromCmd, "ENTRYPOINT": FromEntrypoint, "SHELL": FromShell}

// readWords makes the words of an exec form, or the one text of a shell form.
func (ins *Instruction) readWords(first *parser.Node, isJSON bool) {
	kind, ok := sources[ins.Keyword]
	if !ok {
		kind = FromInstruction
	}
	switch {
	case isJSON:
		ins.Form = ExecForm
		body := ins.Body()
		tokens := jsonStrings(body.String)
		ins.Words = make([]Word, 0, len(tokens))
		for n := first; n != nil; n = n.Next {
			w := Word{Text: n.Value, From: Origin{Source: kind}}
			if i := len(ins.Words); i < len(tokens) {
				w.From.Span = body.Span(tokens[i][0], tokens[i][1])
			}
			ins.Words = append(ins.Words, w)
		}
	case len(ins.Args.String) == ins.bodyAt:
		ins.Form = BareForm
	default:
		ins.Form = ShellForm
		ins.Words = []Word{{Text: ins.Body().String, From: Origin{Source: kind, Span: ins.Body().Place()}}}
	}
}

// readTrigger reads the instruction behind ONBUILD.
func (ins *Instruction) readTrigger(node *parser.Node, escape byte) {
	t := Instruction{Keyword: strings.ToUpper(node.Value), Written: node.Value, Flags: node.Flags}
	t.locate(ins.Args, escape)
	t.readForm(node, escape)
	ins.Trigger = &t
}

// collapseOnbuild shortens chains of ONBUILD keywords, which BuildKit refuses
// but reads in quadratic time: 100,000 of them take a minute. What it says of
// two is what it says of all.
func collapseOnbuild(text string) string {
	const harmless = 64
	if countFold(text, "onbuild") <= harmless {
		return text
	}
	return onbuildChain().ReplaceAllString(text, "${1}ONBUILD ONBUILD ")
}

var onbuildChain = lazy.Regexp("(?i)(?m)(^[ \\t]*)onbuild(?:[ \\t\\v\\f\\r]+|[\\\\`][ \\t]*\\r?\\n[ \\t]*){1,8}(?:onbuild(?:[ \\t\\v\\f\\r]+|[\\\\`][ \\t]*\\r?\\n[ \\t]*){1,8}){2,}")

func countFold(text, word string) (n int) {
	for i := 0; i+len(word) <= len(text); i++ {
		if text[i]|0x20 != word[0] || text[i+1]|0x20 != word[1] {
			continue
		}
		if strings.EqualFold(text[i:i+len(word)], word) {
			n++
			i += len(word) - 1
		}
	}
	return n
}

// dropTails re-reads arrays as frontends before 1.9 did: what follows the
// closing bracket is ignored.
func (d *Dockerfile) dropTails(nodes []*parser.Node) error {
	for _, n := range nodes {
		if err := dropTail(n, d.Escape); err != nil {
			return d.refusal(parser.WithLocation(err, n.Location()))
		}
	}
	return nil
}
