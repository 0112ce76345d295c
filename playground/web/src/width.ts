import { useLayoutEffect, useRef, useState } from 'preact/hooks'

// useWidth follows the width of the element that ref stands for, in pixels.
export function useWidth(least: number) {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(560)
  useLayoutEffect(() => {
    const el = frame.current
    if (!el) return
    const measure = () => setWidth(Math.max(least, Math.floor(el.clientWidth)))
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(el)
    return () => watch.disconnect()
  }, [])
  return [frame, width] as const
}
