/** Duty as the server tells it: what an inspector reads of their own. */
import { api, body } from '../api/client'
import { Refusal } from '../api/problem'
import { shelved } from '../outbox/shelf'
import { BOOK } from '../pack/addresses'
import { keptAnswer } from '../pack/kept'
import { known } from './known'
import type { Announcement, Coverage, Diary, Duty, Figures, Leave, Listed } from './types'

/** One's own duty; where there is no line, as it was last known. */
export async function duty(): Promise<Duty> {
  const found = await shelved('duty', async () => body<Duty>(await api.GET('/api/v1/duty')))
  known.value = found
  return found
}

export async function figures(): Promise<Figures> {
  return body<Figures>(await api.GET('/api/v1/duty/figures'))
}

export async function diary(): Promise<Diary> {
  return body<Diary>(await api.GET('/api/v1/duty/diary'))
}

/** How much of a beat's roads was walked on a day (today by default), and which lines. */
export async function coverageOf(beat: number, day?: string): Promise<Coverage> {
  const query = day === undefined ? { beat } : { beat, day }
  return body<Coverage>(await api.GET('/api/v1/duty/coverage', { params: { query } }))
}

export async function leaves(): Promise<Leave[]> {
  return body<{ items: Leave[] }>(await api.GET('/api/v1/leaves')).items
}

export async function announcements(): Promise<Announcement[]> {
  return shelved('announcements', async () => body<{ items: Announcement[] }>(await api.GET('/api/v1/announcements')).items)
}

export async function book(q: string): Promise<Listed[]> {
  return body<{ items: Listed[] }>(await api.GET('/api/v1/people', { params: { query: { q } } })).items
}

/** Colleagues by name or organisation; without a line, those whom the phone keeps. */
export async function colleagues(q: string): Promise<Listed[]> {
  const wanted = q.trim()
  return (wanted === '' ? shelved('book', () => book('')) : book(wanted)).catch(async (error: unknown) => {
    if (error instanceof Refusal) throw error
    const packed = (await (await keptAnswer(BOOK))?.json()) as { items: Listed[] } | undefined
    const kept = packed?.items ?? (await shelved<Listed[]>('book', () => Promise.reject(error as Error)))
    return kept.filter(({ name, organisation }) => `${name} ${organisation ?? ''}`.includes(wanted))
  })
}

/** A colleague's whole number; the look is recorded. */
export async function phoneOf(id: number): Promise<string> {
  return body<{ phone: string }>(await api.GET('/api/v1/people/{person_id}/phone', { params: { path: { person_id: id } } })).phone
}

/** Take one's wish for leave back, or come back early. */
export async function withdrawLeave(id: string): Promise<void> {
  await api.DELETE('/api/v1/leaves/{leave_id}', { params: { path: { leave_id: id } } })
}

export async function markRead(id: string): Promise<void> {
  await api.POST('/api/v1/announcements/{announcement_id}/read', { params: { path: { announcement_id: id } } })
}

export async function sendTrack(points: (number | null)[][]): Promise<void> {
  await api.POST('/api/v1/duty/tracks', { body: { points, datum: 'wgs84' } })
}
