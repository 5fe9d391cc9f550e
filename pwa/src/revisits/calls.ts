/** Revisits as the server asks and keeps them. */
import { api, body } from '../api/client'
import type { components } from '../api/schema'

export type Asked = components['schemas']['RevisitAsked']
export type Call = components['schemas']['RevisitCall']
export type Reason = components['schemas']['RevisitReason']
export type Said = components['schemas']['RevisitAnswer']
export type Calls = components['schemas']['RevisitCallPage']

/** What a link asks about. */
export async function asked(token: string): Promise<Asked> {
  return body<Asked>(await api.GET('/api/v1/revisits/link/{token}', { params: { path: { token } } }))
}

/** Answer by a link, once. */
export async function answer(token: string, said: Said): Promise<Asked> {
  return body<Asked>(await api.POST('/api/v1/revisits/link/{token}', { params: { path: { token } }, body: said }))
}

/** Whom the desk may call. */
export async function calls(cursor: string | null): Promise<Calls> {
  const query = cursor === null ? {} : { cursor }
  return body<Calls>(await api.GET('/api/v1/revisits/calls', { params: { query } }))
}

/** Write down what was said on the telephone. */
export async function told(id: string, said: Said): Promise<void> {
  await api.POST('/api/v1/revisits/{revisit_id}/answer', { params: { path: { revisit_id: id } }, body: said })
}

/** The whole number; that it was looked at is kept. */
export async function numberOf(caseId: string): Promise<string> {
  const found = body<{ phone: string | null }>(await api.POST('/api/v1/cases/{case_id}/contact', { params: { path: { case_id: caseId } } }))
  return found.phone ?? ''
}
