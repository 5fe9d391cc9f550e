/** The patrol track on the phone: thinned, kept with no line, sent in order and in batches, and never before its sign-on. */
import { beforeEach, describe, expect, it } from 'vitest'
import { BATCH, isWorth, keepFix, sendFixes } from '../src/duty/fixes'
import { stateAfter } from '../src/duty/known'
import { done, deedOf, resolve } from '../src/outbox/deeds'
import { store, type Deed, type Fix } from '../src/outbox/store'
import { emptyStore } from './desk'

const NOW = 1_800_000_000_000
const METRE = 1 / 88_000 // degrees east, in Taiyuan
const GRAIN = { metres: 5, ms: 15_000 }

function fix(seconds: number, east = 0, more: Partial<Fix> = {}): Fix {
  return { at: NOW + seconds * 1000, person: 7, lon: 112.55 + east * METRE, lat: 37.87, accuracy: 8, ...more }
}

function mark(kind: string, state: Deed['delivery'] = { state: 'waiting', why: 'queued' }) {
  return { body: { kind }, delivery: state }
}

beforeEach(emptyStore)

describe('a fix is kept', () => {
  it.each([
    ['the first, whatever it is', null, fix(0, 0, { accuracy: 900 }), true],
    ['not before its time', fix(0), fix(10, 50), false],
    ['when one has walked', fix(0), fix(15, 12), true],
    ['not when one stands', fix(0), fix(15, 3), false],
    ['once a minute when one stands', fix(0), fix(60, 0), true],
    ['not when it is blurred', fix(0), fix(20, 80, { accuracy: 400 }), false],
    ['blurred, when nothing else was heard for a minute', fix(0), fix(61, 80, { accuracy: 400 }), true],
  ])('%s', (_name, last, next, is) => {
    expect(isWorth(last, next, GRAIN)).toBe(is)
  })

  it('twelve hours of walking and standing are a tenth of what the phone says each second', () => {
    let last: Fix | null = null
    let kept = 0
    for (let second = 0; second < 43_200; second += 1) {
      const isWalking = Math.floor(second / 600) % 2 === 0
      const next = fix(second, isWalking ? second : Math.floor(second / 600) * 600)
      if (!isWorth(last, next, GRAIN)) continue
      last = next
      kept += 1
    }
    expect(kept).toBeGreaterThan(43_200 / 60)
    expect(kept).toBeLessThan(43_200 / 10)
  })
})

describe('what was kept', () => {
  it('goes in batches, the oldest first, and is let go only when it was taken', async () => {
    for (let n = BATCH + 20; n > 0; n -= 1) await keepFix(fix(n * 20, n * 30))
    const sent: (number | null)[][][] = []
    let isCut = false
    const send = (points: (number | null)[][]) => {
      if (isCut) return Promise.reject(new TypeError('network'))
      sent.push(points)
      isCut = true
      return Promise.resolve()
    }
    await expect(sendFixes(7, send)).rejects.toThrow('network')
    expect([sent.length, await store.fixes.count()]).toEqual([1, 20])
    isCut = false
    expect(await sendFixes(7, send)).toBe(true)
    expect(sent.map((points) => points.length)).toEqual([BATCH, 20])
    const times = sent.flat().map(([at]) => at ?? 0)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(await store.fixes.count()).toBe(0)
  })

  it('waits for the sign-on that is still on this phone, and goes when that was taken', async () => {
    const sign = await resolve({ method: 'PUT', subject: 'duty', words: '签到', path: '/api/v1/duty/marks/1', body: { kind: 'sign_on' } }, 7, [], NOW)
    await keepFix(fix(20))
    let calls = 0
    const send = () => { calls += 1; return Promise.resolve() }
    expect([await sendFixes(7, send), calls, await store.fixes.count()]).toEqual([false, 0, 1])
    const deed = await deedOf(sign)
    if (!deed) throw new Error('the deed was gone')
    await done(deed)
    expect([await sendFixes(7, send), calls, await store.fixes.count()]).toEqual([true, 1, 0])
  })

  it('is sent by nobody else', async () => {
    await keepFix(fix(0))
    await keepFix(fix(20, 40, { person: 8 }))
    const sent: (number | null)[][] = []
    await sendFixes(8, (points) => { sent.push(...points); return Promise.resolve() })
    expect(sent.map(([at]) => at)).toEqual([NOW + 20_000])
    expect((await store.fixes.toArray()).map(({ person }) => person)).toEqual([7])
  })
})

describe('on duty', () => {
  it.each([
    ['as the server says, where nothing waits', 'on', [], 'on'],
    ['from the sign-on on, though it could not be sent yet', 'off', [mark('sign_on')], 'on'],
    ['by the last mark that waits', 'on', [mark('break'), mark('resume'), mark('sign_off')], 'off'],
    ['not by a mark that was refused', 'off', [mark('sign_on', { state: 'refused', reason: '', number: null })], 'off'],
    ['not by a mark that has arrived', 'break', [mark('sign_off', { state: 'sent', number: '' })], 'break'],
  ] as const)('%s', (_name, server, marks, is) => {
    expect(stateAfter(server, marks)).toBe(is)
  })
})
