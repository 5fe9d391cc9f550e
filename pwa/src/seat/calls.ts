/** The hotline desk, as the server tells it. */
import { api, body } from '../api/client'
import type { Caller, Receipt, Suggested } from '../api/types'

export interface Noted {
  id: string
  madeAt: string
  phone: string
  name: string
  words: string
  placeWords: string
  category: string | null
  follows: string | null
}

/** Who calls; the look is recorded. */
export async function caller(phone: string): Promise<Caller> {
  return body<Caller>(await api.POST('/api/v1/desk/callers', { body: { phone } }))
}

/** Where and what it may be, and which open cases stand there. */
export async function suggest(words: string, placeWords: string): Promise<Suggested> {
  return body<Suggested>(await api.POST('/api/v1/desk/suggestions', { body: { words, place_words: placeWords } }))
}

/** Write it down; sent again, it is the same report. */
export async function keep(noted: Noted): Promise<Receipt> {
  const contact = noted.phone || noted.name ? { name: noted.name || null, phone: noted.phone || null } : null
  const said = {
    made_at: noted.madeAt, words: noted.words, place_words: noted.placeWords, category: noted.category, follows: noted.follows, position: null, contact,
  }
  return body<Receipt>(await api.PUT('/api/v1/desk/reports/{report_id}', { params: { path: { report_id: noted.id } }, body: said }))
}
