// Texts: places in UTF-8 and UTF-16, and what cannot be seen made visible.

// Places maps byte offsets, in which the engine counts, to the editor's UTF-16
// offsets and back.
export class Places {
  private readonly bytes: Uint32Array | null

  constructor(readonly text: string) {
    this.bytes = /^[\x00-\x7f]*$/.test(text) ? null : byteOffsets(text)
  }

  // at is the UTF-16 offset of a byte offset.
  at(byte: number): number {
    if (!this.bytes) return Math.min(byte, this.text.length)
    let low = 0
    let high = this.text.length
    while (low < high) {
      const mid = (low + high) >> 1
      if (this.bytes[mid]! < byte) low = mid + 1
      else high = mid
    }
    return low
  }

  // byte is the byte offset of a UTF-16 offset.
  byte(at: number): number {
    return this.bytes ? this.bytes[Math.min(at, this.text.length)]! : at
  }
}

function byteOffsets(text: string): Uint32Array {
  const out = new Uint32Array(text.length + 1)
  let n = 0
  for (let i = 0; i < text.length; i++) {
    out[i] = n
    const c = text.charCodeAt(i)
    if (c < 0x80) n += 1
    else if (c < 0x800) n += 2
    else if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.length) {
      out[++i] = n + 4 // the low half has no place of its own
      n += 4
    } else n += 3
  }
  out[text.length] = n
  return out
}

// unseen are characters that would act on a page instead of being read on it:
// controls, marks of writing direction, zero widths.
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g

const short: Record<string, string> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' }

// visible is a text with such characters escaped as JSON would.
export function visible(text: string): string {
  return text.replace(unseen, (c) => short[c] ?? '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
}

// plural is "1 step", "2 steps".
export function plural(n: number, what: string): string {
  return n + ' ' + what + (n === 1 ? '' : 's')
}

// json is words as one would write them in an array.
export function json(words: { text: string; unknown?: string }[]): string {
  return '[' + words.map((w) => (w.unknown ? '‹' + w.unknown + '›' : JSON.stringify(w.text))).join(', ') + ']'
}
