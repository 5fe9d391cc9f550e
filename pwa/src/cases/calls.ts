/** Cases, worklists and organisations as the server tells them. */
import { api, body } from '../api/client'
import type { Bulk, Case, CaseSummary, Organisation, Page, Result, Worklist } from '../api/types'

/** Worklists of this person's roles, with counts. */
export async function worklists(): Promise<Worklist[]> {
  return items(body<Worklist[] | { items: Worklist[] }>(await api.GET('/api/v1/cases/lists')))
}

/** One page of a worklist. */
export async function worklist(list: string, cursor: string | null, burst: string | null = null): Promise<Page<CaseSummary>> {
  const query = { list, ...(cursor === null ? {} : { cursor }), ...(burst === null ? {} : { burst }) }
  return body<Page<CaseSummary>>(await api.GET('/api/v1/cases', { params: { query } }))
}

/** One case in full, with what this person may do to it. */
export async function caseOf(id: string): Promise<Case> {
  return body<Case>(await api.GET('/api/v1/cases/{case_id}', { params: { path: { case_id: id } } }))
}

/** Those a case may be dispatched to. */
export async function organisations(): Promise<Organisation[]> {
  return items(body<Organisation[] | { items: Organisation[] }>(await api.GET('/api/v1/organisations')))
}

/** Those below one's own, to whom a case may be delegated. */
export async function below(): Promise<Organisation[]> {
  return items(body<Organisation[] | { items: Organisation[] }>(await api.GET('/api/v1/organisations/below')))
}

/** The same step for many cases; each has a result of its own. */
export async function actOnMany(asked: Bulk): Promise<Result[]> {
  return body<{ items: Result[] }>(await api.POST('/api/v1/cases/actions', { body: asked })).items
}

function items<Item>(found: Item[] | { items: Item[] }): Item[] {
  return Array.isArray(found) ? found : found.items
}
