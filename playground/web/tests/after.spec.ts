// What follows from an argv: the commands inside a shell, the processes, and how
// they end.
import AxeBuilder from '@axe-core/playwright'
import { asked, dockerfile, expect, explain, open, rewrite, test } from './page'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const text = `FROM debian:12
ENV PORT=80
CMD trap 'exit 7' TERM; serve --port=$PORT "two words" >log & wait
`
const shell = asked(text, 'docker run -it app')

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('the commands of a shell text stand there with the words that they get', async ({ page }) => {
  await open(page, shell)
  const commands = page.getByTestId('inside').locator('li')
  const want = JSON.parse(explain(['--format', 'json', '-f', '-', 'docker', 'run', '-it', 'app'], text)).answers[0].process.inside.commands
  await expect(commands).toHaveCount(want.length)
  await expect(commands.nth(2).locator('code')).toHaveText('serve --port=80 "two words" >log')
  for (const [i, c] of want.entries()) await expect(commands.nth(i)).toContainText(c.says)
})

test('a command leads to its place in the Dockerfile', async ({ page }) => {
  await open(page, shell)
  await page.getByTestId('inside').locator('li').nth(2).getByRole('button').click()
  const marked = await page.evaluate(() => getSelection()?.toString())
  expect(marked).toContain('serve --port=$PORT')
})

test('who is started by whom is a picture with a description', async ({ page }) => {
  await open(page, shell)
  const tree = page.getByRole('img', { name: 'The processes of the container' })
  await expect(tree.locator('rect')).toHaveCount(2)
  await expect(tree).toContainText('PID 1, gets SIGTERM')
  await expect(tree.locator('desc')).toContainText('started by /bin/sh')
})

test('docker stop and Ctrl-C follow the Dockerfile', async ({ page }) => {
  await open(page, shell)
  const then = page.locator('.then')
  await expect(then.locator('.ways').first()).toContainText('the trap ends /bin/sh with exit code 7 at once')
  await rewrite(page, dockerfile(page), 'FROM debian:12\nCMD ["sleep", "1000"]\n')
  await expect(then.locator('.ways').first()).toContainText('sleep is PID 1 and has no handler for SIGTERM')
  await expect(then.locator('.ways').first()).toContainText('exit code 137')
  await expect(page.getByTestId('tree')).toHaveCount(0)
})

test('a text that no shell can read is marked', async ({ page }) => {
  await open(page, asked('FROM debian:12\nCMD a "b\n', 'docker run app'))
  await expect(page.locator('.inside .bad')).toContainText('the shell cannot read its text')
  await expect(page.locator('.outcome')).toContainText('exit code 2')
})

for (const [scheme, width] of [['light', 390], ['dark', 1280]] as const) {
  test(`nothing shuts anybody out, and nothing sticks out, ${scheme} at ${width}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: 900 })
    await open(page, shell)
    await expect(page.getByTestId('tree')).toBeVisible()
    expect((await new AxeBuilder({ page }).withTags(rules).analyze()).violations).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}
