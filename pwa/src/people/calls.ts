/** People who can be named for something, as the server tells them. */
import { api, body } from '../api/client'
import type { paths } from '../api/schema'

type Answer = paths['/api/v1/tasks/candidates/{case_id}']['get']['responses']['200']['content']['application/json']
export type Candidate = Answer['items'][number]

/** Which inspectors could verify or check a case, and who would be chosen. */
export async function candidates(id: string, kind: 'verify' | 'check'): Promise<Answer> {
  return body<Answer>(await api.GET('/api/v1/tasks/candidates/{case_id}', { params: { path: { case_id: id }, query: { kind } } }))
}
