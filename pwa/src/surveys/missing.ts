/** What a finding still lacks. Pure. */
import type { Answer, Question } from './types'
import { s } from './words'

/** The first thing that is missing, in words; null where nothing is. */
export function missingIn(questions: readonly Question[], answers: Readonly<Record<string, Answer | null>>, photos: number): string | null {
  for (const { key, kind, words, needed } of questions) {
    if (!needed) continue
    if (kind === 'photos' && photos === 0) return s('needPhoto')
    if (kind !== 'photos' && (answers[key] ?? '') === '') return s('needAnswer', words)
  }
  return null
}
