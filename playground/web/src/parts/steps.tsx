import { memo } from '../memo'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Answer, List, Step } from '../types'
import { json, plural, visible } from '../text'
import { place, type Active } from '../origin'
import { RuleLink } from './rules'

const telling = new Set(['entrypoint', 'cmd', 'shell', 'argv'])

// Steps is the trace as sentences. One step is current: it can be walked with
// the keys, and shows its slot before and after.
export const Steps = memo(function Steps({ answer, active, current, setCurrent, point }: {
  answer: Answer
  active: Active | null
  current: number | null
  setCurrent(n: number | null): void
  point(s: Step | null): void
}) {
  const [all, setAll] = useState(false)
  const list = useRef<HTMLOListElement>(null)
  const shown = answer.trace.filter((s) => all || telling.has(s.slot) || s.n === current).slice(0, all ? 2000 : 60)
  const hidden = answer.trace.length - shown.length
  // Who walks is taken along, before the next key.
  const moved = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (moved.current === current && current !== null) list.current?.querySelector<HTMLElement>('[data-n="' + current + '"]')?.focus()
    moved.current = null
  }, [current])
  const at = shown.findIndex((s) => s.n === current)
  const move = (to: number) => {
    const s = shown[Math.max(0, Math.min(shown.length - 1, to))]
    if (!s) return
    moved.current = s.n
    setCurrent(s.n)
  }
  const key = (e: KeyboardEvent) => {
    const by: Record<string, number> = { ArrowDown: at + 1, ArrowRight: at + 1, j: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, k: at - 1, Home: 0, End: shown.length - 1 }
    const to = by[e.key]
    if (to === undefined || e.ctrlKey || e.metaKey || e.altKey) return
    e.preventDefault()
    move(to)
  }
  if (answer.trace.length === 0) return <p class="none">Nothing was changed on the way: there are no steps.</p>
  return (
    <div class="steps">
      <div class="walk">
        <button type="button" onClick={() => move(at < 0 ? 0 : at - 1)} disabled={at === 0} aria-label="Previous step">←</button>
        <button type="button" onClick={() => move(at + 1)} disabled={at === shown.length - 1} aria-label="Next step">→</button>
        <span class="hint">walk through the steps: ← → or j k</span>
      </div>
      <ol ref={list} onKeyDown={key} data-testid="steps">
        {shown.map((s) => (
          <li key={s.n} class={(active?.steps.includes(s.n) ? 'lit ' : '') + (s.n === current ? 'current' : '')}>
            <div
              class="step"
              role="button"
              data-n={s.n}
              tabIndex={s.n === current || (at < 0 && s === shown[0]) ? 0 : -1}
              aria-expanded={s.n === current}
              onClick={() => setCurrent(s.n === current ? null : s.n)}
              onKeyDown={(e) => (e.key === 'Enter' || e.key === ' ') && (e.preventDefault(), setCurrent(s.n === current ? null : s.n))}
              onPointerEnter={() => point(s)}
              onPointerLeave={() => point(null)}
              onFocus={() => point(s)}
              onBlur={() => point(null)}
            >
              <span class="n">{s.n}</span>
              <span class="note">{visible(s.note)}</span>
              <span class="at">{place(s.span)}</span>
            </div>
            <span class="cites">
              <RuleLink id={s.rule} />
              {s.also?.map((r) => <RuleLink id={r} key={r} />)}
            </span>
            {s.n === current && <Change step={s} />}
          </li>
        ))}
      </ol>
      {(hidden > 0 || all) && (
        <button type="button" class="quiet" onClick={() => setAll(!all)}>
          {all ? 'Only what made the argv' : plural(hidden, 'more step')}
        </button>
      )}
    </div>
  )
})

function Change({ step }: { step: Step }) {
  const same = written(step.before) === written(step.after)
  return (
    <dl class="change">
      <dt>{step.slot} before</dt>
      <dd><code>{written(step.before)}</code></dd>
      <dt>after</dt>
      <dd><code>{same ? 'the same' : written(step.after)}</code></dd>
    </dl>
  )
}

// written is a list as one would write it; what is not set is said in words.
export function written(l: List): string {
  if (!l.set && l.words.length === 0) return 'not set'
  return visible(json(l.words.slice(0, 40))) + (l.words.length > 40 ? ' … ' + plural(l.words.length - 40, 'more word') : '')
}
