/** What may be the same, as the server tells it. */
import { api, body } from '../api/client'
import type { Alike, Had, Mass } from '../api/types'
import type { Draft } from '../outbox/store'

const PATIENCE = 2500 // ms: nobody waits longer to send

/** Open cases that may be what this draft is about; none where there is no line, or no answer in time. */
export async function hadBefore(draft: Draft): Promise<Had[]> {
  const { position, category, words, placeWords } = draft
  const query = {
    words: `${placeWords} ${words}`.trim().slice(0, 500),
    ...(category ? { category } : {}),
    ...(position ? { lon: position.lon, lat: position.lat, datum: position.datum, ...(position.accuracy === null ? {} : { accuracy: position.accuracy }) } : {}),
  }
  const asked = api.GET('/api/v1/reports/alike', { params: { query } }).then((answer) => body<{ items: Had[] }>(answer).items)
  const late = new Promise<Had[]>((done) => { setTimeout(() => { done([]) }, PATIENCE) })
  return Promise.race([asked, late]).catch(() => [])
}

/** The open cases that are like this one, the likeliest first. */
export async function alikeTo(id: string): Promise<Alike[]> {
  return body<{ items: Alike[] }>(await api.GET('/api/v1/cases/{case_id}/alike', { params: { path: { case_id: id } } })).items
}

/** What many report at once. */
export async function masses(): Promise<Mass[]> {
  return body<{ items: Mass[] }>(await api.GET('/api/v1/cases/masses')).items
}
