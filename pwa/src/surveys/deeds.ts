/** What an inspector does in a survey: deeds that the outbox carries in their order, now or when there is a line. */
import type { Position } from '../api/types'
import { carryOut, type Ending } from '../outbox/carryOut'
import type { Shown } from '../outbox/deeds'
import { kick } from '../outbox/engine'
import { uuid7 } from '../outbox/identifier'
import { enqueue } from '../outbox/queue'
import { blank, keepNew, keepShot, keepSmall } from '../report/draft'
import type { Answer, SurveyTask } from './types'
import { s } from './words'

/** A finding as it was filled in. */
export interface Filled {
  answers: Record<string, Answer>
  category: string | null
  note: string
  reason: string
  position: Position | null
  photos: readonly Shown[]
}

/** Queue a report of what was found, with its photos; gives its id, which the finding names. */
async function reported({ title }: SurveyTask, filled: Filled, person: number): Promise<string | null> {
  const note = filled.note.trim()
  const draft = {
    ...blank({ name: '', phone: '' }), category: filled.category, words: note === '' ? s('reportWords', title) : note,
    position: filled.position ? { ...filled.position } : null,
  }
  await keepNew(draft)
  for (const { bytes, sha256, type } of filled.photos) {
    const photo = await keepShot(draft.id, { bytes, type, takenAt: new Date().toISOString(), position: draft.position, heading: null })
    if (photo) await keepSmall(photo, { bytes, sha256, type })
  }
  const report = await enqueue(draft, person)
  kick(true)
  return report
}

/** Keep a finding; `alsoReport` makes a report of it at once, whose photos serve for both. */
export async function keepFinding(task: SurveyTask, filled: Filled, alsoReport: boolean, person: number): Promise<Ending> {
  const report = alsoReport ? await reported(task, filled, person) : null
  const { answers, category, note, reason, position, photos } = filled
  return carryOut({
    method: 'PUT', subject: task.id, words: `${s('task')} ${task.beat.name}`, path: `/api/v1/surveys/tasks/${task.id}/findings/${uuid7()}`,
    body: {
      answers: { ...answers }, category, note: note.trim(), reason: reason.trim(), photos: photos.map(({ sha256 }) => sha256),
      position: position ? { ...position } : null, report, made_at: new Date().toISOString(),
    },
    evidence: task.id, owner: 'survey_task', after: report,
  }, person, report === null ? photos : [])
}

/** The beat is done, or handed back with a note. */
export function endTask(task: SurveyTask, done: boolean, note: string, person: number): Promise<Ending> {
  return carryOut({
    subject: task.id, words: `${s(done ? 'finish' : 'handBack')} ${task.beat.name}`,
    path: `/api/v1/surveys/tasks/${task.id}/finish`, body: { done, note: note.trim() },
  }, person)
}
