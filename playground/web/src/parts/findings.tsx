import { memo } from '../memo'
import type { Finding, Fix, Span } from '../types'
import { place } from '../origin'
import { visible } from '../text'
import { RuleLink } from './rules'

// Findings are what is worth mending, each with its fixes.
export const Findings = memo(function Findings({ findings, apply, go }: { findings: Finding[]; apply(f: Fix): void; go(s: Span): void }) {
  if (findings.length === 0) return null
  const shown = findings.slice(0, 50)
  return (
    <section class="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      <ul data-testid="findings">
        {shown.map((f, i) => (
          <li key={i} class={'finding ' + f.severity}>
            <p>
              <span class="severity">{f.severity}</span> {visible(f.message)}
            </p>
            <p class="meta">
              {f.span?.file && (
                <button type="button" class="place" onClick={() => go(f.span!)}>
                  {place(f.span)}
                </button>
              )}
              <RuleLink id={f.check} />
            </p>
            {(f.fixes ?? []).length > 0 && (
              <p class="fixes">
                {f.fixes!.map((x, k) => (
                  <button type="button" key={k} class="fix" onClick={() => apply(x)}>
                    {visible(x.title)}
                  </button>
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
      {findings.length > shown.length && <p class="none">and {findings.length - shown.length} more</p>}
    </section>
  )
})
