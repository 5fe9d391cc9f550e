/** Drafts: kept, sent once, and never brought back to life by another tab. */
import { beforeEach, expect, it } from 'vitest'
import { hexDigest } from '../src/outbox/digest'
import { enqueue, photosOf } from '../src/outbox/queue'
import { keep, store } from '../src/outbox/store'
import { blank, dropPhoto, keepDraft, keepNew, keepShot, keepSmall, latestDraft, plain } from '../src/report/draft'
import { emptyStore, picture } from './desk'

beforeEach(emptyStore)

/** Take a photo and shrink it; gives its id. */
async function take(owner: string, seed: number): Promise<string | null> {
  const bytes = picture(50, seed)
  const id = await keepShot(owner, { bytes, type: 'image/jpeg', takenAt: null, position: null, heading: null })
  if (id !== null) await keepSmall(id, { bytes, sha256: await hexDigest(new Uint8Array(bytes)), type: 'image/jpeg' })
  return id
}

it('keeps every keystroke', async () => {
  const draft = blank({ name: '', phone: '' })
  await keepNew(draft)
  for (const words of ['路', '路灯', '路灯不亮']) await keepDraft(plain({ ...draft, words }))
  expect((await latestDraft())?.words).toBe('路灯不亮')
})

it('keeps nine photos and no twins', async () => {
  const draft = blank({ name: '', phone: '' })
  for (let seed = 0; seed < 12; seed += 1) await take(draft.id, seed)
  expect(await take(draft.id, 99)).toBeNull()
  const photos = await photosOf(draft.id)
  expect(photos.length).toBe(9)
  const [first] = photos
  if (first) await dropPhoto(first)
  expect((await photosOf(draft.id)).length).toBe(8)
  expect(await store.bytes.count()).toBe(8)
})

it('keeps a photo before it is shrunk, and no picture twice', async () => {
  const draft = blank({ name: '', phone: '' })
  const raw = await keepShot(draft.id, { bytes: picture(90, 5), type: 'image/heic', takenAt: null, position: null, heading: null })
  expect((await photosOf(draft.id)).map(({ isRaw, size }) => [isRaw, size])).toEqual([[true, 90]])
  const small = { bytes: picture(30, 5), sha256: 'aa', type: 'image/jpeg' as const }
  await keepSmall(raw ?? '', small)
  expect((await photosOf(draft.id)).map(({ isRaw, size, type, sha256 }) => [isRaw, size, type, sha256])).toEqual([[false, 30, 'image/jpeg', 'aa']])
  const twin = await keepShot(draft.id, { bytes: picture(90, 5), type: 'image/heic', takenAt: null, position: null, heading: null })
  await keepSmall(twin ?? '', small)
  expect([(await photosOf(draft.id)).length, await store.bytes.count()]).toEqual([1, 1])
})

it('is sent by one tab only, and not brought back by the other', async () => {
  const draft = { ...blank({ name: '', phone: '' }), words: '垃圾' }
  await keepNew(draft)
  const ends = await Promise.all([enqueue(draft, null), enqueue(draft, null)])
  expect(ends.filter((id) => id !== null).length).toBe(1)
  await keepDraft(plain({ ...draft, words: '垃圾堆' }))
  expect(await latestDraft()).toBeNull()
})

it('sends null where nothing was said of oneself', async () => {
  const draft = { ...blank({ name: ' ', phone: '' }), words: '垃圾' }
  await keepNew(draft)
  const id = await enqueue(draft, null)
  expect((await store.reports.get(id ?? ''))?.body.contact).toBeNull()
  const other = { ...blank({ name: '', phone: '13800000000' }), words: '垃圾' }
  await keepNew(other)
  const second = await enqueue(other, null)
  expect((await store.reports.get(second ?? ''))?.body.contact).toEqual({ name: null, phone: '13800000000' })
})

it('survives the system closing the database', async () => {
  const draft = blank({ name: '', phone: '' })
  await keepNew(draft)
  store.close({ disableAutoOpen: true })
  expect(await latestDraft()).not.toBeNull()
  let calls = 0
  const once = await keep(() => {
    calls += 1
    if (calls === 1) throw Object.assign(new Error('gone'), { name: 'InvalidStateError' })
    return Promise.resolve('again')
  })
  expect(once).toBe('again')
})
