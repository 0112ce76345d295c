import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Editor, Mark } from '../editor'

export interface FieldProps {
  id: string
  label: string
  hint: string
  text: string
  newest(): string // the text, even if it is not drawn yet
  revision: number // goes up when text was changed by anything but this field
  dockerfile: boolean
  marks: Mark[] | null // null leaves those that are there
  lines: number // how many are visible at least
  plain: boolean // an ordinary text field instead of the editor
  live: boolean // the editor may be loaded
  change(text: string): void
  quick(ms: number): boolean // an answer to a change is likely to come that soon
  cursor(at: number, focused: boolean): void
  paste(text: string, whole: boolean): string | null
  hold(e: Handle | null): void
}

// Handle is what the page does with a field besides typing.
export interface Handle { set(text: string): void; show(from: number, to: number): void }

// Field is a text to edit. Until the editor has been loaded, and in HTML that is
// made at build time, the text stands there as it will look.
export function Field(p: FieldProps) {
  const box = useRef<HTMLDivElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const editor = useRef<Editor | null>(null)
  const [ready, setReady] = useState(false)
  const wanted = useRef(false) // somebody has pressed where the editor will be
  const now = useRef(p)
  now.current = p
  useEffect(() => {
    if (p.plain) {
      p.hold({
        set: (text) => now.current.change(text),
        show: (from, to) => {
          area.current?.focus()
          area.current?.setSelectionRange(from, to)
        },
      })
      return () => p.hold(null)
    }
    if (!p.live) return
    let gone = false
    void import('../editor').then(({ Editor }) => {
      if (gone || !box.current) return
      const e = new Editor(box.current, {
        text: p.newest(), label: p.label, describedby: p.id + '-hint', hint: p.hint, dockerfile: p.dockerfile,
        onChange: (t) => now.current.change(t),
        onCursor: (at, focused) => now.current.cursor(at, focused),
        quick: (ms) => now.current.quick(ms),
        onPaste: (t, whole) => now.current.paste(t, whole),
      })
      editor.current = e
      setReady(true)
      e.mark(now.current.marks)
      p.hold({ set: (text) => e.set(text, false), show: (from, to) => e.show(from, to) })
      if (wanted.current) e.view.focus()
    })
    return () => {
      gone = true
      editor.current?.destroy()
      editor.current = null
      setReady(false)
      p.hold(null)
    }
  }, [p.plain, p.live])
  useLayoutEffect(() => editor.current?.set(p.newest()), [p.revision])
  useLayoutEffect(() => editor.current?.mark(p.marks), [p.marks, p.text])
  const pasted = (el: HTMLTextAreaElement, e: ClipboardEvent) => {
    const text = e.clipboardData?.getData('text/plain')
    const taken = text ? p.paste(text, el.selectionStart === 0 && el.selectionEnd === el.value.length) : null
    if (taken === null) return
    e.preventDefault()
    el.setRangeText(taken, el.selectionStart, el.selectionEnd, 'end')
    p.change(el.value)
  }
  const style = { '--lines': Math.min(24, Math.max(p.lines, p.text.split('\n').length)) }
  return (
    <div class={'edit' + (p.dockerfile ? ' numbered' : '')} style={style} data-field={p.id}>
      <span class="sr" id={p.id + '-hint'}>{p.hint}. Tab leaves the field.</span>
      {p.plain ? (
        <textarea ref={area} class="plain" aria-label={p.label} value={p.text} placeholder={p.hint} spellcheck={false}
          onInput={(e) => p.change(e.currentTarget.value)}
          onPaste={(e) => pasted(e.currentTarget, e)}
          onSelect={(e) => p.cursor(e.currentTarget.selectionStart, true)}
          onBlur={() => p.cursor(0, false)} />
      ) : (
        <>
          <div class="box" ref={box} />
          {!ready && <Standing text={p.text} numbered={p.dockerfile} press={() => (wanted.current = true)} />}
        </>
      )}
    </div>
  )
}

// Standing is the text before the editor is there.
function Standing({ text, numbered, press }: { text: string; numbered: boolean; press(): void }) {
  return (
    <div class="standing" aria-hidden="true" onPointerDown={press}>
      {text.split('\n').map((line, i) => (
        <div key={i}>
          {numbered && <span class="number">{i + 1}</span>}
          <span>{line || '\u200b'}</span>
        </div>
      ))}
    </div>
  )
}
