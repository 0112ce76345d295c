import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

// Dialog is a modal of the browser's own: it keeps the focus, Escape closes it.
export function Dialog({ title, close, children, wide }: { title: string; close(): void; children: ComponentChildren; wide?: boolean }) {
  const el = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const d = el.current!
    if (!d.open) d.showModal()
    return () => d.close()
  }, [])
  return (
    <dialog ref={el} class={wide ? 'wide' : ''} aria-labelledby="dialog-title" onClose={close} onClick={(e) => e.target === el.current && close()}>
      <div class="inside">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button type="button" class="icon" onClick={close} aria-label="Close">×</button>
        </header>
        {children}
      </div>
    </dialog>
  )
}
