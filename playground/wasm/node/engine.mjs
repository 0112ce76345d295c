// The engine under node, as the page's worker has it.
import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim()
await import(join(goroot, 'lib/wasm/wasm_exec.js'))

export async function boot(wasm, catalogue) {
  const go = new globalThis.Go()
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), go.importObject)
  void go.run(instance)
  const engine = globalThis.engine
  const refused = engine.load(readFileSync(catalogue, 'utf8'))
  if (refused) throw new Error(refused)
  return { ...engine, bytes: () => instance.exports.mem.buffer.byteLength }
}
