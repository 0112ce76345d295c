// The engine under node, as the page's worker has it.
import { readFileSync } from 'node:fs'
import { thaw } from '../thaw.mjs'
import { Go } from './go.mjs'

export async function boot(wasm, catalogue) {
  const go = new Go()
  const engine = await thaw(go, await WebAssembly.compile(readFileSync(wasm)))
  const refused = engine.load(readFileSync(catalogue, 'utf8'))
  if (refused) throw new Error(refused)
  return { ...engine, bytes: () => go.mem.buffer.byteLength }
}
