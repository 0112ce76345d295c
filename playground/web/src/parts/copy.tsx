import { useState } from 'preact/hooks'
import { announce } from '../announce'

// Copy copies a text, or what a promise makes of it.
export function Copy({ text, what, children }: { text: string | (() => Promise<string>); what: string; children?: preact.ComponentChildren }) {
  const [done, setDone] = useState('')
  const copy = async () => {
    try {
      await toClipboard(typeof text === 'string' ? text : await text())
      setDone('Copied')
      announce('Copied ' + what)
    } catch (e) {
      setDone('Not copied: ' + (e as Error).message)
      announce('Not copied')
    }
    setTimeout(() => setDone(''), 2000)
  }
  return (
    <button type="button" class="copy" onClick={copy} aria-label={children ? undefined : 'Copy ' + what} title={'Copy ' + what}>
      {done || children || 'Copy'}
    </button>
  )
}

async function toClipboard(text: string): Promise<void> {
  if (navigator.clipboard?.writeText) {
    try {
      return await navigator.clipboard.writeText(text)
    } catch {
      // an iframe may not be allowed to; the old way may work
    }
  }
  const area = document.createElement('textarea')
  area.value = text
  area.style.cssText = 'position:fixed;opacity:0'
  document.body.append(area)
  area.select()
  const ok = document.execCommand('copy')
  area.remove()
  if (!ok) throw new Error('the browser does not allow it')
}
