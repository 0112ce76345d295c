// The engine's program: compiled while it is fetched, once for all workers.
import wasmURL from './generated/explain.wasm?url'
import catalogueURL from './generated/catalogue.txt?url'

export interface Program { module: WebAssembly.Module; catalogue: string }

async function compile(): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compileStreaming(fetch(wasmURL))
  } catch {
    // A host that serves it with another type: compile what has come.
    const r = await fetch(wasmURL)
    if (!r.ok) throw new Error('the engine cannot be fetched')
    return WebAssembly.compile(await r.arrayBuffer())
  }
}

async function catalogue(): Promise<string> {
  const r = await fetch(catalogueURL)
  if (!r.ok) throw new Error('the catalogue of base images cannot be fetched')
  return r.text()
}

let loaded: Promise<Program> | null = null

// program fetches the program; what failed is tried again on the next call.
export function program(): Promise<Program> {
  loaded ??= Promise.all([compile(), catalogue()]).then(
    ([module, catalogue]) => ({ module, catalogue }),
    (e: unknown) => {
      loaded = null
      throw e
    },
  )
  return loaded
}
