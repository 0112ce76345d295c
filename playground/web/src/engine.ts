// Engine is the worker as the page sees it: questions in, answers out. A worker
// that dies or thinks for too long is replaced; the text stays, the question
// that did it gets an error.

export interface Status { state: 'starting' | 'ready' | 'restarting'; why?: string }

interface Job { id: number; call: string; args: string[]; done(out: string): void; fail(e: Error): void }

export class Engine {
  private worker: Worker | null = null
  private queue: Job[] = []
  private running: Job | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private ids = 0
  private up = false
  private deaths = 0
  private module: unknown = null // compiled, for the next worker
  private put = 0 // when the running question went out
  private took: number[] = [] // how long the last answers took, in milliseconds
  onstatus: (s: Status) => void = () => {}

  // make makes a worker, for the first time or once more. patience is how long
  // one question may take, in milliseconds; coming up takes longer on a slow line.
  constructor(private readonly make: (first: boolean) => Worker, private readonly patience = 5000) {
    this.start(true)
  }

  // ask queues a call.
  ask(call: string, ...args: string[]): Promise<string> {
    return new Promise((done, fail) => {
      this.queue.push({ id: ++this.ids, call, args, done, fail })
      this.next()
    })
  }

  // quick says whether a question that is asked now is likely to be answered
  // within ms milliseconds: most of the last ones were, or there are none yet.
  quick(ms: number): boolean {
    return this.up && !this.running && this.took.filter((t) => t >= ms).length < 3
  }

  // warm has the worker practise on a question that it has answered.
  warm(question: string): void {
    if (this.up) this.worker?.postMessage({ warm: question })
  }

  // kill ends the worker, for tests and for people who do not want to wait.
  kill(why: string): void {
    this.died(why)
  }

  private start(first: boolean): void {
    const worker = this.make(first)
    this.worker = worker
    this.up = false
    worker.onmessage = (e: MessageEvent) => worker === this.worker && this.heard(e.data)
    worker.onerror = (e) => {
      e.preventDefault()
      if (worker === this.worker) this.died(e.message || 'the engine cannot be loaded')
    }
    worker.postMessage({ hello: true, module: this.module })
    this.next()
  }

  private heard(m: { ready?: boolean; module?: unknown; dead?: string; id?: number; out?: string }): void {
    if (m.dead !== undefined) return this.died(m.dead)
    if (m.ready) {
      this.up = true
      this.module = m.module
      this.deaths = 0
      this.onstatus({ state: 'ready' })
      if (this.running) this.wait()
      return
    }
    const job = this.running
    if (!job || job.id !== m.id) return
    clearTimeout(this.timer)
    this.took = [performance.now() - this.put, ...this.took].slice(0, 5)
    this.running = null
    job.done(m.out ?? '')
    this.next()
  }

  // next puts a question, even to a worker that is not up yet: it will answer.
  private next(): void {
    if (this.running || !this.worker) return
    const job = this.queue.shift()
    if (!job) return
    this.running = job
    this.put = performance.now()
    if (this.up) this.wait()
    this.worker.postMessage({ id: job.id, call: job.call, args: job.args })
  }

  private wait(): void {
    this.timer = setTimeout(() => this.died('the engine took too long over this text'), this.patience)
  }

  private died(why: string): void {
    if (!this.worker) return // another one is on its way
    clearTimeout(this.timer)
    this.worker.terminate()
    this.worker = null
    const job = this.running
    this.running = null
    if (job && !this.up) this.queue.unshift(job) // it is not the question's fault
    this.onstatus({ state: 'restarting', why })
    if (this.up) job?.fail(new Error(why))
    // One that never comes up is tried again, ever more slowly.
    setTimeout(() => this.start(false), this.up ? 0 : Math.min(30_000, 250 * 2 ** this.deaths++))
  }
}

// Latest asks one question at a time and of those that wait only the newest.
export class Latest {
  private waiting: (() => Promise<void>) | null = null
  private busy = false

  run(task: () => Promise<void>): void {
    this.waiting = task
    void this.drain()
  }

  private async drain(): Promise<void> {
    if (this.busy) return
    this.busy = true
    while (this.waiting) {
      const task = this.waiting
      this.waiting = null
      await task()
    }
    this.busy = false
  }
}
