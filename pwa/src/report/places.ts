/** What the server knows of places: where a point lies, what a name may mean. */
import { api, body } from '../api/client'
import type { Located, Place, Position } from '../api/types'

/** Places whose name resembles the words. */
export async function findPlaces(words: string): Promise<Place[]> {
  const found = body<Place[] | { items: Place[] }>(await api.GET('/api/v1/places/search', { params: { query: { q: words } } }))
  return Array.isArray(found) ? found : found.items
}

/** District, subdistrict, community, cell and beat of a point. */
export async function locate({ lon, lat, datum }: Position): Promise<Located> {
  return body<Located>(await api.GET('/api/v1/places/locate', { params: { query: { lon, lat, datum } } }))
}
