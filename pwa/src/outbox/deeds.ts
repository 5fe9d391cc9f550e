/** Deeds in the store: steps that wait for the line, each carried out once by the server. */
import type { PhotoType } from '../api/types'
import { uuid7 } from './identifier'
import { keep, store, type Deed } from './store'

/** How many deeds that were carried out stay listed on the phone. */
const REMEMBERED = 50

/** A photo that goes with a deed. */
export interface Shown {
  bytes: ArrayBuffer
  sha256: string
  type: PhotoType
}

export type Wish = Pick<Deed, 'subject' | 'words' | 'path' | 'body'> & Partial<Pick<Deed, 'method' | 'match' | 'evidence' | 'owner' | 'after'>>

/** Put a deed with its photos into the queue, all or nothing. Gives its id. */
export async function resolve(wish: Wish, person: number | null, photos: readonly Shown[] = [], now: number = Date.now()): Promise<string> {
  const id = uuid7(now)
  const deed: Deed = {
    method: 'POST', match: null, evidence: null, after: null, ...wish,
    id, person, delivery: { state: 'waiting', why: 'queued' }, attempts: 0, dueAt: now, isFirm: false,
  }
  await keep(() =>
    store.transaction('rw', store.deeds, store.photos, store.bytes, async () => {
      await store.deeds.add(deed)
      for (const [place, { bytes, ...about }] of photos.entries()) {
        const photo = uuid7(now)
        await store.bytes.add({ id: photo, bytes })
        await store.photos.add({
          ...about, id: photo, owner: id, place, size: bytes.byteLength, takenAt: new Date(now).toISOString(),
          position: null, heading: null, delivery: { state: 'waiting' }, upload: null,
        })
      }
    }),
  )
  return id
}

/** A deed as it is now, or null where it is gone. */
export async function deedOf(id: string): Promise<Deed | null> {
  return (await keep(() => store.deeds.get(id))) ?? null
}

async function letPhotosGo(owner: string): Promise<void> {
  const photos = await store.photos.where('owner').equals(owner).primaryKeys()
  await store.bytes.bulkDelete(photos)
  await store.photos.bulkDelete(photos)
}

/** The server has carried it out: let its photos go, and forget the oldest that were. */
export async function done(deed: Deed): Promise<void> {
  await keep(() =>
    store.transaction('rw', store.deeds, store.photos, store.bytes, async () => {
      await letPhotosGo(deed.id)
      await store.deeds.update(deed.id, { delivery: { state: 'sent', number: '' } })
      const old = await store.deeds.orderBy('id').filter((one) => one.delivery.state === 'sent').primaryKeys()
      await store.deeds.bulkDelete(old.slice(0, Math.max(0, old.length - REMEMBERED)))
    }),
  )
}

/** Take back a deed that was refused, or that no request was made for yet. False where it is too late. */
export async function takeBack(id: string): Promise<boolean> {
  return keep(() =>
    store.transaction('rw', store.deeds, store.photos, store.bytes, async () => {
      const deed = await store.deeds.get(id)
      if (!deed || !mayTakeBack(deed)) return false
      await letPhotosGo(id)
      await store.deeds.delete(id)
      return true
    }),
  )
}

/** Refused, or never on the line: nobody else can have seen it. */
export function mayTakeBack({ delivery, attempts }: Deed): boolean {
  return delivery.state === 'refused' || (delivery.state === 'waiting' && delivery.why === 'queued' && attempts === 0)
}
