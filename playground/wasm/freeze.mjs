// freeze.mjs IN OUT: starts the engine once, here, and writes it down as it then
// stands, so that a page need not start it. Of 0.9 s from opening the page to its
// first answer, Go's own start and what is done only once (regular expressions,
// JSON's types) took a third, most of it spent compiling code that runs once.
//
// A Go program that waits for a call has its whole state in its memory and in
// its few WebAssembly globals. Both become what the module begins with; the few
// JavaScript values that it holds are listed in a section named "frozen", by
// name, and given back by thaw.mjs. Clock and random numbers are fixed here, so
// the same engine always makes the same file.
import { readFileSync, writeFileSync } from 'node:fs'
import { Go } from './node/go.mjs'
import { known, thaw } from './thaw.mjs'

const [, , from, to] = process.argv

// What is asked before freezing: a bit of everything that a first visit needs.
const questions = [
  { files: [{ name: 'Dockerfile', text: 'ARG V=1\nFROM debian:${V} AS a\nENV A=b\nWORKDIR /w\nENTRYPOINT ["a", "b"]\nCMD ["c"]\n\nFROM a\nCMD echo $A | cat && exec "$0"\n' }], line: 'docker run --rm -it -e A=b -p 1:2 --entrypoint sh img -c "x y"' },
  { files: [{ name: 'Dockerfile', text: 'FROM debian\nENTRYPOINT exec a "$@"\nCMD b\n' }], line: 'docker run img c' },
].map((q) => JSON.stringify(q))

const emptyCatalogue = 'explain catalogue 1 2000-01\n'

const source = readFileSync(from)
const sections = [...read(source)]
const globals = mutable(section(6))
const { go, instance, functions } = await start(build(sections.map((s) => (s.id === 7 ? { id: 7, body: withGlobals(s.body, globals) } : s))))
const engine = globalThis.engine
must(engine.load(emptyCatalogue) === '', 'the engine takes no catalogue')
const answers = questions.map((q) => engine.explain(q))
for (let i = 0; i < 3; i++) engine.settle()

const memory = new Uint8Array(instance.exports.mem.buffer)
const pages = memory.length / 65536
const table = withoutTable(memory)
const frozen = build([
  ...sections.filter((s) => s.id !== 0).map((s) => ({
    id: s.id,
    body: { 5: () => Buffer.concat([uleb(1), uleb(0), uleb(pages)]), 6: () => values(globals, instance), 11: () => image(memory) }[s.id]?.() ?? s.body,
  })),
  { id: 0, body: Buffer.concat([text('frozen'), Buffer.from(JSON.stringify(held()))]) },
])

// It must answer as it did before.
delete globalThis.engine
const module = await WebAssembly.compile(frozen)
const again = await thaw(new Go(), module)
must(again.load(emptyCatalogue) === '', 'the frozen engine takes no catalogue')
questions.forEach((q, i) => must(again.explain(q) === answers[i], 'the frozen engine answers differently'))
writeFileSync(to, frozen)
process.exit(0)

function must(ok, msg) {
  if (ok) return
  console.error('freeze: ' + msg)
  process.exit(1)
}

// start runs a module until it waits, with a clock and random numbers that are
// always the same. The clock begins early, so that it never goes back later.
async function start(wasm) {
  const go = new Go()
  go.env = {}
  const functions = new Map() // and Go's numbers for them
  const wrap = go._makeFuncWrapper
  go._makeFuncWrapper = (id) => {
    const f = wrap.call(go, id)
    functions.set(f, id)
    return f
  }
  let now = 1_000_000_000n
  const set = (at, v) => go.mem.setBigInt64(at, v, true)
  Object.assign(go.importObject.gojs, {
    'runtime.nanotime1': (sp) => set((sp >>> 0) + 8, (now += 1000n)),
    'runtime.walltime': (sp) => {
      set((sp >>> 0) + 8, 1n)
      go.mem.setInt32((sp >>> 0) + 16, 0, true)
    },
    'runtime.getRandomData': (sp) => {
      const at = Number(go.mem.getBigInt64((sp >>> 0) + 8, true))
      const length = Number(go.mem.getBigInt64((sp >>> 0) + 16, true))
      const bytes = new Uint8Array(go._inst.exports.mem.buffer, at, length)
      for (let i = 0; i < length; i++) bytes[i] = (i * 151 + 89) % 256
    },
  })
  const { instance } = await WebAssembly.instantiate(wasm, go.importObject)
  void go.run(instance)
  return { go, instance, functions }
}

// held says which JavaScript values Go holds: names for those that thaw.mjs
// finds again, null for what was an argument or a result and is waiting for
// Go's garbage collection.
function held() {
  const names = new Map(Object.entries(known()).map(([name, value]) => [value, name]))
  names.set(globalThis.fs.constants, 'fs.constants')
  for (const [name, f] of Object.entries(engine)) names.set(f, 'engine.' + name)
  const first = 7 // those before are always there: see wasm_exec.js
  const values = go._values.slice(first).map((v) => names.get(v) ?? null)
  return {
    values, counts: go._goRefCounts.slice(first), free: go._idPool, timeouts: go._nextCallbackTimeoutID,
    table,
    functions: Object.fromEntries(Object.entries(engine).map(([name, f]) => [name, functions.get(f)])),
  }
}

// withoutTable takes Go's findfunctab out of a memory, a fifth of it: for each
// bucket of 4,096 program counters five words, the number of the function and
// four zeros. Under WebAssembly every function has 16 buckets, so that thaw.mjs
// can write the table again in a millisecond. Returned is what it needs for that.
function withoutTable(memory) {
  const words = new Uint32Array(memory.buffer)
  const { stride, each } = { stride: 5, each: 16 }
  const fits = (at, n) => words[at] === n && !words[at + 1] && !words[at + 2] && !words[at + 3] && !words[at + 4]
  let best = { at: 0, count: 0 }
  for (let at = 0; at < words.length; at++) {
    if (words[at] !== 1 || words[at - stride] !== 0) continue // where function 1 begins, after function 0
    const begin = at - stride * each
    let count = 0
    while (begin >= 0 && fits(begin + stride * count, Math.floor(count / each))) count++
    if (count > best.count) best = { at: begin, count }
  }
  must(best.count > 10_000, 'there is no findfunctab of the form that it had')
  words.fill(0, best.at, best.at + stride * best.count)
  return { ...best, stride, each }
}

// image is the data section for a memory: what is not zero, in pieces.
function image(memory) {
  const words = new Uint32Array(memory.buffer)
  const gap = 16 // words of zero that end a piece
  const pieces = []
  for (let at = 0; at < words.length;) {
    if (words[at] === 0) {
      at++
      continue
    }
    const begin = at
    let end = at
    for (; at < words.length && at - end <= gap; at++) if (words[at] !== 0) end = at
    pieces.push(Buffer.concat([uleb(0), Buffer.from([0x41]), sleb(begin * 4), Buffer.from([0x0b]), uleb((end + 1 - begin) * 4)]), memory.subarray(begin * 4, (end + 1) * 4))
  }
  return Buffer.concat([uleb(pieces.length / 2), ...pieces])
}

// The rest reads and writes WebAssembly's binary form.

function section(id) {
  return sections.find((s) => s.id === id).body
}

function* read(wasm) {
  for (let at = 8; at < wasm.length;) {
    const id = wasm[at]
    const [size, begin] = number(wasm, at + 1)
    yield { id, body: wasm.subarray(begin, begin + size) }
    at = begin + size
  }
}

function build(list) {
  return Buffer.concat([source.subarray(0, 8), ...list.flatMap((s) => [Buffer.from([s.id]), uleb(s.body.length), s.body])])
}

// mutable lists the globals, which in a Go program all are mutable and begin
// with a constant.
function mutable(body) {
  let [count, at] = number(body, 0)
  return Array.from({ length: count }, () => {
    const [type, changes, op] = body.subarray(at, at + 3)
    ;[, at] = number(body, at + 3)
    must(changes === 1 && (op === 0x41 || op === 0x42) && body[at++] === 0x0b, 'a global is not as Go makes them')
    return { type, op }
  })
}

function withGlobals(exports, globals) {
  const [count, at] = number(exports, 0)
  return Buffer.concat([uleb(count + globals.length), exports.subarray(at), ...globals.flatMap((_, i) => [text('global' + i), Buffer.from([3]), uleb(i)])])
}

function values(globals, instance) {
  return Buffer.concat([uleb(globals.length), ...globals.flatMap((g, i) => [Buffer.from([g.type, 1, g.op]), sleb(instance.exports['global' + i].value), Buffer.from([0x0b])])])
}

function number(bytes, at) {
  let n = 0
  for (let shift = 0; ; shift += 7) {
    const c = bytes[at++]
    n += (c & 127) * 2 ** shift
    if (c < 128) return [n, at]
  }
}

function uleb(n) {
  const out = []
  for (; n > 127; n = Math.floor(n / 128)) out.push((n % 128) | 128)
  return Buffer.from([...out, n])
}

function sleb(n) {
  const out = []
  for (let v = BigInt(n); ;) {
    const low = Number(v & 127n)
    v >>= 7n
    if ((v === 0n && low < 64) || (v === -1n && low >= 64)) return Buffer.from([...out, low])
    out.push(low | 128)
  }
}

function text(s) {
  return Buffer.concat([uleb(Buffer.byteLength(s)), Buffer.from(s)])
}
