// announce tells people who listen to the page, politely.
let timer: ReturnType<typeof setTimeout> | undefined

export function announce(text: string, wait = 0): void {
  clearTimeout(timer)
  timer = setTimeout(() => {
    const live = document.getElementById('live')
    if (live) live.textContent = text
  }, wait)
}
