import { memo } from '../memo'
import { useWidth } from '../width'
import type { ProcessNode, Word } from '../types'
import { visible } from '../text'

interface Box { text: string; says: string; depth: number; y: number; parent: number; pid1: boolean }

const row = 46
const inset = 26

// Tree is the processes of the container as a picture: who has started whom.
export const Tree = memo(function Tree({ root, signal }: { root: ProcessNode; signal: string }) {
  const [frame, width] = useWidth(240)
  const boxes: Box[] = []
  lay(root, 0, -1, boxes)
  const height = boxes.length * row
  return (
    <div class="tree" ref={frame}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="tree-title tree-desc" data-testid="tree">
        <title id="tree-title">The processes of the container</title>
        <desc id="tree-desc">{boxes.map((b) => b.text + (b.says ? ', ' + b.says : '') + (b.parent >= 0 ? ', started by ' + boxes[b.parent]!.text : '')).join('. ')}</desc>
        {boxes.map((b, i) => {
          const x = b.depth * inset + 1
          const room = Math.floor((width - x - 26) / 7.4)
          return (
            <g key={i}>
              {b.parent >= 0 && <path class="edge" d={`M ${x - inset + 12} ${boxes[b.parent]!.y + 37} V ${b.y + 19} H ${x}`} />}
              <rect class={b.pid1 ? 'pid1' : ''} x={x} y={b.y + 1} width={width - x - 1} height={36} rx="7" />
              <text x={x + 12} y={b.y + 16}>{cut(b.text, room)}</text>
              <text x={x + 12} y={b.y + 31} class="says">{cut(b.says, room + 4)}</text>
            </g>
          )
        })}
      </svg>
    </div>
  )

  function lay(n: ProcessNode, depth: number, parent: number, out: Box[]) {
    const words = n.children.length > 0 && n.words.length > 1 ? n.words.slice(0, 1) : n.words
    const notes = [n.pid1 ? 'PID 1' + (signal ? ', gets ' + signal : '') : '', n.says ?? '', n.becomes ? 'becomes ' + shown(n.becomes) : '']
    const at = out.length
    out.push({ text: shown(words), says: notes.filter(Boolean).join(' · '), depth: Math.min(depth, 6), y: at * row, parent, pid1: !!n.pid1 })
    for (const c of n.children) lay(c, depth + 1, at, out)
  }
})

const shown = (words: Word[]) => visible(words.map((w) => (w.unknown ? '‹' + w.unknown + '›' : /[ \t\n]|^$/.test(w.text) ? '"' + w.text + '"' : w.text)).join(' '))
const cut = (text: string, most: number) => (text.length > most ? text.slice(0, Math.max(4, most - 1)) + '…' : text)
