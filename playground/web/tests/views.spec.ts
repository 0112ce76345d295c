// Every view, for everyone: by WCAG 2.2 AA in both colours, and on a phone.
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import { expect, test } from './page'
import { views } from './views'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

// Colours must not be judged while they fade.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const [name, show] of Object.entries(views)) {
  test(`${name}: axe finds nothing in light or dark, and a phone need not scroll sideways`, async ({ page }) => {
    await show(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      const found = violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.any.map((a) => a.message).join('; ')}`))
      expect.soft(found, colorScheme).toEqual([])
    }
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 700 })
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      await expect.poll(over, `pixels to scroll sideways at ${width}`).toBeLessThanOrEqual(0)
    }
  })

  // Pictures for people: SHOTS=folder npx playwright test -g pictures
  test(`${name}: pictures`, async ({ page }) => {
    test.skip(!process.env.SHOTS, 'only on demand')
    test.setTimeout(300_000)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [390, 768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto('about:blank')
        await show(page)
        const path = join(process.env.SHOTS!, `${name.replace(' ', '-')}-${width}-${colorScheme}.png`)
        await page.screenshot({ path, fullPage: !(await page.locator('dialog, .panel, .cm-tooltip').count()) })
      }
    }
  })
}
