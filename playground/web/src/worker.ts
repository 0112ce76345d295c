// The engine, off the page's own thread. The first one comes up by itself, before
// the page's program is there; one that follows a dead one is given its compiled
// module with {hello}. The answer to {hello} is {ready}, to {id, call, args} it is
// {id, out}; {dead} says why there will be none.
// With {warm} it goes on answering one question to itself when nobody has asked for
// a second: code that has run a few dozen times is compiled for good, and then a
// key is answered four times faster.
import './generated/wasm_exec.js'
import { thaw } from '../../wasm/thaw.mjs'
import wasmURL from './generated/explain.wasm?url'
import catalogueURL from './generated/catalogue.txt?url'

interface Engine { load(t: string): string; explain(q: string): string; catalog(): string; grade(e: string, a: string): string; rest(): string }
interface Go { importObject: WebAssembly.Imports; exit(code: number): void }
declare const Go: new () => Go

const scope = self as unknown as { name: string; postMessage(m: unknown): void; onmessage: ((e: MessageEvent) => void) | null }

interface Hello { hello: true; module: WebAssembly.Module | null }
interface Warm { warm: string }
interface Call { id: number; call: keyof Engine; args: string[] }

let module: WebAssembly.Module | null = null
let up = scope.name === 'again' ? null : boot()
up?.catch(() => {}) // whoever asks is told
scope.onmessage = async (e: MessageEvent) => {
  const m = e.data as Hello | Call | Warm
  clearTimeout(timer)
  clearTimeout(resting)
  try {
    if ('hello' in m) module ??= m.module
    const engine = await (up ??= boot())
    if ('hello' in m) scope.postMessage({ ready: true, module })
    else if ('warm' in m) question = m.warm
    else scope.postMessage({ id: m.id, out: (engine[m.call] as (...a: string[]) => string)(...m.args) })
  } catch (err) {
    scope.postMessage({ dead: String((err as Error)?.message ?? err) })
  }
  if (question !== '') timer = setTimeout(warmUp, 1000)
  if ('id' in m) resting = setTimeout(() => void up!.then((engine) => engine.rest()), drawing)
}

// drawing is how long the page may need to draw an answer, in milliseconds: after
// that the engine tidies up, before the next key.
const drawing = 25
let resting: ReturnType<typeof setTimeout> | undefined

let question = ''
let rounds = 20
let timer: ReturnType<typeof setTimeout> | undefined

async function warmUp(): Promise<void> {
  const engine = await up!
  const begun = performance.now()
  for (let i = 0; i < 4; i++) engine.explain(question)
  // A text that takes long is no exercise.
  if (--rounds > 0 && performance.now() - begun < 200) timer = setTimeout(warmUp)
  else question = ''
}

async function boot(): Promise<Engine> {
  const go = new Go()
  go.exit = () => scope.postMessage({ dead: 'the engine has ended' })
  const [program, catalogue] = await Promise.all([
    module ? null : fetched(wasmURL, 'the engine').then((r) => r.blob()),
    fetched(catalogueURL, 'the catalogue of base images').then((r) => r.text()),
  ])
  module ??= await WebAssembly.compile(await program!.arrayBuffer())
  const engine = (await thaw(go, module)) as Engine
  const refused = engine.load(catalogue)
  if (refused) throw new Error(refused)
  return engine
}

// fetched fetches. Ten megabytes come fastest as a Blob (Chromium 156, to the
// compiled module: 350 ms; compiling while they come 410, as an array 440).
async function fetched(url: string, what: string): Promise<Response> {
  const r = await fetch(url).catch(() => null)
  if (!r?.ok) throw new Error(what + ' cannot be fetched')
  return r
}
