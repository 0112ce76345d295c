// The page begins.
import { hydrate } from 'preact'
import { App } from './app'
import { Engine } from './engine'
import { urls } from './urls'
import './style.css'

// The first worker was made by boot.js, before this was there; in development
// there is none.
const early = (globalThis as { engineWorker?: Worker }).engineWorker
const engine = new Engine((first) => (first && early) || new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: first ? 'first' : 'again' }))
const opening = JSON.parse(document.getElementById('opening')!.textContent!)
const embed = new URLSearchParams(location.search).get('embed') === '1'
const root = document.getElementById('app')!
if (embed) root.textContent = ''

hydrate(<App request={opening.request} report={opening.report} engine={engine} urls={urls} embed={embed} />, root)
if (embed) document.documentElement.dataset.embed = 'drawn'

// For tests: what a person cannot do by hand.
Object.assign(globalThis, { explainPage: { crash: () => engine.kill('stopped by a test') } })
