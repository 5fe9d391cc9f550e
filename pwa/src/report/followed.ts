/** The cases of others with which one's own reports stand, as the server tells them. */
import { api, body } from '../api/client'
import type { Followed, Page } from '../api/types'

const SEEN = 'xunjie.followed'

/** A page of what one follows, the last sent first. */
export async function followed(cursor: string | null): Promise<Page<Followed>> {
  const query = cursor === null ? {} : { cursor }
  return body<Page<Followed>>(await api.GET('/api/v1/reports/followed', { params: { query } }))
}

/** Be told of it no more, or again. */
export async function follow(id: string, isWanted: boolean): Promise<void> {
  const params = { path: { report_id: id } }
  if (isWanted) await api.PUT('/api/v1/reports/{report_id}/follow', { params })
  else await api.DELETE('/api/v1/reports/{report_id}/follow', { params })
}

/** Up to when this phone has shown what moved; what came later is new. Notes that it is shown now. */
export function seenUntil(): string {
  const before = localStorage.getItem(SEEN) ?? ''
  localStorage.setItem(SEEN, new Date().toISOString())
  return before
}
