/** The server's shapes by plain names, all drawn from the OpenAPI document. */
import type { paths } from './schema'

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
type Sent<Operation> = Operation extends { requestBody?: infer Body } ? Json<NonNullable<Body>> : never
type Given<Operation> = Operation extends { responses: infer Answers }
  ? Json<Answers[Extract<keyof Answers, 200 | 201>]>
  : never
/** What the server dumps has every field; the document marks them as optional where it cannot know. */
type Whole<T> = T extends (infer Item)[]
  ? Whole<Item>[]
  : T extends Record<string, never>
    ? never // what the document says beside `null` for an object that may be absent
    : T extends object
      ? { [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> }
      : T
type Got<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Whole<Given<Operation>> : never

export type ReportBody = Sent<paths['/api/v1/reports/{report_id}']['put']>
export type Receipt = Whole<Given<paths['/api/v1/reports/{report_id}']['put']>>
export type Report = Got<'/api/v1/reports/{report_id}'>
export type ReportSummary = Got<'/api/v1/reports'>['items'][number]
export type Followed = Omit<Got<'/api/v1/reports/followed'>['items'][number], 'moved'> & { moved: { at: string; what: string; words: string } | null }
export type PublicCase = Got<'/api/v1/public/cases'>['items'][number]
export type Keeping = Got<'/api/v1/public/keeping'>
type GotSession = Got<'/api/v1/session'>
export type Person = Omit<NonNullable<GotSession['person']>, 'roles'> & { roles: Role[] }
export type Session = Omit<GotSession, 'person'> & { person: Person | null }
/** Words that the document leaves open and the pages must not. */
export type Role = 'citizen' | 'inspector' | 'operator' | 'duty_chief' | 'dispatcher' | 'department' | 'maintainer' | 'member' | 'leader' | 'administrator' | 'auditor'
export type Lamp = 'green' | 'yellow' | 'red' | null
export type Need = 'note' | 'condition' | 'organisation' | 'photo' | 'amount' | 'until' | 'satisfied' | 'case' | 'member'
export type Tone = 'primary' | 'plain' | 'danger'
export type TaskKind = 'check' | 'verify'

export type Catalogue = Got<'/api/v1/catalogue'>
export type Category = Catalogue['categories'][number]
export type Condition = Category['conditions'][number]
export type Located = Got<'/api/v1/places/locate'>
export type BaseMap = Got<'/api/v1/tiles'>
export type Place = Omit<Got<'/api/v1/places/search'>[number], 'position'> & { position: Position }
export type Veiled = Got<'/api/v1/photos/{photo_id}/boxes'>
export type NameRow = Got<'/api/v1/lexicon/names'>['items'][number]
export type NameChange = Sent<paths['/api/v1/lexicon/names']['put']>
export type NameVersion = Got<'/api/v1/lexicon/versions'>['items'][number]
export type Organisation = Got<'/api/v1/organisations'>[number]
type GotList = Got<'/api/v1/cases/lists'>[number]
export type Worklist = Omit<GotList, 'actions'> & { actions: CaseAction[] }
export type CaseSummary = Omit<Got<'/api/v1/cases'>['items'][number], 'lamp'> & { lamp: Lamp }
type GotCase = Got<'/api/v1/cases/{case_id}'>
export type CaseAction = Omit<GotCase['actions'][number], 'needs' | 'tone'> & { needs: Need[]; tone: Tone }
export type Case = Omit<GotCase, 'actions' | 'lamp' | 'position'> & { actions: CaseAction[]; lamp: Lamp; position: Position | null }
export type Bulk = Sent<paths['/api/v1/cases/actions']['post']>
export type Result = Whole<Given<paths['/api/v1/cases/actions']['post']>>['items'][number]
export type Proposal = Whole<Given<paths['/api/v1/triage/suggest']['post']>>
export type ProposedChoice = Proposal['choices'][number]
export type ProposedReason = ProposedChoice['reasons'][number]
export type WholeWords = Whole<Given<paths['/api/v1/triage/cases/{case_id}/words']['post']>>
export type Repeats = Got<'/api/v1/cases/repeats'>
export type Figures = Got<'/api/v1/triage/figures'>
export type Score = Figures['months'][number]
export type Alike = Omit<Got<'/api/v1/cases/{case_id}/alike'>['items'][number], 'case' | 'position'> & { case: CaseSummary; position: Position | null }
export type Mass = Omit<Got<'/api/v1/cases/masses'>['items'][number], 'case'> & { case: CaseSummary }
export type Had = Got<'/api/v1/reports/alike'>['items'][number]
export type Deed = Sent<paths['/api/v1/cases/{case_id}/actions']['post']>
export type Task = Omit<Got<'/api/v1/tasks'>['items'][number], 'kind' | 'lamp' | 'case' | 'position'> & { kind: TaskKind; lamp: Lamp; case: CaseSummary; position: Position | null }
export type Rules = Got<'/api/v1/dispatch/rules'>
export type Rule = Rules['items'][number]
export type RuleChange = NonNullable<Sent<paths['/api/v1/dispatch/rules']['patch']>>
export type RuleText = Whole<NonNullable<RuleChange['put']>[number]>
export type Trial = Whole<Given<paths['/api/v1/dispatch/rules/try']['post']>>
export type HotlineFile = Whole<Given<paths['/api/v1/hotline/files']['post']>>
export type HotlineMapping = NonNullable<Sent<paths['/api/v1/hotline/sources/{name}']['put']>>['mapping']
export type HotlineSheet = HotlineFile['sheets'][number]
export type HotlineSources = Got<'/api/v1/hotline/sources'>
export type HotlineField = HotlineSources['fields'][number]
export type HotlineRun = Got<'/api/v1/hotline/runs'>['items'][number]
export type HotlineTrial = Whole<Given<paths['/api/v1/hotline/trials']['post']>>
export type Channels = Got<'/api/v1/channels'>
export type Caller = Whole<Given<paths['/api/v1/desk/callers']['post']>>
export type Suggested = Whole<Given<paths['/api/v1/desk/suggestions']['post']>>
export type HeldContents = Got<'/api/v1/contents/held'>
export type OpinionItem = Got<'/api/v1/opinion/items'>['items'][number]
export type OpinionFeed = Got<'/api/v1/opinion/feeds'>['items'][number]
export type ChannelAttempt = Whole<Given<paths['/api/v1/channels/{name}/trials']['post']>>
export type Wish = Got<'/api/v1/notices/preferences'>
export type Notice = Got<'/api/v1/notices'>['items'][number]
export type Position = Exclude<NonNullable<ReportBody['position']>, Record<string, never>>
export type View = NonNullable<ReportBody['photos'][number]['view']>
export type Component = Got<'/api/v1/components'>[number]
export type PhotoType = ReportBody['photos'][number]['type']
export type Page<Item> = { items: Item[]; next: string | null }
