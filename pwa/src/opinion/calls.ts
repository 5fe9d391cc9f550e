/** What media write, as the server tells it. */
import { api, body } from '../api/client'
import type { OpinionFeed, OpinionItem } from '../api/types'

export const STATES = ['waiting', 'taken', 'dismissed', 'aside'] as const
export type State = (typeof STATES)[number]

/** Items of a state; those that wait by how bad they are. */
export async function items(state: State): Promise<OpinionItem[]> {
  return body<{ items: OpinionItem[] }>(await api.GET('/api/v1/opinion/items', { params: { query: { state } } })).items
}

/** Take an item as a report, or dismiss it. */
export async function decide(id: string, isTaken: boolean): Promise<void> {
  await api.POST('/api/v1/opinion/items/{item_id}/decisions', { params: { path: { item_id: id } }, body: { is_taken: isTaken } })
}

/** The feeds, and how each fares. */
export async function feeds(): Promise<OpinionFeed[]> {
  return body<{ items: OpinionFeed[] }>(await api.GET('/api/v1/opinion/feeds')).items
}

/** Read a feed from now on. */
export async function add(name: string, url: string, minutes: number): Promise<void> {
  await api.POST('/api/v1/opinion/feeds', { body: { name, url, minutes } })
}

/** Read a feed no longer. */
export async function close(id: number): Promise<void> {
  await api.DELETE('/api/v1/opinion/feeds/{feed_id}', { params: { path: { feed_id: id } } })
}
