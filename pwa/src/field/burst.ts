/** Many of a kind: each photo is kept the moment it is taken, and becomes a report of its own once it is small. */
import type { PhotoType, Position } from '../api/types'
import { BURST } from '../outbox/field'
import { uuid7 } from '../outbox/identifier'
import { bytesOf, enqueue, photosOf } from '../outbox/queue'
import { keep, store } from '../outbox/store'
import { blank, keepNew, keepShot, keepSmall } from '../report/draft'
import type { Small } from '../report/shrink'

/** What all of a burst have in common. */
export interface Kind {
  category: string
  placeWords: string
}

/** Keep one shot, where the phone stands now. */
export async function keepOne(file: File, kind: Kind, position: Position | null, heading: number | null): Promise<void> {
  const id = uuid7()
  const takenAt = new Date(file.lastModified || Date.now()).toISOString()
  const bytes = await file.arrayBuffer()
  await keep(() => store.transaction('rw', store.keys, store.photos, store.bytes, async () => {
    await store.keys.put({ name: BURST + id, value: { ...kind } })
    await keepShot(id, { bytes, type: (file.type || 'image/jpeg') as PhotoType, takenAt, position, heading })
  }))
}

/** The shots that wait to be made small, the oldest first; also what an earlier page left. */
export async function unfinished(): Promise<string[]> {
  const names = await keep(() => store.keys.where('name').startsWith(BURST).primaryKeys())
  return names.map((name) => name.slice(BURST.length)).sort()
}

/** Make a kept shot small and send it. False where another page has done so. */
export async function finishOne(id: string, person: number, shrink: (file: File) => Promise<Small>): Promise<boolean> {
  const [photo] = await photosOf(id)
  const bytes = photo ? await bytesOf(photo.id) : null
  if (photo?.isRaw && bytes) await keepSmall(photo.id, await shrink(new File([bytes], photo.id, { type: photo.type, lastModified: Date.parse(photo.takenAt ?? '') || Date.now() })))
  return keep(() => store.transaction('rw', store.keys, store.drafts, store.reports, store.photos, async () => {
    const kind = (await store.keys.get(BURST + id))?.value as Kind | undefined
    await store.keys.delete(BURST + id)
    if (!kind || !photo) return false
    const draft = { ...blank({ name: '', phone: '' }), ...kind, id, position: photo.position }
    await keepNew(draft)
    return (await enqueue(draft, person)) !== null
  }))
}
