/** Reports from the field: views in their places, dealt with behind the report, bursts that survive a dying page. */
import { beforeEach, describe, expect, it } from 'vitest'
import { hexDigest } from '../src/outbox/digest'
import { afterOf, enqueueFromField } from '../src/outbox/field'
import { flush } from '../src/outbox/flush'
import { photosOf } from '../src/outbox/queue'
import { store, type Draft } from '../src/outbox/store'
import { finishOne, keepOne, unfinished } from '../src/field/burst'
import { missingViews, slotsOf, viewsOf } from '../src/field/slots'
import { FIELD_WORDS } from '../src/field/words'
import { blank, keepNew, keepShot, keepSmall } from '../src/report/draft'
import type { Small } from '../src/report/shrink'
import { emptyStore, picture, queued } from './desk'
import { problem, Server } from './server'

const INSPECTOR = 7
let server: Server
beforeEach(async () => {
  await emptyStore()
  server = new Server()
  server.session = { person: { id: INSPECTOR }, csrf: 'c' }
})

async function shoot(owner: string, seed: number, view: 'near' | 'far' | null): Promise<string> {
  const bytes = picture(600 + seed, seed)
  const sha256 = await hexDigest(new Uint8Array(bytes))
  const photo = await keepShot(owner, { bytes, type: 'image/jpeg', takenAt: null, position: null, heading: null, view })
  await keepSmall(photo ?? '', { bytes, sha256, type: 'image/jpeg' })
  return sha256
}

describe('places for photos', () => {
  const shot = (id: string, view: 'near' | 'far' | null = null, type = 'image/jpeg') => ({ id, view, type })

  it('keeps each where it was taken for, and fills what is empty with those of no view', () => {
    const slots = slotsOf(['near', 'far'], [shot('a'), shot('b', 'near'), shot('c')])
    expect(slots.asked.map(({ photo }) => photo?.id)).toEqual(['b', 'a'])
    expect(slots.others.map(({ id }) => id)).toEqual(['c'])
    expect([...viewsOf(slots)].sort()).toEqual([['a', 'far'], ['b', 'near'], ['c', null]])
  })
  it('says what is missing, and takes no voice for a photo', () => {
    const slots = slotsOf(['near', 'far'], [shot('v', null, 'audio/mp4'), shot('b', 'far')])
    expect(missingViews(slots)).toEqual(['near'])
    expect(slots.voices.map(({ id }) => id)).toEqual(['v'])
  })
  it('shows a photo of a view that nobody asks for among the others', () => {
    expect(slotsOf([], [shot('a', 'near')]).others).toHaveLength(1)
  })
})

describe('dealt with on the spot', () => {
  async function press(): Promise<{ report: string; before: string; after: string }> {
    const draft: Draft = { ...blank({ name: '', phone: '' }), category: 'component-0101', condition: 3, component: '1401050101000001', isHandled: true }
    await keepNew(draft)
    const before = await shoot(draft.id, 1, 'near')
    const after = await shoot(afterOf(draft.id), 2, 'far')
    return { report: (await enqueueFromField(draft, INSPECTOR, '当场处理', 1_800_000_000_000)) ?? '', before, after }
  }

  it('sends the report with its views, then the photo of how it is now, then the deed', async () => {
    const { report, before, after } = await press()
    await flush(server, false)
    const sent = JSON.parse(server.reports.get(report)?.body ?? '{}') as { component: string; photos: { sha256: string; view: string }[] }
    expect([sent.component, sent.photos.map(({ sha256, view }) => [sha256, view])]).toEqual(['1401050101000001', [[before, 'near']]])
    expect(server.seen.filter((line) => line.startsWith('P')).map((line) => line.split('/').slice(0, 2).join('/')).filter((line) => line !== 'PATCH /uploads'))
      .toEqual(['PUT /reports', 'POST /uploads', 'PUT /reports', 'POST /uploads', 'POST /reports'])
    expect(server.deeds.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([[`/reports/${report}/handled`, { condition: 3, note: '', photos: [after], views: ['far'] }]])
    expect(await store.bytes.count()).toBe(0)
  })

  it('waits while the report is no case yet, and keeps the photo', async () => {
    const { report } = await press()
    let told = 0
    server.trouble = ({ method, path, init }) => {
      const isAfter = method === 'POST' && path.endsWith('/uploads') && new Headers(init.headers).get('Upload-Metadata')?.includes('handled')
      return isAfter && (told += 1) <= 2 ? problem(423, 'not_yet_case', '', { 'Retry-After': '2' }) : null
    }
    await flush(server, false)
    expect((await queued(report)).delivery.state).toBe('sent')
    expect((await store.deeds.toArray())[0]?.delivery.state).toBe('waiting')
    for (let round = 0; round < 2; round += 1) {
      server.clock += 3000
      await flush(server, false)
    }
    expect(server.deeds).toHaveLength(1)
    expect(await store.bytes.count()).toBe(0)
  })

  it('is all or nothing: a draft that another tab has sent leaves no deed', async () => {
    const draft: Draft = { ...blank({ name: '', phone: '' }), isHandled: true }
    expect(await enqueueFromField(draft, INSPECTOR, '当场处理')).toBeNull()
    expect(await store.deeds.count()).toBe(0)
  })
})

describe('many of a kind', () => {
  const kind = { category: 'component-0101', placeWords: '' }
  const at = (lon: number) => ({ lon, lat: 37.8, datum: 'wgs84' as const, accuracy: 6 })
  const small = async (file: File): Promise<Small> => {
    const bytes = await file.arrayBuffer()
    return { bytes, sha256: await hexDigest(new Uint8Array(bytes)), type: 'image/jpeg' }
  }

  it('makes a report of each photo, each at its own place', async () => {
    for (let n = 0; n < 20; n += 1) await keepOne(new File([picture(500, n)], 'p.jpg', { type: 'image/jpeg' }), kind, at(112.5 + n / 1000), null)
    for (const shot of await unfinished()) expect(await finishOne(shot, INSPECTOR, small)).toBe(true)
    await flush(server, false)
    const sent = [...server.reports.values()].map(({ body }) => JSON.parse(body) as { category: string; position: { lon: number }; photos: object[] })
    expect(sent.map(({ category, photos }) => [category, photos.length])).toEqual(Array.from({ length: 20 }, () => ['component-0101', 1]))
    expect(new Set(sent.map(({ position }) => position.lon)).size).toBe(20)
    expect(await unfinished()).toEqual([])
  })

  it('goes on with what a dying page left, and sends nothing twice', async () => {
    await keepOne(new File([picture(500, 1)], 'p.jpg', { type: 'image/jpeg' }), kind, at(112.5), null)
    const [left] = await unfinished()
    expect(await store.drafts.count()).toBe(0) // it is no draft that somebody would find half done
    await expect(finishOne(left ?? '', INSPECTOR, () => Promise.reject(new Error('killed')))).rejects.toThrow('killed')
    expect([await finishOne(left ?? '', INSPECTOR, small), await finishOne(left ?? '', INSPECTOR, small)]).toEqual([true, false])
    expect(await store.reports.count()).toBe(1)
    expect(await photosOf((await store.reports.toArray())[0]?.id ?? '')).toHaveLength(1)
  })
})

it('has its words in both languages', () => {
  const { 'zh-CN': zh, en } = FIELD_WORDS
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
})
