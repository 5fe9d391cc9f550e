/** The queue in the store: putting a report in, writing down what became of it, taking it out. */
import type { PhotoDelivery } from './delivery'
import { keep, store, type Contact, type Draft, type KeptPhoto, type Queued } from './store'
import { uuid7 } from './identifier'
import type { Position, ReportBody } from '../api/types'

/** How many sent reports stay listed on the phone; the server lists all. */
const REMEMBERED = 50

/** A report's photos in the order they were taken. */
export async function photosOf(owner: string): Promise<KeptPhoto[]> {
  return keep(() => store.photos.where('owner').equals(owner).sortBy('place'))
}

/** The bytes of a photo, or null where they are gone. */
export async function bytesOf(photo: string): Promise<ArrayBuffer | null> {
  return (await keep(() => store.bytes.get(photo)))?.bytes ?? null
}

/** What was said of oneself, in the form the server takes: null for what was left empty. */
function contactOf({ name, phone }: Contact): ReportBody['contact'] {
  const said = { name: name.trim() || null, phone: phone.trim() || null }
  return said.name === null && said.phone === null ? null : said
}

function bodyOf(draft: Draft, photos: readonly KeptPhoto[], channel: ReportBody['channel'], now: number, follows: string | null): ReportBody {
  return {
    channel,
    made_at: new Date(now).toISOString(),
    words: draft.words.trim(),
    category: draft.category,
    place_words: draft.placeWords.trim(),
    position: draft.position,
    contact: contactOf(draft.contact),
    follows,
    photos: photos.map((photo) => ({
      sha256: photo.sha256,
      size: photo.size,
      type: photo.type,
      taken_at: photo.takenAt,
      position: photo.position,
      heading: photo.heading,
    })),
  }
}

/** Turn a draft into a queued report, all or nothing. Null where another tab has sent it already. */
export async function enqueue(draft: Draft, person: number | null, now: number = Date.now(), follows: string | null = null): Promise<string | null> {
  const id = uuid7(now)
  return keep(() =>
    store.transaction('rw', store.drafts, store.reports, store.photos, async () => {
      if (!(await store.drafts.get(draft.id))) return null
      const photos = await store.photos.where('owner').equals(draft.id).sortBy('place')
      const body = bodyOf(draft, photos, person === null ? 'citizen' : 'inspector', now, follows)
      await store.reports.add({
        id, person, body, number: null, delivery: { state: 'waiting', why: 'queued' }, attempts: 0, dueAt: now, isFirm: false,
      })
      await store.photos.where('owner').equals(draft.id).modify({ owner: id })
      await store.drafts.delete(draft.id)
      return id
    }),
  )
}

/** Write down a change of a queued report. */
export async function noteReport(id: string, change: Partial<Omit<Queued, 'id'>>): Promise<void> {
  await keep(() => store.reports.update(id, change))
}

/** The number a report was given, or null where the server has not said one. */
export async function numberOf(id: string): Promise<string | null> {
  return (await keep(() => store.reports.get(id)))?.number ?? null
}

/** Write down how far a photo is. */
export async function notePhoto(id: string, delivery: PhotoDelivery): Promise<void> {
  await keep(() => store.photos.update(id, { delivery }))
}

/** The server has it all: let the photos go, remember the number, forget the oldest sent ones. */
export async function release(report: Queued, number: string): Promise<void> {
  await keep(() =>
    store.transaction('rw', store.reports, store.photos, store.bytes, async () => {
      const photos = await store.photos.where('owner').equals(report.id).primaryKeys()
      await store.bytes.bulkDelete(photos)
      await store.photos.bulkDelete(photos)
      await store.reports.update(report.id, { number, delivery: { state: 'sent', number } })
      const sent = await store.reports.orderBy('id').filter((old) => old.delivery.state === 'sent').primaryKeys()
      await store.reports.bulkDelete(sent.slice(0, Math.max(0, sent.length - REMEMBERED)))
    }),
  )
}

/** Throw away what was refused: the whole report, or only its photos where the report itself has a number. */
export async function discard(report: Queued): Promise<void> {
  if (report.number !== null) return release(report, report.number)
  await keep(() =>
    store.transaction('rw', store.reports, store.photos, store.bytes, async () => {
      const photos = await store.photos.where('owner').equals(report.id).primaryKeys()
      await store.bytes.bulkDelete(photos)
      await store.photos.bulkDelete(photos)
      await store.reports.delete(report.id)
    }),
  )
}

/** True while nobody but this phone can know of the report: it was refused as a whole, or never on the line. */
export function mayReopen({ delivery, attempts, number }: Queued): boolean {
  if (number !== null) return false
  return delivery.state === 'refused' || (delivery.state === 'waiting' && delivery.why === 'queued' && attempts === 0)
}

/** Make a report a draft again, so that the person can mend it. Gives the draft's id; null where it is too late. */
export async function reopen(id: string, now: number = Date.now()): Promise<string | null> {
  const draft = uuid7(now)
  return keep(() =>
    store.transaction('rw', store.drafts, store.reports, store.photos, async () => {
      const report = await store.reports.get(id)
      if (!report || !mayReopen(report)) return null
      const { words, category, place_words, position, contact } = report.body
      await store.drafts.put({
        id: draft, words, category, placeWords: place_words, position: position as Position | null,
        contact: { name: contact?.name ?? '', phone: contact?.phone ?? '' }, updatedAt: now,
      })
      await store.photos.where('owner').equals(id).modify({ owner: draft, delivery: { state: 'waiting' }, upload: null })
      await store.reports.delete(id)
      return draft
    }),
  )
}
