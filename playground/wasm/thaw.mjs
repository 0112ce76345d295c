// thaw brings an engine that freeze.mjs wrote back to life: it gives the program
// its JavaScript values back, where Go's own start would make them. The result
// is the engine's functions. It is the one place, besides freeze.mjs, that knows
// the insides of Go's wasm_exec.js, and wasm_exec.js comes from the same Go that
// built the engine.
export async function thaw(go, module) {
  const [section] = WebAssembly.Module.customSections(module, 'frozen')
  const frozen = JSON.parse(new TextDecoder().decode(section))
  const instance = await WebAssembly.instantiate(module, go.importObject)
  const words = new Uint32Array(instance.exports.mem.buffer)
  const { at, count, stride, each } = frozen.table
  for (let i = 0; i < count; i++) words[at + i * stride] = Math.floor(i / each)
  const engine = Object.fromEntries(Object.entries(frozen.functions).map(([name, id]) => [name, go._makeFuncWrapper(id)]))
  const find = (name) => (name === null ? {} : name.split('.').reduce((o, key) => o[key], { ...known(), engine }))
  const values = [NaN, 0, null, true, false, globalThis, go, ...frozen.values.map(find)]
  go._inst = instance
  go.mem = new DataView(instance.exports.mem.buffer)
  go._values = values
  go._goRefCounts = [...new Array(7).fill(Infinity), ...frozen.counts]
  go._ids = new Map(values.map((v, id) => [v, id]).slice(1))
  go._idPool = frozen.free
  go._nextCallbackTimeoutID = frozen.timeouts
  go.exited = false
  return engine
}

// known are the values of JavaScript itself that a Go program holds, by name.
export function known() {
  const { Object, Array, Uint8Array, process, path, fs, crypto } = globalThis
  return { Object, Array, Uint8Array, process, path, fs, crypto }
}
