/** Times in plain words, in the reader's language and clock. */
import { language, t } from '../words'

/** Day and minute, the year only where it is another one. */
export function moment(at: string): string {
  const date = new Date(at)
  const isThisYear = date.getFullYear() === new Date().getFullYear()
  const year = isThisYear ? {} : { year: 'numeric' as const }
  return date.toLocaleString(language.value, { ...year, month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** The time of day, of ms. */
export function clock(at: number): string {
  return new Date(at).toLocaleTimeString(language.value, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

function span(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 60) return t('minutes', { n: minutes })
  if (minutes < 48 * 60) return t('hours', { n: Math.round(minutes / 60) })
  return t('days', { n: Math.round(minutes / 1440) })
}

/** How long until it is due, or since it was. */
export function due(at: string, now: number = Date.now()): string {
  const left = Date.parse(at) - now
  return left >= 0 ? t('dueIn', { span: span(left) }) : t('overdueBy', { span: span(-left) })
}
