// What people paste: fenced code, prompts, line numbers, a docker line in the
// middle. Pasted is what goes where, and what was done to it, so that the page
// can say it and undo works.

export interface Pasted {
  dockerfile?: string
  line?: string
  inspect?: string
  did: string[] // in words
}

const starter = /^(?:sudo\s+|time\s+|winpty\s+)?(?:docker|podman|nerdctl)\s+(?:(?:container\s+)?(?:run|create|exec|start)|(?:buildx\s+|image\s+)?build)\b/

// sort sorts a pasted text into the fields it belongs to.
export function sort(pasted: string): Pasted {
  const did: string[] = []
  const step = (now: string, before: string, what: string) => {
    if (now !== before) did.push(what)
    return now
  }
  let text = pasted.replace(/\r\n?/g, '\n')
  const inspect = inspectOutput(text)
  if (inspect) return { inspect, did: ['docker inspect output became the image'] }
  text = step(unfence(text), text, 'removed the code fence')
  text = step(unnumber(text), text, 'removed line numbers')
  if (isLine(text)) return { line: unprompt(text), did: [...did, 'a command line went to its field'] }
  const parts = splitLines(text)
  if (parts) return { ...parts, did: [...did, 'the docker lines went to the command line'] }
  return { dockerfile: text, did }
}

// unfence takes the text out of a Markdown fence. Text around it is dropped when
// the fence holds the only code.
function unfence(text: string): string {
  const fence = /^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n[ \t]*\1[ \t]*$/gm
  const found = [...text.matchAll(fence)].map((m) => m[2]!)
  return found.length ? found.join('\n') + '\n' : text
}

// unnumber takes away line numbers, if every line has one and they count up.
function unnumber(text: string): string {
  const lines = text.replace(/\n+$/, '').split('\n')
  if (lines.length < 2) return text
  const numbered = lines.map((l) => /^\s*(\d+)(?:\s*[|:│]\s?|\s{1,4}|\t|$)(.*)$/.exec(l))
  if (!numbered.every((m, i) => m && (i === 0 || Number(m[1]) === Number(numbered[i - 1]![1]) + 1))) return text
  return numbered.map((m) => m![2]).join('\n') + '\n'
}

const unprompted = (line: string) => line.replace(/^\s*(?:[$#%>]|PS [^>]*>|[\w.-]+@[\w.-]+[^$#]*[$#])\s+(?=\S)/, '')

// unprompt takes the prompts off a command line and its continuations.
function unprompt(text: string): string {
  return text.trim().split('\n').map((l, i, all) => (i === 0 || all[i - 1]!.endsWith('\\') || starter.test(unprompted(l)) ? unprompted(l) : l)).join('\n')
}

// isLine: the text is a command line, or several, and no Dockerfile.
function isLine(text: string): boolean {
  const first = text.split('\n').find((l) => l.trim() !== '')
  return first !== undefined && starter.test(unprompted(first).trim())
}

// splitLines takes docker lines off the end of a Dockerfile.
function splitLines(text: string): { dockerfile: string; line: string } | null {
  const lines = text.split('\n')
  if (!lines.some((l) => /^\s*from\s/i.test(l))) return null
  const at = lines.findIndex((l, i) => starter.test(unprompted(l).trim()) && !lines[i - 1]?.trimEnd().endsWith('\\'))
  if (at <= 0) return null
  const rest = lines.slice(at)
  if (rest.some((l) => /^\s*(from|cmd|entrypoint|run|copy|env)\s/i.test(l))) return null
  return { dockerfile: lines.slice(0, at).join('\n').trimEnd() + '\n', line: unprompt(rest.join('\n')) }
}

// inspectOutput is a text that is JSON with an image's or a container's
// configuration, "" when it is not.
function inspectOutput(text: string): string {
  const t = text.trim()
  if (!/^[[{]/.test(t) || !/"(Config|config|Entrypoint|Cmd|RepoTags)"/.test(t)) return ''
  try {
    JSON.parse(t)
    return t + '\n'
  } catch {
    return ''
  }
}
