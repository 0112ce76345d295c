// The engine, off the page's own thread. It is sent {module, catalogue} first and
// answers {ready}; then {id, call, args}, and answers {id, out}.
import './generated/wasm_exec.js'

interface Engine { load(t: string): string; explain(q: string): string; catalog(): string; grade(e: string, a: string): string }
declare const Go: new () => { importObject: WebAssembly.Imports; run(i: WebAssembly.Instance): Promise<void> }

const scope = self as unknown as { engine: Engine; postMessage(m: unknown): void; onmessage: ((e: MessageEvent) => void) | null }

interface Boot { module: WebAssembly.Module; catalogue: string }
interface Call { id: number; call: keyof Engine; args: string[] }

async function boot({ module, catalogue }: Boot): Promise<void> {
  const go = new Go()
  const instance = await WebAssembly.instantiate(module, go.importObject)
  void go.run(instance).then(() => scope.postMessage({ dead: 'the engine has ended' }))
  const refused = scope.engine.load(catalogue)
  if (refused) throw new Error(refused)
  scope.postMessage({ ready: true })
}

scope.onmessage = async (e: MessageEvent) => {
  const m = e.data as Boot | Call
  try {
    if ('module' in m) await boot(m)
    else scope.postMessage({ id: m.id, out: (scope.engine[m.call] as (...a: string[]) => string)(...m.args) })
  } catch (err) {
    scope.postMessage({ dead: String((err as Error)?.message ?? err) })
  }
}
