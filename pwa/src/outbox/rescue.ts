/** The rescue: everything that has not been sent as one zip, and such a zip taken in again on another phone. */
import { unzipSync, zipSync, type Zippable } from 'fflate'
import { hexDigest } from './digest'
import { afterOf, BURST } from './field'
import { bytesOf, photosOf } from './queue'
import { keep, store, type Deed, type Draft, type KeptPhoto, type Queued } from './store'
import { deviceToken } from './token'

/** A shot of a burst that is not yet made small: what it is of, as its page keeps it. */
interface Shot {
  id: string
  value: unknown
}

/** What stands in each folder's about.json. */
type Kept =
  | { kind: 'report'; one: Queued; photos: KeptPhoto[] }
  | { kind: 'deed'; one: Deed; photos: KeptPhoto[] }
  | { kind: 'draft'; one: Draft; photos: KeptPhoto[] }
  | { kind: 'shot'; one: Shot; photos: KeptPhoto[] }

const KINDS: readonly Kept['kind'][] = ['report', 'deed', 'draft', 'shot']

/** What became of a zip that was taken in: folders. */
export interface Rescued {
  taken: number
  known: number // already on this phone
  spoilt: number // something is missing or was changed
}

const ABOUT = 'about.json'

function nameOf(photo: KeptPhoto, one: string): string {
  return `${photo.owner === one ? '' : 'after-'}${String(photo.place + 1)}-${photo.sha256.slice(0, 12)}.${photo.type.split('/')[1] ?? 'jpeg'}`
}

async function shots(): Promise<Shot[]> {
  const kept = await keep(() => store.keys.where('name').startsWith(BURST).toArray())
  return kept.map(({ name, value }) => ({ id: name.slice(BURST.length), value }))
}

async function unsent(): Promise<Kept[]> {
  const token = await deviceToken()
  const [reports, deeds, drafts] = await keep(() => Promise.all([store.reports.toArray(), store.deeds.toArray(), store.drafts.toArray()]))
  const named = <One extends Queued | Deed>(one: One): One => (one.person === null ? { token, ...one } : one)
  const all = [
    ...reports.filter((one) => one.delivery.state !== 'sent').map((one) => ({ kind: 'report', one: named(one) }) as const),
    ...deeds.filter((one) => one.delivery.state !== 'sent').map((one) => ({ kind: 'deed', one: named(one) }) as const),
    ...drafts.map((one) => ({ kind: 'draft', one }) as const),
    ...(await shots()).map((one) => ({ kind: 'shot', one }) as const),
  ]
  return Promise.all(all.map(async (found) => ({ ...found, photos: [...(await photosOf(found.one.id)), ...(await photosOf(afterOf(found.one.id)))] })))
}

/** The zip of all that is not sent: one folder each, with about.json and its photos. Null where nothing is left. */
export async function rescueZip(): Promise<Blob | null> {
  const files: Zippable = {}
  for (const kept of await unsent()) {
    files[`${kept.one.id}/${ABOUT}`] = new TextEncoder().encode(JSON.stringify(kept, null, 2))
    for (const photo of kept.photos) {
      const bytes = await bytesOf(photo.id)
      if (bytes) files[`${kept.one.id}/${nameOf(photo, kept.one.id)}`] = [new Uint8Array(bytes), { level: 0 }]
    }
  }
  return Object.keys(files).length > 0 ? new Blob([zipSync(files)], { type: 'application/zip' }) : null
}

function readAbout(bytes: Uint8Array): Kept | null {
  try {
    const found = JSON.parse(new TextDecoder().decode(bytes)) as Kept
    return KINDS.includes(found.kind) && typeof found.one.id === 'string' && Array.isArray(found.photos) ? found : null
  } catch {
    return null
  }
}

/** Each photo's bytes, or null where one is missing or not what it was. */
async function pictures(files: Record<string, Uint8Array>, kept: Kept): Promise<Map<string, Uint8Array<ArrayBuffer>> | null> {
  const found = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const photo of kept.photos) {
    const bytes = files[`${kept.one.id}/${nameOf(photo, kept.one.id)}`]
    if (!bytes) return null
    const copy = new Uint8Array(bytes)
    if (!photo.isRaw && (await hexDigest(copy)) !== photo.sha256) return null
    found.set(photo.id, copy)
  }
  return found
}

async function isKnown({ kind, one }: Kept): Promise<boolean> {
  if (kind === 'shot') return (await keep(() => store.keys.get(BURST + one.id))) !== undefined
  const table = kind === 'report' ? store.reports : kind === 'deed' ? store.deeds : store.drafts
  return (await keep(() => table.where('id').equals(one.id).count())) > 0
}

/** It goes on where the other phone stopped: under the same id and name, so that the server knows it again. */
async function takeIn(kept: Kept, bytes: Map<string, Uint8Array<ArrayBuffer>>): Promise<void> {
  await keep(() =>
    store.transaction('rw', [store.reports, store.deeds, store.drafts, store.keys, store.photos, store.bytes], async () => {
      if (kept.kind === 'report') await store.reports.add(kept.one)
      else if (kept.kind === 'deed') await store.deeds.add(kept.one)
      else if (kept.kind === 'draft') await store.drafts.add(kept.one)
      else await store.keys.add({ name: BURST + kept.one.id, value: kept.one.value })
      await store.photos.bulkAdd(kept.photos)
      await store.bytes.bulkAdd([...bytes].map(([id, one]) => ({ id, bytes: one.buffer })))
    }),
  )
}

/** Take in a rescue zip; what is known already or spoilt stays out, and is counted. Throws where it is no zip. */
export async function takeInZip(zip: Blob): Promise<Rescued> {
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()))
  const done: Rescued = { taken: 0, known: 0, spoilt: 0 }
  for (const [name, bytes] of Object.entries(files)) {
    if (!name.endsWith(`/${ABOUT}`)) continue
    const kept = readAbout(bytes)
    const photos = kept ? await pictures(files, kept) : null
    if (kept === null || photos === null) done.spoilt += 1
    else if (await isKnown(kept)) done.known += 1
    else {
      await takeIn(kept, photos)
      done.taken += 1
    }
  }
  return done
}
