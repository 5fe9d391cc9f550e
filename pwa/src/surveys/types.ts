/** The shapes of surveys by plain names, all drawn from the OpenAPI document. */
import type { paths } from '../api/schema'
import type { Lamp, Position } from '../api/types'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
type Got<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: infer Answer } } } ? Json<Answer> : never
type Sent<Operation> = Operation extends { requestBody?: infer Body } ? Json<NonNullable<Body>> : never

export type Survey = Got<'/api/v1/surveys'>['items'][number]
export type WholeSurvey = Got<'/api/v1/surveys/{survey_id}'>
export type SurveyedBeat = WholeSurvey['beats'][number]
export type Tally = WholeSurvey['tallies'][number]
export type Planning = Got<'/api/v1/surveys/planning'>
export type Ground = Planning['beats'][number]
export type FindingRow = Got<'/api/v1/surveys/{survey_id}/findings'>['items'][number]
export type SurveyWish = Sent<paths['/api/v1/surveys/{survey_id}']['put']>
export type QuestionKind = 'count' | 'condition' | 'yes_no' | 'photos'

export interface Question {
  key: string
  kind: QuestionKind
  words: string
  needed: boolean
  choices: string[]
}

type GotTask = Got<'/api/v1/surveys/tasks'>['items'][number]
export type SurveyTask = Omit<GotTask, 'questions' | 'lamp' | 'area'> & { questions: Question[]; lamp: Lamp; area: Area | null }

/** A beat's outline: rings of degrees, as GeoJSON has them. */
export type Area =
  | { type: 'Polygon'; coordinates: [number, number][][] }
  | { type: 'MultiPolygon'; coordinates: [number, number][][][] }

export type Answer = number | string | boolean
export type Place = Position
