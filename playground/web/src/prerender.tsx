// The opening example as HTML, made when the page is built.
import { renderToString } from 'preact-render-to-string'
import { App } from './app'
import type { Report, Request } from './types'

export function prerender(opening: { request: Request; report: Report }): string {
  return renderToString(<App request={opening.request} report={opening.report} engine={null} urls={{ examples: '', pages: '' }} embed={false} />)
}
