/** Triage as the server tells it. */
import { api, body } from '../api/client'
import type { Case, Deed, Figures, Proposal, WholeWords } from '../api/types'

/** Accept a case and file it by a condition, in one step. */
export async function accept(id: string, condition: number): Promise<Case> {
  return body<Case>(await api.POST('/api/v1/triage/cases/{case_id}/accept', { params: { path: { case_id: id } }, body: { condition } }))
}

/** Decline a case that is for somebody else, with the words that the citizen reads. */
export async function sendElsewhere(id: string, elsewhere: string, note: string): Promise<Case> {
  const nothing = { condition: null, organisation: null, amount: null, satisfied: null, until: null, approval: null, into: null, person: null, photos: [], views: [] }
  const deed: Deed = { ...nothing, action: 'decline', note, elsewhere }
  return body<Case>(await api.POST('/api/v1/cases/{case_id}/actions', { params: { path: { case_id: id } }, body: deed }))
}

/** The words as they were sent; the look is recorded. */
export async function wholeWords(id: string): Promise<WholeWords> {
  return body<WholeWords>(await api.POST('/api/v1/triage/cases/{case_id}/words', { params: { path: { case_id: id } } }))
}

/** What a sentence is about; nothing is kept. */
export async function suggest(words: string): Promise<Proposal> {
  return body<Proposal>(await api.POST('/api/v1/triage/suggest', { body: { words } }))
}

/** How often triage was right; the months of one category alone, or of all. */
export async function figures(code: string): Promise<Figures> {
  return body<Figures>(await api.GET('/api/v1/triage/figures', { params: { query: code === '' ? {} : { code } } }))
}
