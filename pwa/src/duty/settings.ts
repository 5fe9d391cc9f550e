/** What a city decides about duty, and its changes: numbers, shift patterns, deputies, coverage. */
import { api, body } from '../api/client'
import type { Manned, Pattern, Setting } from './types'

export async function settings(): Promise<Setting[]> {
  return body<{ items: Setting[] }>(await api.GET('/api/v1/duty/settings')).items
}

export async function decide(values: Record<string, number>): Promise<Setting[]> {
  return body<{ items: Setting[] }>(await api.PATCH('/api/v1/duty/settings', { body: { values } })).items
}

export async function patterns(): Promise<Pattern[]> {
  return body<{ items: Pattern[] }>(await api.GET('/api/v1/shifts/patterns')).items
}

/** Add a pattern, or give the one of that name other times. */
export async function savePattern(pattern: { name: string; begins: string; ends: string }): Promise<void> {
  await api.PUT('/api/v1/shifts/patterns', { body: pattern })
}

export async function manned(): Promise<Manned[]> {
  return body<{ items: Manned[] }>(await api.GET('/api/v1/deputies')).items
}

export async function nameDeputies(beat: number, people: number[]): Promise<Manned> {
  return body<Manned>(await api.PUT('/api/v1/deputies/{beat_id}', { params: { path: { beat_id: beat } }, body: { people } }))
}
