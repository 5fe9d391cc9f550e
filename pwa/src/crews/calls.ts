/** Crews as the server tells them. */
import { api, body } from '../api/client'
import type { paths } from '../api/schema'

export type Crews = paths['/api/v1/crews']['get']['responses']['200']['content']['application/json']
export type Crew = Crews['items'][number]
export type Member = Crew['members'][number]

/** The crews of one's organisation, and how many jobs each member holds. */
export async function crews(): Promise<Crews> {
  return body<Crews>(await api.GET('/api/v1/crews'))
}

/** Make a crew of these people, or make it anew. */
export async function arrange(id: string, name: string, people: number[]): Promise<Crews> {
  return body<Crews>(await api.PUT('/api/v1/crews/{crew_id}', { params: { path: { crew_id: id } }, body: { name, people } }))
}

/** Disband a crew; its people stay. */
export async function disband(id: string): Promise<Crews> {
  return body<Crews>(await api.DELETE('/api/v1/crews/{crew_id}', { params: { path: { crew_id: id } } }))
}
