// Links: the whole state in the address, what others may write there, what is
// masked, and the same answer as text.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asked, binary, dockerfile, expect, failure, held, holds, line, link, open, ready, rewrite, runs, said, summary, tab, test, text, type Page, type Request } from './page'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const everything: Request = {
  files: [{ name: 'Dockerfile', text: 'ARG TAG=1\nFROM tool:${TAG} AS first\nARG WHO\nENTRYPOINT ["a b", "é🐳", "\\t"]\nFROM first AS second\nCMD ["$X"]\n' }],
  line: 'docker run --env-file app.env first "$WHERE" \'two  blanks\'',
  target: 'first',
  buildArgs: { TAG: '2', WHO: 'me' },
  bases: [{ ref: 'tool:2', file: { name: 'tool:2.json', text: '[{"Config":{"Cmd":["x"],"WorkingDir":"/from-inspect"}}]' } }],
  hostEnv: { WHERE: 'here and there' },
  hostFiles: [{ name: 'app.env', text: 'GREETING=hello\n' }],
  platform: 'linux/arm64',
  engine: '20.10',
  exact: true,
} as Request

// printed is what the command prints in a folder with this Dockerfile.
function printed(args: string[], file: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'explain-'))
  try {
    writeFileSync(join(dir, 'Dockerfile'), file)
    return execFileSync(binary, args, { cwd: dir, encoding: 'utf8' })
  } finally {
    rmSync(dir, { recursive: true })
  }
}

async function share(page: Page, reveal = false): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click()
  const box = page.getByTestId('link')
  await expect(box).toHaveValue(/#s=./)
  if (reveal) {
    const masked = await box.inputValue()
    await page.getByLabel('Leave secrets in').check()
    await expect(box).not.toHaveValue(masked)
  }
  return box.inputValue()
}

async function copied(page: Page, button: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''))
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('')
  return page.evaluate(() => navigator.clipboard.readText())
}

test('a link brings back all of a state, in a browser that has never been here', async ({ page, fresh }) => {
  await open(page, everything)
  await runs(page, 'a b', 'é🐳', '\\t', 'here and there', 'two  blanks'.replace('  ', '␣␣'))
  const url = await share(page, true)
  expect(held(url)).toEqual(everything)

  const there = await fresh()
  await there.goto(url)
  await ready(there)
  await expect(there.getByTestId('argv')).toHaveText((await page.getByTestId('argv').textContent())!)
  await expect(there.locator('.facts')).toContainText('/from-inspect')
  await holds(dockerfile(there), everything.files![0]!.text)
  await holds(line(there), everything.line!)
  await expect(there.getByTestId('target')).toHaveValue('first')
  await there.getByText('More circumstances').click()
  await expect(there.getByLabel('--build-arg WHO')).toHaveValue('me')
  await expect(there.getByLabel('Variables of the shell')).toHaveValue('WHERE=here and there')
  await expect(there.getByLabel('The file app.env')).toHaveValue('GREETING=hello\n')
  await expect(there.getByLabel('Platform')).toHaveValue('linux/arm64')
  await expect(there.getByLabel('Engine')).toHaveValue('20.10')
  await expect(there.getByLabel('Refuse a text without FROM')).toBeChecked()
  expect(held(await share(there, true))).toEqual(everything)
})

test('the address follows the text, and a reload brings it back', async ({ page }) => {
  await open(page)
  await rewrite(page, line(page), 'docker run my-image kept')
  await expect.poll(() => page.url()).toContain('#s=')
  await page.reload()
  await ready(page)
  await runs(page, 'echo', 'Hello,␣', 'kept')
})

test('a link of a quarter of a megabyte does as well', async ({ page }) => {
  const words = Array.from({ length: 3000 }, (_, i) => 'word' + ((i * 7919) % 3000).toString(36))
  await open(page, asked(`FROM debian\nCMD ${JSON.stringify(words)}\n` + '# a comment\n'.repeat(15_000)))
  await expect(page.getByRole('button', { name: /^Show \d+ more words$/ })).toBeVisible()
})

test.describe('others write', () => {
  test('#dockerfile=…&run=… and all the other parameters', async ({ page }) => {
    const p = new URLSearchParams({ dockerfile: 'FROM tool AS one\nARG WHO\nWORKDIR /$WHO\nENTRYPOINT ["a"]\nFROM one\n', run: 'docker run x "$W"', target: 'one', platform: 'linux/arm64', engine: '20.10' })
    p.append('build-arg', 'WHO=me=you')
    p.append('host-env', 'W=its value')
    p.append('base', 'tool=[{"Config":{"User":"nobody"}}]')
    await open(page, '#' + p)
    await runs(page, 'a', 'its value')
    await expect(page.locator('.facts')).toContainText('/me=you')
    await expect(page.locator('.facts')).toContainText('nobody')
    await expect(page.getByTestId('target')).toHaveValue('one')
  })

  test('a line alone, or a Dockerfile alone', async ({ page }) => {
    await open(page, '#run=docker+run+debian+ls')
    await runs(page, 'ls')
    await holds(dockerfile(page), '')
    await page.goto('about:blank')
    await open(page, '#dockerfile=' + encodeURIComponent('FROM debian\nCMD ["+", "%"]'))
    await runs(page, '+', '%')
    await holds(line(page), '')
  })

  test('links with words in place of a line', async ({ page }) => {
    await open(page, { files: [], argv: ['docker', 'run', 'debian', 'echo', 'a b'] } as Request)
    await runs(page, 'echo', 'a b')
    await holds(line(page), "docker run debian echo 'a b'")
  })

  test('a link by hand into a page that is open', async ({ page }) => {
    await open(page)
    await page.evaluate((h) => (location.hash = h), link(asked('FROM debian\nCMD ["by hand"]\n')))
    await runs(page, 'by hand')
  })
})

for (const [what, fragment] of [['cut short', link(everything).slice(0, 60)], ['no base64', '#s=%%%'], ['no deflate', '#s=AAAA'], ['no JSON', '#s=' + 'S0osAgA']] as const) {
  test(`a link that is broken says so and leaves the page usable: ${what}`, async ({ page }) => {
    await page.goto('./' + fragment)
    await expect(said(page)).toContainText('This link cannot be read')
    await expect(summary(page)).toBeVisible()
    await ready(page)
    await rewrite(page, line(page), 'docker run my-image on')
    await runs(page, 'echo', 'Hello,␣', 'on')
  })
}

test('a small link that unpacks to a large text is refused', async ({ page }) => {
  await page.goto('./' + link(asked('#'.repeat(9 << 20))))
  await expect(said(page)).toContainText('This link cannot be read')
})

test.describe('secrets', () => {
  const secret = asked('FROM debian\nARG TOKEN\nARG HARMLESS\nENV DB_PASSWORD=hunter2\nRUN echo\nCMD ["sh"]\n', 'docker run -e PLAIN=hunter3 -e API_KEY=hunter4 my-image', { buildArgs: { TOKEN: 'hunter5', HARMLESS: 'hunter6' }, hostEnv: { MY_SECRET: 'hunter7' } })

  test('are masked in links, in the address, in Markdown and in commands', async ({ page }) => {
    await open(page, secret)
    const url = await share(page)
    expect(JSON.stringify(held(url))).not.toMatch(/hunter\d/)
    expect(await copied(page, 'Copy as Markdown')).not.toMatch(/hunter\d/)
    expect(await copied(page, 'Copy as command')).not.toMatch(/hunter\d/)
    await page.keyboard.press('Escape')
    await rewrite(page, line(page), secret.line + ' x')
    await expect.poll(() => (page.url().includes('#s=') ? held(page.url()).line : '')).toMatch(/ x$/)
    expect(JSON.stringify(held(page.url()))).not.toMatch(/hunter\d/)
    await holds(line(page), secret.line + ' x') // the text itself stays
  })

  test('are left in when asked for', async ({ page }) => {
    await open(page, secret)
    const all = JSON.stringify(held(await share(page, true)))
    for (const n of [2, 3, 4, 5, 6, 7]) expect(all).toContain('hunter' + n)
    expect(await copied(page, 'Copy as command')).toContain('hunter4')
  })
})

test.describe('copies', () => {
  test('Markdown is what the command prints', async ({ page }) => {
    await open(page)
    const file = await text(dockerfile(page))
    await page.getByRole('button', { name: 'Share' }).click()
    expect(await copied(page, 'Copy as Markdown')).toBe(printed(['--format', 'markdown', '-f', 'Dockerfile', 'docker run my-image Goodbye'], file))
  })

  test('the command gives the same answer in a shell', async ({ page }) => {
    await open(page, asked('FROM debian\nARG A\nWORKDIR /$A\nENTRYPOINT ["it\'s"]\n', 'docker run my-image "a b" \'$c\'', { buildArgs: { A: 'b c' } }))
    await page.getByRole('button', { name: 'Share' }).click()
    await page.getByLabel('Leave secrets in').check()
    const command = (await copied(page, 'Copy as command')).replace(/^explain /, '"$0" --format argv ')
    expect(JSON.parse(execFileSync('/bin/sh', ['-c', command, binary], { encoding: 'utf8' }))).toEqual(["it's", 'a b', '$c'])
  })

  test('the argv is copied as JSON and for a shell', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'Copy as JSON' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('["echo","Hello, ","Goodbye"]')
    await page.getByRole('button', { name: 'Copy for a shell' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("echo 'Hello, ' Goodbye")
  })

  test('the report is the JSON that the command prints', async ({ page }) => {
    await open(page)
    await rewrite(page, line(page), '')
    await runs(page, 'echo', 'Hello,␣', 'world!')
    await tab(page, 'JSON').click()
    await page.getByRole('button', { name: 'Copy all of it' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(printed(['--format', 'json', 'Dockerfile'], await text(dockerfile(page))))
  })

  test('the HTML to embed shows the same', async ({ page }) => {
    await open(page, asked('FROM debian\nCMD ["in", "a", "frame"]\n'))
    await page.getByRole('button', { name: 'Share' }).click()
    await expect(page.getByTestId('link')).toHaveValue(/#s=/)
    const html = await copied(page, 'Copy as iframe')
    const src = /src="([^"]+)"/.exec(html)![1]!
    await page.goto(src)
    await ready(page)
    await runs(page, 'in', 'a', 'frame')
    await expect(page.getByRole('button', { name: 'Share' })).toHaveCount(0)
  })
})

test('embedded it is compact, and leads to the full page with what was typed', async ({ page, context }) => {
  await page.setViewportSize({ width: 640, height: 420 })
  await open(page, asked('FROM debian\nENTRYPOINT ["echo"]\n', 'docker run my-image small'), '?embed=1')
  await runs(page, 'echo', 'small')
  await expect(page.locator('header.top')).toHaveCount(0)
  await expect(page.getByRole('tab')).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(600)
  await rewrite(page, line(page), 'docker run my-image large')
  await runs(page, 'echo', 'large')
  const before = page.url()
  const full = page.getByRole('link', { name: 'Open in explain' })
  await expect.poll(async () => held('x' + (await full.getAttribute('href'))!.replace(/^[^#]*/, '')).line).toBe('docker run my-image large')
  expect(page.url(), 'the address is the embedding page\'s').toBe(before)
  const [there] = await Promise.all([context.waitForEvent('page'), full.click()])
  await there.setViewportSize({ width: 1280, height: 900 })
  await ready(there)
  await runs(there, 'echo', 'large')
  await expect(there.getByRole('tab', { name: 'Why' })).toBeVisible()
})

test('back and forward go through what was loaded', async ({ page }) => {
  await open(page)
  const gallery = async (n: number) => {
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.getByTestId('gallery').getByRole('button').nth(n).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await rewrite(page, line(page), 'docker run my-image typed') // and no wait for the address
  await gallery(3)
  await expect(dockerfile(page)).toContainText('FROM golang')
  await expect.poll(() => page.url()).toContain('#s=')
  await gallery(6)
  await expect(dockerfile(page)).not.toContainText('FROM golang')
  const last = await text(dockerfile(page))
  await expect.poll(() => (page.url().includes('#s=') ? held(page.url()).files?.[0]?.text : '')).toBe(last)
  await page.goBack()
  await expect(dockerfile(page)).toContainText('FROM golang')
  await page.goBack()
  await runs(page, 'echo', 'Hello,␣', 'typed')
  await page.waitForTimeout(1000) // the address is written
  await page.goForward()
  await expect(dockerfile(page)).toContainText('FROM golang')
  await page.goForward()
  await holds(dockerfile(page), last)
  await expect(failure(page)).toHaveCount(0)
})
