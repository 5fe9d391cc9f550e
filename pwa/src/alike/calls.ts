/** What may be the same, as the server tells it. */
import { api, body } from '../api/client'
import type { Alike, Had, Mass } from '../api/types'
import type { Draft } from '../outbox/store'

/** Open cases that may be what this draft is about, the likeliest first. */
export async function hadBefore(draft: Draft): Promise<Had[]> {
  const { position, category, words, placeWords } = draft
  const query = {
    words: `${placeWords} ${words}`.trim().slice(0, 500),
    ...(category ? { category } : {}),
    ...(position ? { lon: position.lon, lat: position.lat, datum: position.datum, ...(position.accuracy === null ? {} : { accuracy: position.accuracy }) } : {}),
  }
  return body<{ items: Had[] }>(await api.GET('/api/v1/reports/alike', { params: { query } })).items
}

/** The open cases that are like this one, the likeliest first. */
export async function alikeTo(id: string): Promise<Alike[]> {
  return body<{ items: Alike[] }>(await api.GET('/api/v1/cases/{case_id}/alike', { params: { path: { case_id: id } } })).items
}

/** What many report at once. */
export async function masses(): Promise<Mass[]> {
  return body<{ items: Mass[] }>(await api.GET('/api/v1/cases/masses')).items
}
