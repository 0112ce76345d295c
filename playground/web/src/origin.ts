// Where words come from, in the page's words and colours.
import type { Answer, Span, Step, Word } from './types'
import { visible } from './text'

const labels: Record<string, string> = {
  entrypoint: 'ENTRYPOINT', cmd: 'CMD', shell: 'SHELL', 'default-shell': 'default shell', instruction: 'instruction',
  'run-args': 'after the image name', flag: 'option', 'env-file': 'env file', host: 'your shell', default: 'default', container: 'container',
}

// label says where a word was written: "CMD", "CMD of python:3.9".
export function label(w: Word, a: Answer | null): string {
  const from = w.from
  if (!from) return w.unknown ? 'unknown' : ''
  if (from.source === 'base-image') return (slotOf(w, a) || 'from') + ' of ' + visible(from.in)
  const own = labels[from.source] ?? from.source
  return from.in ? own + ' of stage ' + visible(from.in) : own
}

function slotOf(w: Word, a: Answer | null): string {
  const slot = a?.trace.find((s) => s.n === w.from?.step)?.slot
  return slot === 'entrypoint' || slot === 'cmd' || slot === 'shell' ? slot.toUpperCase() : ''
}

// place is "Dockerfile:2:13", "" for what is written nowhere.
export function place(s: Span | undefined): string {
  if (!s || !s.file) return ''
  return s.file === 'command line' ? 'command line:' + s.col : visible(s.file) + ':' + s.line + ':' + s.col
}

// cls is the colour class of a word.
export function cls(w: Word): string {
  if (w.unknown) return 'o-unknown'
  return 'o-' + (w.from?.source ?? 'default')
}

// Active is what is pointed at: words, steps or a place, and what lights up with it.
export interface Active { spans: Span[]; steps: number[]; words: Word[] }

export function activeWord(w: Word): Active {
  return { spans: w.from?.span ? [w.from.span] : [], steps: w.from?.step ? [w.from.step] : [], words: [w] }
}

export function activeStep(s: Step): Active {
  const words = s.after.words.filter((w) => w.from?.step === s.n)
  const spans = [...(s.span ? [s.span] : []), ...words.flatMap((w) => (w.from?.span ? [w.from.span] : []))]
  return { spans, steps: [s.n], words: s.after.words }
}

const same = (a: Word, b: Word) => a === b || (a.text === b.text && a.unknown === b.unknown && a.from?.step === b.from?.step && a.from?.span?.start === b.from?.span?.start && a.from?.span?.file === b.from?.span?.file)

// lit reports whether a word lights up: it is pointed at, or the cursor stands in
// the text or the instruction that it comes from.
export function lit(w: Word, active: Active | null, cursor: { file: string; byte: number } | null, trace: Step[]): boolean {
  if (active) return active.words.some((x) => same(x, w))
  if (!cursor) return false
  const holds = (s: Span | undefined) => !!s && s.file === cursor.file && s.start <= cursor.byte && cursor.byte <= s.end
  if (holds(w.from?.span)) return true
  const step = trace.find((s) => s.n === w.from?.step)
  return !!step && holds(step.span) && step.slot !== 'argv' && !trace.some((s) => s !== step && s.after.words.some((x) => x !== w && holds(x.from?.span)))
}
