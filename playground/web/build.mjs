// Builds the page into ../dist: the pages of the rules become HTML, Vite bundles,
// the opening example is drawn into index.html, everything is compressed, and
// what the first load takes is held against its budget. Run by playground/build,
// which makes src/generated first.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Marked } from 'marked'
import { build } from 'vite'

const root = import.meta.dirname
const generated = join(root, 'src/generated')
const dist = join(root, '../dist')
const packed = join(root, '../packed')
const read = (path) => readFileSync(path, 'utf8')

// What the first load may take, brotli, in bytes.
const budget = { engine: 1.9e6, rest: 250e3 }

writeFileSync(join(generated, 'pages.json'), JSON.stringify(pages(JSON.parse(read(join(generated, 'pages.md.json'))))))
await build({ root, logLevel: 'warn' })
await build({ root, logLevel: 'warn', build: { ssr: 'src/prerender.tsx', outDir: join(root, 'node_modules/.prerender'), manifest: false } })
await page()
compress()
weigh()

// pages turns Markdown into HTML. Links from page to page open in the panel.
function pages(list) {
  const known = new Set(list.map((p) => p.id))
  const marked = new Marked({
    renderer: {
      link({ href, tokens }) {
        const text = this.parser.parseInline(tokens)
        const id = /([\w-]+)\.md$/.exec(href)?.[1]
        if (id && known.has(id)) return `<a href="#" data-page="${id}">${text}</a>`
        return /^https?:/.test(href) ? `<a href="${href.replace(/"/g, '%22')}" rel="noreferrer" target="_blank">${text}</a>` : text
      },
      html({ text }) {
        return text.startsWith('<!--') ? '' : text.replace(/[<&]/g, (c) => (c === '<' ? '&lt;' : '&amp;'))
      },
      code({ text, lang }) {
        const safe = text.replace(/[<&]/g, (c) => (c === '<' ? '&lt;' : '&amp;'))
        return `<pre tabindex="0"><code class="${/^\w+$/.test(lang ?? '') ? lang : ''}">${safe}</code></pre>\n`
      },
      heading({ tokens, depth }) {
        return `<h${depth + 1}>${this.parser.parseInline(tokens)}</h${depth + 1}>\n`
      },
    },
  })
  return list.map((p) => {
    const [, title, rest] = /^# ([^\n]*)\n([\s\S]*)$/.exec(p.text)
    return { id: p.id, kind: p.kind, names: p.names, title: title.replace(/`/g, ''), html: marked.parse(rest) }
  })
}

// page draws the opening example into index.html.
async function page() {
  const { prerender } = await import(pathToFileURL(join(root, 'node_modules/.prerender/prerender.js')).href)
  const opening = JSON.parse(read(join(generated, 'opening.json')))
  const asset = (pattern) => readdirSync(join(dist, 'assets')).find((f) => pattern.test(f))
  const policy = read(join(generated, 'policy.txt'))
  const style = join(dist, 'assets', asset(/^index-.*\.css$/))
  const safe = (v) => JSON.stringify(v).replace(/</g, '\\u003c')
  let html = read(join(dist, 'index.html'))
  const put = (mark, text) => {
    if (html.split(mark).length !== 2) throw new Error('index.html has no ' + mark)
    html = html.replace(mark, () => text)
  }
  put('<!--policy-->', `<meta http-equiv="Content-Security-Policy" content="${policy}" />`)
  // The boot script gets a name by its content, like everything below assets.
  const boot = `assets/boot-${createHash('sha256').update(read(join(dist, 'boot.js'))).digest('hex').slice(0, 8)}.js`
  renameSync(join(dist, 'boot.js'), join(dist, boot))
  const [script, main] = /<script type="module" crossorigin src="([^"]*)"><\/script>/.exec(html)
  put('<script src="./boot.js">', `<script src="./${boot}" data-worker="./assets/${asset(/^worker-.*\.js$/)}" data-main="${main}">`)
  put(script, `<link rel="modulepreload" crossorigin href="${main}" /><link rel="expect" href="#opening" blocking="render" />`)
  // The style stands in the page: one round trip less before the first paint.
  put(/<link rel="stylesheet"[^>]*>/.exec(html)[0], `<style>${read(style)}</style>`)
  rmSync(style)
  put('<!--app-->', prerender(opening))
  put('<!--opening-->', safe(opening))
  writeFileSync(join(dist, 'index.html'), html)
  rmSync(join(dist, '.vite'), { recursive: true })
}

function* files(dir, below = '') {
  for (const name of readdirSync(join(dir, below)).sort()) {
    const path = join(below, name)
    if (statSync(join(dir, path)).isDirectory()) yield* files(dir, path)
    else yield path
  }
}

// compress puts NAME.br and NAME.gz beside each file, and without the originals
// into ../packed, which the binary embeds.
function compress() {
  rmSync(packed, { recursive: true, force: true })
  for (const name of [...files(dist)]) {
    const body = readFileSync(join(dist, name))
    mkdirSync(join(packed, name, '..'), { recursive: true })
    for (const [ext, out] of [['.br', brotli(body)], ['.gz', gzipSync(body, { level: 9 })]]) {
      writeFileSync(join(dist, name + ext), out)
      writeFileSync(join(packed, name + ext), out)
    }
  }
}

// brotli takes half a minute for the engine, so what it made is kept.
function brotli(body) {
  const cache = join(root, 'node_modules/.brotli', createHash('sha256').update(body).digest('hex'))
  if (existsSync(cache)) return readFileSync(cache)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  const out = brotliCompressSync(body, { params })
  mkdirSync(join(cache, '..'), { recursive: true })
  writeFileSync(cache, out)
  return out
}

// weigh says what the first load takes and fails above the budget. What is
// fetched on use does not count: the examples, the pages of the rules.
function weigh() {
  const later = /^(examples|pages)-/
  let engine = 0
  let rest = 0
  for (const name of files(packed)) {
    if (!name.endsWith('.br')) continue
    const size = statSync(join(packed, name)).size
    const base = name.replace(/^assets\//, '')
    if (later.test(base)) console.log(`  later  ${(size / 1000).toFixed(1).padStart(8)} kB  ${name}`)
    else if (base.includes('.wasm')) engine += size
    else {
      rest += size
      console.log(`  first  ${(size / 1000).toFixed(1).padStart(8)} kB  ${name}`)
    }
  }
  console.log(`engine ${(engine / 1000).toFixed(1)} kB of ${budget.engine / 1000}, everything else ${(rest / 1000).toFixed(1)} kB of ${budget.rest / 1000} (brotli)`)
  if (engine > budget.engine || rest > budget.rest) {
    console.error('the first load is over its budget')
    process.exitCode = 1
  }
}
