// Measures the page in headless Chromium, as issue and bars have it: medians of
// RUNS loads (20), key presses to a painted argv. EXPLAIN names the binary.
import { spawn } from 'node:child_process'
import { chromium } from '@playwright/test'

const runs = Number(process.env.RUNS ?? 20)
const flags = ['--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
const server = spawn(process.env.EXPLAIN ?? '../../bin/explain', ['serve', '--addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] })
const url = await new Promise((done, fail) => {
  let said = ''
  server.stdout.on('data', (d) => {
    said += d
    const m = /http:\S+/.exec(said)
    if (m) done(m[0])
  })
  server.on('exit', () => fail(new Error('the server ended: ' + said)))
})

const sorted = (xs) => [...xs].sort((a, b) => a - b)
const at = (xs, q) => sorted(xs)[Math.min(xs.length - 1, Math.floor(xs.length * q))]
let over = 0
function bar(name, value, limit, unit) {
  const ok = value <= limit
  if (!ok) over++
  console.log(`${ok ? 'ok  ' : 'OVER'} ${name.padEnd(52)} ${value.toFixed(unit === '' ? 4 : 1).padStart(8)} ${unit} (bar ${limit} ${unit})`)
}

// Before anything else on the page: note layout shifts.
const watch = () => {
  globalThis.shifts = 0
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) globalThis.shifts += e.value
  }).observe({ type: 'layout-shift', buffered: true })
  globalThis.answerDrawn = NaN
  new PerformanceObserver((list) => (globalThis.answerDrawn = list.getEntries()[0].startTime)).observe({ type: 'element', buffered: true })
}

// A new window keeps Chromium busy with itself for about a second (it draws its
// own menus, as pages of their own); the visit comes after that.
const settling = Number(process.env.SETTLING ?? 1500)

async function load(page) {
  await page.goto(url)
  await page.waitForFunction(() => performance.getEntriesByName('answered').length > 0, null, { polling: 5 })
  return page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    drawn: globalThis.answerDrawn,
    answer: performance.getEntriesByName('answered')[0].startTime,
    shifts: globalThis.shifts,
  }))
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags })
const first = []
const again = []
for (let i = 0; i < runs; i++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } }) // a cold cache
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.waitForTimeout(settling)
  first.push(await load(page))
  await page.waitForTimeout(150)
  again.push(await load(page))
  await context.close()
}
bar('first contentful paint, cold', at(first.map((x) => x.paint), 0.5), 400, 'ms')
bar('the opening answer drawn, cold', at(first.map((x) => x.drawn), 0.5), 400, 'ms')
bar('engine answering, cold', at(first.map((x) => x.answer), 0.5), 900, 'ms')
bar('engine answering, second visit', at(again.map((x) => x.answer), 0.5), 600, 'ms')
bar('layout shift, worst', Math.max(...first.map((x) => x.shifts), ...again.map((x) => x.shifts)), 0.02, '')

// From the key press to the frame in which the new argv is drawn.
async function typing(file, line, presses) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(url + '#' + new URLSearchParams({ dockerfile: file, run: line }))
  await page.waitForFunction(() => performance.getEntriesByName('answered').length > 0)
  await page.waitForTimeout(500)
  await page.evaluate(clock, '[data-testid=argv]')
  await page.getByRole('textbox', { name: 'Command line' }).click()
  await page.keyboard.press('End')
  await page.waitForTimeout(4000) // somebody thinks before they type
  const times = await pressing(page, presses)
  await context.close()
  return times
}

// clock notes how long after a key press what it changed below an element is painted.
const clock = (watched) => {
  globalThis.times = []
  let pressed = 0
  addEventListener('keydown', (e) => (pressed = e.timeStamp), true)
  new MutationObserver(() => {
    if (!pressed) return
    const begun = pressed
    pressed = 0
    // After the frame's callbacks come style, layout and paint; a message
    // that is sent in one is read when they are done.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => globalThis.times.push(performance.now() - begun)
      port2.postMessage(0)
    })
  }).observe(document.querySelector(watched), { subtree: true, childList: true, characterData: true })
}

async function pressing(page, presses) {
  for (let i = 0; i < presses; i++) {
    await page.keyboard.press('x')
    await page.waitForTimeout(60 + (i % 7) * 5)
  }
  await page.waitForTimeout(300)
  const times = await page.evaluate(() => globalThis.times)
  if (times.length < presses * 0.9) throw new Error(`only ${times.length} of ${presses} key presses were answered`)
  return times
}

// floor is what this browser on this machine takes when there is nothing to do:
// a page of one text field and one paragraph, with a worker between them that
// sends back what it gets.
async function floor(presses) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const bodies = {
    '/': ['text/html', '<!doctype html><textarea></textarea><p>-</p><script src="/page.js"></script>'],
    '/page.js': ['text/javascript', `const w = new Worker('/worker.js'), [field] = document.getElementsByTagName('textarea')
      field.oninput = () => w.postMessage(field.value)
      w.onmessage = (e) => (document.querySelector('p').textContent = e.data)`],
    '/worker.js': ['text/javascript', 'onmessage = (e) => postMessage(e.data)'],
  }
  await context.route('**', (route) => {
    const [contentType, body] = bodies[new URL(route.request().url()).pathname] ?? ['text/plain', '']
    return route.fulfill({ contentType, body })
  })
  await page.goto('http://floor.test/')
  await page.evaluate(clock, 'p')
  await page.locator('textarea').click()
  await page.waitForTimeout(settling)
  const times = await pressing(page, presses)
  await context.close()
  return times
}

const some = ['RUN apt-get update \\\n && apt-get install -y curl \\\n && rm -rf /var/lib/apt/lists/*', 'ENV A=1 B="$A x"', 'WORKDIR /app', 'COPY . .', 'USER app', 'EXPOSE 8080', 'LABEL a=b']
function dockerfile(lines, stages) {
  let out = ''
  for (let s = 0; s < stages; s++) {
    out += `FROM ${s ? 'debian:bookworm' : 'golang:1.24'} AS s${s}\n`
    while (out.split('\n').length - 1 < ((s + 1) * lines) / stages - 2) out += some[out.length % some.length] + '\n'
  }
  return out + 'ENTRYPOINT ["/usr/bin/tini", "--", "/app/server"]\nCMD ["--port", "8080"]\n'
}
// Of some windows the middle one counts: what else the machine does comes and goes.
const presses = 100
const windows = Math.ceil(runs / 4)
const middle = (all, q) => at(all.map((times) => at(times, q)), 0.5)
const bare = []
const short = []
const long = []
for (let i = 0; i < windows; i++) {
  bare.push(await floor(presses))
  short.push(await typing(dockerfile(40, 3), 'docker run img ', presses))
  long.push(await typing(dockerfile(300, 9), 'docker run img ', presses))
}
console.log(`     a page that does nothing: median ${middle(bare, 0.5).toFixed(1)} ms, 95th percentile ${middle(bare, 0.95).toFixed(1)} ms`)
bar('key press to argv painted, 40 lines, median', middle(short, 0.5), 16, 'ms')
bar('key press to argv painted, 40 lines, 95th percentile', middle(short, 0.95), 33, 'ms')
bar('key press to argv painted, 300 lines, 9 stages, median', middle(long, 0.5), 50, 'ms')
for (const [name, all] of [['a page that does nothing', bare], ['40 lines', short], ['300 lines', long]]) console.log(`     ${name}, window by window: ${all.map((t) => at(t, 0.5).toFixed(1) + '/' + at(t, 0.95).toFixed(1)).join(' ')}`)

await browser.close()
server.kill()
console.log(over ? `${over} over their bar` : 'all within their bars')
process.exit(over ? 1 : 0)
