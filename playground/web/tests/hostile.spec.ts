// What must not get through: markup in every input, characters that act on a
// page, an engine that dies or does not come back.
import { asked, chip, chips, dockerfile, expect, failure, findings, holds, line, link, open, rewrite, runs, said, summary, tab, test, type Page } from './page'

const markup = ['<script>hacked=1</script>', '<img src=x onerror=hacked=1>', '<svg/onload=hacked=1>', '"><b onmouseover=hacked=1>', "javascript:hacked=1", '</textarea><iframe srcdoc="<script>parent.hacked=1</script>">', '{{constructor.constructor("hacked=1")()}}', '&lt;b&gt;']

// harmless holds that nothing ran and nothing of it became an element.
async function harmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false)
  // The editor puts images without a source beside what it draws itself.
  expect(await page.locator('#app :is(script, img:not(.cm-widgetBuffer), iframe, b, object, embed), #app svg:not([data-testid=flow], [data-testid=tree]), #app [onerror], #app [onload], #app [onmouseover], #app [href^="javascript"]').count()).toBe(0)
}

// everywhere goes through all that draws a text.
async function everywhere(page: Page): Promise<void> {
  await harmless(page)
  for (const name of ['Picture', 'Every start', 'JSON', 'Why']) {
    await tab(page, name).click()
    await expect(page.getByRole('tabpanel')).not.toHaveText(/^$|Computing/)
    await harmless(page)
  }
  for (const mark of (await page.locator('.m-find').all()).slice(0, 3)) {
    await mark.hover()
    await page.waitForTimeout(400)
    await harmless(page)
  }
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByTestId('link')).toHaveValue(/#s=/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^(Change or describe|Described by you)$/ }).click()
  await harmless(page)
  await page.keyboard.press('Escape')
}

test.describe('markup is text', () => {
  test('in a Dockerfile', async ({ page }) => {
    await open(page, asked(`FROM debian AS a\nENV X='${markup[1]}' ${'Y="<i>"'}\nLABEL x=<u>\nUSER ${markup[2]!.replace(/ /g, '')}\nWORKDIR /<b>\nENTRYPOINT ${JSON.stringify(markup)}\nCMD ["<script>x</script>"]\n`, 'docker run my-image other'))
    await expect(chips(page).first()).toContainText(markup[0]!)
    await expect(page.getByTestId('dropped')).toContainText('<script>x</script>')
    await everywhere(page)
  })

  test('in shell form, with findings', async ({ page }) => {
    await open(page, asked(`FROM debian\nENTRYPOINT ["${markup[1]}"\nCMD ${markup[0]}\n# check=skip=<b>\n`))
    await expect(findings(page).first()).toBeVisible()
    await everywhere(page)
  })

  test('in what the builder and the client refuse', async ({ page }) => {
    await open(page, asked(`FROM debian\n${markup[1]} x\n`))
    await everywhere(page)
    await open(page, asked('FROM debian\n', `docker run --<b>=1 '${markup[1]}' x`))
    await expect(summary(page)).toBeVisible()
    await harmless(page)
    await open(page)
    await rewrite(page, line(page), `'<img src=x onerror=hacked=1>`)
    await expect(failure(page)).toBeVisible()
    await harmless(page)
  })

  test('in a command line', async ({ page }) => {
    await open(page, asked('FROM debian\nENTRYPOINT ["echo"]\n', `docker run -e 'A=${markup[1]}' --name '<b>' my-image ${markup.map((m) => "'" + m.replace(/'/g, '') + "'").join(' ')}`))
    await expect(chip(page, '<script>')).toBeVisible()
    await everywhere(page)
  })

  test('in stage, image and file names', async ({ page }) => {
    await open(page, asked(`FROM <img/src=x/onerror=hacked=1> AS b\nCMD ["x"]\n`, `docker run --env-file '<img src=x onerror=hacked=1>' my-image`))
    await everywhere(page)
    await open(page, { files: [{ name: '<img src=x onerror=hacked=1>', text: 'FROM debian\nCMD ["x"]\n' }], target: '<b>', platform: '<b>', engine: '<b>', buildArgs: { '<b>': '<i>' }, hostFiles: [{ name: '<b>', text: '<i>' }] } as Parameters<typeof open>[1])
    await harmless(page)
  })

  test('in what docker inspect printed', async ({ page }) => {
    await open(page, asked('FROM tool\n', 'docker run my-image', { bases: [{ ref: 'tool', file: { name: '<b>', text: JSON.stringify([{ RepoTags: ['<b>'], Config: { Entrypoint: markup, Cmd: markup, Env: ['X=' + markup[1]], User: '<b>', WorkingDir: '/<b>', StopSignal: '<b>', Healthcheck: { Test: ['CMD-SHELL', markup[0]] }, OnBuild: ['CMD <b>'] } }]) } }] }))
    await expect(chips(page).first()).toContainText(markup[0]!)
    await everywhere(page)
  })

  test('in links', async ({ page }) => {
    for (const fragment of ['#<script>hacked=1</script>', '#s=<img src=x onerror=hacked=1>', '#javascript:hacked=1', '#dockerfile=<script>hacked=1</script>&run=javascript:hacked=1', '#run=<img src=x onerror=hacked=1>', link({ files: 'x', line: 7, bases: [null], buildArgs: [], hostEnv: '<b>', disable: [{}], hostFiles: {}, __proto__: { hacked: 1 }, constructor: 1 }), link([1]), link(null), link('"')]) {
      await page.goto('about:blank')
      await page.goto('./' + fragment)
      await expect(summary(page).or(failure(page)).or(said(page)).or(page.getByTestId('empty')).first()).toBeVisible()
      await harmless(page)
    }
  })
})

test('characters that cannot be seen, or that turn the text around, are escaped', async ({ page }) => {
  const words = ['a\u202eb', 'c\u2066d', 'e\u200bf', 'g\ufeffh', 'i\u0000j', 'k\u001b[31ml', 'm\u0007n', 'tab\there', 'line\nbreak', 'soft\u00adhyphen', '\u200f']
  await open(page, asked('FROM debian\nCMD ' + JSON.stringify(words) + '\n'))
  // JSON escapes in the Dockerfile itself are text there; the words are what they mean.
  await runs(page, 'a\\u202eb', 'c\\u2066d', 'e\\u200bf', 'g\\ufeffh', 'i\\u0000j', 'k\\u001b[31ml', 'm\\u0007n', 'tab\\there', 'line\\nbreak', 'soft\\u00adhyphen', '\\u200f')
  const bad = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/
  for (const name of ['Picture', 'Every start', 'JSON', 'Why']) {
    await tab(page, name).click()
    await expect(page.getByRole('tabpanel')).not.toHaveText(/^$|Computing/)
    expect(await page.locator('.answer').innerText(), name).not.toMatch(bad)
  }
  await rewrite(page, dockerfile(page), 'FROM debian\nCMD ["x\u202ey\u2066z"]')
  await runs(page, 'x\\u202ey\\u2066z')
  await expect(dockerfile(page).locator('.cm-specialChar')).toHaveCount(2)
  expect(await page.title()).not.toMatch(bad)
})

test('a CMD of 3,000 words is drawn in part, and typing goes on', async ({ page }) => {
  const words = Array.from({ length: 3000 }, (_, i) => `"w${i}"`)
  await open(page, asked(`FROM debian\nCMD [${words.join(', \\\n')}]\n`))
  await expect(chips(page)).toHaveCount(120)
  await rewrite(page, line(page), 'docker run my-image back')
  await runs(page, 'back')
})

test.describe('an engine that', () => {
  const crash = (page: Page) => page.evaluate(() => (globalThis as unknown as { explainPage: { crash(): void } }).explainPage.crash())

  test('dies is replaced: the text is kept and the next answer comes', async ({ page }) => {
    await open(page)
    await rewrite(page, line(page), 'docker run my-image kept')
    await runs(page, 'echo', 'Hello,␣', 'kept')
    await crash(page)
    await holds(line(page), 'docker run my-image kept')
    await line(page).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' and more')
    await runs(page, 'echo', 'Hello,␣', 'kept', 'and', 'more')
    await expect(page.getByText('The engine is started again')).toHaveCount(0)
    await expect(failure(page)).toHaveCount(0)
  })

  test('dies while one types, and twice, loses nothing', async ({ page }) => {
    await open(page)
    await line(page).click()
    await page.keyboard.press('End')
    for (const word of [' one', ' two', ' three']) {
      await page.keyboard.type(word)
      await crash(page)
      await crash(page)
    }
    await page.keyboard.type(' four')
    await runs(page, 'echo', 'Hello,␣', 'Goodbye', 'one', 'two', 'three', 'four')
    await expect(failure(page)).toHaveCount(0)
  })

  test('does not answer is stopped, the text that did it kept', async ({ page }) => {
    // A question that never arrives looks like one that never ends.
    await page.addInitScript(() => {
      const post = Worker.prototype.postMessage
      Worker.prototype.postMessage = function (this: Worker, ...a: unknown[]) {
        if (JSON.stringify(a[0]).includes('ENDLESS')) return
        return (post as (...x: unknown[]) => void).apply(this, a)
      } as typeof post
    })
    await open(page)
    await line(page).click()
    await page.keyboard.press('End')
    await page.keyboard.insertText(' ENDLESS')
    await expect(failure(page)).toContainText('took too long')
    await runs(page, 'echo', 'Hello,␣', 'Goodbye')
    await holds(line(page), 'docker run my-image Goodbye ENDLESS')
    await page.keyboard.press('ControlOrMeta+z')
    await page.keyboard.type(' again')
    await runs(page, 'echo', 'Hello,␣', 'Goodbye', 'again')
  })
})
