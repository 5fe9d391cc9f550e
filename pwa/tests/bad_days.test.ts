/** What happens to phones: full, updated, moved to another, closed, wrong about the time. */
import { Dexie } from 'dexie'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { finishOne, keepOne, unfinished } from '../src/field/burst'
import { deedOf, resolve } from '../src/outbox/deeds'
import { hexDigest } from '../src/outbox/digest'
import { askForSync } from '../src/outbox/engine'
import { afterOf } from '../src/outbox/field'
import { flush } from '../src/outbox/flush'
import { bytesOf, mayReopen, photosOf, reopen } from '../src/outbox/queue'
import { rescueZip, takeInZip } from '../src/outbox/rescue'
import { room } from '../src/outbox/room'
import { isFull, keep, store } from '../src/outbox/store'
import { deviceToken } from '../src/outbox/token'
import { nextTime } from '../src/outbox/turns'
import { blank, keepNew, keepShot, latestDraft } from '../src/report/draft'
import { emptyStore, picture, press, queued } from './desk'
import { problem, Server } from './server'

const NOW = 1_800_000_000_000
let server: Server
beforeEach(async () => {
  await emptyStore()
  server = new Server()
})

function shot(size: number, seed: number) {
  return { bytes: picture(size, seed), type: 'image/jpeg' as const, takenAt: null, position: null, heading: null }
}

describe('an app that was updated while the queue was full', () => {
  /** The tables as each earlier version made them, and rows as it wrote them. */
  const FIRST = { drafts: 'id, updatedAt', reports: 'id, dueAt', photos: 'id, owner', bytes: 'id', keys: 'name', leases: 'name' }
  const EARLIER: { version: number; tables: Record<string, string> }[] = [
    { version: 1, tables: FIRST },
    { version: 2, tables: { ...FIRST, deeds: 'id, subject' } },
  ]

  it('knows every earlier version', () => {
    expect(EARLIER.map(({ version }) => version)).toEqual(Array.from({ length: store.verno - 1 }, (_, n) => n + 1))
  })

  it.each(EARLIER)('sends what version $version had kept', async ({ version, tables }) => {
    const id = await press([400, 500], { now: NOW })
    const [reports, photos, bytes] = await Promise.all([store.reports.toArray(), store.photos.toArray(), store.bytes.toArray()])
    const draft = { ...blank({ name: '', phone: '' }), words: '写了一半' }
    const deed = 'deeds' in tables ? await resolve({ subject: 'a', words: '签收', path: '/api/v1/cases/a/actions', body: {} }, 7, [], NOW) : null
    const deeds = await store.deeds.toArray()
    store.close()
    await Dexie.delete('xunjie')
    const old = new Dexie('xunjie')
    old.version(version).stores(tables)
    await old.table('reports').bulkAdd(reports)
    await old.table('photos').bulkAdd(photos)
    await old.table('bytes').bulkAdd(bytes)
    await old.table('drafts').add(draft)
    if (deed !== null) await old.table('deeds').bulkAdd(deeds)
    old.close()

    await store.open()
    expect(store.verno).toBeGreaterThan(version)
    expect((await latestDraft())?.words).toBe('写了一半')
    server.session = { person: { id: 7 }, csrf: 'word' }
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('sent')
    expect(server.deeds.map(({ key }) => key)).toEqual(deed === null ? [] : [deed])
    expect([...(server.reports.get(id)?.photos.values() ?? [])]).toEqual(['received', 'received'])
  })

  it('lets a newer page change the store at once, and goes on afterwards', async () => {
    const id = await press([], { now: NOW })
    const newer = new Dexie('xunjie')
    newer.version(2).stores({ ...FIRST, deeds: 'id, subject' })
    newer.version(3).stores({ later: 'id' })
    await newer.open() // the older page's connection gives way by itself
    newer.close()
    expect((await keep(() => store.reports.get(id)))?.delivery.state).toBe('waiting')
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('sent')
    store.close()
    await Dexie.delete('xunjie')
    await store.open()
  })
})

describe('a phone with no room left', () => {
  it('says so, and keeps all else of the draft', async () => {
    const draft = { ...blank({ name: '', phone: '' }), words: '路灯不亮' }
    await keepNew(draft)
    await keepShot(draft.id, shot(50, 1))
    const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' })
    const adding = vi.spyOn(store.bytes, 'add').mockRejectedValueOnce(full)
    const end = await keepShot(draft.id, shot(60, 2)).catch((error: unknown) => error)
    expect(isFull(end)).toBe(true)
    expect(isFull(Object.assign(new Error('abort'), { name: 'AbortError', inner: full }))).toBe(true)
    expect([(await latestDraft())?.words, (await photosOf(draft.id)).length, await store.bytes.count()]).toEqual(['路灯不亮', 1, 1])
    adding.mockRestore()
  })

  it('sees that room is low', async () => {
    vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ usage: 950e6, quota: 1000e6 }) } })
    expect(await room()).toEqual({ used: 950, free: 50, isLow: true })
    vi.stubGlobal('navigator', {})
    expect(await room()).toBeNull()
  })
})

describe('a rescue', () => {
  it('goes on from another phone under the same ids and name, once', async () => {
    const half = await press([400, 500], { now: NOW })
    let posts = 0
    server.trouble = ({ method }) => (method === 'PATCH' && (posts += 1) === 2 ? 'cut' : null)
    await flush(server, false)
    server.trouble = () => null
    const token = await deviceToken()
    const deed = await resolve({ subject: 'a', words: '签收', path: '/api/v1/cases/a/actions', body: { action: 'sign_for' } }, 7, [], NOW + 9)
    await keepNew({ ...blank({ name: '', phone: '' }), words: '写了一半' })
    const zip = await rescueZip()
    if (zip === null) throw new Error('nothing to rescue')

    await emptyStore() // another phone
    expect(await deviceToken()).not.toBe(token)
    expect(await takeInZip(zip)).toEqual({ taken: 3, known: 0, spoilt: 0 })
    expect(await takeInZip(zip)).toEqual({ taken: 0, known: 3, spoilt: 0 })
    expect((await latestDraft())?.words).toBe('写了一半')
    const tokens = new Set<string | null>()
    server.trouble = ({ path, init }) => { if (!path.endsWith('/session')) tokens.add(new Headers(init.headers).get('Authorization')); return null }
    server.session = { person: { id: 7 }, csrf: 'word' }
    await flush(server, true)
    expect((await queued(half)).delivery.state).toBe('sent')
    expect((await deedOf(deed))?.delivery.state).toBe('sent')
    expect(server.reports.size).toBe(1)
    expect(tokens).toEqual(new Set([`Bearer ${token}`, null]))
    expect(server.sentBytes).toEqual([400, 500])
  })

  it('brings a burst that is not made small yet, and what a draft shows of afterwards', async () => {
    const draft = { ...blank({ name: '', phone: '' }), isHandled: true }
    await keepNew(draft)
    await keepShot(draft.id, shot(50, 1))
    await keepShot(afterOf(draft.id), shot(60, 2))
    await keepOne(new File([picture(70, 3)], 'a.jpg', { type: 'image/jpeg' }), { category: '0219', placeWords: '柳巷' }, null, null)
    const zip = await rescueZip()
    if (zip === null) throw new Error('nothing to rescue')

    await emptyStore() // another phone
    expect(await takeInZip(zip)).toEqual({ taken: 2, known: 0, spoilt: 0 })
    expect(await takeInZip(zip)).toEqual({ taken: 0, known: 2, spoilt: 0 })
    const sizeOf = async (owner: string) => Promise.all((await photosOf(owner)).map(async ({ id }) => (await bytesOf(id))?.byteLength))
    expect([await sizeOf(draft.id), await sizeOf(afterOf(draft.id))]).toEqual([[50], [60]])
    const [left = ''] = await unfinished()
    const small = { bytes: picture(9, 4), sha256: await hexDigest(new Uint8Array(picture(9, 4))), type: 'image/jpeg' as const }
    expect(await finishOne(left, 7, () => Promise.resolve(small))).toBe(true)
    const [sent] = await store.reports.toArray()
    expect([sent?.body.category, sent?.body.place_words, sent?.body.photos.length]).toEqual(['0219', '柳巷', 1])
  })

  it('takes in nothing that was changed on the way, and says how much', async () => {
    await press([400], { now: NOW })
    await store.bytes.toCollection().modify((kept) => { new Uint8Array(kept.bytes)[7] = 99 })
    const zip = await rescueZip()
    await emptyStore()
    expect(await takeInZip(zip ?? new Blob())).toEqual({ taken: 0, known: 0, spoilt: 1 })
    expect([await store.reports.count(), await store.bytes.count()]).toEqual([0, 0])
    await expect(takeInZip(new Blob(['no zip']))).rejects.toThrow()
  })

  it('is null where nothing waits', async () => {
    expect(await rescueZip()).toBeNull()
  })
})

describe('editing after a partial send', () => {
  it('is possible while nobody can know of the report', async () => {
    const id = await press([400], { now: NOW })
    expect(mayReopen(await queued(id))).toBe(true)
    expect(await reopen(id)).not.toBeNull()
  })

  it.each(['cut', 'cut-after'] as const)('is not, once it was on the line (%s): the server may have it', async (end) => {
    const id = await press([400], { now: NOW })
    server.trouble = ({ method }) => (method === 'PUT' ? end : null)
    await flush(server, false)
    expect(await reopen(id)).toBeNull()
    server.trouble = () => null
    await flush(server, true)
    expect([server.reports.size, (await queued(id)).delivery.state]).toEqual([1, 'sent'])
  })

  it('is not, once it has a number, though its photos were refused', async () => {
    const id = await press([400], { now: NOW })
    server.trouble = ({ method, path }) => (method === 'POST' && path.endsWith('/uploads') ? problem(413, 'too_large', '照片太大') : null)
    await flush(server, false)
    expect((await queued(id)).delivery.state).toBe('refused')
    expect(await reopen(id)).toBeNull()
  })
})

describe('a clock that is wrong by a year', () => {
  it('ahead, then set right: what waits goes all the same', async () => {
    const YEAR = 365 * 86_400_000
    server.clock = NOW + YEAR
    const id = await press([], { now: NOW + YEAR })
    server.trouble = () => problem(503, 'away', '', { 'Retry-After': '60' })
    await flush(server, false)
    server.trouble = () => null
    server.clock = NOW
    await flush(server, false)
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('behind: the report goes, with the time as the phone believed it', async () => {
    const id = await press([], { now: NOW - 365 * 86_400_000 })
    await flush(server, false)
    expect((await queued(id)).body.made_at.slice(0, 4)).toBe('2026')
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('a server that asks for a week is asked again within the hour', async () => {
    const id = await press([], { now: NOW })
    server.trouble = () => problem(429, 'too_many', '', { 'Retry-After': '604800' })
    await flush(server, false)
    expect(await nextTime()).toBe(server.clock + 3_600_000)
    expect((await queued(id)).isFirm).toBe(true)
  })
})

describe('a web-view', () => {
  it('without a service worker asks for no sync and sends all the same', async () => {
    vi.stubGlobal('navigator', {})
    await expect(askForSync()).resolves.toBeUndefined()
    const id = await press([300], { now: NOW })
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('sent')
  })
})
