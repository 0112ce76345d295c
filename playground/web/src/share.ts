// share gives back what is old wherever new says the same, so that an answer to
// one more key is, but for a few places, the answer before, and parts that are
// drawn from the rest need not be drawn again. Both are what JSON.parse makes.
export function share<T>(old: T, now: T): T {
  if (Object.is(old, now)) return old
  if (typeof old !== 'object' || typeof now !== 'object' || !old || !now || Array.isArray(old) !== Array.isArray(now)) return now
  const [a, b] = [old as Record<string, unknown>, now as Record<string, unknown>]
  const keys = Object.keys(b)
  let same = keys.length === Object.keys(a).length
  for (const key of keys) {
    b[key] = share(a[key], b[key])
    same &&= Object.is(a[key], b[key]) && key in a
  }
  return same ? old : now
}
