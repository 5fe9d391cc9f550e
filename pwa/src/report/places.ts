/** What the server knows of places: where a point lies, what a name may mean. */
import { api, body } from '../api/client'
import type { BaseMap, Located, Place, Position } from '../api/types'

/** Places whose name resembles the words. */
export async function findPlaces(words: string): Promise<Place[]> {
  const found = body<Place[] | { items: Place[] }>(await api.GET('/api/v1/places/search', { params: { query: { q: words } } }))
  return Array.isArray(found) ? found : found.items
}

/** What to write for a point, and the areas that hold it; empty where nothing is near. */
export async function describe({ lon, lat, datum }: Position): Promise<{ description: string; words: string }> {
  return body(await api.GET('/api/v1/places/reverse', { params: { query: { lon, lat, datum, within: 1 } } }))
}

/** Where a map of the city begins, and the city's own tile source, if it has one. */
export async function baseMap(): Promise<BaseMap> {
  return body<BaseMap>(await api.GET('/api/v1/tiles'))
}

/** District, subdistrict, community, cell and beat of a point. */
export async function locate({ lon, lat, datum }: Position): Promise<Located> {
  return body<Located>(await api.GET('/api/v1/places/locate', { params: { query: { lon, lat, datum } } }))
}
