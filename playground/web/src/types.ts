// The report (docs/json.md) as the page reads it.

export interface Span { file: string; start: number; end: number; line: number; col: number }
export interface Origin { source: string; in: string; span?: Span; step: number }
export interface Word { text: string; from?: Origin; unknown?: string; assumed?: boolean }
export interface List { set: boolean; words: Word[] }
export interface File { name: string; text: string }
export interface Step { n: number; rule: string; also?: string[]; span?: Span; slot: string; before: List; after: List; note: string }
export interface Edit { span: Span; new: string }
export interface Fix { title: string; safe: boolean; edits: Edit[] }
export interface Finding {
  check: string; severity: 'error' | 'warning' | 'info'; span?: Span; message: string
  related: { span: Span; message: string }[] | null; rules?: string[]; fixes: Fix[] | null
}
export interface Failure { span?: Span; msg: string; hint?: string }
export interface Env { name: string; value: Word }
export interface Health { test: List; interval?: number; timeout?: number; startPeriod?: number; startInterval?: number; retries?: number }
export interface Image {
  stage: string; ref?: string; known: boolean; entrypoint: List; cmd: List; shell: List; env: Env[]
  user: Word; workingDir: Word; stopSignal: Word; healthcheck: Health | null; onbuild: Word[]; os?: string
}
export interface Process {
  argv: Word[]; certain: boolean
  dropped: { word: Word; rule: string; step: number }[]
  positional: { argv: number; becomes: string; used: string; rule: string; step: number }[]
  env: Env[]; user: Word; workingDir: Word; stopSignal: Word
  pid1: { program: string; shell?: boolean; init?: boolean; forwards?: string; says?: string }
  stopTimeout?: number; healthcheck?: Health
  inside?: Inside; tree?: ProcessNode; stop?: Ending; interrupt?: Ending
}
export interface Inside {
  argv: number; shell?: string; more?: boolean
  commands: { words: Word[]; kind: string; how: string[]; says: string; redirects: string[]; span?: Span }[]
  error?: { says: string; certain: boolean; span?: Span }
}
export interface ProcessNode { words: Word[]; becomes?: Word[]; how: string[]; says?: string; pid1?: boolean; children: ProcessNode[] }
export interface Ending { signal: string; ways: { if: string; says: string; after: number | null; killed: boolean; exitCode: number | null }[] }
export interface Outcome {
  phase: string; exitCode: number | null; message: string; certain: boolean; if: string[]
  rule?: string; span?: Span; hint?: string
}
export interface Stage { id: string; from: string; span: Span; reached: boolean; target: boolean; argv?: Word[]; outcome?: Outcome }
export interface Note { id: string; span?: Span; says: string }
export interface Answer {
  title: string; image: Image | null; invocation: { runner: string; image?: Word; entrypoint: List; args: List }
  process: Process | null; summary: string; outcome: Outcome; trace: Step[]; findings: Finding[]
  assumptions: { id: string; says: string; settle: string }[]; notes: Note[]; stages: Stage[]; verify: string
}
export interface Wants { hostFiles: string[]; buildArgs: { name: string; default?: string; span?: Span }[] }
export interface Report {
  schema: number; files: File[]; answers: Answer[]; findings: Finding[]; rules: { id: string; title: string; actor: string; source: string }[]
  wants?: Wants; diagnoses?: Diagnosis[]; error: Failure | null
}
export interface Cause { id: string; says: string; command: string; verdict: 'confirmed' | 'likely' | 'possible' | 'impossible'; why?: string }
export interface Diagnosis {
  id: string; message: string; by: string; text: string; line: number; count: number; words: Record<string, string>; exitCodes: number[]
  means: string; doubt?: string; verdict: 'confirmed' | 'possible' | 'impossible'; why?: string; causes: Cause[]; rules: string[]
}

// Request is what is asked; a link holds one.
export interface Request {
  files: File[] | null
  line?: string
  argv?: string[]
  target?: string
  buildArgs?: Record<string, string>
  bases?: { ref: string; file: File }[]
  hostEnv?: Record<string, string>
  hostFiles?: { name: string; text: string }[]
  platform?: string
  engine?: string
  exact?: boolean
  disable?: string[]
}

export interface MatrixCell {
  start: number; entrypoint: number; cmd: number; argv: Word[]; outcome: Outcome; current: boolean; dockerfile: string; line: string
}
export interface Variant { id: string; written: string; unknown?: string }
export interface Matrix {
  title: string; starts: { id: string; line: string }[]; entrypoints: Variant[]; cmds: Variant[]
  cells: MatrixCell[]; note: string; summary?: string; outcome: Outcome | null; error: Failure | null
}
export interface Contents { date: string; images: { name: string; tags: string[] }[]; rules: Report['rules']; checks: { id: string; title: string }[] }
export interface Example { name: string; title: string; prose: string; request: Request }
export interface Page { id: string; kind: 'rule' | 'check' | 'error'; names?: string[]; title: string; html: string }
