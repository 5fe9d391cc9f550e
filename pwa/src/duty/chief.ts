/** What a duty chief asks and does: attendance, roll-calls, rosters, leave, tasks that are left. */
import { api, body } from '../api/client'
import type { Attended, Leave, LeftTask, Planning, RollResult, Shift } from './types'

export async function attendance(day: string): Promise<Attended[]> {
  return body<{ items: Attended[] }>(await api.GET('/api/v1/duty/attendance', { params: { query: { day } } })).items
}

/** The newest roll-call with everybody's answer; null where none was called. */
export async function lastRoll(): Promise<RollResult | null> {
  const [newest] = body<{ items: { id: string }[] }>(await api.GET('/api/v1/roll-calls')).items
  return newest ? body<RollResult>(await api.GET('/api/v1/roll-calls/{call_id}', { params: { path: { call_id: newest.id } } })) : null
}

export async function callRoll(words: string, minutes: number): Promise<void> {
  await api.POST('/api/v1/roll-calls', { body: { words, minutes } })
}

export async function planning(): Promise<Planning> {
  return body<Planning>(await api.GET('/api/v1/shifts/planning'))
}

export async function shifts(since: string, until: string): Promise<Shift[]> {
  return body<{ items: Shift[] }>(await api.GET('/api/v1/shifts', { params: { query: { since, until } } })).items
}

export async function addShift(wish: { person: number; pattern: number; day: string; beats: number[] }): Promise<void> {
  await api.POST('/api/v1/shifts', { body: wish })
}

export async function removeShift(id: number): Promise<void> {
  await api.DELETE('/api/v1/shifts/{shift_id}', { params: { path: { shift_id: id } } })
}

export interface Imported {
  planned: number
  saved: boolean
  problems: { row: number; words: string }[]
}

/** Plan all shifts of a sheet; with problems nothing is saved. */
export async function importSheet(file: File): Promise<Imported> {
  const sheet = await file.arrayBuffer()
  const options = { params: { query: { dry: false } }, body: sheet as never, bodySerializer: (raw: unknown) => raw as ArrayBuffer, headers: { 'Content-Type': 'application/octet-stream' } }
  return body<Imported>(await api.POST('/api/v1/shifts/import', options))
}

export async function asked(): Promise<Leave[]> {
  return body<{ items: Leave[] }>(await api.GET('/api/v1/leaves')).items
}

export async function decide(id: string, approved: boolean): Promise<void> {
  await api.POST('/api/v1/leaves/{leave_id}/decision', { params: { path: { leave_id: id } }, body: { approved, note: '' } })
}

export async function left(): Promise<LeftTask[]> {
  return body<{ items: LeftTask[] }>(await api.GET('/api/v1/tasks/left')).items
}

export async function putTask(id: string, person: number): Promise<void> {
  await api.PUT('/api/v1/tasks/{task_id}/person', { params: { path: { task_id: id } }, body: { person } })
}

export async function announce(title: string, words: string, roles: string[]): Promise<void> {
  await api.POST('/api/v1/announcements', { body: { title, words, roles: roles as never, organisations: [] } })
}
