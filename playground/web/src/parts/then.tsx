import { memo } from '../memo'
import type { Answer, Note, Span, Word } from '../types'
import { place } from '../origin'
import { visible } from '../text'
import { RuleLink } from './rules'
import { Text } from './word'
import { Copy } from './copy'
import { Ways } from './inside'
import { Tree } from './tree'

const value = (w: Word, otherwise: string) => (w.text || w.unknown ? <code><Text text={w.text} unknown={w.unknown} /></code> : otherwise)

// Then is what follows from the argv: who is PID 1, where, as whom, how it ends.
export const Then = memo(function Then({ answer, go }: { answer: Answer; go(s: Span): void }) {
  const p = answer.process
  const o = answer.outcome
  return (
    <section class="then" aria-labelledby="then-title">
      <h2 id="then-title">Then</h2>
      {p && p.argv.length > 0 && (
        <dl class="facts">
          <dt>PID 1</dt>
          <dd>
            {p.pid1.says ? visible(p.pid1.says.replace(/^PID 1 is /, '')) : <code><Text text={p.pid1.program || (p.argv[0]?.text ?? '')} unknown={p.pid1.program ? undefined : p.argv[0]?.unknown} /></code>}
          </dd>
          <dt>user</dt>
          <dd>{value(p.user, answer.image?.os === 'windows' ? 'the image’s default' : 'root')}</dd>
          <dt>directory</dt>
          <dd>{value(p.workingDir, '/')}</dd>
          {p.stop ? (
            <>
              <dt>docker stop</dt>
              <dd>sends <code>{visible(p.stop.signal)}</code><Ways ending={p.stop} /></dd>
            </>
          ) : (
            <>
              <dt>stops on</dt>
              <dd>{value(p.stopSignal, 'SIGTERM')}</dd>
            </>
          )}
          {p.interrupt && (
            <>
              <dt>Ctrl-C</dt>
              <dd>sends <code>SIGINT</code><Ways ending={p.interrupt} /></dd>
            </>
          )}
        </dl>
      )}
      {p?.tree && p.tree.children.length > 0 && <Tree root={p.tree} signal={p.stop?.signal ?? ''} />}
      <p class={'outcome ' + (o.phase === 'running' ? 'ok' : 'bad')}>
        {o.phase === 'running' ? 'A container starts' : phases[o.phase] ?? o.phase}
        {o.exitCode !== null && o.phase !== 'running' ? ' · exit code ' + o.exitCode : ''}
        {!o.certain && o.if.length === 0 && o.phase !== 'running' ? ' · not certain' : ''}
        {o.rule && <> <RuleLink id={o.rule} /></>}
      </p>
      {o.message && <pre class="message">{visible(o.message.replace(/\n/g, '\u0001')).replace(/\\u0001/g, '\n')}</pre>}
      {o.span?.file && (
        <p><button type="button" class="place" onClick={() => go(o.span!)}>{place(o.span)}</button></p>
      )}
      {o.hint && <p class="hint">{visible(o.hint)}</p>}
      {o.if.length > 0 && (
        <ul class="ifs">
          {o.if.map((x, i) => <li key={i}>provided that {visible(x)}</li>)}
        </ul>
      )}
      {answer.assumptions.length > 0 && (
        <>
          <h3>Assumed</h3>
          <ul class="assumptions">
            {answer.assumptions.map((x, i) => (
              <li key={i}>
                {visible(x.says)}
                {x.settle && <span class="settle"><code>{visible(x.settle)}</code> <Copy text={x.settle} what="the command that settles it" /></span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <Notes notes={answer.notes} go={go} />
      {answer.verify && (
        <>
          <h3>See for yourself</h3>
          <p class="verify"><code>{visible(answer.verify.replace(/\\\n\s*/g, ''))}</code> <Copy text={answer.verify} what="the command" /></p>
        </>
      )}
    </section>
  )
})

const phases: Record<string, string> = {
  cli: 'The command line is refused', build: 'The image does not build', create: 'No container is created',
  start: 'The container does not start', exec: 'It starts and fails at once',
}

function Notes({ notes, go }: { notes: Note[]; go(s: Span): void }) {
  if (notes.length === 0) return null
  return (
    <>
      <h3>Notes</h3>
      <ul class="notes">
        {notes.slice(0, 40).map((n, i) => (
          <li key={i}>
            {visible(n.says)} {n.span?.file && <button type="button" class="place" onClick={() => go(n.span!)}>{place(n.span)}</button>}
          </li>
        ))}
      </ul>
    </>
  )
}
