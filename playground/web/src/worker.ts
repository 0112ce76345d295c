// The engine, off the page's own thread. Messages are {id, call, args}, answers
// {id, out}; {ready} comes first.
import './generated/wasm_exec.js'
import wasmURL from './generated/explain.wasm?url'
import catalogueURL from './generated/catalogue.txt?url'

interface Engine { load(t: string): string; explain(q: string): string; catalog(): string; grade(e: string, a: string): string }
declare const Go: new () => { importObject: WebAssembly.Imports; run(i: WebAssembly.Instance): Promise<void> }

const scope = self as unknown as { engine: Engine; postMessage(m: unknown): void; onmessage: ((e: MessageEvent) => void) | null }

async function boot(): Promise<Engine> {
  const go = new Go()
  const catalogue = fetch(catalogueURL).then((r) => (r.ok ? r.text() : Promise.reject(new Error('the catalogue cannot be fetched'))))
  const { instance } = await instantiate(go.importObject)
  void go.run(instance).then(() => scope.postMessage({ dead: 'the engine has ended' }))
  const refused = scope.engine.load(await catalogue)
  if (refused) throw new Error(refused)
  return scope.engine
}

async function instantiate(imports: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  const response = fetch(wasmURL)
  try {
    return await WebAssembly.instantiateStreaming(response, imports)
  } catch {
    // A host that serves it with another type: compile what has come.
    const again = await fetch(wasmURL)
    if (!again.ok) throw new Error('the engine cannot be fetched')
    return WebAssembly.instantiate(await again.arrayBuffer(), imports)
  }
}

const engine = boot()
engine.then(
  () => scope.postMessage({ ready: true }),
  (e: unknown) => scope.postMessage({ dead: String((e as Error)?.message ?? e) }),
)

scope.onmessage = async (e: MessageEvent) => {
  const { id, call, args } = e.data as { id: number; call: keyof Engine; args: string[] }
  try {
    const f = (await engine)[call] as (...a: string[]) => string
    scope.postMessage({ id, out: f(...args) })
  } catch (err) {
    scope.postMessage({ dead: String((err as Error)?.message ?? err) })
  }
}
