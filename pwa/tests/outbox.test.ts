/** The outbox on good days and bad ones: nothing twice, nothing lost, nothing believed but a receipt. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { flush } from '../src/outbox/flush'
import { discard, photosOf, reopen } from '../src/outbox/queue'
import { nextTime, wakeAfterSignIn } from '../src/outbox/turns'
import { store } from '../src/outbox/store'
import { PART } from '../src/outbox/tus'
import { emptyStore, photoStates, press, queued } from './desk'
import { locks } from './locks'
import { portal, problem, Server } from './server'

let server: Server
beforeEach(async () => {
  await emptyStore()
  server = new Server()
})

describe('a good day', () => {
  it('sends words and photos once, and lets the photos go', async () => {
    const id = await press([PART * 2 + 10, 500])
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'sent', number: '20261122-00001' })
    expect(await photosOf(id)).toEqual([])
    expect(await store.bytes.count()).toBe(0)
    expect([...(server.reports.get(id)?.photos.values() ?? [])]).toEqual(['received', 'received'])
    expect(server.sentBytes).toEqual([PART, PART, 10, 500])
  })

  it('sends the oldest first, and a report without photos in one request', async () => {
    const first = await press([], { now: 1_800_000_000_001 })
    const second = await press([], { now: 1_800_000_000_002 })
    await flush(server, true)
    expect(server.seen).toEqual([`PUT /reports/${first}`, `PUT /reports/${second}`])
  })

  it('lets nobody speak for the phone: its token, and no cookie', async () => {
    const id = await press([])
    const asked: RequestInit[] = []
    server.trouble = ({ init }) => { asked.push(init); return null }
    await flush(server, false)
    expect(new Headers(asked[0]?.headers).get('Authorization')).toMatch(/^Bearer [\w-]{43}$/)
    expect(asked[0]?.credentials).toBe('omit')
    expect((await queued(id)).body.channel).toBe('citizen')
  })

  it('is sent once when the answer is lost: the twin gets the same number', async () => {
    const id = await press([700])
    let puts = 0
    server.trouble = ({ method }) => (method === 'PUT' && (puts += 1) === 1 ? 'cut-after' : null)
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'waiting', why: 'cut' })
    await flush(server, true)
    expect(server.reports.size).toBe(1)
    expect((await queued(id)).delivery).toEqual({ state: 'sent', number: '20261122-00001' })
  })
})

describe('answers that are no receipt', () => {
  it.each([
    ['a captive portal', () => portal()],
    ['JSON that is no receipt', () => Response.json({ ok: true })],
    ['a receipt for another report', () => Response.json({ id: 'x', number: '1', photos: [] })],
    ['a receipt without a number', ({ path }: { path: string }) => Response.json({ id: path.split('/').at(-1), number: '', photos: [] }, { status: 201 })],
    ['a receipt that forgets a photo', ({ path }: { path: string }) => Response.json({ id: path.split('/').at(-1), number: '1', photos: [] }, { status: 201 })],
    ['202', () => new Response('{}', { status: 202 })],
    ['an unwritten 403 of some proxy', () => new Response('<html>no</html>', { status: 403 })],
    ['an unwritten 401 of some proxy', () => new Response('<html>no</html>', { status: 401 })],
  ])('%s keeps the report', async (_name, answer) => {
    const id = await press([700])
    server.trouble = (request) => (request.method === 'PUT' ? answer(request) : null)
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'waiting', why: 'cut' })
    expect(await store.bytes.count()).toBe(1)
    server.trouble = () => null
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('sent')
  })
})

describe('answers that say later', () => {
  it.each([[423, 'same'], [408, 'busy'], [500, 'busy'], [502, 'busy'], [503, 'busy']])('%i keeps the report and backs off', async (status, why) => {
    const id = await press([])
    server.trouble = () => problem(status, 'later')
    await flush(server, false)
    const report = await queued(id)
    expect(report.delivery).toEqual({ state: 'waiting', why })
    expect(report.dueAt).toBe(server.clock + 1000)
  })

  it('429 waits as long as it is told, even when hurried', async () => {
    const id = await press([])
    server.trouble = () => problem(429, 'too_many', '', { 'Retry-After': '40' })
    await flush(server, false)
    expect(await nextTime()).toBe(server.clock + 40_000)
    server.trouble = () => null
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('waiting')
    server.clock += 40_000
    await flush(server, false)
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('waits 1, 2, 4 … s from try to try', async () => {
    const id = await press([])
    server.trouble = () => 'cut'
    const waits: number[] = []
    for (let tries = 0; tries < 10; tries += 1) {
      await flush(server, false)
      const { dueAt } = await queued(id)
      waits.push((dueAt - server.clock) / 1000)
      server.clock = dueAt
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300])
  })

  it('stops the round at a cut line, and tries the others again when the line is back', async () => {
    await press([], { now: 1_800_000_000_001 })
    await press([], { now: 1_800_000_000_002 })
    server.trouble = () => 'cut'
    await flush(server, true)
    expect(server.seen.length).toBe(1)
    server.trouble = () => null
    await flush(server, true)
    expect(server.reports.size).toBe(2)
  })
})

describe('answers that say no', () => {
  it.each([[409, '同一编号已有不同内容'], [422, '内容有误'], [413, '内容太大'], [415, '不支持这种格式']])('%i is shown with its reason and stays', async (status, why) => {
    const id = await press([700])
    server.trouble = () => problem(status, 'no', why)
    await flush(server, false)
    server.clock += 1e9
    await flush(server, true)
    expect(server.seen.length).toBe(1)
    expect((await queued(id)).delivery).toEqual({ state: 'refused', reason: why, number: null, status })
    expect(await store.bytes.count()).toBe(1)
  })

  it('a refused report can be edited and sent under a new id, photos and all', async () => {
    const id = await press([700])
    server.trouble = () => problem(422, 'no', '内容有误')
    await flush(server, false)
    const draft = (await reopen(id)) ?? ''
    expect(await store.reports.count()).toBe(0)
    expect((await photosOf(draft)).length).toBe(1)
    expect((await store.drafts.get(draft))?.words).toBe('井盖破损')
  })

  it('a discarded report is gone with its photos', async () => {
    const id = await press([700])
    server.trouble = () => problem(422, 'no')
    await flush(server, false)
    await discard(await queued(id))
    expect([await store.reports.count(), await store.photos.count(), await store.bytes.count()]).toEqual([0, 0, 0])
  })

  it('one refused photo does not stop the others, and keeps its bytes', async () => {
    const id = await press([700, 900])
    server.trouble = ({ method, path }) => (method === 'POST' && path.endsWith('/uploads') && server.uploads.size === 0 && !server.seen.includes('x') && server.seen.push('x') > 0 ? problem(415, 'bad', '不是照片') : null)
    await flush(server, false)
    expect(await photoStates(id)).toEqual(['refused', 'received'])
    expect((await queued(id)).delivery).toEqual({ state: 'refused', reason: '不是照片', number: '20261122-00001', status: 415 })
    await discard(await queued(id))
    expect((await queued(id)).delivery).toEqual({ state: 'sent', number: '20261122-00001' })
  })
})

describe('signing in', () => {
  it('a report of staff waits for its maker, and for nobody else', async () => {
    const id = await press([], { person: 7 })
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'sign-in' })
    server.session = { person: { id: 8 }, csrf: 'c' }
    await wakeAfterSignIn()
    await flush(server, true)
    expect((await queued(id)).delivery).toEqual({ state: 'sign-in' })
    server.session = { person: { id: 7 }, csrf: 'c' }
    await wakeAfterSignIn()
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('a 401 in the middle keeps the queue', async () => {
    const id = await press([700])
    server.trouble = ({ method }) => (method === 'PATCH' ? problem(401, 'not_signed_in') : null)
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'sign-in' })
    expect(await store.bytes.count()).toBe(1)
  })
})

describe('photos on a bad line', () => {
  it('go on from the offset that the server names', async () => {
    const id = await press([PART * 3])
    let parts = 0
    server.trouble = ({ method }) => (method === 'PATCH' && (parts += 1) === 2 ? 'cut' : null)
    await flush(server, false)
    expect((await queued(id)).delivery.state).toBe('waiting')
    await flush(server, true)
    expect(server.seen.filter((one) => one.startsWith('HEAD')).length).toBe(1)
    expect(server.sentBytes).toEqual([PART, PART, PART])
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('send no byte twice when only the answer to a part was lost', async () => {
    const id = await press([PART * 2])
    let parts = 0
    server.trouble = ({ method }) => (method === 'PATCH' && (parts += 1) === 1 ? 'cut-after' : null)
    await flush(server, false)
    await flush(server, true)
    expect(server.sentBytes).toEqual([PART, PART])
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('repeat a part whose checksum was wrong', async () => {
    const id = await press([PART * 2])
    let parts = 0
    server.trouble = ({ method }) => (method === 'PATCH' && (parts += 1) === 1 ? problem(460, 'checksum') : null)
    await flush(server, false)
    expect((await queued(id)).delivery.state).toBe('sent')
    expect(server.uploads.size).toBe(1)
  })

  it.each([404, 410])('begin anew after %i', async (status) => {
    const id = await press([PART * 2])
    let parts = 0
    server.trouble = ({ method }) => (method === 'PATCH' && (parts += 1) === 2 ? new Response(null, { status }) : null)
    await flush(server, false)
    expect(server.uploads.size).toBe(2)
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('find their offset again after 409, and wait after 423', async () => {
    const id = await press([PART * 2])
    let parts = 0
    server.trouble = ({ method }) => {
      if (method !== 'PATCH') return null
      parts += 1
      return parts === 1 ? problem(409, 'offset_differs') : parts === 2 ? problem(423, 'upload_busy') : null
    }
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'waiting', why: 'same' })
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('do not loop for ever on a server that never takes a part', async () => {
    const id = await press([700])
    server.trouble = ({ method }) => (method === 'PATCH' ? problem(460, 'checksum') : null)
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'waiting', why: 'busy' })
    expect(server.seen.length).toBeLessThan(40)
  })

  it('are kept until the receipt itself says received', async () => {
    const id = await press([700])
    let puts = 0
    server.trouble = ({ method, path }) => (method === 'PUT' && (puts += 1) === 2 ? (path ? portal() : null) : null)
    await flush(server, false)
    expect((await queued(id)).delivery).toEqual({ state: 'waiting', why: 'cut' })
    expect(await store.bytes.count()).toBe(1)
    await flush(server, true)
    expect(await store.bytes.count()).toBe(0)
    expect(server.sentBytes).toEqual([700])
  })
})

describe('one sender', () => {
  it.each([['Web Locks', { locks }], ['a lease in the store', {}]])('by %s, two tabs at once send once', async (_name, navigator) => {
    vi.stubGlobal('navigator', navigator)
    await press([PART + 5])
    const ends = await Promise.all([flush(server, true), flush(server, true), flush(server, true)])
    expect(ends.filter((end) => end === 'held').length).toBe(2)
    expect(server.seen.filter((one) => one.startsWith('PUT')).length).toBe(2)
    expect(server.sentBytes).toEqual([PART, 5])
    vi.stubGlobal('navigator', {})
  })

  it('a tab that died holding the lease is outlived', async () => {
    const id = await press([])
    await store.leases.put({ name: 'xunjie-outbox', holder: 'dead', until: Date.now() + 60_000 })
    expect(await flush(server, true)).toBe('held')
    await store.leases.put({ name: 'xunjie-outbox', holder: 'dead', until: Date.now() - 1 })
    await flush(server, true)
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('a sending that died in the middle is taken up again', async () => {
    const id = await press([700])
    await store.reports.update(id, { delivery: { state: 'sending', sent: 0, total: 1 } })
    await flush(server, false)
    expect((await queued(id)).delivery.state).toBe('sent')
  })

  it('fifty reports through a line that fails every third time: all there, once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 50; n += 1) ids.push(await press([300 + n], { words: `第${String(n)}个`, now: 1_800_000_000_000 + n }))
    let count = 0
    server.trouble = () => ((count += 1) % 3 === 0 ? (count % 2 === 0 ? 'cut' : 'cut-after') : null)
    for (let round = 0; round < 400 && (await nextTime()) !== null; round += 1) await flush(server, true)
    expect(server.reports.size).toBe(50)
    const states = await Promise.all(ids.map(async (id) => (await queued(id)).delivery.state))
    expect(new Set(states)).toEqual(new Set(['sent']))
    expect([...server.reports.values()].every((report) => [...report.photos.values()].every((state) => state === 'received'))).toBe(true)
  })
})
