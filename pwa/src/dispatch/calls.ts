/** Dispatch rules as the server tells them, tries them and keeps them. */
import { api, body } from '../api/client'
import type { Rules, RuleChange, Trial } from '../api/types'

/** All rules in their order, and what changed ones may name. */
export async function rules(): Promise<Rules> {
  return body<Rules>(await api.GET('/api/v1/dispatch/rules'))
}

/** What the change would have done with last month's cases. */
export async function attempt(change: RuleChange): Promise<Trial> {
  return body<Trial>(await api.POST('/api/v1/dispatch/rules/try', { body: change }))
}

/** Keep the change. */
export async function save(change: RuleChange): Promise<Rules> {
  return body<Rules>(await api.PATCH('/api/v1/dispatch/rules', { body: change }))
}
