/** What an inspector does on duty: each a deed that the outbox carries, now or when there is a line. */
import type { Position } from '../api/types'
import { carryOut, type Ending } from '../outbox/carryOut'
import { uuid7 } from '../outbox/identifier'
import { MARKS } from './fixes' // one line of deeds for all marks, so that they arrive in their order
import type { MarkKind } from './types'

export function mark(kind: MarkKind, words: string, position: Position | null, reason: string, person: number): Promise<Ending> {
  const body = { kind, made_at: new Date().toISOString(), position, reason }
  return carryOut({ method: 'PUT', subject: MARKS, words, path: `/api/v1/duty/marks/${uuid7()}`, body }, person)
}

export function answerRoll(id: string, words: string, position: Position | null, person: number): Promise<Ending> {
  const body = { made_at: new Date().toISOString(), position, note: '' }
  return carryOut({ method: 'PUT', subject: id, words, path: `/api/v1/roll-calls/${id}/answer`, body }, person)
}

export interface LeaveWish {
  kind: 'annual' | 'sick' | 'personal' | 'other'
  begins_at: string
  ends_at: string
  words: string
}

export function askLeave(wish: LeaveWish, words: string, person: number): Promise<Ending> {
  const id = uuid7()
  return carryOut({ method: 'PUT', subject: id, words, path: `/api/v1/leaves/${id}`, body: { ...wish } }, person)
}
