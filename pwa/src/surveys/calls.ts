/** Surveys as the server tells them, and what a duty chief asks of it. */
import { api, body } from '../api/client'
import { uuid7 } from '../outbox/identifier'
import type { Page } from '../api/types'
import { shelved } from '../outbox/shelf'
import type { FindingRow, Planning, Survey, SurveyTask, SurveyWish, WholeSurvey } from './types'

/** One's own survey tasks; where there is no line, as they were last known. */
export function surveyTasks(): Promise<SurveyTask[]> {
  return shelved('surveys', async () => body<{ items: SurveyTask[] }>(await api.GET('/api/v1/surveys/tasks')).items)
}

/** Say that one has seen it and goes. */
export async function accept(id: string): Promise<void> {
  await api.POST('/api/v1/surveys/tasks/{task_id}/accept', { params: { path: { task_id: id } } })
}

export async function surveys(): Promise<Survey[]> {
  return body<{ items: Survey[] }>(await api.GET('/api/v1/surveys')).items
}

export async function survey(id: string): Promise<WholeSurvey> {
  return body<WholeSurvey>(await api.GET('/api/v1/surveys/{survey_id}', { params: { path: { survey_id: id } } }))
}

export async function planning(): Promise<Planning> {
  return body<Planning>(await api.GET('/api/v1/surveys/planning'))
}

/** Begin a survey; asked again with the same id it is the same one. */
export async function begin(wish: SurveyWish, id: string = uuid7()): Promise<WholeSurvey> {
  return body<WholeSurvey>(await api.PUT('/api/v1/surveys/{survey_id}', { params: { path: { survey_id: id } }, body: wish }))
}

export async function recall(id: string): Promise<WholeSurvey> {
  return body<WholeSurvey>(await api.POST('/api/v1/surveys/{survey_id}/recall', { params: { path: { survey_id: id } } }))
}

export async function findings(id: string, cursor: string | null): Promise<Page<FindingRow>> {
  const query = { limit: 20, ...(cursor === null ? {} : { cursor }) }
  return body<Page<FindingRow>>(await api.GET('/api/v1/surveys/{survey_id}/findings', { params: { path: { survey_id: id }, query } }))
}

export async function putBeat(task: string, person: number): Promise<void> {
  await api.PUT('/api/v1/surveys/tasks/{task_id}/person', { params: { path: { task_id: task } }, body: { person } })
}

/** Where the results can be fetched as a file. */
export function tableOf(id: string, form: 'xlsx' | 'csv'): string {
  return `/api/v1/surveys/${id}/table?form=${form}`
}
