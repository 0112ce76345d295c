import { chromium } from '@playwright/test'
const [,, out, width='1280', hash='', scheme='light', js=''] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-background-networking','--disable-component-update'] })
const p = await b.newPage({ viewport: { width: +width, height: 900 }, colorScheme: scheme })
p.on('console', m => console.log('console', m.type(), m.text())); p.on('pageerror', e => console.log('pageerror', e.message)); p.on('requestfailed', r => console.log('failed', r.url(), r.failure()?.errorText))
const t=Date.now(); await p.goto('http://127.0.0.1:8123/' + hash); await p.waitForTimeout(1500)
if (js) { await eval('(async()=>{' + js + '})()') }
await p.screenshot({ path: out, fullPage: true }); await b.close()
