import { defineConfig } from 'vite'

export default defineConfig({
  base: './', // works below any path
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: true,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
})
