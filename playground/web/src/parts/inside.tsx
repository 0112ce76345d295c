import { memo } from '../memo'
import type { Answer, Ending, Inside as Reading, Span } from '../types'
import { place } from '../origin'
import { visible } from '../text'
import { Text } from './word'

const most = 40

// Inside lists the commands of a shell's text, with the words that they get.
export const Inside = memo(function Inside({ answer, go }: { answer: Answer; go(s: Span): void }) {
  const inside = answer.process?.inside
  if (!inside || (inside.commands.length === 0 && !inside.error)) return null
  return (
    <section class="inside" aria-labelledby="inside-title">
      <h2 id="inside-title">Inside {visible(answer.process!.argv[0]!.text)}</h2>
      <ol data-testid="inside">
        {inside.commands.slice(0, most).map((c, i) => (
          <li key={i}>
            <Command of={c} />
            {c.says && <span class="says"> {c.says}</span>}
            {c.span?.file && <> <button type="button" class="place" onClick={() => go(c.span!)}>{place(c.span)}</button></>}
          </li>
        ))}
      </ol>
      {(inside.more || inside.commands.length > most) && <p class="says">and more commands</p>}
      {inside.error && (
        <p class={inside.error.certain ? 'bad' : 'says'}>
          {inside.error.certain ? 'From here the shell cannot read its text: ' : 'From here the text is not followed: '}
          {visible(inside.error.says)}
          {inside.error.span?.file && <> <button type="button" class="place" onClick={() => go(inside.error!.span!)}>{place(inside.error.span)}</button></>}
        </p>
      )}
    </section>
  )
})

function Command({ of: c }: { of: Reading['commands'][number] }) {
  return (
    <code>
      {c.words.map((w, i) => (
        <span key={i}>
          {i > 0 && ' '}
          {/[ \t\n]/.test(w.text) ? <>"<Text text={w.text} unknown={w.unknown} />"</> : <Text text={w.text} unknown={w.unknown} />}
        </span>
      ))}
      {c.redirects.map((r) => ' ' + visible(r))}
    </code>
  )
}

// Ways is how a container ends, a line for each condition.
export function Ways({ ending }: { ending: Ending }) {
  return (
    <ul class="ways">
      {ending.ways.map((w, i) => (
        <li key={i}>
          {w.if && <span class="if">if {visible(w.if)}: </span>}
          {visible(w.says)}
          {w.exitCode !== null && <span class="code"> · exit code {w.exitCode}</span>}
        </li>
      ))}
    </ul>
  )
}
