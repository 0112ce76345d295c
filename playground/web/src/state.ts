// The page's inputs, and the request that they make.
import type { Request } from './types'

export interface Inputs {
  dockerfile: string
  line: string
  inspect: string // docker inspect output of the image itself, when there is no Dockerfile
  target: string
  buildArgs: Record<string, string>
  hostEnv: string // NAME=VALUE lines
  hostFiles: Record<string, string>
  bases: { ref: string; text: string }[]
  platform: string
  engine: string
  exact: boolean
  disable: string[]
}

export const nothing: Inputs = {
  dockerfile: '', line: '', inspect: '', target: '', buildArgs: {}, hostEnv: '', hostFiles: {}, bases: [], platform: '', engine: '', exact: false, disable: [],
}

// lineFile is what reports call the text of the command line.
export const lineFile = 'command line'

export const inspectName = 'inspect.json'

// request is what the inputs ask.
export function request(i: Inputs): Request {
  const req: Request = { files: [] }
  const bases = i.bases.filter((b) => b.text.trim() !== '').map((b) => ({ ref: b.ref, file: { name: (b.ref || 'image') + '.json', text: b.text } }))
  if (i.dockerfile !== '') req.files = [{ name: 'Dockerfile', text: i.dockerfile }]
  else if (i.inspect !== '') req.files = [{ name: inspectName, text: i.inspect }]
  if (i.inspect !== '' && i.dockerfile !== '') bases.push({ ref: '', file: { name: inspectName, text: i.inspect } })
  if (i.line.trim() !== '') req.line = i.line
  if (bases.length) req.bases = bases
  if (i.target) req.target = i.target
  const args = Object.entries(i.buildArgs).filter(([, v]) => v !== '')
  if (args.length) req.buildArgs = Object.fromEntries(args)
  const env = pairs(i.hostEnv)
  if (env.length) req.hostEnv = Object.fromEntries(env)
  const files = Object.entries(i.hostFiles)
  if (files.length) req.hostFiles = files.map(([name, text]) => ({ name, text }))
  if (i.platform) req.platform = i.platform
  if (i.engine) req.engine = i.engine
  if (i.exact) req.exact = true
  if (i.disable.length) req.disable = i.disable
  return req
}

function pairs(text: string): [string, string][] {
  return text.split('\n').filter((l) => /^[^=\s][^=]*=/.test(l)).map((l) => [l.slice(0, l.indexOf('=')), l.slice(l.indexOf('=') + 1)])
}

// inputs is the other way: the fields that a request fills.
export function inputs(req: Request): Inputs {
  const files = req.files ?? []
  const json = files.find((f) => /^\s*[[{]/.test(f.text))
  const docker = files.find((f) => f !== json)
  return {
    ...nothing,
    dockerfile: docker?.text ?? '',
    inspect: json?.text ?? req.bases?.find((b) => b.ref === '')?.file.text ?? '',
    line: req.line ?? '',
    target: req.target ?? '',
    buildArgs: { ...req.buildArgs },
    hostEnv: Object.entries(req.hostEnv ?? {}).map(([k, v]) => k + '=' + v).join('\n'),
    hostFiles: Object.fromEntries((req.hostFiles ?? []).map((f) => [f.name, f.text])),
    bases: (req.bases ?? []).filter((b) => b.ref !== '').map((b) => ({ ref: b.ref, text: b.file.text })),
    platform: req.platform ?? '',
    engine: req.engine ?? '',
    exact: req.exact ?? false,
    disable: req.disable ?? [],
  }
}

// kept are settings of this browser; without storage they last as long as the page.
export const kept = {
  get(key: string): string | null {
    try {
      return localStorage.getItem('explain.' + key)
    } catch {
      return null
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem('explain.' + key, value)
    } catch {
      // private windows may refuse
    }
  },
}
