/** The server's shapes by plain names, all drawn from the OpenAPI document. */
import type { paths } from './schema'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
type Sent<Operation> = Operation extends { requestBody?: infer Body } ? Json<NonNullable<Body>> : never
type Given<Operation> = Operation extends { responses: infer Answers }
  ? Json<Answers[Extract<keyof Answers, 200 | 201>]>
  : never
/** What the server dumps has every field; the document marks them as optional where it cannot know. */
type Whole<T> = T extends (infer Item)[] ? Whole<Item>[] : T extends object ? { [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> } : T
type Got<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Whole<Given<Operation>> : never

export type ReportBody = Sent<paths['/api/v1/reports/{report_id}']['put']>
export type Receipt = Whole<Given<paths['/api/v1/reports/{report_id}']['put']>>
export type Report = Got<'/api/v1/reports/{report_id}'>
export type ReportSummary = Got<'/api/v1/reports'>['items'][number]
export type Session = Got<'/api/v1/session'>
export type Person = NonNullable<Session['person']>
export type Role = Person['roles'][number]
export type Catalogue = Got<'/api/v1/catalogue'>
export type Category = Catalogue['categories'][number]
export type Condition = Category['conditions'][number]
export type Located = Got<'/api/v1/places/locate'>
export type Place = Got<'/api/v1/places/search'>[number]
export type Organisation = Got<'/api/v1/organisations'>[number]
export type Worklist = Got<'/api/v1/cases/lists'>[number]
export type CaseSummary = Got<'/api/v1/cases'>['items'][number]
export type Case = Got<'/api/v1/cases/{case_id}'>
export type CaseAction = Case['actions'][number]
export type Need = CaseAction['needs'][number]
export type Deed = Sent<paths['/api/v1/cases/{case_id}/actions']['post']>
export type Task = Got<'/api/v1/tasks'>['items'][number]
export type TaskAnswer = Sent<paths['/api/v1/tasks/{task_id}/answer']['post']>
export type Notice = Got<'/api/v1/notices'>['items'][number]
export type Position = NonNullable<Report['position']>
export type Contact = NonNullable<Case['report']['contact']>
export type Lamp = CaseSummary['lamp']
export type Page<Item> = { items: Item[]; next: string | null }
