// Go is what runs a Go program: the wasm_exec.js of the Go that is installed.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

await import(join(execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim(), 'lib/wasm/wasm_exec.js'))
export const Go = globalThis.Go
