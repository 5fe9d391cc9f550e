/** The shapes of duty by plain names, all drawn from the OpenAPI document. */
import type { paths } from '../api/schema'
import type { Position } from '../api/types'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
type Got<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: infer Answer } } } ? Json<Answer> : never

export type Duty = Got<'/api/v1/duty'>
export type MarkKind = 'sign_on' | 'break' | 'resume' | 'sign_off'
export type Figures = Got<'/api/v1/duty/figures'>
export type Diary = Got<'/api/v1/duty/diary'>
export type Leave = Got<'/api/v1/leaves'>['items'][number]
export type Announcement = Got<'/api/v1/announcements'>['items'][number]
export type Listed = Got<'/api/v1/people'>['items'][number]
export type Attended = Got<'/api/v1/duty/attendance'>['items'][number]
export type RollResult = Got<'/api/v1/roll-calls/{call_id}'>
export type Shift = Got<'/api/v1/shifts'>['items'][number]
export type Planning = Got<'/api/v1/shifts/planning'>
export type LeftTask = Got<'/api/v1/tasks/left'>['items'][number]
export type Place = Position
export type Setting = Got<'/api/v1/duty/settings'>['items'][number]
export type Pattern = Got<'/api/v1/shifts/patterns'>['items'][number]
export type Manned = Got<'/api/v1/deputies'>['items'][number]

/** Lines of degrees, as GeoJSON has them. */
interface Lines {
  type: 'MultiLineString'
  coordinates: [number, number][][]
}
export type Coverage = Omit<Got<'/api/v1/duty/coverage'>, 'painted' | 'bare'> & { painted: Lines; bare: Lines }
