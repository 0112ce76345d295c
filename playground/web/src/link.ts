// Links: the whole state in the URL's fragment, which browsers do not send.
import type { Request } from './types'

// pack is a request as it stands behind #s= : JSON, raw DEFLATE, base64url.
export async function pack(requestJSON: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(requestJSON), new CompressionStream('deflate-raw'))
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

export async function unpack(packed: string): Promise<Request> {
  const binary = atob(packed.replace(/-/g, '+').replace(/_/g, '/'))
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0))
  const text = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')))
  return clean(JSON.parse(text))
}

// most is the size above which a link's text is refused: the engine refuses
// inputs over 4 MB, and a small link can unpack to anything.
const most = 8 << 20

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const writer = stream.writable.getWriter()
  writer.write(bytes as unknown as BufferSource).catch(() => {})
  writer.close().catch(() => {})
  const reader = stream.readable.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value as Uint8Array)
    size += (value as Uint8Array).length
    if (size > most) throw new Error('the link holds more than 8 MB')
  }
  const out = new Uint8Array(size)
  let at = 0
  for (const p of parts) {
    out.set(p, at)
    at += p.length
  }
  return out
}

// clean keeps of a link's JSON what a request has, each of its type.
function clean(v: unknown): Request {
  const o = record(v)
  const req: Request = { files: files(o.files) }
  if (typeof o.line === 'string') req.line = o.line
  if (Array.isArray(o.argv)) req.argv = strings(o.argv)
  for (const key of ['target', 'platform', 'engine'] as const) if (typeof o[key] === 'string') req[key] = o[key]
  for (const key of ['buildArgs', 'hostEnv'] as const) if (o[key]) req[key] = pairs(o[key])
  if (Array.isArray(o.bases)) req.bases = o.bases.map((b) => ({ ref: String(record(b).ref ?? ''), file: file(record(b).file) }))
  if (Array.isArray(o.hostFiles)) req.hostFiles = o.hostFiles.map((f) => ({ name: String(record(f).name ?? ''), text: String(record(f).text ?? '') }))
  if (o.exact === true) req.exact = true
  if (Array.isArray(o.disable)) req.disable = strings(o.disable)
  return req
}

const record = (v: unknown): Record<string, unknown> => (typeof v === 'object' && v !== null ? (v as Record<string, unknown>) : {})
const strings = (v: unknown[]): string[] => v.filter((x): x is string => typeof x === 'string')
const file = (v: unknown) => ({ name: String(record(v).name ?? 'Dockerfile'), text: String(record(v).text ?? '') })
const files = (v: unknown) => (Array.isArray(v) ? v.map(file) : [])
const pairs = (v: unknown) => Object.fromEntries(Object.entries(record(v)).map(([k, x]) => [k, String(x)]))

// fromFragment reads a link: #s=…, or the parameters that others may write
// (docs/playground.md). null: there is nothing in it.
export async function fromFragment(fragment: string): Promise<Request | null> {
  const p = new URLSearchParams(fragment.replace(/^#/, ''))
  const packed = p.get('s')
  if (packed !== null) return unpack(packed)
  if (!['dockerfile', 'run', 'base'].some((k) => p.has(k))) return null
  const text = p.get('dockerfile')
  const req: Request = { files: text ? [{ name: 'Dockerfile', text }] : [] }
  const line = p.get('run')
  if (line) req.line = line
  for (const key of ['target', 'platform', 'engine'] as const) if (p.get(key)) req[key] = p.get(key)!
  for (const [key, name] of [['buildArgs', 'build-arg'], ['hostEnv', 'host-env']] as const) {
    const all = p.getAll(name).map((kv) => [kv.split('=', 1)[0]!, kv.slice(kv.indexOf('=') + 1)] as const)
    if (all.length) req[key] = Object.fromEntries(all)
  }
  const bases = p.getAll('base').filter((b) => b.includes('='))
  if (bases.length) {
    req.bases = bases.map((b) => {
      const ref = b.slice(0, b.indexOf('='))
      return { ref, file: { name: ref + '.json', text: b.slice(b.indexOf('=') + 1) } }
    })
  }
  return req
}
