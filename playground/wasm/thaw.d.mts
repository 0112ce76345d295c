export function thaw(go: { importObject: WebAssembly.Imports }, module: WebAssembly.Module): Promise<unknown>
