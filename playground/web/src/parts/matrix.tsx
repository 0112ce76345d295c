import { useEffect, useState } from 'preact/hooks'
import type { Matrix as Table, MatrixCell, Variant } from '../types'
import { visible } from '../text'
import { Text } from './word'

// Matrix is every way to write ENTRYPOINT and CMD and to start the image; a
// click on a cell loads that case.
export function Matrix({ ask, load }: { ask(): Promise<Table>; load(c: MatrixCell): void }) {
  const [table, setTable] = useState<Table | null>(null)
  const [failed, setFailed] = useState('')
  useEffect(() => {
    let here = true
    ask().then(
      (t) => here && (setTable(t), setFailed(t.error?.msg ?? t.summary ?? '')),
      (e: Error) => here && setFailed(e.message),
    )
    return () => {
      here = false
    }
  }, [ask])
  if (failed) return <p class="none" role="alert">{visible(failed)}</p>
  if (!table) return <p class="none">Computing every start …</p>
  return (
    <div class="matrix" data-testid="matrix">
      <p class="hint">Choose a cell to load that case.</p>
      {table.starts.map((start, s) => (
        <div class="scroll" key={s} tabIndex={0} role="region" aria-label={start.line}>
          <table>
            <caption><code>{visible(start.line)}</code></caption>
            <thead>
              <tr>
                <td />
                {table.entrypoints.map((e) => <th scope="col" key={e.id}><code>{name(e, 'ENTRYPOINT')}</code></th>)}
              </tr>
            </thead>
            <tbody>
              {table.cmds.map((c, k) => (
                <tr key={c.id}>
                  <th scope="row"><code>{name(c, 'CMD')}</code></th>
                  {table.entrypoints.map((e, j) => {
                    const cell = table.cells.find((x) => x.start === s && x.cmd === k && x.entrypoint === j)
                    return (
                      <td key={e.id} class={cell?.current ? 'current' : ''}>
                        {cell && (
                          <button type="button" onClick={() => load(cell)} aria-label={'Load: ' + name(c, 'CMD') + ', ' + name(e, 'ENTRYPOINT') + ', ' + start.line}>
                            <Cell cell={cell} />
                          </button>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      {table.note && <p class="note">{visible(table.note)}</p>}
    </div>
  )
}

const name = (v: Variant, slot: string) => (v.unknown ? 'the base’s ' + slot : visible(v.written || 'no ' + slot))

function Cell({ cell }: { cell: MatrixCell }) {
  if (cell.argv.length === 0) return <span class="fails">{visible(cell.outcome.message.split('\n')[0] || 'nothing runs')}</span>
  return (
    <span class="words">
      {cell.argv.map((w, i) => <code key={i}><Text text={w.text} unknown={w.unknown} /></code>)}
    </span>
  )
}
