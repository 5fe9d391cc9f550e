/** What the phone keeps: drafts, queued reports and deeds, their photos; survives the system closing the database. */
import { Dexie, type EntityTable } from 'dexie'
import type { PhotoType, Position, ReportBody, View } from '../api/types'
import type { Delivery, PhotoDelivery } from './delivery'

/** What the person says of themselves, as typed; both may stay empty. */
export interface Contact {
  name: string
  phone: string
}

export interface Draft {
  id: string
  words: string
  category: string | null
  placeWords: string
  position: Position | null
  contact: Contact
  updatedAt: number // ms
  component?: string | null // code of the very one, picked on the map
  componentWords?: string // what it is, for the eye
  condition?: number | null // what is wrong, as the catalogue says it
  isHandled?: boolean // dealt with already, see outbox/field.ts
}

/** What everything that waits to be sent has in common. */
export interface Journey {
  id: string // UUIDv7, made when the person pressed send
  person: number | null // id of the member of staff who sends; null: the citizen of this phone
  delivery: Delivery
  attempts: number
  dueAt: number // ms
  isFirm: boolean // the server named the time: do not come earlier
  token?: string // of the phone that it was rescued from; it goes on under that name
}

export interface Queued extends Journey {
  body: ReportBody
  number: string | null
}

/** One step of staff work, or a citizen's answer: a request that the server carries out once, after its photos. */
export interface Deed extends Journey {
  subject: string // what has to be done in order: one case, one shift
  words: string // what the person sees of it
  method: 'POST' | 'PUT'
  path: string
  body: Record<string, unknown>
  match: string | null // the ETag that it was decided upon
  evidence: string | null // the case, the survey's task or one's own report that its photos belong to
  owner?: 'case' | 'survey_task' | 'handled' // which of them; a case where nothing is said; handled: of one's own report
  after: string | null // a report that has to be delivered first
}

export interface KeptPhoto {
  id: string
  owner: string // a draft's, a report's or a deed's id
  place: number // order within its owner
  sha256: string // empty while it is raw
  size: number // bytes
  type: PhotoType
  isRaw?: boolean // as the shutter gave it, still to be shrunk
  takenAt: string | null
  position: Position | null
  heading: number | null // degrees from north
  view?: View | null // what it shows, where the catalogue asks
  delivery: PhotoDelivery
  upload: string | null // where its tus upload goes on
}

/** Where somebody on shift was: a point of their patrol track, degrees in WGS-84, metres of doubt. */
export interface Fix {
  at: number // ms
  person: number
  lon: number
  lat: number
  accuracy: number | null
}

class Store extends Dexie {
  declare drafts: EntityTable<Draft, 'id'>
  declare reports: EntityTable<Queued, 'id'>
  declare deeds: EntityTable<Deed, 'id'>
  declare photos: EntityTable<KeptPhoto, 'id'>
  declare bytes: EntityTable<{ id: string; bytes: ArrayBuffer }, 'id'>
  declare keys: EntityTable<{ name: string; value: unknown }, 'name'>
  declare fixes: EntityTable<Fix, 'at'>
  declare leases: EntityTable<{ name: string; holder: string; until: number }, 'name'>

  constructor() {
    super('xunjie')
    this.version(1).stores({
      drafts: 'id, updatedAt',
      reports: 'id, dueAt',
      photos: 'id, owner',
      bytes: 'id',
      keys: 'name',
      leases: 'name',
    })
    this.version(2).stores({ deeds: 'id, subject' })
    this.version(3).stores({ fixes: 'at' })
  }
}

export const store = new Store()

function wasClosed(error: unknown): boolean {
  const names = ['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'TransactionInactiveError']
  const seen = error as { name?: string; inner?: { name?: string } } | null
  return names.includes(seen?.name ?? '') || names.includes(seen?.inner?.name ?? '')
}

/** True where the phone has no room left for what was to be kept. */
export function isFull(error: unknown): boolean {
  const seen = error as { name?: string; inner?: { name?: string } } | null
  return seen?.name === 'QuotaExceededError' || seen?.inner?.name === 'QuotaExceededError'
}

/** Do some work on the store; where the system had closed the database, open it and do it once more. */
export async function keep<Result>(work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!wasClosed(error)) throw error
    store.close({ disableAutoOpen: false })
    await store.open()
    return await work()
  }
}
