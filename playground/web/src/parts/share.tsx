import { useEffect, useState } from 'preact/hooks'
import { Copy } from './copy'
import { Dialog } from './dialog'

// Share makes links and texts of what is shown. Secrets are masked unless the
// reader asks for them.
export function Share({ link, markdown, command, close }: {
  link(reveal: boolean): Promise<string>
  markdown(reveal: boolean): Promise<string>
  command(reveal: boolean): Promise<string>
  close(): void
}) {
  const [reveal, setReveal] = useState(false)
  const [url, setURL] = useState('')
  const [failed, setFailed] = useState('')
  useEffect(() => {
    let here = true
    link(reveal).then((u) => here && setURL(u), (e: Error) => here && setFailed(e.message))
    return () => {
      here = false
    }
  }, [reveal])
  const embed = url && `<iframe src="${url.replace('#', '?embed=1#')}" title="explain" width="100%" height="420" style="border:0"></iframe>`
  return (
    <Dialog title="Share" close={close}>
      <p>All of it is in the link itself, behind the #: it is sent to nobody who does not get the link.</p>
      {failed && <p role="alert">{failed}</p>}
      <label class="field"><span>Link</span><input readOnly value={url} data-testid="link" onFocus={(e) => e.currentTarget.select()} /></label>
      <p class="buttons">
        <Copy text={url} what="the link">Copy link</Copy>
        <Copy text={() => markdown(reveal)} what="the answer as Markdown">Copy as Markdown</Copy>
        <Copy text={() => command(reveal)} what="the explain command line">Copy as command</Copy>
        <Copy text={embed} what="the HTML to embed it">Copy as iframe</Copy>
      </p>
      <label class="check">
        <input type="checkbox" checked={reveal} onChange={(e) => setReveal(e.currentTarget.checked)} />
        <span>Leave secrets in. Without this, the values of -e, --env-file and --build-arg, and of names with TOKEN, SECRET, PASSWORD or KEY, are masked.</span>
      </label>
    </Dialog>
  )
}
