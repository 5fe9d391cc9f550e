/** What came back after it was closed, as the server tells it. */
import { api, body } from '../api/client'
import type { Repeats } from '../api/types'

/** Counts of the last days, and the latest cases. */
export async function repeats(days: number): Promise<Repeats> {
  return body<Repeats>(await api.GET('/api/v1/cases/repeats', { params: { query: { days } } }))
}
