import type { Answer, Word } from '../types'
import { lit, type Active } from '../origin'
import { plural } from '../text'
import { useState } from 'preact/hooks'
import { Chip } from './word'
import { RuleLink } from './rules'

export interface Pointing {
  active: Active | null
  cursor: { file: string; byte: number } | null
  point(w: Word | null): void
  go(w: Word): void
}

// most is how many chips are drawn at first: a CMD can have 100,000 words.
const most = 120

// Argv is the answer: a chip per word, then the words that were dropped.
export function Argv({ answer, pointing }: { answer: Answer; pointing: Pointing }) {
  const [all, setAll] = useState(false)
  const p = answer.process
  if (!p) return null
  const argv = all ? p.argv : p.argv.slice(0, most)
  const dropped = all ? p.dropped : p.dropped.slice(0, most)
  const hidden = p.argv.length + p.dropped.length - argv.length - dropped.length
  const chip = (w: Word) => ({ word: w, answer, lit: lit(w, pointing.active, pointing.cursor, answer.trace), point: pointing.point, go: pointing.go })
  return (
    <section class="argv" aria-label="The argv, a word each">
      {argv.length > 0 && (
        <ol class="chips" data-testid="argv">
          {argv.map((w, i) => {
            const pos = p.positional.find((x) => x.argv === i)
            const used = pos && (pos.used === 'yes' ? 'used by the text' : pos.used === 'no' ? 'the text does not use it' : 'perhaps used')
            return (
              <li key={i}>
                <Chip {...chip(w)} dim={pos?.used === 'no'} extra={pos && <span class="becomes">{pos.becomes}</span>} note={used} />
              </li>
            )
          })}
        </ol>
      )}
      {dropped.length > 0 && (
        <div class="droppeds">
          <h3>Dropped on the way</h3>
          <ul class="chips" data-testid="dropped">
            {dropped.map((d, i) => (
              <li key={i}>
                <Chip {...chip(d.word)} dropped />
                <RuleLink id={d.rule} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {hidden > 0 && (
        <button type="button" class="quiet" onClick={() => setAll(true)}>
          Show {plural(hidden, 'more word')}
        </button>
      )}
    </section>
  )
}
