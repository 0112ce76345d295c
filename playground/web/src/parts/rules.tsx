import { createContext } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Page } from '../types'

// Opening a rule's page from anywhere.
export const OpenRule = createContext<(id: string) => void>(() => {})

export function RuleLink({ id }: { id: string }) {
  const open = useContext(OpenRule)
  return (
    <button type="button" class="rule" onClick={() => open(id)} title={'What is ' + id + '?'}>
      {id}
    </button>
  )
}

let pages: Promise<Map<string, Page>> | null = null

// loadPages fetches the pages on the first use.
function loadPages(url: string): Promise<Map<string, Page>> {
  pages ??= fetch(url)
    .then((r) => (r.ok ? (r.json() as Promise<Page[]>) : Promise.reject(new Error('the pages cannot be fetched'))))
    .then((list) => new Map(list.map((p) => [p.id, p])))
    .catch((e: unknown) => {
      pages = null
      throw e
    })
  return pages
}

// RulePanel shows the page of a rule, a check or a message beside everything else.
export function RulePanel({ id, url, open, close }: { id: string; url: string; open(id: string): void; close(): void }) {
  const [page, setPage] = useState<Page | null>(null)
  const [failed, setFailed] = useState('')
  const title = useRef<HTMLHeadingElement>(null)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let here = true
    setFailed('')
    loadPages(url).then(
      (all) => here && (all.get(id) ? setPage(all.get(id)!) : setFailed('There is no page called ' + id + '.')),
      (e: Error) => here && setFailed(e.message),
    )
    return () => {
      here = false
    }
  }, [id, url])
  useEffect(() => {
    title.current?.focus()
    body.current?.scrollTo(0, 0)
  }, [page])
  const follow = (e: MouseEvent) => {
    const a = (e.target as Element).closest?.('a[data-page]')
    if (!a) return
    e.preventDefault()
    open(a.getAttribute('data-page')!)
  }
  return (
    <aside class="panel" aria-label={'About ' + id} onKeyDown={(e) => e.key === 'Escape' && close()}>
      <header>
        <span class="kind">{page?.kind === 'error' ? 'message' : page?.kind ?? 'rule'}</span>
        <code>{id}</code>
        <button type="button" class="icon" onClick={close} aria-label="Close this page">
          ×
        </button>
      </header>
      {/* The HTML is made from docs/rules, docs/checks and docs/errors when the page is built. */}
      <div class="body" ref={body} onClick={follow} tabIndex={-1}>
        {failed ? <p role="alert">{failed}</p> : page && (
          <>
            <h2 ref={title} tabIndex={-1}>{page.title}</h2>
            {page.names && page.names.length > 0 && <p class="names">Elsewhere: {page.names.join(', ')}</p>}
            <div class="prose" dangerouslySetInnerHTML={{ __html: page.html }} />
          </>
        )}
      </div>
    </aside>
  )
}
