/** What a lamp says: its colour, and how long until the time is up; in both languages. */
import { language, type Language } from '../words'

const zh = {
  green: '绿灯：', yellow: '黄灯，快到时限：', red: '红灯，已超时：',
  minutes: '{n} 分钟', hours: '{n} 小时', days: '{n} 天', dueIn: '还剩 {n}', overdueBy: '超时 {n}',
}

const en: Record<keyof typeof zh, string> = {
  green: 'Green: ', yellow: 'Yellow, soon due: ', red: 'Red, overdue: ',
  minutes: '{n} min', hours: '{n} h', days: '{n} d', dueIn: '{n} left', overdueBy: '{n} overdue',
}

const WORDS: Record<Language, Record<keyof typeof zh, string>> = { 'zh-CN': zh, en }

/** A lamp's words in the language of the page, with {n} filled in. */
export function l(word: keyof typeof zh, n: string | number = ''): string {
  return WORDS[language.value][word].replace('{n}', String(n))
}

function span(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 60) return l('minutes', minutes)
  if (minutes < 48 * 60) return l('hours', Math.round(minutes / 60))
  return l('days', Math.round(minutes / 1440))
}

/** How long until it is due, or since it was. */
export function due(at: string, now: number = Date.now()): string {
  const left = Date.parse(at) - now
  return left >= 0 ? l('dueIn', span(left)) : l('overdueBy', span(-left))
}
