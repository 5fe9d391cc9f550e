/** What is said of a limit that comes from no named source. */
import { language } from '../words'

const MARK = '待核对'
const WORDS = { 'zh-CN': `（${MARK}）`, en: ' (to be confirmed)' }

/** The words to put behind a value from this source; none where somebody vouches for it. */
export function unconfirmed(source: string): string {
  return source.includes(MARK) ? WORDS[language.value] : ''
}
