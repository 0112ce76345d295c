// answer.mjs WASM CATALOGUE < questions > answers: a line of JSON each, a string:
// the question that is put, the answer that comes.
import { createInterface } from 'node:readline'
import { boot } from './engine.mjs'

const engine = await boot(process.argv[2], process.argv[3])
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const out = engine.explain(JSON.parse(line))
  if (!process.stdout.write(JSON.stringify(out) + '\n')) await new Promise((r) => process.stdout.once('drain', r))
}
process.exit(0)
