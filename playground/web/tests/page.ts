// What every test of the page shares: a browser context that tolerates nothing
// wrong, links to a state, and the page's parts by name.
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

export { expect, type Locator, type Page }

export const root = join(import.meta.dirname, '../../..')
export const binary = resolve(process.env.EXPLAIN ?? join(root, 'bin/explain'))

// explain is what the command prints for the same question.
export const explain = (args: string[], input = '') => execFileSync(binary, args, { input, encoding: 'utf8' })

export interface Request {
  files?: { name: string; text: string }[]
  line?: string
  target?: string
  buildArgs?: Record<string, string>
  hostEnv?: Record<string, string>
  bases?: { ref: string; file: { name: string; text: string } }[]
  platform?: string
  engine?: string
  exact?: boolean
}

// asked is the request for a Dockerfile and a line.
export const asked = (dockerfile: string, line?: string, more: Request = {}): Request => ({
  files: dockerfile ? [{ name: 'Dockerfile', text: dockerfile }] : [],
  ...(line ? { line } : {}),
  ...more,
})

// link is the address of a request, packed as the page packs it; held is the
// way back.
export const link = (r: unknown) => '#s=' + deflateRawSync(JSON.stringify(r)).toString('base64url')
export const held = (url: string): Request => JSON.parse(inflateRawSync(Buffer.from(url.split('#s=')[1]!, 'base64url')).toString())

// watch collects what no page of ours may do, in any context: write an error to
// the console, throw, ask another origin, get an answer that is an error.
export function watch(context: BrowserContext, origin: string, wrong: string[]): void {
  context.on('console', (m) => {
    if (m.type() === 'error') wrong.push(`console error: ${m.text()}`)
  })
  context.on('weberror', (e) => wrong.push(`thrown: ${e.error().stack ?? e.error()}`))
  context.on('request', (r) => {
    const url = new URL(r.url())
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) wrong.push(`request to another origin: ${r.url()}`)
  })
  context.on('response', (r) => {
    if (r.status() >= 400) wrong.push(`${r.status()} for ${r.url()}`)
  })
}

interface Fixtures {
  wrong: string[]
  fresh(options?: Parameters<import('@playwright/test').Browser['newContext']>[0]): Promise<Page>
}

export const test = base.extend<Fixtures>({
  wrong: async ({}, use) => {
    const wrong: string[] = []
    await use(wrong)
    expect(wrong, 'what a page did that none may').toEqual([])
  },
  context: async ({ context, baseURL, wrong }, use) => {
    watch(context, new URL(baseURL!).origin, wrong)
    await use(context)
  },
  // fresh is a page of a browser that has never been here.
  fresh: async ({ browser, baseURL, wrong }, use) => {
    const made: BrowserContext[] = []
    await use(async (options = {}) => {
      const c = await browser.newContext({ baseURL, ...options })
      made.push(c)
      watch(c, new URL(options.baseURL ?? baseURL!).origin, wrong)
      return c.newPage()
    })
    for (const c of made) await c.close()
  },
})

// open opens the page, or a state of it, and waits for the engine's answer and
// for the editors.
export async function open(page: Page, request?: Request | string, query = ''): Promise<void> {
  const fragment = request === undefined ? '' : typeof request === 'string' ? request : link(request)
  await page.goto('./' + query + fragment)
  await ready(page)
}

export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('answered').length > 0)
  if (!(await page.locator('textarea.plain').count())) await expect(page.locator('.cm-content')).toHaveCount(2)
}

export const summary = (page: Page) => page.getByTestId('summary')
export const chips = (page: Page) => page.getByTestId('argv').locator('.chip')
export const chip = (page: Page, text: string) => chips(page).filter({ has: page.locator('.text', { hasText: text }) }).first()
export const dropped = (page: Page) => page.getByTestId('dropped').locator('.chip .text')
export const failure = (page: Page) => page.getByTestId('failure')
export const steps = (page: Page) => page.getByTestId('steps').locator('li')
export const said = (page: Page) => page.getByTestId('said')
export const findings = (page: Page) => page.getByTestId('findings').locator('.finding')
export const dockerfile = (page: Page) => page.locator('[data-field="Dockerfile"] .cm-content')
export const line = (page: Page) => page.locator('[data-field="command line"] .cm-content')
export const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })

// runs holds that the process is these words.
export const runs = (page: Page, ...words: string[]) => expect(page.getByTestId('argv').locator('.text')).toHaveText(words.map((w) => new RegExp('^' + w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + '$')))

// text is what an editor holds, to the byte.
export const text = (field: Locator) => field.evaluate((el) => (el.querySelector('.cm-placeholder') ? '' : [...el.querySelectorAll('.cm-line')].map((l) => l.textContent).join('\n')))

export const holds = (field: Locator, want: string) => expect.poll(() => text(field)).toBe(want)

// rewrite replaces a field's text, as someone would by hand.
export async function rewrite(page: Page, field: Locator, now: string): Promise<void> {
  await field.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  if (now) await page.keyboard.insertText(now)
}

// paste is a paste from the clipboard at the cursor, in place of all when whole.
export async function paste(page: Page, field: Locator, pasted: string, whole = true): Promise<void> {
  await field.click()
  if (whole) await page.keyboard.press('ControlOrMeta+a')
  await field.evaluate((el, t) => {
    const data = new DataTransfer()
    data.setData('text/plain', t)
    el.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, pasted)
}
