// The two editors: CodeMirror with marks that the report puts on its text.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, StateEffect, StateField, type Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, highlightSpecialChars, hoverTooltip, keymap, lineNumbers, placeholder, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { tags } from '@lezer/highlight'

// Mark is a stretch of text, in UTF-16 offsets, with a class; a tip is shown on
// hover.
export interface Mark { from: number; to: number; cls: string; tip?: () => HTMLElement }

export interface Options {
  text: string
  label: string
  describedby?: string
  hint: string
  dockerfile: boolean
  onChange(text: string): void
  onCursor(at: number, focused: boolean): void
  // onPaste may take a pasted text itself; what it returns replaces the text.
  onPaste(text: string, whole: boolean): string | null
}

const setMarks = StateEffect.define<Mark[]>()

const marks = StateField.define<{ set: DecorationSet; list: Mark[] }>({
  create: () => ({ set: Decoration.none, list: [] }),
  update(value, tr) {
    for (const e of tr.effects) {
      if (!e.is(setMarks)) continue
      const length = tr.state.doc.length
      const list = e.value.filter((m) => m.to <= length && m.from < m.to)
      const sorted = [...list].sort((a, b) => a.from - b.from || a.to - b.to)
      return { set: Decoration.set(sorted.map((m) => Decoration.mark({ class: m.cls }).range(m.from, m.to))), list }
    }
    return tr.docChanged ? { set: value.set.map(tr.changes), list: [] } : value
  },
  provide: (f) => EditorView.decorations.from(f, (v) => v.set),
})

const tips = hoverTooltip((view, pos) => {
  const under = view.state.field(marks).list.filter((m) => m.tip && m.from <= pos && pos <= m.to)
  if (!under.length) return null
  return {
    pos: Math.min(...under.map((m) => m.from)),
    end: Math.max(...under.map((m) => m.to)),
    above: true,
    create() {
      const dom = document.createElement('div')
      dom.className = 'tip'
      for (const m of under) dom.append(m.tip!())
      return { dom }
    },
  }
}, { hoverTime: 200 })

const colours = HighlightStyle.define([
  { tag: tags.keyword, class: 'tok-keyword' },
  { tag: tags.comment, class: 'tok-comment' },
  { tag: tags.string, class: 'tok-string' },
  { tag: tags.variableName, class: 'tok-variable' },
])

// Editor is one of the page's editors.
export class Editor {
  readonly view: EditorView
  private quiet = false

  constructor(parent: HTMLElement, o: Options) {
    // A line ends with \n alone, so that the text stays byte for byte what it is.
    const extensions: Extension[] = [
      EditorState.lineSeparator.of('\n'),
      highlightSpecialChars({ addSpecialChars: /[\u00ad\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/ }),
      history(),
      search({ top: true }),
      highlightSelectionMatches(),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
      marks,
      tips,
      placeholder(o.hint),
      EditorView.contentAttributes.of({ 'aria-label': o.label, tabindex: '0', spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off', ...(o.describedby ? { 'aria-describedby': o.describedby } : {}) }),
      // A plugin hears of a change before the editor draws it, a listener after: so
      // the answer is already on its way meanwhile.
      ViewPlugin.define(() => ({ update: (u: ViewUpdate) => void (u.docChanged && !this.quiet && o.onChange(u.state.sliceDoc())) })),
      EditorView.updateListener.of((u) => {
        if (u.selectionSet || u.focusChanged || u.docChanged) o.onCursor(u.state.selection.main.head, u.view.hasFocus)
      }),
      EditorView.domEventHandlers({
        paste: (event, view) => {
          const text = event.clipboardData?.getData('text/plain')
          if (!text) return false
          const { from, to } = view.state.selection.main
          const now = o.onPaste(text, from === 0 && to === view.state.doc.length)
          if (now === null) return false
          event.preventDefault()
          view.dispatch({ ...view.state.replaceSelection(now), userEvent: 'input.paste', scrollIntoView: true })
          return true
        },
      }),
    ]
    if (o.dockerfile) extensions.push(lineNumbers(), StreamLanguage.define(dockerFile), syntaxHighlighting(colours))
    else extensions.push(EditorView.lineWrapping)
    this.view = new EditorView({ parent, state: EditorState.create({ doc: o.text, extensions }) })
  }

  get text(): string {
    return this.view.state.sliceDoc()
  }

  // set replaces the text, as a change that can be undone. The cursor stays
  // where it can.
  set(text: string, quiet = true): void {
    const old = this.text
    if (text === old) return
    let head = 0
    while (head < old.length && head < text.length && old[head] === text[head]) head++
    let tail = 0
    while (tail < old.length - head && tail < text.length - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++
    this.quiet = quiet
    this.view.dispatch({ changes: { from: head, to: old.length - tail, insert: text.slice(head, text.length - tail) } })
    this.quiet = false
  }

  mark(list: Mark[]): void {
    this.view.dispatch({ effects: setMarks.of(list) })
  }

  // show brings a stretch into view and puts the cursor there.
  show(from: number, to: number): void {
    const end = this.view.state.doc.length
    this.view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true })
    this.view.focus()
  }

  destroy(): void {
    this.view.destroy()
  }
}
