/** The draft in the store: one report being written, kept at every keystroke, photos and all. */
import { uuid7 } from '../outbox/identifier'
import { keep, store, type Contact, type Draft, type KeptPhoto } from '../outbox/store'
import type { PhotoType, Position, View } from '../api/types'
import type { Small } from './shrink'

export const MOST_PHOTOS = 9

/** A photo as it comes from the shutter. */
export interface Shot {
  bytes: ArrayBuffer
  type: PhotoType
  takenAt: string | null
  position: Position | null
  heading: number | null
  view?: View | null
}

/** An empty draft; `contact` carries over what the person said last time. */
export function blank(contact: Contact): Draft {
  return { id: uuid7(), words: '', category: null, placeWords: '', position: null, contact, updatedAt: Date.now() }
}

/** The draft last worked on, or null. */
export async function latestDraft(): Promise<Draft | null> {
  return (await keep(() => store.drafts.orderBy('updatedAt').last())) ?? null
}

/** The draft as a plain value of this moment, fit for the store. */
export function plain(draft: Draft): Draft {
  const { position, contact } = draft
  return { ...draft, contact: { ...contact }, position: position ? { ...position } : null, updatedAt: Date.now() }
}

/** Keep a draft for the first time. */
export async function keepNew(draft: Draft): Promise<void> {
  await keep(() => store.drafts.put(draft))
}

/** Keep the draft as it is now; one that another tab has sent meanwhile stays gone. */
export async function keepDraft(draft: Draft): Promise<void> {
  await keep(() => store.drafts.where('id').equals(draft.id).modify((_kept, at) => { at.value = draft }))
}

/** Keep a photo with its draft at once, as the shutter gave it. Gives its id; null where nine are there already. */
export async function keepShot(owner: string, shot: Shot): Promise<string | null> {
  const { bytes, ...about } = shot
  const id = uuid7()
  return keep(() =>
    store.transaction('rw', store.photos, store.bytes, async () => {
      const others = await store.photos.where('owner').equals(owner).sortBy('place')
      if (others.length >= MOST_PHOTOS) return null
      await store.bytes.add({ id, bytes })
      const place = (others.at(-1)?.place ?? -1) + 1
      await store.photos.add({
        ...about, id, owner, place, sha256: '', size: bytes.byteLength, isRaw: true, delivery: { state: 'waiting' }, upload: null,
      })
      return id
    }),
  )
}

/** Put the shrunk photo in the raw one's place; where the draft has the same picture already, it goes. */
export async function keepSmall(id: string, { bytes, sha256, type }: Small): Promise<void> {
  await keep(() =>
    store.transaction('rw', store.photos, store.bytes, async () => {
      const raw = await store.photos.get(id)
      if (!raw?.isRaw) return
      const twins = await store.photos.where('owner').equals(raw.owner).filter((other) => other.sha256 === sha256).count()
      if (twins > 0) {
        await store.bytes.delete(id)
        await store.photos.delete(id)
        return
      }
      await store.bytes.put({ id, bytes })
      await store.photos.update(id, { sha256, type, size: bytes.byteLength, isRaw: false })
    }),
  )
}

/** Take a photo out of its draft. */
export async function dropPhoto(photo: KeptPhoto): Promise<void> {
  await keep(() =>
    store.transaction('rw', store.photos, store.bytes, async () => {
      await store.bytes.delete(photo.id)
      await store.photos.delete(photo.id)
    }),
  )
}

/** What the person said of themselves last time, so that it need not be typed twice. */
export async function lastContact(): Promise<Contact> {
  const kept = (await keep(() => store.keys.get('contact')))?.value as Contact | undefined
  return { name: kept?.name ?? '', phone: kept?.phone ?? '' }
}

/** Remember what the person said of themselves. */
export async function keepContact(contact: Contact): Promise<void> {
  await keep(() => store.keys.put({ name: 'contact', value: { ...contact } }))
}
