import { useEffect, useState } from 'preact/hooks'
import type { Contents } from '../types'
import { Dialog } from './dialog'

// BasePicker says what the image is built on: one of the catalogue, or what
// docker inspect prints.
export function BasePicker({ reference, inspected, ask, pick, paste, close }: {
  reference: string // the image behind FROM that the answer rests on
  inspected: string
  ask(): Promise<Contents>
  pick(ref: string): void
  paste(text: string): void
  close(): void
}) {
  const [contents, setContents] = useState<Contents | null>(null)
  const [find, setFind] = useState('')
  const [image, setImage] = useState('')
  const [text, setText] = useState(inspected)
  useEffect(() => {
    void ask().then(setContents, () => {})
  }, [])
  const images = contents?.images.filter((i) => i.name.includes(find.toLowerCase())) ?? []
  const tags = contents?.images.find((i) => i.name === image)?.tags ?? []
  const bad = text.trim() !== '' && !isJSON(text)
  return (
    <Dialog title="The image it is built on" close={close} wide>
      <div class="columns">
        <section>
          <h3>Pick one that is known{contents ? ' (' + contents.date + ')' : ''}</h3>
          <label class="field"><span>Find</span><input type="search" value={find} onInput={(e) => (setFind(e.currentTarget.value), setImage(''))} /></label>
          <div class="picker">
            <ul>
              {images.slice(0, 300).map((i) => (
                <li key={i.name}>
                  <button type="button" aria-pressed={i.name === image} onClick={() => setImage(i.name)}>{i.name}</button>
                </li>
              ))}
            </ul>
            {image && (
              <ul>
                {tags.slice(0, 400).map((t) => (
                  <li key={t}>
                    <button type="button" onClick={() => pick(image + ':' + t)}>{t}</button>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <p class="hint">The image’s name is written into FROM; the tag decides what is known.</p>
        </section>
        <section>
          <h3>Or say what it is</h3>
          <p class="hint">
            Run <code>docker inspect {reference || 'IMAGE'}</code> and paste what it prints. It stays in this page.
          </p>
          <label class="field"><span>docker inspect {reference}</span>
            <textarea rows={12} value={text} spellcheck={false} onInput={(e) => setText(e.currentTarget.value)} />
          </label>
          {bad && <p role="alert">This is not JSON: paste all of it, from [ to ].</p>}
          <p class="buttons">
            <button type="button" class="primary" disabled={bad} onClick={() => paste(text)}>Use it</button>
            {inspected && <button type="button" onClick={() => paste('')}>Forget it</button>}
          </p>
        </section>
      </div>
    </Dialog>
  )
}

function isJSON(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
