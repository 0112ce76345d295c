import type { Inputs } from '../state'
import type { Stage, Wants } from '../types'

// More are the circumstances: target, build args, what the host knows.
export function More({ inputs, stages, wants, set }: { inputs: Inputs; stages: Stage[]; wants: Wants | undefined; set(change: Partial<Inputs>): void }) {
  const named = stages.filter((s) => !/^\d+$/.test(s.id))
  const files = [...new Set([...(wants?.hostFiles ?? []), ...Object.keys(inputs.hostFiles)])]
  const args = [...new Set([...(wants?.buildArgs.map((a) => a.name) ?? []), ...Object.keys(inputs.buildArgs)])]
  const fallback = (name: string) => wants?.buildArgs.find((a) => a.name === name)?.default ?? ''
  return (
    <div class="more">
      {(stages.length > 1 || inputs.target) && (
        <label class="field small">
          <span>Target stage</span>
          <select value={inputs.target} onChange={(e) => set({ target: e.currentTarget.value })} data-testid="target">
            <option value="">the last one</option>
            {named.map((s) => <option key={s.id} value={s.id}>{s.id}</option>)}
            {inputs.target && !named.some((s) => s.id === inputs.target) && <option value={inputs.target}>{inputs.target}</option>}
          </select>
        </label>
      )}
      {args.map((name) => (
        <label class="field small" key={name}>
          <span>--build-arg {name}</span>
          <input value={inputs.buildArgs[name] ?? ''} placeholder={fallback(name) || 'not set'} spellcheck={false}
            onInput={(e) => set({ buildArgs: { ...inputs.buildArgs, [name]: e.currentTarget.value } })} />
        </label>
      ))}
      {files.map((name) => (
        <label class="field" key={name}>
          <span>The file {name}, which the line names</span>
          <textarea rows={3} spellcheck={false} value={inputs.hostFiles[name] ?? ''}
            onInput={(e) => set({ hostFiles: { ...inputs.hostFiles, [name]: e.currentTarget.value } })} />
        </label>
      ))}
      <details>
        <summary>More circumstances</summary>
        <label class="field">
          <span>Variables of the shell in which the line is typed, NAME=VALUE a line</span>
          <textarea rows={2} spellcheck={false} value={inputs.hostEnv} onInput={(e) => set({ hostEnv: e.currentTarget.value })} />
        </label>
        <div class="row">
          <label class="field small">
            <span>Platform</span>
            <input list="platforms" value={inputs.platform} placeholder="linux/amd64" spellcheck={false} onInput={(e) => set({ platform: e.currentTarget.value })} />
            <datalist id="platforms"><option value="linux/amd64" /><option value="linux/arm64" /><option value="windows/amd64" /></datalist>
          </label>
          <label class="field small">
            <span>Engine</span>
            <select value={inputs.engine} onChange={(e) => set({ engine: e.currentTarget.value })}>
              <option value="">current</option>
              <option value="20.10">20.10</option>
            </select>
          </label>
        </div>
        <label class="check">
          <input type="checkbox" checked={inputs.exact} onChange={(e) => set({ exact: e.currentTarget.checked })} />
          <span>Refuse a text without FROM, as the builder does</span>
        </label>
      </details>
    </div>
  )
}
