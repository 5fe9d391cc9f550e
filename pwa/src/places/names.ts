/** The city's names as the desk keeps them: listed, changed, withdrawn, undone. */
import { api, body } from '../api/client'
import type { NameChange, NameRow, NameVersion, Page } from '../api/types'

export const KINDS = ['landmarks', 'estates', 'points', 'stops', 'villages', 'assets', 'numbers', 'roads', 'campaigns', 'responsibilities'] as const
export type Kind = (typeof KINDS)[number]
export const GRADES = ['快速路', '主干路', '次干路', '支路', '巷']

const PLACELESS: readonly Kind[] = ['campaigns', 'responsibilities']

/** Whether a name of this kind stands at a point that one may choose. */
export const hasPoint = (kind: Kind): boolean => kind !== 'roads' && !PLACELESS.includes(kind)

/** A page of the names that hold what was typed. */
export async function namesOf(kind: Kind, q: string, cursor: string | null): Promise<Page<NameRow>> {
  return body(await api.GET('/api/v1/lexicon/names', { params: { query: { kind, q, ...(cursor === null ? {} : { cursor }) } } }))
}

/** Add a name, or put it in the place of another. */
export async function keep(change: NameChange): Promise<void> {
  await api.PUT('/api/v1/lexicon/names', { body: change })
}

/** Take a name out of force. */
export async function withdraw(kind: Kind, id: number): Promise<void> {
  await api.DELETE('/api/v1/lexicon/names', { params: { query: { kind, id } } })
}

/** What was changed, the newest first. */
export async function versions(): Promise<NameVersion[]> {
  return body<{ items: NameVersion[] }>(await api.GET('/api/v1/lexicon/versions')).items
}

/** Put back in force what the newest version replaced. */
export async function undo(): Promise<void> {
  await api.POST('/api/v1/lexicon/undo', { body: { kind: null } })
}
