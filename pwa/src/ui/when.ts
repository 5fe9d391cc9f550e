/** Times in plain words, in the reader's language and clock. */
import { language } from '../words'

const DAY = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const SHAPES = { day: DAY, year: { year: 'numeric', ...DAY } } as const
const formats = new Map<string, Intl.DateTimeFormat>() // dear to make, and the same for a whole list

function shown(date: Date, shape: keyof typeof SHAPES): string {
  const key = `${language.value} ${shape}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language.value, SHAPES[shape])
  formats.set(key, format)
  return format.format(date)
}

/** Day and minute, the year only where it is another one. */
export function moment(at: string): string {
  const date = new Date(at)
  return shown(date, date.getFullYear() === new Date().getFullYear() ? 'day' : 'year')
}

/** The time of day, of ms; the same in both languages. */
export function clock(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}
