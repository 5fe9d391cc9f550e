/** A whole shift in flight mode: 300 reports of 3 photos, 100 answers to tasks, 8 hours of track; then the line comes back. */
import { beforeEach, expect, it } from 'vitest'
import { isWorth, keepFix, sendFixes } from '../src/duty/fixes'
import { hexDigest } from '../src/outbox/digest'
import { resolve } from '../src/outbox/deeds'
import { flush } from '../src/outbox/flush'
import { store, type Fix } from '../src/outbox/store'
import { nextTime } from '../src/outbox/turns'
import { emptyStore, picture, press } from './desk'
import { Server } from './server'

const INSPECTOR = 7
const REPORTS = 300, ANSWERS = 100, HOURS = 8
const START = 1_800_000_000_000 // ms

let server: Server
beforeEach(async () => {
  await emptyStore()
  server = new Server()
  server.session = { person: { id: INSPECTOR }, csrf: 'c' }
  server.clock = START + HOURS * 3_600_000
})

async function work(): Promise<Set<string>> {
  const ids = new Set<string>()
  for (let n = 0; n < REPORTS; n += 1) ids.add(await press([120 + (n % 7), 80, 60 + (n % 5)], { person: INSPECTOR, now: START + n * 90_000 }))
  for (let n = 0; n < ANSWERS; n += 1) {
    const bytes = picture(90, n)
    const wish = { subject: `case-${String(n)}`, words: '核查通过', path: `/api/v1/tasks/${String(n)}/answer`, body: { passed: true }, evidence: `case-${String(n)}` }
    await resolve(wish, INSPECTOR, [{ bytes, sha256: await hexDigest(new Uint8Array(bytes)), type: 'image/jpeg' }], START + n * 280_000)
  }
  return ids
}

/** Eight hours on foot, a fix every five seconds; what says nothing new is not kept. */
async function walk(): Promise<number> {
  let last: Fix | null = null
  let kept = 0
  for (let at = START; at < START + HOURS * 3_600_000; at += 5000) {
    const seconds = (at - START) / 1000
    const fix: Fix = { at, person: INSPECTOR, lon: 112.5 + seconds * 1.2e-5 * (seconds % 1800 < 1200 ? 1 : 0), lat: 37.8, accuracy: 8 }
    if (!isWorth(last, fix, { metres: 5, ms: 15_000 })) continue
    last = fix
    await keepFix(fix)
    kept += 1
  }
  return kept
}

it('keeps all of it without a line, and sends each thing once when there is one', async () => {
  const ids = await work()
  const points = await walk()
  server.trouble = () => 'cut'
  await flush(server, true)
  expect([await store.reports.count(), await store.deeds.count(), await store.bytes.count()]).toEqual([REPORTS, ANSWERS, REPORTS * 3 + ANSWERS])
  expect([server.reports.size, server.deeds.length]).toEqual([0, 0])

  server.trouble = () => null
  for (let rounds = 0; rounds < 4 && (await nextTime()) !== null; rounds += 1) {
    server.clock += 3_600_000
    await flush(server, true)
  }
  expect(await nextTime()).toBeNull()
  expect(new Set(server.reports.keys())).toEqual(ids)
  expect([...server.reports.values()].every(({ photos }) => photos.size === 3 && [...photos.values()].every((state) => state === 'received'))).toBe(true)
  expect(new Set(server.deeds.map(({ path }) => path)).size).toBe(ANSWERS)
  expect(server.deeds).toHaveLength(ANSWERS)
  expect(server.uploads.size).toBe(REPORTS * 3 + ANSWERS)
  expect(await store.bytes.count()).toBe(0)

  const sent: number[] = []
  expect(await sendFixes(INSPECTOR, (some) => { sent.push(...some.map(([at]) => at ?? 0)); return Promise.resolve() })).toBe(true)
  expect([sent.length, await store.fixes.count()]).toEqual([points, 0])
  expect([...sent].sort((a, b) => a - b)).toEqual(sent)
  expect(points).toBeGreaterThan(500)
}, 180_000)
