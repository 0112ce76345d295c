// edits.mjs WASM CATALOGUE EXAMPLES: 10,000 random edits of the examples, as
// somebody types, deletes, pastes and swaps lines. Nothing may crash, every
// answer is a report, and the engine's memory stays where a few hundred edits
// took it.
import { readFileSync } from 'node:fs'
import { boot } from './engine.mjs'

const [, , wasm, catalogue, examples] = process.argv
const engine = await boot(wasm, catalogue)
const starts = JSON.parse(readFileSync(examples, 'utf8')).map((e) => e.request)
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
console.log('seed', seed)

let state = seed || 1
const random = (n) => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0
  return Math.floor((state / 2 ** 32) * n)
}
const pieces = ['"', "'", '[', ']', '\\', '\\\n', '\n', ' ', '$', '${', '}', '$(', '`', '&&', '#', '--', '-e A=b', '<<EOF\n', 'CMD ', 'ENTRYPOINT [', 'FROM ', 'ONBUILD ', 'SHELL ["', 'ARG X\n', 'ENV A=', 'docker run ', '\r\n', '\t', 'é', '\u{1f600}', '\u0000', '\ufeff', '\ud800', '😀'.slice(0, 1), '-- ', 'AS x\n', '--entrypoint ', '"" ']

function edit(text) {
  const at = random(text.length + 1)
  switch (random(6)) {
    case 0: return text.slice(0, at) + text.slice(Math.min(text.length, at + 1 + random(12)))
    case 1: return text.slice(0, at) + String.fromCharCode(32 + random(95)) + text.slice(at)
    case 2: {
      const lines = text.split('\n')
      const [a, b] = [random(lines.length), random(lines.length)]
      ;[lines[a], lines[b]] = [lines[b], lines[a]]
      return lines.join('\n')
    }
    case 3: return text.slice(0, at) + text.slice(random(text.length + 1)).slice(0, 200) + text.slice(at)
    default: return text.slice(0, at) + pieces[random(pieces.length)] + text.slice(at)
  }
}

const total = Number(process.env.EDITS ?? 10_000)
let req
let settled = 0
for (let i = 0; i < total; i++) {
  if (i % 40 === 0) req = structuredClone(starts[random(starts.length)])
  if (random(3) && req.files?.length) req.files[0].text = edit(req.files[0].text)
  else req.line = edit(req.line ?? 'docker run img')
  const want = random(25) ? '' : ['markdown', 'matrix', 'masked', 'command', 'argv', 'shell'][random(6)]
  const question = JSON.stringify({ ...req, want })
  const out = JSON.parse(engine.explain(question))
  if (want === '' && (out.schema !== 1 || (out.error?.msg ?? '').startsWith('explain itself failed'))) {
    console.error('edit', i, 'of seed', seed, 'broke it:', out.error, question)
    process.exit(1)
  }
  if (i === 999) settled = engine.bytes()
}
const grown = engine.bytes() - settled
console.log(`${total} edits, ${(engine.bytes() / 2 ** 20).toFixed(0)} MB, ${(grown / 2 ** 20).toFixed(0)} MB more than after 1,000`)
if (grown > settled) {
  console.error('the memory has more than doubled')
  process.exit(1)
}
process.exit(0)
