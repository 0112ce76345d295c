import { useEffect, useState } from 'preact/hooks'
import type { Example } from '../types'
import { Dialog } from './dialog'

// Examples is the gallery of worked examples.
export function Examples({ url, load, close }: { url: string; load(e: Example): void; close(): void }) {
  const [all, setAll] = useState<Example[] | null>(null)
  const [failed, setFailed] = useState('')
  const [find, setFind] = useState('')
  useEffect(() => {
    fetch(url)
      .then((r) => (r.ok ? (r.json() as Promise<Example[]>) : Promise.reject(new Error('the examples cannot be fetched'))))
      .then(setAll, (e: Error) => setFailed(e.message))
  }, [url])
  const shown = all?.filter((e) => (e.title + e.prose + e.name).toLowerCase().includes(find.toLowerCase()))
  return (
    <Dialog title="Examples" close={close} wide>
      <label class="field">
        <span>Find</span>
        <input type="search" value={find} onInput={(e) => setFind(e.currentTarget.value)} />
      </label>
      {failed && <p role="alert">{failed}</p>}
      <ul class="gallery" data-testid="gallery">
        {shown?.map((e) => (
          <li key={e.name}>
            <button type="button" onClick={() => load(e)}>
              <span class="number">{e.name.slice(0, 2)}</span>
              <span class="title">{e.title}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown?.length === 0 && <p class="none">No example has “{find}” in it.</p>}
    </Dialog>
  )
}
