import { memo } from '../memo'
import { useWidth } from '../width'
import type { Answer, List, Step, Word } from '../types'
import { json, visible } from '../text'

// Flow is the way of the configuration as a picture: base, stages, image,
// overrides, process; each box shows its ENTRYPOINT and CMD and marks what
// changed there.
export const Flow = memo(function Flow({ answer }: { answer: Answer }) {
  const boxes = boxesOf(answer)
  const [frame, width] = useWidth(260)
  let y = 0
  const placed = boxes.map((b) => {
    const height = 34 + b.lines.length * 20
    const out = { ...b, y, height }
    y += height + 34
    return out
  })
  const most = Math.floor((width - 40) / 7.4)
  return (
    <div class="flow" ref={frame}>
      <svg width={width} height={y - 26} viewBox={`0 0 ${width} ${y - 26}`} role="img" aria-labelledby="flow-title flow-desc" data-testid="flow">
        <title id="flow-title">From the base image to the process</title>
        <desc id="flow-desc">{boxes.map((b) => b.title + ': ' + b.lines.map((l) => l.text).join(', ')).join('. Then ')}</desc>
        {placed.map((b, i) => (
          <g key={i} transform={`translate(0 ${b.y})`} class={'box ' + b.kind}>
            <rect x="1" y="1" width={width - 2} height={b.height} rx="8" />
            <text x="14" y="22" class="title">{cut(b.title, most)}</text>
            {b.lines.map((l, k) => (
              <text key={k} x="14" y={44 + k * 20} class={'line' + (l.changed ? ' changed' : '')}>
                {cut((l.changed ? '● ' : '') + l.text, most)}
              </text>
            ))}
            {i < placed.length - 1 && (
              <g class="arrow">
                <path d={`M ${Math.min(width / 2, 60)} ${b.height + 3} v 24`} />
                <path d={`M ${Math.min(width / 2, 60) - 5} ${b.height + 21} l 5 7 l 5 -7`} />
                {b.next && <text x={Math.min(width / 2, 60) + 14} y={b.height + 20} class="why">{cut(b.next, most - 8)}</text>}
              </g>
            )}
          </g>
        ))}
      </svg>
    </div>
  )
})

interface Line { text: string; changed: boolean }
interface Box { kind: string; title: string; lines: Line[]; next?: string }

const cut = (text: string, most: number) => (text.length > most ? text.slice(0, Math.max(4, most - 1)) + '…' : text)

// boxesOf replays the trace stage by stage.
function boxesOf(a: Answer): Box[] {
  const boxes: Box[] = []
  const chain = chainOf(a)
  const slots: Record<string, List> = {}
  let at = 0
  const image = a.image
  const steps = a.trace
  const first = steps.filter((s) => s.rule === 'from-image-inherits' || s.rule === 'base-unknown' || s.rule === 'from-scratch-is-empty')
  for (const s of first) slots[s.slot] = s.after
  if (chain.length) boxes.push({ kind: 'base', title: 'FROM ' + visible(chain[0]!.from), lines: lines(slots, new Set()) })
  else if (image) boxes.push({ kind: 'base', title: visible(image.ref || a.invocation.image?.text || 'the image'), lines: lines(slots, new Set()) })
  chain.forEach((st, i) => {
    const changed = new Set<string>()
    const end = chain[i + 1]?.span.start ?? Infinity
    let cause = ''
    for (; at < steps.length; at++) {
      const s = steps[at]!
      if (first.includes(s)) continue
      if (s.slot === 'argv' || runs(s, a)) break
      if (s.span && s.span.file === st.span.file && s.span.start >= end) break
      if (s.slot === 'entrypoint' || s.slot === 'cmd' || s.slot === 'shell') {
        if (json(s.after.words) !== json(slots[s.slot]?.words ?? []) || s.rule !== 'from-stage-inherits') changed.add(s.slot)
        if (s.rule === 'entrypoint-resets-cmd') cause = 'ENTRYPOINT emptied CMD'
      }
      slots[s.slot] = s.after
    }
    boxes.push({ kind: st.target ? 'stage target' : 'stage', title: 'stage ' + visible(st.id) + (st.target ? ' → image' : ''), lines: lines(slots, changed) })
    if (cause) boxes[boxes.length - 2]!.next = cause
  })
  const given: Line[] = []
  if (a.invocation.entrypoint.set) given.push({ text: '--entrypoint ' + list(a.invocation.entrypoint), changed: true })
  if (a.invocation.args.words.length) given.push({ text: 'words ' + list(a.invocation.args), changed: true })
  if (a.invocation.runner !== 'none') boxes.push({ kind: 'line', title: visible(a.invocation.runner.replace('-', ' ')), lines: given.length ? given : [{ text: 'nothing is overridden', changed: false }] })
  boxes.push({ kind: 'process', title: 'process', lines: [{ text: a.process && a.process.argv.length ? visible(json(a.process.argv)) : 'nothing runs', changed: false }] })
  return boxes
}

const runs = (s: Step, a: Answer) => s.span?.file === 'command line' && a.invocation.runner !== 'none'

function chainOf(a: Answer) {
  const chain = []
  for (let st = a.stages.find((s) => s.target); st; ) {
    chain.unshift(st)
    const from: string = st.from
    const before = a.stages.indexOf(st)
    st = a.stages.slice(0, before).reverse().find((s) => s.id === from.toLowerCase() || s.id === from)
  }
  return chain
}

function lines(slots: Record<string, List>, changed: Set<string>): Line[] {
  const out: Line[] = []
  for (const slot of ['shell', 'entrypoint', 'cmd']) {
    const l = slots[slot]
    if (slot === 'shell' && !(l && l.set)) continue
    out.push({ text: slot.toUpperCase() + ' ' + (l && (l.set || l.words.length) ? list(l) : '—'), changed: changed.has(slot) })
  }
  return out
}

const list = (l: { words: Word[] }) => visible(json(l.words))
