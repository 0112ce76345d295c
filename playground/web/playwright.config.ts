// The page in a real browser: Debian's Chromium, and the server that people run.
// EXPLAIN is the binary, built with -tags page; SHOTS a folder for pictures.
import { defineConfig } from '@playwright/test'
import { join } from 'node:path'

const binary = process.env.EXPLAIN ?? join(import.meta.dirname, '../../bin/explain')
const address = '127.0.0.1:' + (process.env.EXPLAIN_PORT ?? '8179')

export default defineConfig({
  testDir: 'tests',
  outputDir: 'node_modules/.playwright',
  workers: 2,
  retries: process.env.CI ? 1 : 0, // what passes only then is reported as flaky, and is to be mended
  fullyParallel: true,
  forbidOnly: true,
  reporter: 'list',
  timeout: 90_000, // machines that do other things, too
  expect: { timeout: 15_000 },
  webServer: { command: `${JSON.stringify(binary)} serve --addr ${address}`, url: `http://${address}/`, stdout: 'ignore' },
  use: {
    baseURL: `http://${address}/`,
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Each new window would load its own menus as pages: two seconds of a processor.
      args: ['--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    },
  },
})
