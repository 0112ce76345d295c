// What is done to the inputs besides typing: a fix is applied, another base image
// is picked or described.
import { lineFile, type Inputs } from './state'
import { Places } from './text'
import type { Edit, Report, Span } from './types'

// edited applies a fix's edits to the fields they are in.
export function edited(i: Inputs, edits: Edit[]): Inputs {
  const texts: Record<string, string> = { Dockerfile: i.dockerfile, [lineFile]: i.line }
  for (const e of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    const text = texts[e.span.file]
    if (text === undefined) continue
    const p = new Places(text)
    texts[e.span.file] = text.slice(0, p.at(e.span.start)) + e.new + text.slice(p.at(e.span.end))
  }
  return { ...i, dockerfile: texts.Dockerfile!, line: texts[lineFile]! }
}

// Bottom is the image that the chain of stages ends in, and where FROM names it.
export interface Bottom { ref: string; span?: Span }

export function bottomOf(r: Report, which: number, dockerfile: string): Bottom {
  const a = r.answers[Math.min(which, r.answers.length - 1)]!
  let st = a.stages.find((s) => s.target)
  if (!st && dockerfile.trim()) return { ref: '' }
  if (!st) return { ref: a.invocation.image?.text ?? a.image?.ref ?? '' }
  for (;;) {
    const before = a.stages.slice(0, a.stages.indexOf(st)).reverse()
    const from: string = st.from
    const parent = before.find((s) => s.id === from.toLowerCase() || s.id === from)
    if (!parent) return { ref: from, span: st.span }
    st = parent
  }
}

// rebased writes another image behind FROM, or into the line.
export function rebased(i: Inputs, b: Bottom, ref: string, places: Record<string, Places>): Inputs {
  if (b.span) {
    const p = places.Dockerfile!
    const from = p.at(b.span.start)
    const text = i.dockerfile.slice(from, p.at(b.span.end))
    const now = text.replace(/^(\s*from\s+(?:--\S+\s+)*)(\S+)/i, (_, head: string) => head + ref)
    return { ...i, dockerfile: i.dockerfile.slice(0, from) + now + i.dockerfile.slice(from + text.length) }
  }
  if (i.dockerfile.trim() === '' && i.line.trim() !== '' && b.ref) return { ...i, line: i.line.replace(b.ref, ref) }
  const from = /^(\s*from\s+(?:--\S+\s+)*)(\S+)/im
  if (from.test(i.dockerfile)) return { ...i, dockerfile: i.dockerfile.replace(from, (_, head: string) => head + ref) }
  return { ...i, dockerfile: 'FROM ' + ref + '\n' + i.dockerfile }
}

export function described(i: Inputs, ref: string, text: string): Inputs {
  if (ref === '') return { ...i, inspect: text }
  const others = i.bases.filter((b) => b.ref !== ref)
  return { ...i, inspect: '', bases: text.trim() === '' ? others : [...others, { ref, text }] }
}
