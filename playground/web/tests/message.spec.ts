// A pasted message: what it means, held against the Dockerfile beside it.
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import { asked, dockerfile, expect, explain, held, open, rewrite, test, type Page } from './page'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const missing = 'docker: Error response from daemon: exec: "/bin/sh": stat /bin/sh: no such file or directory'
const scratch = asked('FROM scratch\nCOPY app /app\nCMD /app\n', 'docker run shop/app')

const field = (page: Page) => page.getByTestId('message')
const result = (page: Page) => page.getByTestId('diagnoses')

async function paste(page: Page, text: string): Promise<void> {
  await page.getByText('Paste an error message').click()
  await field(page).fill(text)
}

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('a message is explained, and what the Dockerfile rules out is struck out', async ({ page }) => {
  await open(page, scratch)
  await paste(page, missing)
  await expect(result(page).locator('h3')).toHaveText('exec: "NAME": stat NAME: no such file or directory')
  await expect(result(page).locator('.verdict.confirmed')).toContainText('explain predicts this very message here')
  await expect(result(page).locator('.causes li').first()).toContainText('the image has no shell')
  await expect(result(page).locator('.out s').first()).toBeVisible()
  // The answer follows the Dockerfile.
  await rewrite(page, dockerfile(page), 'FROM debian\nCMD ["/app"]\n')
  await expect(result(page).locator('.verdict.impossible')).toContainText('begins with /app, not with /bin/sh')
})

test('the page says what the command says', async ({ page }) => {
  await open(page, scratch)
  await paste(page, 'web-1 exited with code 137')
  await expect(result(page).locator('h3')).toHaveText('exited with code 137')
  const want = JSON.parse(explain(['error', '--format', 'json', '-f', '-', '--line', 'docker run shop/app', 'web-1 exited with code 137'], scratch.files![0]!.text))
  const says = want.diagnoses[0].causes.filter((c: { verdict: string }) => c.verdict !== 'impossible').map((c: { says: string }) => c.says)
  for (const [i, text] of says.entries()) await expect(result(page).locator('.causes li').nth(i)).toContainText(text)
})

test('a log in which nothing is known says so with a way out', async ({ page }) => {
  await open(page)
  await paste(page, 'all is well')
  await expect(result(page)).toContainText('holds no message')
  await expect(result(page)).toContainText('docker inspect')
  await page.getByRole('button', { name: 'Forget it' }).click()
  await expect(result(page)).toHaveCount(0)
})

test('the keyboard alone is enough, and the page of an outcome opens', async ({ page }) => {
  await open(page, scratch)
  const summary = page.locator('.pasted summary')
  await summary.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(field(page)).toBeFocused()
  await page.keyboard.insertText(missing)
  await expect(page.locator('#live')).toContainText('/bin/sh')
  const link = result(page).getByRole('button', { name: 'path-not-found' })
  await link.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'About path-not-found' })
  await expect(panel.getByRole('heading', { level: 2 })).toContainText('no such file or directory')
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()
})

test('a message is in no link, and nothing of it acts on the page', async ({ page }) => {
  await open(page, scratch)
  await paste(page, '<img src=x onerror=alert(1)> \u202e/bin/sh: 1: <b>nosuch</b>: not found TOKEN=abc')
  await expect(result(page)).toContainText('/bin/sh: 1: NAME: not found')
  await expect(result(page).locator('img, b:not(.likely, .confirmed)')).toHaveCount(0)
  await rewrite(page, dockerfile(page), 'FROM debian\nCMD x\n')
  await expect.poll(() => page.url()).toContain('#s=')
  expect(JSON.stringify(held(page.url()))).not.toContain('nosuch')
})

test('a megabyte of log is read while the page stays usable', async ({ page }) => {
  await open(page, scratch)
  const line = '2026-08-21T10:00:00Z web-1  | GET /status/health HTTP/1.1 200 612 exit\n'
  await page.getByText('Paste an error message').click()
  await field(page).evaluate((el: HTMLTextAreaElement, log) => {
    el.value = log
    el.dispatchEvent(new Event('input', { bubbles: true }))
  }, line.repeat(Math.ceil(1e6 / line.length)) + 'exec /app: exec format error\n')
  await expect(result(page)).toContainText('exec NAME: exec format error', { timeout: 40_000 })
  await expect(result(page).locator('.meta')).toContainText('line ')
})

test('message: axe finds nothing in light or dark, and a phone need not scroll sideways', async ({ page }) => {
  await open(page, scratch)
  await paste(page, missing + '\nExited (137) 5 minutes ago')
  await expect(result(page).locator('.diagnosis')).toHaveCount(2)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    expect.soft(violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`)), colorScheme).toEqual([])
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `message-${width}-${colorScheme}.png`), fullPage: true })
    }
  }
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 700 })
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  }
})
