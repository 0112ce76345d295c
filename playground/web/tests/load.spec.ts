// The page comes: what is there first, what stays where it is, which colours it
// has, and on which hosts it works.
import { createServer, type Server } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { asked, chips, dockerfile, expect, line, link, open, ready, rewrite, root, runs, summary, test, type Page } from './page'

const goodbye = ['echo', 'Hello,␣', 'Goodbye']

test('the opening example is readable while the engine is still on its way', async ({ page }) => {
  await page.route('**/*.wasm', () => {}) // never comes
  await page.goto('./')
  await expect(summary(page)).toContainText('runs echo with 2 arguments')
  await runs(page, ...goodbye)
  await expect(page.getByTestId('steps').locator('li').first()).toBeVisible()
})

test('the opening example is readable without JavaScript', async ({ fresh }) => {
  const page = await fresh({ javaScriptEnabled: false })
  await page.goto('./')
  await runs(page, ...goodbye)
  await expect(page.locator('[data-field="Dockerfile"]')).toContainText('ENTRYPOINT ["echo", "Hello, "]')
  await expect(page.locator('.noscript')).toBeVisible()
})

test('the engine answers what was drawn when the page was built', async ({ page, fresh }) => {
  const drawn = await fresh({ javaScriptEnabled: false })
  await drawn.goto('./')
  await open(page)
  for (const part of ['.summary', '.argv', '.steps', '.then']) {
    expect(await page.locator(part).innerHTML()).toBe(await drawn.locator(part).innerHTML())
  }
})

// shift is the sum of all layout shifts that nobody caused by an input.
async function shift(page: Page, come: () => Promise<void>): Promise<number> {
  await page.addInitScript(() => {
    const all: number[] = []
    Object.assign(globalThis, { shifts: all })
    new PerformanceObserver((list) => {
      for (const e of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!e.hadRecentInput) all.push(e.value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await come()
  await page.waitForTimeout(1500) // the address is written 0.8 s after the answer
  return page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0))
}

const long = asked('FROM python:3.12\n' + 'ENV A=1\n'.repeat(40) + 'CMD python app.py\n', 'docker run -it my-image')
for (const [width, height] of [[1280, 900], [390, 800]] as const) {
  for (const [what, query, fragment] of [['opening', '', ''], ['link', '', link(long)], ['embedded', '?embed=1', link(long)]] as const) {
    test(`nothing jumps while the page comes: ${what}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height })
      expect(await shift(page, () => open(page, fragment, query))).toBeLessThan(0.02)
    })
  }
}

test('nothing jumps while one types', async ({ page }) => {
  await open(page)
  const top = async () => (await page.getByTestId('argv').boundingBox())!.y
  const before = await top()
  await line(page).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' again')
  await runs(page, ...goodbye, 'again')
  expect(await top()).toBe(before)
})

test.describe('colours', () => {
  const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = 'rgb(245, 246, 248)'
  const dark = 'rgb(18, 21, 28)'

  test('follow the system', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await open(page)
    expect(await ground(page)).toBe(dark)
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await ground(page)).toBe(light)
  })

  test('can be switched, are kept, and follow the system again', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await open(page)
    await page.getByLabel('Colours').selectOption('Dark')
    expect(await ground(page)).toBe(dark)
    await page.reload()
    expect(await ground(page), 'before the page has begun').toBe(dark)
    await ready(page)
    await expect(page.getByLabel('Colours')).toHaveValue('dark')
    await page.getByLabel('Colours').selectOption('Auto')
    expect(await ground(page)).toBe(light)
  })
})

test('nothing moves for those who want less motion', async ({ page }) => {
  await open(page)
  const duration = () => page.locator('.result').evaluate((el) => getComputedStyle(el).transitionDuration)
  expect(await duration()).not.toBe('0s')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await duration()).toBe('0s')
})

test.describe('a static host', () => {
  const dist = join(root, 'playground/dist')
  const below = '/some/where/explain/'
  let server: Server
  let address = ''

  test.beforeAll(async () => {
    test.skip(!existsSync(dist), 'playground/build makes playground/dist')
    // As plain as can be: no compression, no policy, a type for the wasm only.
    const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }
    server = createServer((q, a) => {
      const path = new URL(q.url!, 'http://x').pathname
      if (path === '/course.html') return a.setHeader('content-type', 'text/html').end(`<!doctype html><link rel="icon" href="data:,"><p>A course</p><iframe title="explain" src="${below}?embed=1${link(asked('FROM debian\nCMD ["from", "a", "course"]\n'))}" width="600" height="420"></iframe>`)
      const file = join(dist, path.replace(below, '').replace(/^$/, 'index.html'))
      if (!path.startsWith(below) || !existsSync(file)) return a.writeHead(404).end()
      a.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream').end(readFileSync(file))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  test.afterAll(() => server?.close())

  test('serves the page from any path, under the policy in the page itself', async ({ fresh }) => {
    const page = await fresh({ baseURL: address + below })
    await open(page)
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute('content', /default-src 'none'/)
    await rewrite(page, line(page), 'docker run my-image static')
    await runs(page, 'echo', 'Hello,␣', 'static')
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.getByTestId('gallery').getByRole('button').nth(2).click()
    await expect(chips(page).first()).toBeVisible()
    await page.locator('button.rule').first().click()
    await expect(page.locator('.panel h2')).toBeVisible()
  })

  test('can be shown in a frame of another page', async ({ fresh }) => {
    const page = await fresh({ baseURL: address })
    await page.goto('./course.html')
    const frame = page.frameLocator('iframe')
    await expect(frame.getByTestId('argv').locator('.text')).toHaveText(['from', 'a', 'course'])
    await frame.locator('[data-field="Dockerfile"] .cm-content').click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('FROM debian\nCMD ["changed"]')
    await expect(frame.getByTestId('argv').locator('.text')).toHaveText(['changed'])
  })
})

test('a host that names no type for the engine, and a second visit, do as well', async ({ page }) => {
  await page.route('**/*.wasm', async (r) => {
    const got = await r.fetch()
    await r.fulfill({ response: got, headers: { ...got.headers(), 'content-type': 'text/plain' } })
  })
  await open(page)
  await page.reload()
  await ready(page)
  await rewrite(page, dockerfile(page), 'FROM debian\nCMD ["second"]')
  await rewrite(page, line(page), '')
  await runs(page, 'second')
})
