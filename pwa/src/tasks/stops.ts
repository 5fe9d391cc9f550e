/** What an inspector has to go to today: questions about cases, and beats to survey, in one list. Pure. */
import type { Position, Task } from '../api/types'
import type { Point } from '../map/ground'
import { middle, outside } from '../surveys/inside'
import type { SurveyTask } from '../surveys/types'
import { distance, type Stop } from './route'

/** Exactly one of `task` and `survey` is there. */
export interface Errand extends Stop {
  id: string
  task: Task | null
  survey: SurveyTask | null
}

/** All of them, what is due first first; a beat stands where its middle is. */
export function errands(tasks: readonly Task[], surveys: readonly SurveyTask[]): Errand[] {
  const found: Errand[] = [
    ...tasks.map((task) => ({ id: task.id, position: task.position as Point | null, lamp: task.lamp, due_at: task.due_at, task, survey: null })),
    ...surveys.map((survey) => ({ id: survey.id, position: survey.area && middle(survey.area), lamp: survey.lamp, due_at: survey.due_at, task: null, survey })),
  ]
  return found.sort((a, b) => Date.parse(a.due_at) - Date.parse(b.due_at))
}

/** Metres from here; to a beat's edge, and 0 within it. */
export function away({ position, survey }: Errand, here: Position | null): number | null {
  if (here === null || position === null) return null
  return survey?.area ? outside(here, survey.area) : distance(here, position)
}
