package report

import (
	"fmt"
	"io"
	"strings"

	"explain/sim"
)

// Markdown draws r for an issue or a chat: the sentence, the argv, a table of
// its words, the reasons, how it ends. What users wrote stands in code spans or
// is escaped, so it cannot become markup, a link or a mention.
func Markdown(w io.Writer, r *Report) error {
	var m markdown
	if r.Error != nil {
		m.view = Style{}.view(r, &Answer{})
		m.para("**error:** " + m.text(r.Error.Error()))
		m.hint(r.Error.Hint)
	}
	for i := range r.Answers {
		m.view = Style{All: true}.view(r, &r.Answers[i])
		m.answer(len(r.Answers) > 1)
	}
	if len(r.Findings) > 0 {
		m.view = Style{}.view(r, &Answer{})
		m.findings(r.Findings)
	}
	_, err := io.WriteString(w, strings.Join(m.blocks, "\n\n")+"\n")
	return err
}

// markdown collects blocks, which an empty line parts.
type markdown struct {
	*view
	blocks []string
}

func (m *markdown) para(s string) {
	if s != "" {
		m.blocks = append(m.blocks, s)
	}
}

// list writes items under a bold heading.
func (m *markdown) list(heading string, items []string) {
	if len(items) > 0 {
		m.para("**" + heading + "**\n\n- " + strings.Join(items, "\n- "))
	}
}

func (m *markdown) answer(titled bool) {
	if titled {
		m.para("### " + m.code(m.Answer.Title))
	}
	if m.Summary != "" {
		m.para("**" + m.text(m.Summary) + "**")
	}
	m.argvBlock()
	m.wordTable()
	m.failed()
	m.reasons()
	m.inside()
	m.findings(m.Findings)
	m.follows()
	m.basis()
	if m.Verify != "" {
		m.para("See for yourself:\n\n" + fence(string(m.command(m.Verify)), "sh"))
	}
}

// argvBlock is the argv on one line.
func (m *markdown) argvBlock() {
	if m.Process == nil || len(m.Process.Argv) == 0 {
		return
	}
	var words []string
	for _, w := range m.Process.Argv {
		words = append(words, string(m.word(w)))
	}
	m.para(fence(strings.Join(words, "  "), "text"))
}

// wordTable says of each word of argv, and of each that was dropped, where it
// comes from.
func (m *markdown) wordTable() {
	if m.Process == nil || len(m.Process.Argv)+len(m.Process.Dropped) == 0 {
		return
	}
	rows := []string{"| word | from | place |", "|---|---|---|"}
	becomes := map[int]sim.Positional{}
	for _, p := range m.Process.Positional {
		becomes[p.Argv] = p
	}
	for i, w := range m.Process.Argv {
		from := m.text(string(m.source(w)))
		if p, ok := becomes[i]; ok {
			from += ", becomes " + m.code(p.Becomes) + " (" + usedSays[p.Used] + ")"
		}
		rows = append(rows, m.tableRow(m.code(string(m.word(w))), from, w))
	}
	for _, d := range m.Process.Dropped {
		from := m.text(string(m.source(d.Word))) + ", dropped: " + m.code(string(d.Rule))
		rows = append(rows, m.tableRow("~~"+m.code(string(m.word(d.Word)))+"~~", from, d.Word))
	}
	m.para(strings.Join(rows, "\n"))
}

func (m *markdown) tableRow(word, from string, w sim.Word) string {
	cells := []string{word, from, m.text(string(m.wordPlace(w)))}
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(c, "|", `\|`)
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

func (m *markdown) failed() {
	if !m.fails() {
		return
	}
	o := m.Outcome
	if o.Message != "" {
		var lines []string
		for _, l := range strings.Split(strings.TrimSpace(o.Message), "\n") {
			lines = append(lines, string(m.prose(strings.TrimSuffix(l, "\r"))))
		}
		m.para(fence(strings.Join(lines, "\n"), "text"))
	}
	m.excerptBlock(o.Span)
	m.hint(o.Hint)
	m.para(m.text(string(m.join(phaseSays[o.Phase], m.exitCode(), m.prose(string(o.Rule))))))
	m.conditions()
}

// excerptBlock is the line of source with its carets.
func (m *markdown) excerptBlock(sp sim.Span) {
	var lines []string
	for _, l := range m.excerpt(sp, plain) {
		text := ""
		for _, p := range trimmed(l)[1:] {
			text += string(p.text)
		}
		lines = append(lines, text)
	}
	if len(lines) > 0 {
		m.para(fence(strings.Join(lines, "\n"), "text"))
	}
}

func (m *markdown) hint(hint string) {
	if hint != "" {
		m.para("→ " + m.text(hint))
	}
}

func (m *markdown) conditions() {
	if len(m.Outcome.If) > 0 {
		m.para("provided that " + m.text(strings.Join(m.Outcome.If, " and ")))
	}
}

// reasons lists the steps that made the result, with their own numbers.
func (m *markdown) reasons() {
	brief := *m.view
	brief.All = false
	rows, folded := brief.stepRows()
	var items []string
	for _, r := range rows {
		text := m.text(flat(r.text))
		items = append(items, fmt.Sprintf("%s: %s%s", r.key.text, text, m.cites(r.cites)))
	}
	if folded > 0 {
		items = append(items, fmt.Sprintf("%d more %s", folded, plural(folded, "step")))
	}
	m.list("Why", items)
}

// cites are a place and a name behind a sentence.
func (m *markdown) cites(cites []safe) string {
	var out []string
	for i, c := range cites {
		switch {
		case c != "" && i == 0:
			out = append(out, m.text(string(c)))
		case c != "":
			out = append(out, m.code(string(c)))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return " (" + strings.Join(out, ", ") + ")"
}

func (m *markdown) findings(findings []Finding) {
	var items []string
	for _, r := range m.findingRows(findings) {
		item := "**" + string(r.key.text) + "** " + m.text(flat(r.text)) + m.cites(r.cites)
		for _, b := range r.below {
			item += "\n  - " + m.text(strings.TrimPrefix(flat(b), string(m.arrow)+" "))
		}
		items = append(items, item)
	}
	m.list("Findings", items)
}

// inside is the commands of a shell's text.
func (m *markdown) inside() {
	var items []string
	for _, r := range m.insideRows() {
		items = append(items, m.text(flat(r.text))+m.cites(r.cites))
	}
	if len(items) > 0 {
		m.list("Inside "+m.text(m.Process.Argv[0].Text), items)
	}
}

// follows is who is PID 1, as whom and where it runs, what stops it.
func (m *markdown) follows() {
	if m.Process == nil || len(m.Process.Argv) == 0 || m.fails() {
		return
	}
	m.para(m.text(string(m.join(m.pid1(), m.user(), m.directory(), m.stop(), m.health()))))
	if e := m.Process.Stop; e != nil && (m.All || remarkable(m.Process, e)) {
		m.para(m.text("docker stop: " + waysOf(e)))
	}
	m.conditions()
}

// basis is what was assumed, and remarks.
func (m *markdown) basis() {
	var assumed, notes []string
	for _, a := range m.Assumptions {
		item := m.text(a.Says)
		if a.Settle != "" {
			item += ": " + m.code(string(m.command(a.Settle)))
		}
		assumed = append(assumed, item)
	}
	rows, _ := m.noteRows()
	for _, r := range rows {
		notes = append(notes, m.text(flat(r.text))+m.cites(r.cites))
	}
	m.list("Assumed", assumed)
	m.list("Notes", notes)
}

func flat(l line) string {
	text := ""
	for _, p := range l {
		text += string(p.text)
	}
	return text
}

// text escapes a sentence. A word with @ or # in it becomes a code span, or else
// a forge would make a mention or a link of it.
func (m *markdown) text(s string) string {
	words := strings.Split(string(m.prose(s)), " ")
	for i, w := range words {
		if strings.ContainsAny(w, "@#") {
			words[i] = m.code(w)
		} else {
			words[i] = markup.Replace(w)
		}
	}
	return strings.Join(words, " ")
}

var markup = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "~", `\~`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "$", `\$`)

// code is a code span. One in a table cannot hold a backslash in front of a
// pipe, so there the characters are named.
func (m *markdown) code(s string) string {
	s = string(m.prose(s))
	if strings.Contains(s, `\|`) || s == "" {
		return "<code>" + named(s) + "</code>"
	}
	ticks := strings.Repeat("`", longestRun(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") {
		s = " " + s + " "
	}
	return ticks + s + ticks
}

// named is s with every character that could mean something as a reference.
func named(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 && !strings.ContainsRune(bareCharacters+" ", r) || r == '_' || r == '@' {
			fmt.Fprintf(&b, "&#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// fence is a code block around s.
func fence(s, language string) string {
	ticks := strings.Repeat("`", max(3, longestRun(s)+1))
	return ticks + language + "\n" + s + "\n" + ticks
}

// longestRun is the length of the longest run of backticks in s.
func longestRun(s string) int {
	longest, n := 0, 0
	for _, r := range s {
		if r != '`' {
			n = 0
			continue
		}
		n++
		longest = max(longest, n)
	}
	return longest
}
