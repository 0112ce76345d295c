import type { ComponentChildren } from 'preact'
import type { Answer, Word } from '../types'
import { visible } from '../text'
import { cls, label, place } from '../origin'

// Text is a word's text with what cannot be seen made visible: an empty word,
// blanks at its ends or in a row.
export function Text({ text, unknown }: { text: string; unknown?: string }): ComponentChildren {
  if (unknown) return <span class="unknown">‹{visible(unknown)}›</span>
  if (text === '') return <span class="empty" aria-label="an empty word">""</span>
  const shown = visible(text)
  const blank = / {2,}|^ | $/.test(shown)
  if (!blank) return shown
  return shown.split(/( {2,}|^ | $)/).map((part, i) => (/^ +$/.test(part) && (i % 2 === 1) ? <span class="blank" key={i}>{part.replace(/ /g, '␣')}</span> : part))
}

interface ChipProps {
  word: Word
  answer: Answer | null
  lit: boolean
  extra?: ComponentChildren
  note?: string
  dropped?: boolean
  dim?: boolean
  point(w: Word | null): void
  go(w: Word): void
}

// Chip is one word of the argv, in the colour of where it comes from.
export function Chip({ word, answer, lit, extra, note, dropped, dim, point, go }: ChipProps) {
  const from = label(word, answer)
  const at = place(word.from?.span)
  const long = word.text.length > 160
  return (
    <button
      type="button"
      class={'chip ' + cls(word) + (lit ? ' lit' : '') + (dropped ? ' dropped' : '') + (dim ? ' dim' : '')}
      onPointerEnter={() => point(word)}
      onPointerLeave={() => point(null)}
      onFocus={() => point(word)}
      onBlur={() => point(null)}
      onClick={() => go(word)}
    >
      <span class={'text' + (long ? ' long' : '')}>
        <Text text={word.text} unknown={word.unknown} />
      </span>
      {extra}
      <span class="from">
        {dropped && <span class="sr">dropped: </span>}
        {from}
        {word.assumed && ' · assumed'}
        {at && <span class="at"> {at.replace(/^Dockerfile:/, ':').replace(/^command line:/, 'line:')}</span>}
      </span>
      {note && <span class="why">{note}</span>}
    </button>
  )
}
