/** Surveys on the phone: how far outside a beat one stands, what is missing, and findings that go in order. */
import { beforeEach, describe, expect, it } from 'vitest'
import { resolve } from '../src/outbox/deeds'
import { flush } from '../src/outbox/flush'
import { outside } from '../src/surveys/inside'
import type { Area, Question } from '../src/surveys/types'
import { missingIn } from '../src/surveys/missing'
import { hexDigest } from '../src/outbox/digest'
import { emptyStore, picture } from './desk'
import { Server } from './server'

const NOW = 1_800_000_000_000
const [EAST, NORTH] = [1 / 87_780, 1 / 111_195] // degrees for a metre, at 37.87° north

function square(west: number, south: number, size: number): [number, number][] {
  const corners = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]] as const
  return corners.map(([x, y]) => [112.55 + x * EAST, 37.87 + y * NORTH])
}

const at = (x: number, y: number, accuracy: number | null = null) => ({ lon: 112.55 + x * EAST, lat: 37.87 + y * NORTH, datum: 'wgs84' as const, accuracy })
const BEAT: Area = { type: 'Polygon', coordinates: [square(0, 0, 1000), square(400, 400, 200)] }
const TWO: Area = { type: 'MultiPolygon', coordinates: [[square(0, 0, 100)], [square(500, 0, 100)]] }

describe('outside a beat', () => {
  it.each([
    ['within', at(100, 100), BEAT, 0],
    ['on the corner', at(0, 0), BEAT, 0],
    ['east of it', at(1250, 500), BEAT, 250],
    ['off a corner', at(-300, -400), BEAT, 500],
    ['in its hole', at(500, 500), BEAT, 100],
    ['with doubt', at(1250, 500, 60), BEAT, 190],
    ['with more doubt than proves anything', at(1250, 500, 5000), BEAT, 150],
    ['between two parts', at(250, 50), TWO, 150],
    ['in the other part', at(550, 50), TWO, 0],
  ])('%s', (_name, place, area, metres) => {
    expect(outside(place, area)).toBeCloseTo(metres, -0.5)
  })
})

it('says what is missing, the first thing first', () => {
  const ask = (key: string, kind: Question['kind'], needed = true): Question => ({ key, kind, words: key, needed, choices: [] })
  const all = [ask('数', 'count'), ask('好不好', 'condition', false), ask('照', 'photos')]
  expect(missingIn(all, { 数: null }, 1)).toBe('请回答“数”')
  expect(missingIn(all, { 数: 0 }, 0)).toBe('请拍照片')
  expect(missingIn(all, { 数: 0 }, 1)).toBeNull()
  expect(missingIn([ask('是吗', 'yes_no')], { 是吗: false }, 0)).toBeNull()
})

describe('findings in the outbox', () => {
  beforeEach(emptyStore)

  it('bring their photos to the task, one finding after the other, then the end of the beat', async () => {
    const server = new Server()
    server.session = { person: { id: 7 }, csrf: 'word' }
    server.clock = NOW + 10
    const path = '/api/v1/surveys/tasks/t1'
    for (const n of [1, 2]) {
      const bytes = picture(900 + n, n)
      const shown = { bytes, sha256: await hexDigest(new Uint8Array(bytes)), type: 'image/jpeg' as const }
      const wish = { subject: 't1', words: '', path: `${path}/findings/${String(n)}`, body: { photos: [shown.sha256] }, evidence: 't1', owner: 'survey_task' as const }
      await resolve(wish, 7, [shown], NOW + n)
    }
    await resolve({ subject: 't1', words: '', path: `${path}/finish`, body: { done: true } }, 7, [], NOW + 3)
    const owners: string[] = []
    server.trouble = ({ path: to, init }) => {
      if (to === '/api/v1/uploads') owners.push(new Headers(init.headers).get('Upload-Metadata')?.split(' ')[0] ?? '')
      return null
    }
    await flush(server, false)
    expect(owners).toEqual(['survey_task', 'survey_task'])
    expect(server.deeds.map((deed) => deed.path.replace('/surveys/tasks/t1/', ''))).toEqual(['findings/1', 'findings/2', 'finish'])
  })
})
