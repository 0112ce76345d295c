import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { announce } from './announce'
import { Latest, type Engine, type Status } from './engine'
import type { Mark } from './editor'
import { bottomOf, described, edited, rebased } from './edits'
import { fromFragment, pack } from './link'
import { activeStep, activeWord, place, type Active } from './origin'
import { Argv } from './parts/argv'
import { BasePicker } from './parts/base'
import { Copy } from './parts/copy'
import { Diagnoses, MessageField, useDiagnoses } from './parts/diagnosis'
import { Examples } from './parts/examples'
import { Field, type Handle } from './parts/field'
import { Findings } from './parts/findings'
import { Flow } from './parts/flow'
import { Matrix } from './parts/matrix'
import { More } from './parts/more'
import { OpenRule, RuleLink, RulePanel } from './parts/rules'
import { Share } from './parts/share'
import { Steps } from './parts/steps'
import { Inside } from './parts/inside'
import { Then } from './parts/then'
import { sort } from './paste'
import { share } from './share'
import { inputs as inputsOf, kept, lineFile, nothing, request, type Inputs } from './state'
import { Places, visible } from './text'
import type { Contents, Failure, File, Fix, Matrix as Table, MatrixCell, Report, Request, Span, Step, Word } from './types'

export interface Props {
  request: Request
  report: Report
  engine: Engine | null // null where the page is made, at build time
  urls: { examples: string; pages: string }
  embed: boolean
}

// Caret is where somebody writes, in UTF-16 units.
interface Caret { file: string; at: number }

const views = ['Why', 'Picture', 'Every start', 'JSON'] as const
type View = (typeof views)[number]

export function App(props: Props) {
  const [inputs, setInputs] = useState<Inputs>(() => inputsOf(props.request))
  const [revision, setRevision] = useState(0) // counts the changes that were not typed into a field
  const [report, setReport] = useState<Report>(props.report) // the last good one
  const [raw, setRaw] = useState('')
  const [failure, setFailure] = useState<Refusal | null>(null)
  const failing = useRef(false)
  failing.current = failure !== null
  const late = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const good = useRef(true) // the report drawn answers these texts, or what they were a few keys ago
  const [status, setStatus] = useState<Status>({ state: 'starting' })
  const [which, setWhich] = useState(0)
  const [view, setView] = useState<View>('Why')
  const [active, setActive] = useState<Active | null>(null)
  const [step, setStep] = useState<number | null>(null)
  const [caret, setCaret] = useState<Caret | null>(null)
  const [rule, setRule] = useState('')
  const [open, setOpen] = useState<'' | 'examples' | 'share' | 'base'>('')
  const [said, setSaid] = useState<{ text: string; undo?: Inputs } | null>(null)
  const [plain, setPlain] = useState(false)
  const [theme, setTheme] = useState('')
  const [live, setLive] = useState(false) // the editors may come: the engine has answered, or somebody is here
  const fields = useRef<Record<string, Handle | null>>({})
  const latest = useRef(new Latest())
  const now = useRef(inputs) // newer than what is drawn, for a moment
  const opener = useRef<Element | null>(null)
  const engine = props.engine
  const [message, setMessage] = useState('')
  const diagnosed = useDiagnoses(engine, message, inputs)

  // inquire asks about the inputs, once a link has been read; of the questions
  // that wait only the newest counts.
  const begun = useRef(false)
  const asked = useRef(0)
  const inquire = useCallback(() => {
    if (!engine || !begun.current) return
    const turn = ++asked.current
    latest.current.run(async () => {
      const q = JSON.stringify(request(now.current))
      clearTimeout(late.current)
      try {
        const out = await engine.ask('explain', q)
        const r = JSON.parse(out) as Report
        const no = refusal(r)
        if (no && (r.error || good.current)) {
          const show = () => setFailure({ ...no, alone: !good.current })
          // Half a word is soon a whole one: wait a little before all moves down.
          if (failing.current || !good.current) show()
          else late.current = setTimeout(show, 400)
          announce(no.msg, 600)
        } else {
          if (!no) good.current = true
          setFailure(null)
          setReport((before) => share(before, r))
          setRaw(out)
          if (turn > 1) announce(r.answers[0]!.summary, 600)
        }
        performance.mark('answered')
      } catch (e) {
        setFailure({ msg: (e as Error).message, hint: 'your text is still here: change it to try again', files: [], alone: !good.current })
      }
      draw()
      delete document.documentElement.dataset.link
      setLive(true)
    })
  }, [engine])
  const begin = () => {
    begun.current = true
    inquire()
  }

  // A key that is typed is drawn by the editor; the page around it is drawn when
  // the answer is there, or when it takes its time.
  const caretNow = useRef<Caret | null>(null)
  const undrawn = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const draw = useCallback(() => {
    clearTimeout(undrawn.current)
    undrawn.current = undefined
    setInputs(now.current)
    setCaret(caretNow.current)
  }, [])

  // typed is what an editor says of itself, fill what a form field does, put is a
  // change from anywhere else, of which the editors must be told. The question
  // goes out before anything is drawn.
  const typed = useCallback((c: Partial<Inputs>) => {
    now.current = { ...now.current, ...c }
    undrawn.current ??= setTimeout(draw, 50)
    inquire()
  }, [])
  const fill = useCallback((c: Partial<Inputs>) => {
    typed(c)
    draw()
  }, [])
  const put = useCallback((c: Partial<Inputs>) => {
    fill(c)
    setRevision((n) => n + 1)
  }, [])
  const ask = useCallback((want: string, more: object = {}) => {
    const q = JSON.stringify({ ...request(now.current), want, ...more })
    return engine ? engine.ask('explain', q) : Promise.reject(new Error('there is no engine here'))
  }, [engine])

  // text asks for an answer that is a text of its own.
  const text = useCallback(async (want: string, more: object = {}) => {
    const t = JSON.parse(await ask(want, more)) as { text: string; error: { msg: string } | null }
    if (t.error) throw new Error(t.error.msg)
    return t.text
  }, [ask])

  // load replaces everything, as opening a link does.
  const load = useCallback((req: Request) => {
    setWhich(0)
    setStep(null)
    setActive(null)
    caretNow.current = null
    good.current = false
    const i = inputsOf(req)
    put(i)
    if (req.argv?.length && engine) {
      // Words become the line that would be typed.
      void engine.ask('explain', JSON.stringify(req)).then((out) => {
        const line = (JSON.parse(out) as Report).files.find((f) => f.name === lineFile)
        if (line) put({ line: line.text })
      }, () => {})
    }
  }, [engine])

  useEffect(() => {
    if (!engine) return
    engine.onstatus = setStatus
    setPlain(kept.get('plain') === 'yes')
    setTheme(kept.get('theme') ?? '')
    const read = () => {
      wrote.current = location.hash
      const held = (history.state as { request?: Request } | null)?.request
      ;(held ? Promise.resolve(held) : fromFragment(location.hash)).then(
        (req) => {
          if (document.documentElement.dataset.link === '') document.documentElement.dataset.link = 'read'
          if (req) load(req)
          else if (location.hash === '' || location.hash === '#') load(props.request)
          begin()
        },
        () => {
          begin()
          delete document.documentElement.dataset.link
          setSaid({ text: 'This link cannot be read: it is cut short or not from here.' })
        },
      )
    }
    if (location.hash.length > 1) read()
    else begin()
    const moved = () => {
      if (wrote.current === location.hash) return
      read()
    }
    addEventListener('popstate', moved)
    addEventListener('hashchange', moved)
    return () => {
      removeEventListener('popstate', moved)
      removeEventListener('hashchange', moved)
    }
  }, [engine, load])

  useEffect(() => {
    const here = () => setLive(true)
    const signs = ['pointerdown', 'keydown', 'touchstart', 'paste']
    for (const sign of signs) addEventListener(sign, here, { once: true, capture: true })
    return () => signs.forEach((sign) => removeEventListener(sign, here, { capture: true }))
  }, [])

  // The address follows the text, so that reloading and copying it work.
  const wrote = useRef('')
  const [here, setHere] = useState(() => (engine ? location.hash : ''))
  useEffect(() => {
    if (!engine) return
    const t = setTimeout(() => {
      const i = now.current
      if (JSON.stringify(request(i)) === JSON.stringify(request(inputsOf(props.request)))) return replaceHash('')
      void ask('masked').then(async (masked) => replaceHash('#s=' + (await pack(masked.trimEnd())))).catch(() => {})
    }, 800)
    const replaceHash = (hash: string) => {
      if (props.embed) return setHere(hash) // the address belongs to the page around
      wrote.current = hash
      history.replaceState(null, '', location.pathname + location.search + hash)
    }
    return () => clearTimeout(t)
  }, [inputs])

  const answer = report.answers[Math.min(which, report.answers.length - 1)]!
  const stale = failure !== null
  const textOf = (file: string) => (file === 'Dockerfile' ? inputs.dockerfile : file === lineFile ? inputs.line : '')
  const places = useMemo(() => ({ Dockerfile: new Places(inputs.dockerfile), [lineFile]: new Places(inputs.line) }) as Record<string, Places>, [inputs.dockerfile, inputs.line])
  // Marks are right only for the text that was explained.
  const fresh = (file: string) => report.files.find((f) => f.name === file)?.text === textOf(file)

  const applyFix = useCallback((f: Fix) => {
    const before = now.current
    const after = edited(before, f.edits)
    put(after)
    setSaid({ text: 'Done: ' + visible(f.title), undo: before })
    announce('Done: ' + f.title)
  }, [])

  const marks = useMemo(() => {
    // null: the text was changed and not yet explained, so what is marked stays.
    const out: Record<string, Mark[] | null> = { Dockerfile: fresh('Dockerfile') ? [] : null, [lineFile]: fresh(lineFile) ? [] : null }
    const refused = failure?.span?.file ?? ''
    if (failure && failure.files.find((f) => f.name === refused)?.text === textOf(refused)) out[refused] = []
    const add = (s: Span | undefined, cls: string, tip?: Mark['tip']) => {
      if (!s || !out[s.file] || (s !== failure?.span && !fresh(s.file))) return
      const p = places[s.file]!
      out[s.file]!.push({ from: p.at(s.start), to: p.at(s.end), cls, tip })
    }
    for (const w of answer.process?.argv ?? []) add(w.from?.span, 'm-word m-' + w.from?.source)
    for (const f of [...answer.findings, ...report.findings].slice(0, 200)) {
      add(f.span, 'm-find m-' + f.severity, () => tip(f.severity, f.message, (f.fixes ?? []).map((x) => ({ title: x.title, run: () => applyFix(x) })), f.check, openRule))
    }
    if (answer.outcome.span && answer.outcome.phase !== 'running') add(answer.outcome.span, 'm-find m-error', () => tip('error', answer.outcome.message, [], answer.outcome.rule ?? '', openRule))
    if (failure?.span) add(failure.span, 'm-find m-error')
    for (const s of active?.spans ?? []) add(s, 'm-active')
    return out
  }, [report, which, active, failure, inputs.dockerfile, inputs.line])

  const openRule = useCallback((id: string) => {
    if (!id) return
    setRule((before) => {
      if (!before) opener.current = document.activeElement
      return id
    })
  }, [])
  const closeRule = () => {
    setRule('')
    ;(opener.current as HTMLElement | null)?.focus?.()
  }

  const placesNow = useRef(places)
  placesNow.current = places
  const go = useCallback((s: Span | undefined) => {
    if (!s) return
    const field = fields.current[s.file]
    const p = placesNow.current[s.file]
    if (field && p) field.show(p.at(s.start), p.at(s.end))
  }, [])

  const point = useCallback((w: Word | null) => setActive(w ? activeWord(w) : null), [])
  const pointStep = useCallback((s: Step | null) => setActive(s ? activeStep(s) : null), [])
  const cursor = caret && { file: caret.file, byte: places[caret.file]!.byte(caret.at) }
  const pointing = { active, cursor, point, go: (w: Word) => go(w.from?.span) }

  const quick = (ms: number) => engine !== null && engine.quick(ms)
  const practised = useRef(false) // somebody is about to write, so the engine warms up
  const moved = (file: string) => (at: number, focused: boolean) => {
    if (focused && !practised.current) engine?.warm(JSON.stringify(request(now.current)))
    practised.current ||= focused
    if (focused && caretNow.current?.file === file && caretNow.current.at === at) return
    if (focused) caretNow.current = { file, at }
    else if (caretNow.current?.file === file) caretNow.current = null
    if (!undrawn.current) setCaret(caretNow.current)
  }

  // A pasted text may belong elsewhere, or be wrapped in something.
  const paste = (file: string) => (text: string, whole: boolean) => {
    const p = sort(text)
    const before = now.current
    const tell = () => p.did.length && setSaid({ text: 'Pasted: ' + p.did.join('; '), undo: before })
    if (p.inspect) {
      // Below a Dockerfile it is the image behind FROM, otherwise the image itself.
      const replaced = whole && file === 'Dockerfile'
      put(before.dockerfile === '' || replaced ? { inspect: p.inspect } : described(before, bottom.ref, p.inspect))
      tell()
      return ''
    }
    if (file === 'Dockerfile' && p.line) {
      if (p.dockerfile === undefined) {
        put({ line: p.line })
        tell()
        return ''
      }
      put({ line: p.line })
      tell()
      return p.dockerfile
    }
    if (file === lineFile && p.dockerfile !== undefined && /^\s*(from|#\s*syntax)\b/im.test(p.dockerfile) && (whole || before.dockerfile === '')) {
      put({ dockerfile: p.dockerfile, ...(p.line ? { line: p.line } : {}) })
      setSaid({ text: 'Pasted: ' + [...p.did, 'the Dockerfile went to its field'].join('; '), undo: before })
      return ''
    }
    const now2 = file === lineFile ? p.line ?? text.replace(/\r\n?/g, '\n').replace(/\n+$/, '') : p.dockerfile!
    if (now2 === text) return null
    tell()
    return now2
  }

  const shareURL = async (reveal: boolean) => {
    const req = reveal ? JSON.stringify(request(now.current)) : (await ask('masked')).trimEnd()
    return location.href.replace(/[?#].*$/, '') + '#s=' + (await pack(req))
  }

  const setThemeTo = (t: string) => {
    setTheme(t)
    kept.set('theme', t)
    if (t) document.documentElement.dataset.theme = t
    else delete document.documentElement.dataset.theme
  }

  const clear = () => {
    good.current = false
    setMessage('')
    setSaid({ text: 'Everything is empty now', undo: now.current })
    put(nothing)
  }

  const loadCell = (c: MatrixCell) => {
    const before = now.current
    put({ dockerfile: c.dockerfile, line: c.line })
    setSaid({ text: 'Loaded a case of the table', undo: before })
  }

  const bottom = bottomOf(report, which, inputs.dockerfile)
  const empty = !inputs.dockerfile && !inputs.inspect && inputs.line.trim() === ''
  const askMatrix = useCallback(() => ask('matrix').then((t) => JSON.parse(t) as Table), [ask, raw])
  const hold = (file: string) => (h: Handle | null) => {
    fields.current[file] = h
  }

  const result = (
    <div class={'result' + (stale ? ' stale' : '')} data-phase={answer.outcome.phase} aria-busy={stale}>
      {report.answers.length > 1 && (
        <label class="field answers">
          <span>{report.answers.length} answers</span>
          <select value={which} onChange={(e) => (setWhich(Number(e.currentTarget.value)), setStep(null))} data-testid="answers">
            {report.answers.map((a, i) => <option key={i} value={i}>{i + 1}. {visible(a.title)}</option>)}
          </select>
        </label>
      )}
      <h2 class="summary" data-testid="summary" {...{ elementtiming: 'answer' }}>{visible(answer.summary)}</h2>
      <Argv answer={answer} pointing={pointing} />
      {answer.process && answer.process.argv.length > 0 && (
        <p class="copies">
          <Copy text={() => text('argv', { answer: which })} what="the argv as JSON">Copy as JSON</Copy>
          <Copy text={() => text('shell', { answer: which })} what="the argv for a shell">Copy for a shell</Copy>
          {!answer.process.certain && <span class="uncertain">not certain: see what is assumed</span>}
        </p>
      )}
      {!props.embed && (
        <>
          <Findings findings={answer.findings} apply={applyFix} go={go} />
          <div class="views">
            <div role="tablist" aria-label="How it came about" class="tabs" onKeyDown={(e) => tabKeys(e, view, setView)}>
              {views.map((v) => (
                <button key={v} type="button" role="tab" id={'tab-' + v.replace(' ', '-')} aria-selected={v === view} aria-controls="view" tabIndex={v === view ? 0 : -1} onClick={() => setView(v)}>
                  {v}
                </button>
              ))}
            </div>
            <div role="tabpanel" id="view" aria-labelledby={'tab-' + view.replace(' ', '-')} tabIndex={-1}>
              {view === 'Why' && <Steps answer={answer} active={active} current={step} setCurrent={setStep} point={pointStep} />}
              {view === 'Picture' && <Flow answer={answer} />}
              {view === 'Every start' && <Matrix ask={askMatrix} load={loadCell} />}
              {view === 'JSON' && (
                <>
                  <p class="copies"><Copy text={raw || JSON.stringify(report)} what="the report as JSON">Copy all of it</Copy></p>
                  <pre class="json" tabIndex={0} aria-label="The report as JSON" data-testid="json">{pretty(raw, report)}</pre>
                </>
              )}
            </div>
          </div>
          <Inside answer={answer} go={go} />
          <Then answer={answer} go={go} />
        </>
      )}
    </div>
  )

  return (
    <OpenRule.Provider value={openRule}>
      <a class="skip" href="#answer" onClick={(e) => (e.preventDefault(), document.getElementById('answer')?.focus())}>Skip to the answer</a>
      {!props.embed && (
        <header class="top">
          <div class="brand">
            <h1>explain</h1>
            <p>What will this container run, and why?</p>
          </div>
          <nav aria-label="Tools">
            <button type="button" onClick={() => setOpen('examples')}>Examples</button>
            <button type="button" onClick={() => setOpen('share')}>Share</button>
            <button type="button" onClick={clear}>Clear</button>
            <label class="theme">
              <span class="sr">Colours</span>
              <select value={theme} onChange={(e) => setThemeTo(e.currentTarget.value)}>
                <option value="">Auto</option>
                <option value="light">Light</option>
                <option value="dark">Dark</option>
              </select>
            </label>
          </nav>
        </header>
      )}
      <main class={props.embed ? 'embed' : ''}>
        <div class="inputs">
          <section class="card">
            <h2>Dockerfile</h2>
            <Field id="Dockerfile" label="Dockerfile" hint="Paste a Dockerfile: FROM …" text={inputs.dockerfile} newest={() => now.current.dockerfile} dockerfile revision={revision} marks={marks.Dockerfile ?? null} lines={props.embed ? 3 : 8} plain={plain} live={live} quick={quick}
              change={(t) => (plain ? fill : typed)({ dockerfile: t })} cursor={moved('Dockerfile')} paste={paste('Dockerfile')} hold={hold('Dockerfile')} />
          </section>
          <section class="card">
            <h2>Command line</h2>
            <Field id={lineFile} label="Command line" hint="docker run my-image" text={inputs.line} newest={() => now.current.line} dockerfile={false} revision={revision} marks={marks[lineFile] ?? null} lines={1} plain={plain} live={live} quick={quick}
              change={(t) => (plain ? fill : typed)({ line: t })} cursor={moved(lineFile)} paste={paste(lineFile)} hold={hold(lineFile)} />
          </section>
          {!props.embed && (
            <section class="card circumstances">
              <p class="based">
                <span>Built on <code data-testid="base">{visible((!empty && bottom.ref) || (inputs.dockerfile ? 'what FROM names' : 'nothing yet'))}</code></span>
                <button type="button" onClick={() => setOpen('base')}>{inputs.inspect || inputs.bases.length ? 'Described by you' : 'Change or describe'}</button>
              </p>
              <More inputs={inputs} stages={empty ? [] : report.answers[0]!.stages} wants={empty ? undefined : report.wants} set={fill} />
              <label class="check">
                <input type="checkbox" checked={plain} onChange={(e) => (setPlain(e.currentTarget.checked), kept.set('plain', e.currentTarget.checked ? 'yes' : 'no'))} />
                <span>Plain text fields instead of the editor</span>
              </label>
            </section>
          )}
          {!props.embed && <MessageField text={message} change={setMessage} />}
        </div>
        <div class="answer" id="answer" tabIndex={-1} aria-label="The answer" role="region">
          {diagnosed && <Diagnoses {...diagnosed} />}
          {failure && !empty && (
            <div class="failure" data-testid="failure">
              {failure.title && <p class="title">{visible(failure.title)}{failure.rule && <> <RuleLink id={failure.rule} /></>}</p>}
              <p>{visible(failure.msg)}</p>
              {failure.hint && <p class="hint">{visible(failure.hint)}</p>}
              {failure.span?.file && <button type="button" class="place" onClick={() => go(failure.span)}>{place(failure.span)}</button>}
            </div>
          )}
          {failure && empty && (
            <div class="empty" data-testid="empty">
              <h2>Nothing to explain yet</h2>
              <p>Paste a Dockerfile or what <code>docker inspect</code> prints, type a <code>docker run</code> line, or begin with an example.</p>
              <p class="buttons"><button type="button" class="primary" onClick={() => setOpen('examples')}>Examples</button></p>
            </div>
          )}
          {status.state === 'restarting' && <p class="status" role="status">The engine is started again{status.why ? ': ' + visible(status.why) : ''}</p>}
          {failure && !empty && !failure.alone && <p class="hint">The last good answer:</p>}
          {!(failure && (empty || failure.alone)) && result}
          {props.embed && <p class="full"><a href={location.pathname + here} target="_blank" rel="noopener">Open in explain</a></p>}
        </div>
      </main>
      {said && (
        <div class="said" role="status" data-testid="said">
          <span>{said.text}</span>
          {said.undo && <button type="button" onClick={() => (put(said.undo!), setSaid(null))}>Undo</button>}
          <button type="button" class="icon" aria-label="Dismiss" onClick={() => setSaid(null)}>×</button>
        </div>
      )}
      {rule && <RulePanel id={rule} url={props.urls.pages} open={openRule} close={closeRule} />}
      {open === 'examples' && <Examples url={props.urls.examples} close={() => setOpen('')} load={(e) => (remember(now.current), load(e.request), setOpen(''))} />}
      {open === 'share' && <Share close={() => setOpen('')} link={shareURL} markdown={(reveal) => text('markdown', { reveal })} command={(reveal) => text('command', { reveal })} />}
      {open === 'base' && (
        <BasePicker reference={bottom.ref} inspected={inputs.inspect || (inputs.bases.find((b) => b.ref === bottom.ref)?.text ?? '')} close={() => setOpen('')}
          ask={() => engine!.ask('catalog').then((t) => JSON.parse(t) as Contents)}
          pick={(ref) => (put(rebased(now.current, bottom, ref, places)), setOpen(''))}
          paste={(text) => (put(described(now.current, bottom.ref, text)), setOpen(''))} />
      )}
    </OpenRule.Provider>
  )
}

// remember keeps what is there for the back button.
function remember(i: Inputs): void {
  history.replaceState({ request: request(i) }, '', location.href)
  history.pushState(null, '', location.href)
}

// Refusal is why a text gives no answer, and the texts that were asked about.
interface Refusal extends Failure { title?: string; rule?: string; files: File[]; alone?: boolean }

// refusal is null for a report that says more than that a text is refused.
function refusal(r: Report): Refusal | null {
  const [a] = r.answers
  if (r.error || !a) return { ...(r.error ?? { msg: 'there is nothing to explain' }), files: r.files }
  if (r.findings.length || r.answers.some((x) => x.process || x.trace.length || x.stages.length || x.findings.length)) return null
  const o = a.outcome
  return { title: a.summary + (o.exitCode === null ? '' : ' · exit code ' + o.exitCode), msg: o.message, hint: o.hint, span: o.span, rule: o.rule, files: r.files }
}

function pretty(raw: string, r: Report): string {
  const text = JSON.stringify(raw ? JSON.parse(raw) : r, null, 2)
  return text.length > 400_000 ? visibleLines(text.slice(0, 400_000)) + '\n… copy it to see all of it' : visibleLines(text)
}

const visibleLines = (t: string) => t.split('\n').map(visible).join('\n')

function tabKeys(e: KeyboardEvent, view: View, set: (v: View) => void): void {
  const at = views.indexOf(view)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: views.length - 1 }[e.key]
  if (to === undefined) return
  e.preventDefault()
  const v = views[(to + views.length) % views.length]!
  set(v)
  document.getElementById('tab-' + v.replace(' ', '-'))?.focus()
}

// tip is what hovering over an underlined text shows.
function tip(severity: string, message: string, fixes: { title: string; run(): void }[], id: string, openRule: (id: string) => void): HTMLElement {
  const el = document.createElement('div')
  el.className = 'tip-' + severity
  const p = document.createElement('p')
  p.textContent = visible(message)
  el.append(p)
  for (const f of fixes) {
    const b = document.createElement('button')
    b.type = 'button'
    b.textContent = visible(f.title)
    b.onclick = f.run
    el.append(b)
  }
  if (id) {
    const b = document.createElement('button')
    b.type = 'button'
    b.className = 'rule'
    b.textContent = id
    b.onclick = () => openRule(id)
    el.append(b)
  }
  return el
}
