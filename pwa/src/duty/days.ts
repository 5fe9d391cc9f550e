/** Days as the server counts them, by the clock of this device. */

/** YYYY-MM-DD, so many days from today. */
export function today(later = 0): string {
  const at = new Date()
  at.setDate(at.getDate() + later)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** The day so many days after another. */
export function after(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
