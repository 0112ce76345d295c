// The two editors: CodeMirror with marks that the report puts on its text.
import { defaultKeymap, deleteCharBackward, deleteCharForward, history, historyKeymap, insertNewlineAndIndent } from '@codemirror/commands'
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, StateEffect, StateField, Transaction, type Extension, type StateCommand } from '@codemirror/state'
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
  // quick says that an answer to a change is likely to come within ms milliseconds.
  quick(ms: number): boolean
}

// holding is how long a typed character waits to be drawn together with the
// answer to it, in milliseconds. Two changes in two frames take a frame longer
// than both in one: the first one's frame keeps the second one waiting.
const holding = 16

// heldKeys are the keys that are held like characters, as the editor's own key map
// has them. These commands look at the state alone.
const heldKeys: Record<string, StateCommand | undefined> = {
  Backspace: deleteCharBackward as unknown as StateCommand,
  Delete: deleteCharForward as unknown as StateCommand,
  Enter: insertNewlineAndIndent,
}

const insertion = (text: string): StateCommand => ({ state, dispatch }) => {
  dispatch(state.update(state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true }))
  return true
}

// outcome is what a command would do.
function outcome(command: StateCommand, state: EditorState): Transaction | null {
  let out: Transaction | null = null
  command({ state, dispatch: (tr) => (out = tr) })
  return out
}

const setMarks = StateEffect.define<DecorationSet>()

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(set, tr) {
    for (const e of tr.effects) if (e.is(setMarks)) return e.value
    return set.map(tr.changes)
  },
  provide: (f) => EditorView.decorations.from(f),
})

// decorations are the marks that fit into a text of this length.
function decorations(list: Mark[], length: number): DecorationSet {
  const sorted = list.filter((m) => m.to <= length && m.from < m.to).sort((a, b) => a.from - b.from || a.to - b.to)
  return Decoration.set(sorted.map((m) => Decoration.mark({ class: m.cls }).range(m.from, m.to)))
}

const same = (a: Mark[], b: Mark[] | null) => a.length === b?.length && a.every((m, i) => m.from === b[i]!.from && m.to === b[i]!.to && m.cls === b[i]!.cls)

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
  private held: StateCommand | null = null // typed, reported, not yet in the view
  private timer: ReturnType<typeof setTimeout> | undefined
  private text: string // with what is held
  private marked: Mark[] | null = null // on this text, as far as is known

  constructor(parent: HTMLElement, private readonly o: Options) {
    this.text = o.text
    // A line ends with \n alone, so that the text stays byte for byte what it is.
    const extensions: Extension[] = [
      EditorState.lineSeparator.of('\n'),
      highlightSpecialChars({ addSpecialChars: /[\u00ad\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/ }),
      history(),
      search({ top: true }),
      highlightSelectionMatches(),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
      marks,
      this.tips(),
      placeholder(o.hint),
      EditorView.contentAttributes.of({ 'aria-label': o.label, tabindex: '0', spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off', ...(o.describedby ? { 'aria-describedby': o.describedby } : {}) }),
      // A plugin hears of a change before the editor draws it, a listener after: so
      // the answer is already on its way meanwhile.
      ViewPlugin.define(() => ({ update: (u: ViewUpdate) => void (u.docChanged && this.changed(u.state.sliceDoc())) })),
      EditorView.updateListener.of((u) => {
        if (u.selectionSet || u.focusChanged || u.docChanged) o.onCursor(u.state.selection.main.head, u.view.hasFocus)
      }),
      EditorView.domEventHandlers({
        beforeinput: (event) => this.typing(event),
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
    this.view.contentDOM.addEventListener('keydown', (event) => this.pressed(event), true)
    // Whatever else somebody does comes after what they have typed.
    for (const sign of ['pointerdown', 'compositionstart', 'paste', 'cut', 'copy', 'drop', 'blur']) this.view.dom.addEventListener(sign, () => this.release(), true)
  }

  private pressed(event: KeyboardEvent): void {
    this.release()
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !this.mayHold()) return
    const key = event.shiftKey ? undefined : heldKeys[event.key]
    if (key && this.hold(key)) event.preventDefault()
    // The editor asks for a frame at every key that it hears of, and the one with
    // the answer comes a frame later then. It binds no key that types a character.
    if (this.held || event.key.length === 1) event.stopImmediatePropagation()
  }

  // typing takes a character from the browser.
  private typing(event: InputEvent): boolean {
    this.release()
    return event.inputType === 'insertText' && event.data?.length === 1 && !event.isComposing && this.mayHold() && this.hold(insertion(event.data))
  }

  // mayHold is false on phones too: their keyboards want to see what they did.
  private mayHold(): boolean {
    return !this.view.composing && this.o.quick(holding) && matchMedia('(pointer: fine)').matches
  }

  // hold lets the page know of a change before it is drawn.
  private hold(change: StateCommand): boolean {
    const then = outcome(change, this.view.state)
    if (!then?.docChanged) return false
    this.held = change
    this.timer = setTimeout(() => this.release(), holding)
    this.changed(then.newDoc.toString())
    this.o.onCursor(then.newSelection.main.head, true)
    return true
  }

  // release draws what is held, with new marks if there are any.
  release(list?: Mark[]): void {
    const then = this.held && outcome(this.held, this.view.state)
    this.held = null
    clearTimeout(this.timer)
    const effects = list && (then || !same(list, this.marked)) ? [setMarks.of(decorations(list, this.text.length))] : []
    if (then) this.view.dispatch({ changes: then.changes, selection: then.selection, userEvent: then.annotation(Transaction.userEvent), scrollIntoView: true, effects })
    else if (effects.length) this.view.dispatch({ effects })
    if (list) this.marked = list
  }

  private changed(text: string): void {
    this.marked = null
    if (text === this.text) return
    this.text = text
    if (!this.quiet) this.o.onChange(text)
  }

  private tips(): Extension {
    return hoverTooltip((_, pos) => {
      const under = (this.marked ?? []).filter((m) => m.tip && m.from <= pos && pos <= m.to)
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
  }

  // set replaces the text, as a change that can be undone. The cursor stays
  // where it can.
  set(text: string, quiet = true): void {
    this.release()
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

  // mark puts marks on the text; null leaves those that are there.
  mark(list: Mark[] | null): void {
    this.release(list ?? undefined)
  }

  // show brings a stretch into view and puts the cursor there.
  show(from: number, to: number): void {
    this.release()
    const end = this.view.state.doc.length
    this.view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true })
    this.view.focus()
  }

  destroy(): void {
    this.release()
    this.view.destroy()
  }
}
