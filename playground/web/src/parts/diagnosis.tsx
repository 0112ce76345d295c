import { useEffect, useRef, useState } from 'preact/hooks'
import { announce } from '../announce'
import type { Engine } from '../engine'
import { memo } from '../memo'
import { request, type Inputs } from '../state'
import { visible } from '../text'
import type { Diagnosis, Failure, Report } from '../types'
import { Copy } from './copy'
import { RuleLink } from './rules'

// What a pasted text means, or why nothing in it is known.
export interface Diagnosed { found: Diagnosis[]; failure: Failure | null }

// useDiagnoses asks what a message means, held against the inputs. Of the
// questions that wait only the newest counts.
export function useDiagnoses(engine: Engine | null, message: string, inputs: Inputs): Diagnosed | null {
  const [out, setOut] = useState<Diagnosed | null>(null)
  const turn = useRef(0)
  const told = useRef('')
  useEffect(() => {
    const mine = ++turn.current
    if (!engine || message.trim() === '') {
      told.current = ''
      return setOut(null)
    }
    const show = (d: Diagnosed) => {
      if (mine !== turn.current) return
      setOut(d)
      if (told.current !== message) announce(d.found[0]?.means ?? d.failure?.msg ?? '', 600)
      told.current = message
    }
    const wait = setTimeout(() => {
      engine.ask('explain', JSON.stringify({ ...request(inputs), message })).then(
        (text) => {
          const r = JSON.parse(text) as Report
          show({ found: r.diagnoses ?? [], failure: r.error })
        },
        (e: Error) => show({ found: [], failure: { msg: e.message } }),
      )
    }, 250)
    return () => clearTimeout(wait)
  }, [engine, message, inputs])
  return out
}

// MessageField is where a message, a log or an exit code is pasted. It stays in
// this page: a log can hold secrets, so no link carries it.
export function MessageField({ text, change }: { text: string; change(text: string): void }) {
  return (
    <details class="card pasted" open={text !== '' || undefined}>
      <summary>Paste an error message</summary>
      <label class="field">
        <span>A message, a log, or an exit code. It stays in this page and in no link.</span>
        <textarea rows={4} value={text} spellcheck={false} placeholder="exec /app/start.sh: no such file or directory" data-testid="message"
          onInput={(e) => change(e.currentTarget.value)} />
      </label>
      {text !== '' && <p class="buttons"><button type="button" onClick={() => change('')}>Forget it</button></p>}
    </details>
  )
}

// Diagnoses are the outcomes that a text speaks of, each with its causes.
export const Diagnoses = memo(function Diagnoses({ found, failure }: Diagnosed) {
  return (
    <section class="diagnoses" aria-labelledby="diagnoses-title" data-testid="diagnoses">
      <h2 id="diagnoses-title">What the message means</h2>
      {found.map((d) => <One key={d.id + d.line} d={d} />)}
      {found.length === 0 && failure && (
        <>
          <p>{visible(failure.msg)}</p>
          {failure.hint && <p class="hint">{visible(failure.hint)}</p>}
        </>
      )}
    </section>
  )
})

function One({ d }: { d: Diagnosis }) {
  const possible = d.causes.filter((c) => c.verdict !== 'impossible')
  const out = d.causes.filter((c) => c.verdict === 'impossible')
  return (
    <article class="diagnosis">
      <h3><code>{visible(d.message)}</code></h3>
      <p class="meta">
        {d.exitCodes.length > 0 && <span>exit code {d.exitCodes.join(' or ')}</span>}
        {(d.line > 1 || d.count > 1) && <span>line {d.line}{d.count > 1 && ', ' + d.count + ' times'}</span>}
        <RuleLink id={d.id} />
      </p>
      <p class="means">{visible(d.means)}</p>
      {d.doubt && <p class="hint">but {visible(d.doubt)}</p>}
      {d.why && <p class={'verdict ' + d.verdict}>{visible(d.why)}</p>}
      <ol class="causes">
        {possible.map((c) => (
          <li key={c.id}>
            <p>
              {c.verdict !== 'possible' && <b class={c.verdict}>{c.verdict}: </b>}
              {visible(c.says)}
              {c.why && <span class="hint"> ({visible(c.why)})</span>}
            </p>
            <p class="decide"><code>{visible(c.command)}</code> <Copy text={c.command} what="the command that decides it" /></p>
          </li>
        ))}
      </ol>
      {out.length > 0 && (
        <>
          <h4>Not here</h4>
          <ul class="out">
            {out.map((c) => <li key={c.id}><s>{visible(c.says)}</s>{c.why && ' (' + visible(c.why) + ')'}</li>)}
          </ul>
        </>
      )}
    </article>
  )
}
