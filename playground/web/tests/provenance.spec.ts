// Provenance both ways: from a word to where it was written and which step put
// it there, and back; by pointer and by keyboard.
import { asked, chip, chips, dockerfile, expect, line, open, steps, test, type Page } from './page'

const active = (page: Page, field: string) => page.locator(`[data-field="${field}"] .m-active`)
const litChips = (page: Page) => page.locator('.chip.lit .text')

test('pointing at a word lights up its text and its step', async ({ page }) => {
  await open(page)
  await chip(page, 'Goodbye').hover()
  await expect(active(page, 'command line')).toHaveText('Goodbye')
  await expect(page.locator('.steps li.lit')).toHaveCount(1)
  await expect(page.locator('.steps li.lit')).toContainText('the words after the image name replace CMD')
  await chip(page, 'Hello,').hover()
  await expect(active(page, 'Dockerfile')).toHaveText('"Hello, "')
  await expect(page.locator('.steps li.lit')).toContainText('ENTRYPOINT is a JSON array')
  await expect(active(page, 'command line')).toHaveCount(0)
  await page.mouse.move(0, 0)
  await expect(active(page, 'Dockerfile')).toHaveCount(0)
})

test('a dropped word lights up, too', async ({ page }) => {
  await open(page)
  await page.getByTestId('dropped').locator('.chip').hover()
  await expect(active(page, 'Dockerfile')).toHaveText('"world!"')
})

test('choosing a word selects its text in the editor', async ({ page }) => {
  await open(page)
  await chip(page, 'Hello,').click()
  await expect(dockerfile(page)).toBeFocused()
  expect(await page.evaluate(() => getSelection()!.toString())).toBe('"Hello, "')
})

test('places are right behind characters of two, three and four bytes', async ({ page }) => {
  await open(page, asked('FROM debian\n# é € 🐳\nCMD ["é€🐳", "last"]\n'))
  await chip(page, 'last').hover()
  await expect(active(page, 'Dockerfile')).toHaveText('"last"')
  await chip(page, '🐳').hover()
  await expect(active(page, 'Dockerfile')).toHaveText('"é€🐳"')
})

test('pointing at a step lights up what it read and made', async ({ page }) => {
  await open(page)
  await steps(page).filter({ hasText: 'ENTRYPOINT is a JSON array' }).locator('.step').hover()
  await expect(active(page, 'Dockerfile').first()).toBeVisible()
  await expect(litChips(page)).toHaveText(['echo', 'Hello,␣'])
})

test('a step shows its slot before and after', async ({ page }) => {
  await open(page)
  const step = steps(page).filter({ hasText: 'replace CMD' })
  await step.locator('.step').click()
  await expect(step.locator('.change')).toHaveText('cmd before["world!"]after["Goodbye"]')
  await expect(step.locator('.step')).toHaveAttribute('aria-expanded', 'true')
  await step.locator('.step').click()
  await expect(page.locator('.change')).toHaveCount(0)
})

test('the cursor in a text lights up the words that come from there', async ({ page }) => {
  await open(page)
  await dockerfile(page).click()
  await page.keyboard.press('ControlOrMeta+Home')
  await expect(litChips(page)).toHaveCount(0)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End') // behind ENTRYPOINT's ]
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(litChips(page)).toHaveText(['Hello,␣'])
  await line(page).click()
  await page.keyboard.press('End')
  await expect(litChips(page)).toHaveText(['Goodbye'])
})

test.describe('by keyboard alone', () => {
  // walk presses Tab until an element answers to the selector.
  async function walk(page: Page, selector: string, key = 'Tab'): Promise<void> {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press(key)
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return
    }
    throw new Error('no way to ' + selector)
  }

  test('Tab goes through both editors and on, there and back', async ({ page }) => {
    await open(page)
    await walk(page, '[data-field="Dockerfile"] .cm-content')
    await walk(page, '[data-field="command line"] .cm-content')
    await walk(page, '.chip')
    await walk(page, '[data-field="command line"] .cm-content', 'Shift+Tab')
    await walk(page, '[data-field="Dockerfile"] .cm-content', 'Shift+Tab')
    await walk(page, '.skip', 'Shift+Tab')
    await expect(dockerfile(page)).toHaveText(/^FROM ubuntu:latest/) // no Tab was typed
  })

  test('the first stop leads past the inputs to the answer', async ({ page }) => {
    await open(page)
    await page.keyboard.press('Tab')
    await expect(page.getByText('Skip to the answer')).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.locator('#answer')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(chips(page).first()).toBeFocused()
  })

  test('a word with the focus lights up, and Enter leads to its text', async ({ page }) => {
    await open(page)
    await walk(page, '.chip')
    await expect(active(page, 'Dockerfile')).toHaveText('"echo"')
    await expect(page.locator('.steps li.lit')).toHaveCount(1)
    await page.keyboard.press('Tab')
    await expect(active(page, 'Dockerfile')).toHaveText('"Hello, "')
    await page.keyboard.press('Enter')
    await expect(dockerfile(page)).toBeFocused()
  })

  test('the steps are walked with arrows and with j and k', async ({ page }) => {
    await open(page)
    await walk(page, '.step')
    const now = page.locator('.steps li.current .n')
    const all = await steps(page).locator('.n').allTextContents()
    await page.keyboard.press('ArrowDown')
    await expect(now).toHaveText(all[0]!)
    await page.keyboard.press('j')
    await expect(now).toHaveText(all[1]!)
    await page.keyboard.press('ArrowRight')
    await expect(now).toHaveText(all[2]!)
    await page.keyboard.press('k')
    await expect(now).toHaveText(all[1]!)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowLeft') // the first one is the end of the way
    await expect(now).toHaveText(all[0]!)
    await page.keyboard.press('End')
    await expect(now).toHaveText(all.at(-1)!)
    await expect(page.locator('.steps li.current .step')).toBeFocused()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect(page.locator('.change')).toHaveCount(0)
  })

  test('the tabs are switched with the arrows', async ({ page }) => {
    await open(page)
    await page.getByRole('tab', { name: 'Why' }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('flow')).toBeVisible()
    await page.keyboard.press('End')
    await expect(page.getByTestId('json')).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('steps')).toBeVisible()
    await expect(page.getByRole('tab', { name: 'Why' })).toBeFocused()
  })

  test('a result is announced politely, once one stops typing', async ({ page }) => {
    await open(page)
    const live = page.locator('#live')
    await expect(live).toHaveAttribute('aria-live', 'polite')
    await line(page).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' twice')
    await expect(live).toHaveText('runs echo with 3 arguments; the words after the image name replace CMD')
  })

  test('search in the Dockerfile opens with its key and closes with Escape', async ({ page }) => {
    await open(page)
    await dockerfile(page).click()
    await page.keyboard.press('ControlOrMeta+f')
    await page.keyboard.type('CMD')
    await expect(page.locator('.cm-searchMatch').first()).toHaveText('CMD')
    await page.keyboard.press('Escape')
    await expect(dockerfile(page)).toBeFocused()
  })
})
