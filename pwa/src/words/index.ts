/** Words that people see: zh-CN at once, English fetched when asked for. */
import { shallowRef } from 'vue'
import { zh } from './zh'

export type Word = keyof typeof zh
export type Words = Record<Word, string>
export type Language = 'zh-CN' | 'en'

const KEPT = 'xunjie.language'
const words = shallowRef<Words>(zh)
export const language = shallowRef<Language>('zh-CN')

/** The words for a key, with {name} places filled in. */
export function t(word: Word, values: Record<string, string | number> = {}): string {
  return words.value[word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Change the language of the page, and keep the choice on this phone. */
export async function speak(to: Language): Promise<void> {
  words.value = to === 'en' ? (await import('./en')).en : zh
  language.value = to
  document.documentElement.lang = to
  localStorage.setItem(KEPT, to)
}

/** Speak as last chosen here; zh-CN where nothing was chosen or the words cannot be had. */
export async function speakAsBefore(): Promise<void> {
  if (localStorage.getItem(KEPT) !== 'en') return
  await speak('en').catch(() => undefined)
}
