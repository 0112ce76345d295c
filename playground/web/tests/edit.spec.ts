// What people do: type, change circumstances, paste, mend, load other cases.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asked, chip, dockerfile, dropped, expect, explain, failure, findings, holds, line, link, open, paste, rewrite, root, runs, said, steps, summary, tab, test, text, type Page } from './page'

const undo = (page: Page) => said(page).getByRole('button', { name: 'Undo' }).click()

test.describe('typing', () => {
  test('fast typing arrives letter by letter, in order', async ({ page }) => {
    await open(page)
    await rewrite(page, dockerfile(page), '')
    const typed = 'FROM debian:12 AS base\nENV NAME="a value" OTHER=2\nRUN apt-get update && apt-get install -y curl\nENTRYPOINT ["/usr/bin/env", "--", "NAME=x"]\nCMD ["curl", "--fail", "example.org"]'
    await page.keyboard.type(typed, { delay: 0 })
    await holds(dockerfile(page), typed)
    await rewrite(page, line(page), '')
    await page.keyboard.type("docker run --rm -it -e A='b c' my-image wget \"a b\"", { delay: 0 })
    await runs(page, '/usr/bin/env', '--', 'NAME=x', 'wget', 'a b')
    await holds(dockerfile(page), typed)
    await holds(line(page), "docker run --rm -it -e A='b c' my-image wget \"a b\"")
  })

  test('a character and the answer to it are drawn in one frame', async ({ page }) => {
    await open(page, asked('FROM debian:12\nENTRYPOINT ["a"]', 'docker run img x'))
    await line(page).click()
    await page.keyboard.press('End')
    await page.evaluate(() => {
      const seen: string[] = []
      const look = () => {
        const typed = document.querySelector('[data-field="command line"] .cm-content')!.textContent!.split(' ').at(-1)!
        const word = [...document.querySelectorAll('[data-testid=argv] .text')].at(-1)!.textContent!
        if (seen.at(-1) !== typed + ' ' + word) seen.push(typed + ' ' + word)
        requestAnimationFrame(look)
      }
      look()
      Object.assign(globalThis, { seen })
    })
    // A machine that is busy may be late now and then, but not always.
    await expect(async () => {
      await page.keyboard.press('y')
      await page.waitForTimeout(50)
      const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen.map((s) => s.split(' ')))
      const together = seen.filter(([typed, word], i) => i > 0 && typed === word && seen[i - 1]![0] === seen[i - 1]![1])
      expect(together.length).toBeGreaterThan(4)
    }).toPass()
  })

  test('keys pressed on each other\'s heels do what they do one by one', async ({ page }) => {
    await open(page, asked('FROM debian:12\nENTRYPOINT ["a"]', 'docker run img one two'))
    await line(page).click()
    const keys = ['End', 'x', 'y', 'Backspace', 'ArrowLeft', 'z', 'Delete', 'End', 'w', 'Shift+Home', 'd', 'o', 'Enter', 'Backspace', 'c', 'k', 'e', 'r', 'Home', 'Delete', 'd', 'End', ' ', 'r', 'u', 'n', ' ', 'i', ' ', 'ControlOrMeta+ArrowLeft', 'b', 'End', 'p', 'q', 'Backspace', 'Backspace', 'v']
    for (const key of keys) await page.keyboard.press(key)
    await holds(line(page), 'docker run bi v')
    await runs(page, 'a', 'v')
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => text(line(page))).not.toBe('docker run bi v')
    await page.keyboard.press('ControlOrMeta+y')
    await holds(line(page), 'docker run bi v')
  })

  test('nothing typed is lost when the engine dies, the field is left or something is pasted right after', async ({ page }) => {
    await open(page, asked('FROM debian:12\nENTRYPOINT ["a"]', 'docker run img x'))
    await line(page).click()
    await page.keyboard.press('End')
    for (const then of ['crash', 'leave', 'paste'] as const) {
      await page.evaluate((what) => {
        const field = document.querySelector<HTMLElement>('[data-field="command line"] .cm-content')!
        const data = new DataTransfer()
        data.setData('text/plain', 'p')
        const acts = {
          crash: () => (globalThis as unknown as { explainPage: { crash(): void } }).explainPage.crash(),
          leave: () => field.blur(),
          paste: () => void field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })),
        }
        field.addEventListener('beforeinput', () => setTimeout(acts[what]), { once: true })
      }, then)
      await page.keyboard.press('y')
      await line(page).focus()
    }
    await holds(line(page), 'docker run img xyyyp')
    await runs(page, 'a', 'xyyyp')
  })

  test('a character that is composed arrives whole', async ({ page, context }) => {
    await open(page, asked('FROM debian:12\nENTRYPOINT ["a"]', 'docker run img x'))
    await line(page).click()
    await page.keyboard.press('End')
    const ime = await context.newCDPSession(page)
    await page.keyboard.press('y')
    for (const written of ['k', 'か', 'かn', 'かな']) await ime.send('Input.imeSetComposition', { text: written, selectionStart: written.length, selectionEnd: written.length })
    await ime.send('Input.insertText', { text: '仮名' })
    await page.keyboard.press('z')
    await holds(line(page), 'docker run img xy仮名z')
    await runs(page, 'a', 'xy仮名z')
  })

  test('the answer follows the Dockerfile', async ({ page }) => {
    await open(page)
    await dockerfile(page).click()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type('ENTRYPOINT ["printf", "%s"]')
    await runs(page, 'printf', '%s', 'Goodbye')
    await expect(dropped(page)).toHaveText(['echo', 'Hello,␣', 'world!'])
  })

  test('the answer follows the command line', async ({ page }) => {
    await open(page)
    await rewrite(page, line(page), 'docker run --entrypoint sh my-image -c "exit 3"')
    await runs(page, 'sh', '-c', 'exit 3')
    await rewrite(page, line(page), '')
    await runs(page, 'echo', 'Hello,␣', 'world!')
  })

  test('the editor undoes and redoes', async ({ page }) => {
    await open(page)
    const before = await text(dockerfile(page))
    await dockerfile(page).click()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.insertText('USER app') // at once: what is typed slowly is undone in pieces
    await page.keyboard.press('ControlOrMeta+z')
    await holds(dockerfile(page), before)
    await page.keyboard.press('ControlOrMeta+y')
    await holds(dockerfile(page), before + 'USER app')
  })

  test('plain text fields do the same as the editors', async ({ page }) => {
    await open(page)
    await page.getByLabel('Plain text fields').check()
    await page.getByLabel('Dockerfile', { exact: true }).fill('FROM debian\nCMD ["plain"]')
    await page.getByLabel('Command line', { exact: true }).fill('')
    await runs(page, 'plain')
    await chip(page, 'plain').click()
    await expect(page.getByLabel('Dockerfile', { exact: true })).toBeFocused()
    await page.reload()
    await expect(page.getByLabel('Plain text fields')).toBeChecked()
    await expect(page.getByLabel('Dockerfile', { exact: true })).toHaveValue(/./)
  })
})

test.describe('what cannot be read', () => {
  test('leaves the last good answer, greyed, with the error beside it', async ({ page }) => {
    await open(page)
    await line(page).click()
    await page.keyboard.press('End')
    await page.keyboard.type(" 'open")
    await expect(failure(page)).toContainText('the quote \' that opens here is never closed')
    await expect(page.locator('.result')).toHaveClass(/stale/)
    await runs(page, 'echo', 'Hello,␣', 'Goodbye')
    await expect(page.locator('[data-field="command line"] .m-error')).toHaveText("'")
    await page.keyboard.type("'")
    await expect(failure(page)).toHaveCount(0)
    await expect(page.locator('.result')).not.toHaveClass(/stale/)
    await runs(page, 'echo', 'Hello,␣', 'Goodbye', 'open')
  })

  test('is the same for half an instruction', async ({ page }) => {
    await open(page)
    await dockerfile(page).click()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type('WORKD')
    await expect(failure(page)).toContainText('unknown instruction: WORKD')
    await expect(page.locator('.result')).toHaveClass(/stale/)
    await runs(page, 'echo', 'Hello,␣', 'Goodbye')
    await expect(page.locator('[data-field="Dockerfile"] .m-error')).toHaveText('WORKD')
    await page.keyboard.type('IR /srv')
    await expect(failure(page)).toHaveCount(0)
    await runs(page, 'echo', 'Hello,␣', 'Goodbye')
  })

  test('and was never good shows no answer to something else', async ({ page }) => {
    await open(page, asked('FROM debian\n', "docker run 'x"))
    await expect(failure(page)).toBeVisible()
    await expect(page.getByTestId('argv')).toHaveCount(0)
    await open(page, asked('FROM debian\nBOGUS\n'))
    await expect(summary(page)).toHaveText('the image does not build')
  })

  test('is nothing at all after Clear, which can be undone', async ({ page }) => {
    await open(page)
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(page.getByTestId('empty')).toBeVisible()
    await expect(page.getByTestId('argv')).toHaveCount(0)
    await undo(page)
    await runs(page, 'echo', 'Hello,␣', 'Goodbye')
  })
})

test.describe('circumstances', () => {
  const stages = 'FROM debian AS first\nCMD ["one"]\nFROM debian AS second\nARG WHO=you\nENV WHO=$WHO\nCMD ["two"]\n'

  test('the target stage can be chosen', async ({ page }) => {
    await open(page, asked(stages))
    await runs(page, 'two')
    await page.getByTestId('target').selectOption('first')
    await runs(page, 'one')
    await tab(page, 'Picture').click()
    await expect(page.getByTestId('flow')).toContainText('stage first → image')
    await page.getByTestId('target').selectOption('the last one')
    await runs(page, 'two')
  })

  test('build args are asked for by name and change what is built', async ({ page }) => {
    await open(page, asked('ARG TAG=3.12\nFROM python:${TAG}\nARG WHO=you\nWORKDIR /${WHO}\nCMD ["x"]\n'))
    await expect(page.locator('.facts')).toContainText('/you')
    await expect(page.getByLabel('--build-arg WHO')).toHaveAttribute('placeholder', 'you')
    await page.getByLabel('--build-arg WHO').fill('me')
    await expect(page.locator('.facts')).toContainText('/me')
    await page.getByLabel('--build-arg TAG').fill('3.11')
    await expect(page.getByTestId('base')).toHaveText(/3\.11/)
  })

  test('the shell\'s variables decide what an unquoted one becomes', async ({ page }) => {
    await open(page, asked('FROM debian\nENTRYPOINT ["echo"]\n', 'docker run my-image "$WHO"'))
    await page.getByText('More circumstances').click()
    await page.getByLabel('Variables of the shell').fill('WHO=a neighbour')
    await runs(page, 'echo', 'a neighbour')
    await page.getByLabel('Variables of the shell').fill('')
    await expect(chip(page, 'neighbour')).toHaveCount(0)
  })

  test('a file that the line names is asked for', async ({ page }) => {
    await open(page, asked('FROM debian\nCMD ["env"]\n', 'docker run --env-file app.env my-image'))
    await page.getByLabel('The file app.env').fill('GREETING=hello\n')
    await tab(page, 'JSON').click()
    await expect(page.getByTestId('json')).toContainText('"GREETING"')
  })

  test('engine, platform and exactness are asked, too', async ({ page }) => {
    await open(page, asked('CMD ["x"]\n'))
    await expect(chip(page, 'x')).toBeVisible()
    await page.getByText('More circumstances').click()
    await page.getByLabel('Refuse a text without FROM').check()
    await expect(failure(page)).toContainText('no build stage in current context')
    await page.getByLabel('Refuse a text without FROM').uncheck()
    await expect(failure(page)).toHaveCount(0)
    await rewrite(page, dockerfile(page), 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD dir\n')
    await page.getByLabel('Platform').fill('windows/amd64')
    await expect(chip(page, 'cmd')).toBeVisible()
  })
})

test.describe('the image below', () => {
  const inspect = JSON.stringify([{ Config: { Entrypoint: ['/tool'], Cmd: ['serve'], Env: ['PATH=/bin'], WorkingDir: '/srv' } }], null, 2)

  test('can be one of the catalogue', async ({ page }) => {
    await open(page, asked('FROM debian AS base\nFROM base\n'))
    await page.getByRole('button', { name: 'Change or describe' }).click()
    await page.getByLabel('Find').fill('pyth')
    await page.getByRole('button', { name: 'python', exact: true }).click()
    await page.getByRole('button', { name: '3.12-slim', exact: true }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await holds(dockerfile(page), 'FROM python:3.12-slim AS base\nFROM base\n')
    await runs(page, 'python3')
  })

  test('can be described by what docker inspect prints', async ({ page }) => {
    await open(page, asked('FROM registry.example/tool\n', 'docker run my-image check'))
    await page.getByRole('button', { name: 'Change or describe' }).click()
    await page.getByLabel('docker inspect registry.example/tool').fill('[{')
    await expect(page.getByText('This is not JSON')).toBeVisible()
    await page.getByLabel('docker inspect registry.example/tool').fill(inspect)
    await page.getByRole('button', { name: 'Use it' }).click()
    await runs(page, '/tool', 'check')
    await page.getByRole('button', { name: 'Described by you' }).click()
    await page.getByRole('button', { name: 'Forget it' }).click()
    await expect(chip(page, '‹ENTRYPOINT of registry.example/tool›')).toBeVisible()
  })

  test('is what was pasted, whichever field it was pasted into', async ({ page }) => {
    await open(page, asked('', 'docker run tool status'))
    await paste(page, dockerfile(page), inspect)
    await expect(said(page)).toContainText('docker inspect output became the image')
    await holds(dockerfile(page), '')
    await runs(page, '/tool', 'status')
    await rewrite(page, dockerfile(page), 'FROM tool\nCMD ["below"]\n')
    await rewrite(page, line(page), '')
    await paste(page, line(page), inspect.replace('/tool', '/other'))
    await runs(page, '/other', 'below')
    await undo(page)
    await expect(chip(page, '/other')).toHaveCount(0)
  })
})

test.describe('pasting', () => {
  test('takes a Dockerfile out of its Markdown fence, and says so', async ({ page }) => {
    await open(page)
    const before = await text(dockerfile(page))
    await paste(page, dockerfile(page), 'Try this:\n\n```dockerfile\nFROM debian\nCMD ["fenced"]\n```\n')
    await holds(dockerfile(page), 'FROM debian\nCMD ["fenced"]\n')
    await expect(said(page)).toContainText('removed the code fence')
    await undo(page)
    await holds(dockerfile(page), before)
  })

  test('sorts a README with both into both fields', async ({ page }) => {
    await open(page)
    await paste(page, dockerfile(page), '```dockerfile\nFROM debian\nENTRYPOINT ["a"]\n```\nthen\n```sh\n$ docker run img b\n```\n')
    await holds(dockerfile(page), 'FROM debian\nENTRYPOINT ["a"]\n')
    await holds(line(page), 'docker run img b')
    await runs(page, 'a', 'b')
    await undo(page)
    await runs(page, 'echo', 'Hello,␣', 'Goodbye')
  })

  test('moves a docker line to its field, without its prompt', async ({ page }) => {
    await open(page)
    for (const prompt of ['', '$ ', '# ', '> ', 'me@host:~/app$ ', 'PS C:\\app> ']) {
      await paste(page, dockerfile(page), prompt + 'docker run my-image moved', false)
      await holds(line(page), 'docker run my-image moved')
      await expect(said(page)).toContainText('a command line went to its field')
      await runs(page, 'echo', 'Hello,␣', 'moved')
      await undo(page)
      await runs(page, 'echo', 'Hello,␣', 'Goodbye')
    }
  })

  test('strips prompts in the command line\'s own field', async ({ page }) => {
    await open(page)
    await paste(page, line(page), '$ docker run my-image \\\n>   one two\n')
    await runs(page, 'echo', 'Hello,␣', 'one', 'two')
    expect(await text(line(page))).not.toMatch(/^\$/)
  })

  test('takes line numbers away', async ({ page }) => {
    await open(page)
    for (const gap of ['\t', ' | ', ': ', '  ']) {
      await paste(page, dockerfile(page), [`  9${gap}FROM debian`, ` 10${gap}CMD ["numbered"]`, ''].join('\n'))
      await holds(dockerfile(page), 'FROM debian\nCMD ["numbered"]\n')
      await expect(said(page)).toContainText('removed line numbers')
    }
  })

  test('moves a Dockerfile out of the command line\'s field', async ({ page }) => {
    await open(page)
    await paste(page, line(page), 'FROM debian\nENTRYPOINT ["from", "below"]\n')
    await holds(dockerfile(page), 'FROM debian\nENTRYPOINT ["from", "below"]\n')
    await expect(said(page)).toContainText('the Dockerfile went to its field')
    await undo(page)
    await runs(page, 'echo', 'Hello,␣', 'Goodbye')
  })

  test('leaves ordinary text as it is', async ({ page }) => {
    await open(page)
    await paste(page, dockerfile(page), 'FROM debian\n# 1 | no number\nRUN docker --version\nCMD ["as", "it", "is"]\n')
    await holds(dockerfile(page), 'FROM debian\n# 1 | no number\nRUN docker --version\nCMD ["as", "it", "is"]\n')
    await expect(said(page)).toHaveCount(0)
  })

  test('does the same in plain text fields', async ({ page }) => {
    await open(page)
    await page.getByLabel('Plain text fields').check()
    await paste(page, page.getByLabel('Dockerfile', { exact: true }), '```\nFROM debian\nENTRYPOINT ["plain"]\n```\n')
    await expect(page.getByLabel('Dockerfile', { exact: true })).toHaveValue('FROM debian\nENTRYPOINT ["plain"]\n')
    await runs(page, 'plain', 'Goodbye')
  })
})

// Each check's findings are mended with a click: one case for each kind of fix,
// from the file that holds what the checks say of their own test cases.
const kinds = new Map<string, Map<string, string>>() // by check: the case and the title, and what is the same for its kind
for (const block of readFileSync(join(root, 'sim/check/testdata/messages.golden'), 'utf8').split(/\n(?=\S+\/\S+ )/)) {
  const [, check, name] = /^(\S+)\/(\S+) /.exec(block) ?? []
  if (!check) continue
  const kind = kinds.get(check) ?? new Map<string, string>()
  for (const [, title] of block.matchAll(/^ {2}[?!] (.*)$/gm)) {
    const key = title!.split(' ').slice(0, 2).join(' ')
    if (![...kind.values()].includes(key)) kind.set(`${name} ${title}`, key)
  }
  if (kind.size) kinds.set(check, kind)
}

// What the editor draws as a sign of its own is left out of the comparison.
const plain = (t: string) => t.replace(/[^\x20-\x7e\n]/g, '')

test.describe('a click mends what the check found, and Undo takes it back:', () => {
  for (const [check, titles] of kinds) {
    test(check, async ({ page }) => {
      await open(page)
      for (const key of titles.keys()) {
        const [name, title] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]
        const parts = readFileSync(join(root, 'sim/check/testdata', check, name + '.txtar'), 'utf8').split(/^-- (.*) --\n/m)
        const part = (n: string) => (parts.includes(n) ? parts[parts.indexOf(n) + 1]! : '')
        await page.evaluate((h) => (location.hash = h), link(asked(part('Dockerfile'), part('run').trim())))
        await expect.poll(async () => plain(await text(dockerfile(page)))).toBe(plain(part('Dockerfile')))
        const mine = findings(page).filter({ has: page.getByRole('button', { name: check, exact: true }) })
        const fix = mine.getByRole('button', { name: title, exact: true }).first()
        await expect(fix, key).toBeVisible()
        const [before, typed, count] = [await text(dockerfile(page)), await text(line(page)), await mine.count()]
        await fix.click()
        await expect(mine, key).toHaveCount(count - 1)
        await expect(said(page)).toContainText('Done: ' + title)
        expect((await text(dockerfile(page))) + (await text(line(page)))).not.toBe(before + typed)
        await undo(page)
        await holds(dockerfile(page), before)
        await holds(line(page), typed)
        await expect(mine).toHaveCount(count)
      }
    })
  }
})

test('a finding is underlined, and what hovers over it mends it, too', async ({ page }) => {
  await open(page, asked('FROM debian\nENTRYPOINT ["sh", "run.sh"\n'))
  await page.locator('[data-field="Dockerfile"] .m-find').first().hover()
  await page.locator('.cm-tooltip').getByRole('button', { name: 'write it as a JSON array' }).click()
  await runs(page, 'sh', 'run.sh')
  await expect(findings(page)).toHaveCount(0)
})

test('each of several answers in one line can be looked at', async ({ page }) => {
  await open(page, asked('FROM debian\nENTRYPOINT ["echo"]\n', 'docker run a one; docker run b two && docker run c three'))
  await runs(page, 'echo', 'one')
  await page.getByTestId('answers').selectOption({ index: 2 })
  await runs(page, 'echo', 'three')
  await rewrite(page, line(page), 'docker run a alone')
  await runs(page, 'echo', 'alone')
  await expect(page.getByTestId('answers')).toHaveCount(0)
})

test('a cell of the table of all starts loads that case', async ({ page }) => {
  await open(page)
  await tab(page, 'Every start').click()
  const cell = page.getByTestId('matrix').locator('td:not(.current) button').first()
  const words = await cell.locator('code').allTextContents()
  await cell.click()
  await runs(page, ...words)
  await expect(page.getByTestId('matrix').locator('td.current').first()).toBeVisible()
  await undo(page)
  await runs(page, 'echo', 'Hello,␣', 'Goodbye')
})

test('the picture shows what changed what on the way', async ({ page }) => {
  await open(page, asked('FROM python:3.12\nENTRYPOINT ["app"]\n', 'docker run my-image x'))
  await tab(page, 'Picture').click()
  await expect(page.getByTestId('flow')).toContainText('FROM python:3.12')
  await expect(page.getByTestId('flow')).toContainText('● ENTRYPOINT ["app"]')
  await expect(page.getByTestId('flow').locator('.process')).toContainText('["app", "x"]')
})

test('a rule\'s page opens beside, its links lead on, and closing leads back', async ({ page }) => {
  await open(page)
  const cite = steps(page).getByRole('button', { name: 'run-args-replace-cmd' })
  await cite.focus()
  await page.keyboard.press('Enter')
  const panel = page.locator('.panel')
  await expect(panel.locator('h2')).toBeFocused()
  const title = await panel.locator('h2').textContent()
  await panel.locator('a[data-page]').first().click()
  await expect(panel.locator('h2')).not.toHaveText(title!)
  await expect(panel.locator('h2')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(cite).toBeFocused()
})

test('every example of the gallery loads, and says what the command says', async ({ page }) => {
  await open(page)
  const button = page.getByRole('button', { name: 'Examples' })
  await button.click()
  await expect(page.getByTestId('gallery').locator('.number').first()).toBeVisible()
  const names = await page.getByTestId('gallery').locator('.number').allTextContents()
  const titles = await page.getByTestId('gallery').locator('.title').allTextContents()
  expect(names.length).toBeGreaterThan(30)
  const all = JSON.parse(readFileSync(join(root, 'playground/web/src/generated/examples.json'), 'utf8')) as { name: string; title: string }[]
  for (const [i, title] of titles.entries()) {
    if (i > 0) await button.click()
    await page.getByTestId('gallery').getByRole('button', { name: title }).first().click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const report = JSON.parse(explain(['--format', 'json', join(root, 'examples', all[i]!.name + '.txtar')])) as { answers: { summary: string }[] }
    await expect(summary(page), title).toHaveText(report.answers[0]!.summary)
    await expect(failure(page), title).toHaveCount(0)
  }
})

test('the gallery is searched by any word, and Escape leads back', async ({ page }) => {
  await open(page)
  const button = page.getByRole('button', { name: 'Examples' })
  await button.click()
  await page.getByLabel('Find').fill('distroless')
  await expect(page.getByTestId('gallery').getByRole('button')).not.toHaveCount(0)
  await page.getByLabel('Find').fill('no such thing')
  await expect(page.getByText('No example has “no such thing” in it.')).toBeVisible()
  await page.getByLabel('Find').fill('') // the first Escape would only do this
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button).toBeFocused()
})
