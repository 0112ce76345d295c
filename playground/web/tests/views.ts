// Every view of the page: how to get there. Held against WCAG, against narrow
// screens, and drawn for people to look at.
import { asked, expect, findings, link, open, said, tab, type Page, dockerfile } from './page'

// busy is a Dockerfile with something for every part of the page.
const busy = asked(
  `ARG VERSION=3.12
FROM python:\${VERSION} AS build
ARG MODE=fast
RUN pip install --target /deps flask
FROM python:3.12-slim AS prod
ENV API_TOKEN=abc
COPY --from=build /deps /deps
ENTRYPOINT python -m flask --app /deps/a/rather/long/path/to/the/application/main.py
CMD ["run", "--host", "0.0.0.0"]
`,
  'docker run --rm -e GREETING="hello there" --env-file app.env my-image --port 80',
)

export const views: Record<string, (page: Page) => Promise<unknown>> = {
  opening: (page) => open(page),
  findings: async (page) => {
    await open(page, busy)
    await expect(findings(page).first()).toBeVisible()
  },
  steps: async (page) => {
    await open(page, busy)
    await page.getByRole('button', { name: 'Next step' }).click()
    await page.getByRole('button', { name: /more steps?$/ }).click()
  },
  picture: async (page) => {
    await open(page, busy)
    await tab(page, 'Picture').click()
    await expect(page.getByTestId('flow')).toBeVisible()
  },
  matrix: async (page) => {
    await open(page)
    await tab(page, 'Every start').click()
    await expect(page.getByTestId('matrix')).toBeVisible()
  },
  json: async (page) => {
    await open(page, busy)
    await tab(page, 'JSON').click()
    await expect(page.getByTestId('json')).toBeVisible()
  },
  refused: (page) => open(page, asked('FROM debian\nCMD ["x"]\n', 'docker run --nmae x my-image')),
  failure: async (page) => {
    await open(page, busy)
    await dockerfile(page).click()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type('BOGUS x')
    await expect(page.locator('.stale')).toBeVisible()
  },
  examples: async (page) => {
    await open(page)
    await page.getByRole('button', { name: 'Examples' }).click()
    await expect(page.getByTestId('gallery').getByRole('button').first()).toBeVisible()
  },
  share: async (page) => {
    await open(page, busy)
    await page.getByRole('button', { name: 'Share' }).click()
    await expect(page.getByTestId('link')).toHaveValue(/#s=/)
  },
  base: async (page) => {
    await open(page)
    await page.getByRole('button', { name: 'Change or describe' }).click()
    await page.getByRole('button', { name: 'python', exact: true }).click()
  },
  rule: async (page) => {
    await open(page)
    await page.getByRole('button', { name: 'run-args-replace-cmd' }).first().click()
    await expect(page.locator('.panel h2')).toBeVisible()
  },
  circumstances: async (page) => {
    await open(page, busy)
    await page.getByText('More circumstances').click()
    await expect(page.getByLabel('Platform')).toBeVisible()
  },
  embed: (page) => open(page, busy, '?embed=1'),
  empty: async (page) => {
    await open(page)
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(page.getByTestId('empty')).toBeVisible()
  },
  answers: (page) => open(page, asked('FROM debian\nCMD ["a"]\n', 'docker run img one; docker run img two && docker run img three')),
  plain: async (page) => {
    await open(page)
    await page.getByLabel('Plain text fields').check()
  },
  search: async (page) => {
    await open(page, busy)
    await dockerfile(page).click()
    await page.keyboard.press('ControlOrMeta+f')
    await expect(page.locator('.cm-search')).toBeVisible()
  },
  tip: async (page) => {
    await open(page, busy)
    await page.locator('[data-field="Dockerfile"] .m-find').first().hover()
    await expect(page.locator('.cm-tooltip .tip')).toBeVisible()
  },
  lit: async (page) => {
    await open(page, busy)
    await page.locator('.chip').nth(2).hover()
    await expect(page.locator('.m-active').first()).toBeVisible()
  },
  'broken link': async (page) => {
    await page.goto('./' + link(busy).slice(0, 30))
    await expect(said(page)).toBeVisible()
  },
  wide: (page) => open(page, asked('FROM debian\nCMD ["' + 'x'.repeat(300) + '"]\n', 'docker run my-image ' + 'y'.repeat(300))),
}

