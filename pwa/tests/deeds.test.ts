/** Staff work in the outbox: in order, once, with its photos, and nothing dropped when the server says no. */
import { beforeEach, describe, expect, it } from 'vitest'
import { answerTo } from '../src/outbox/carry'
import { hexDigest } from '../src/outbox/digest'
import { deedOf, resolve, takeBack, type Wish } from '../src/outbox/deeds'
import { flush } from '../src/outbox/flush'
import { photosOf } from '../src/outbox/queue'
import { store, type Deed } from '../src/outbox/store'
import { deviceToken } from '../src/outbox/token'
import { heads, isDue, nextTime, wakeAfterSignIn } from '../src/outbox/turns'
import { PART } from '../src/outbox/tus'
import { emptyStore, picture, press, queued } from './desk'
import { portal, problem, Server } from './server'

const NOW = 1_800_000_000_000
let server: Server
beforeEach(async () => {
  await emptyStore()
  server = new Server()
  server.session = { person: { id: 7 }, csrf: 'word' }
})

function wish(subject: string, action = 'sign_for', more: Partial<Wish> = {}): Wish {
  return { subject, words: '签收', path: `/api/v1/cases/${subject}/actions`, body: { action }, ...more }
}

async function photo(size: number, seed = 1) {
  const bytes = picture(size, seed)
  return { bytes, sha256: await hexDigest(new Uint8Array(bytes)), type: 'image/jpeg' as const }
}

async function state(id: string): Promise<string> {
  return (await deedOf(id))?.delivery.state ?? 'gone'
}

describe('a deed', () => {
  it.each([[false, { stage: 'handling' }], [true, null]])('is answered with the case where somebody waits (tried before: %s)', async (triedBefore, answer) => {
    const id = await resolve(wish('a'), 7, [], NOW)
    if (triedBefore) {
      server.trouble = () => 'cut'
      await flush(server, false)
      server.trouble = () => null
    }
    await flush(server, true)
    expect([await state(id), answerTo(id)]).toEqual(['sent', answer])
  })

  it('is carried out once, though the answer was lost', async () => {
    const id = await resolve(wish('a'), 7, [], NOW)
    let posts = 0
    server.trouble = ({ method }) => (method === 'POST' && (posts += 1) === 1 ? 'cut-after' : null)
    await flush(server, false)
    expect((await deedOf(id))?.delivery).toEqual({ state: 'waiting', why: 'cut' })
    await flush(server, true)
    expect(await state(id)).toBe('sent')
    expect(server.deeds.map(({ key }) => key)).toEqual([id])
  })

  it('brings its photos first, from where they stopped, and lets them go at the end', async () => {
    const shown = await photo(PART * 2 + 9)
    const id = await resolve(wish('a', 'handle', { evidence: 'a', body: { action: 'handle', photos: [shown.sha256] } }), 7, [shown], NOW)
    let parts = 0
    server.trouble = ({ method }) => (method === 'PATCH' && (parts += 1) === 2 ? 'cut' : null)
    await flush(server, false)
    expect(server.deeds).toEqual([])
    await flush(server, true)
    expect(await state(id)).toBe('sent')
    expect(server.sentBytes).toEqual([PART, PART, 9])
    expect([await photosOf(id), await store.bytes.count()]).toEqual([[], 0])
  })

  it.each([
    ['a captive portal', () => portal()],
    ['a success that names no deed', () => Response.json({ id: 'a', stage: 'handling' })],
    ['a success that names another deed', () => Response.json({}, { headers: { 'Idempotency-Key': 'x' } })],
    ['an unwritten 404 of some proxy', () => new Response('<html>', { status: 404 })],
  ])('is kept after %s', async (_name, answer) => {
    const id = await resolve(wish('a'), 7, [], NOW)
    server.trouble = ({ path }) => (path.includes('/cases/') ? answer() : null)
    await flush(server, false)
    expect((await deedOf(id))?.delivery).toEqual({ state: 'waiting', why: 'cut' })
  })

  it('says upon what it was decided', async () => {
    await resolve(wish('a', 'sign_for', { match: '"5"' }), 7, [], NOW)
    await flush(server, false)
    expect(server.deeds.map(({ match }) => match)).toEqual(['"5"'])
  })

  it.each([409, 412, 422, 404])('that meets %i is shown with the reason, photos and all, and goes no further', async (status) => {
    const shown = await photo(70)
    const id = await resolve(wish('a', 'handle', { evidence: 'a', body: { photos: [shown.sha256] } }), 7, [shown], NOW)
    server.trouble = ({ path }) => (path.includes('/cases/') ? problem(status, 'moved', '案件已由他人办理') : null)
    await flush(server, false)
    server.clock += 1e9
    await flush(server, true)
    expect((await deedOf(id))?.delivery).toEqual({ state: 'refused', reason: '案件已由他人办理', number: null, status })
    expect(server.seen.filter((one) => one.includes('/cases/')).length).toBe(1)
    expect(await store.bytes.count()).toBe(1)
    expect(await takeBack(id)).toBe(true)
    expect([await store.deeds.count(), await store.photos.count(), await store.bytes.count()]).toEqual([0, 0, 0])
  })

  it('that may have been seen by the server is not taken back', async () => {
    const id = await resolve(wish('a'), 7, [], NOW)
    server.trouble = ({ path }) => (path.includes('/cases/') ? 'cut-after' : null)
    await flush(server, false)
    expect(await takeBack(id)).toBe(false)
    const fresh = await resolve(wish('b'), 7, [], NOW)
    expect(await takeBack(fresh)).toBe(true)
  })

  it('waits for its maker to sign in, and for nobody else', async () => {
    const id = await resolve(wish('a'), 7, [], NOW)
    server.session = { person: { id: 8 }, csrf: 'other' }
    await flush(server, false)
    expect(await state(id)).toBe('sign-in')
    server.session = { person: { id: 7 }, csrf: 'word' }
    await wakeAfterSignIn()
    await flush(server, false)
    expect(await state(id)).toBe('sent')
  })
})

describe("a citizen's deed", () => {
  it('goes by the name of the phone, signed in or not, and once', async () => {
    const id = await resolve({ subject: 'rating a', words: '解决了', path: '/api/v1/reports/a/satisfaction', body: { solved: true, satisfied: true } }, null, [], NOW)
    const names: (string | null)[] = []
    let posts = 0
    server.trouble = ({ method, init }) => {
      names.push(new Headers(init.headers).get('Authorization'))
      return method === 'POST' && (posts += 1) === 1 ? 'cut-after' : null
    }
    await flush(server, false)
    server.session = { person: null, csrf: null }
    await flush(server, true)
    expect(await state(id)).toBe('sent')
    expect(server.deeds.map(({ key }) => key)).toEqual([id])
    expect(new Set(names)).toEqual(new Set([`Bearer ${await deviceToken()}`]))
  })
})

describe('order', () => {
  it('is kept per case, and one case does not hold up another', async () => {
    const first = await resolve(wish('a', 'sign_for'), 7, [], NOW)
    const second = await resolve(wish('a', 'handle'), 7, [], NOW + 1)
    const other = await resolve(wish('b', 'sign_for'), 7, [], NOW + 2)
    server.trouble = ({ path }) => (path.includes('/cases/a') ? problem(409, 'moved', '已退回') : null)
    await flush(server, true)
    expect(await Promise.all([first, second, other].map(state))).toEqual(['refused', 'waiting', 'sent'])
    expect(await nextTime()).toBeNull()
    server.trouble = () => null
    await takeBack(first)
    await flush(server, true)
    expect(await state(second)).toBe('sent')
  })

  it('of reports and deeds is that of their making; a deed waits for the report that it is about', async () => {
    const report = await press([300], { person: 7, now: NOW + 3 })
    const deed = await resolve(wish('a', 'self_handle', { after: report }), 7, [], NOW + 1)
    server.trouble = ({ method }) => (method === 'PATCH' ? problem(503, 'away') : null)
    await flush(server, true)
    expect([await state(deed), (await queued(report)).delivery.state]).toEqual(['waiting', 'waiting'])
    expect(server.deeds).toEqual([])
    server.trouble = () => null
    await flush(server, true)
    expect([await state(deed), (await queued(report)).delivery.state]).toEqual(['sent', 'sent'])
  })

  it('heads are the first undelivered of each subject', () => {
    const deed = (id: string, subject: string, delivery: Deed['delivery'], after: string | null = null): Deed => ({
      id, subject, delivery, after, words: '', method: 'POST', path: '', body: {}, match: null, evidence: null, person: 7, attempts: 0, dueAt: 0, isFirm: false,
    })
    const waiting = { state: 'waiting', why: 'queued' } as const
    const all = [deed('1', 'a', { state: 'sent', number: '' }), deed('2', 'a', { state: 'sign-in' }), deed('3', 'a', waiting), deed('4', 'b', waiting, 'r'), deed('5', 'c', waiting)]
    expect(heads(all, new Set(['r'])).map(({ id }) => id)).toEqual(['2', '5'])
    expect(heads(all, new Set()).map(({ id }) => id)).toEqual(['2', '4', '5'])
  })

  it('a time more than an hour ahead is a clock that was set back, not a wait', async () => {
    const id = await resolve(wish('a'), 7, [], NOW + 365 * 86_400_000)
    const deed = await deedOf(id)
    expect(deed && isDue(deed, { now: NOW, hurried: false, tried: new Set() })).toBe(true)
    expect(deed && isDue({ ...deed, dueAt: NOW + 3_600_000, isFirm: true }, { now: NOW, hurried: true, tried: new Set() })).toBe(false)
  })
})
