/** When to try again: 1, 2, 4 … 300 s with jitter, or when the server says. */
const LONGEST = 300 // s

/** Seconds; a server that asks for more is asked again after an hour all the same. */
export const LONGEST_TOLD = 3600

/** Seconds to wait after so many failed tries; `chance` in [0, 1) shortens it by up to three tenths. */
export function backoff(tries: number, chance: number): number {
  return Math.min(LONGEST, 2 ** Math.min(tries, 20)) * (1 - 0.3 * chance)
}

/** Seconds asked for by a Retry-After header (seconds or a date), or null. */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000)
}
