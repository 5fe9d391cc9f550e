/** The way to a task: the right datum for each map app, and a walking order that keeps what is due in front. */
import { expect, it } from 'vitest'
import type { Task } from '../src/api/types'
import { middle, outside } from '../src/surveys/inside'
import type { Area, SurveyTask } from '../src/surveys/types'
import { toGcj02 } from '../src/map/datum'
import { directions, MAP_APPS, phoneOf, scheme } from '../src/map/handover'
import { distance, length, untangled, walkingOrder, type Stop } from '../src/tasks/route'
import { away, errands } from '../src/tasks/stops'
import { TASK_WORDS } from '../src/tasks/words'

it.each([
  [112.5623, 37.8612, 112.5685691452476, 37.86170244781912],
  [116.3913, 39.9075, 116.39754118159271, 39.90890127616531],
  [87.6, 43.8, 87.60283897227161, 43.80121203029208],
])('moves %f, %f to GCJ-02 as the server does, to a millimetre', (lon, lat, east, north) => {
  const there = toGcj02({ lon, lat })
  expect(there.lon).toBeCloseTo(east, 8)
  expect(there.lat).toBeCloseTo(north, 8)
})

it('hands each app its own datum, and the name as it can be read', () => {
  const to = { lon: 112.5623, lat: 37.8612 }
  const [amap, tencent, system] = MAP_APPS.map((app) => directions(app, to, '柳巷 & 钟楼街', false))
  expect(directions('system', to, '柳巷', true)).toContain('daddr=37.861702,112.568569')
  expect(amap).toContain('to=112.568569,37.861702,%E6%9F%B3')
  expect(tencent).toContain('tocoord=37.861702,112.568569')
  expect(system).toContain('geo:37.861200,112.562300?q=37.861200,112.562300(')
  for (const way of [amap, tencent, system]) expect(way).toContain('%26')
})

it('opens the app itself on a phone, by its scheme and in its datum', () => {
  const to = { lon: 112.5623, lat: 37.8612 }
  const there = 'dlat=37.861702&dlon=112.568569&dname=%E6%9F%B3%E5%B7%B7&dev=0&t=2'
  expect(scheme('amap', to, '柳巷', 'android')).toBe(`amapuri://route/plan/?sourceApplication=xunjie&${there}`)
  expect(scheme('amap', to, '柳巷', 'apple')).toBe(`iosamap://path?sourceApplication=xunjie&${there}`)
  expect(scheme('tencent', to, '柳巷', 'apple')).toBe('qqmap://map/routeplan?type=walk&to=%E6%9F%B3%E5%B7%B7&tocoord=37.861702,112.568569&referer=xunjie')
  expect([scheme('system', to, '柳巷', 'android'), scheme('amap', to, '柳巷', null)]).toEqual([null, null])
})

it.each([
  ['Mozilla/5.0 (Linux; Android 13; ALN-AL00)', 'android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)', 'apple'],
  ['Mozilla/5.0 (Linux; Android 13; ALN-AL00) MicroMessenger/8.0.44', null],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', null],
])('knows %s', (agent, phone) => {
  expect(phoneOf(agent)).toBe(phone)
})

it('measures metres', () => {
  expect(distance({ lon: 112.5, lat: 37.8 }, { lon: 112.5, lat: 37.801 })).toBeCloseTo(111.19, 1)
  expect(distance({ lon: 112.5, lat: 37.8 }, { lon: 112.501, lat: 37.8 })).toBeCloseTo(87.86, 1)
})

const stop = (name: string, lon: number, lamp: Stop['lamp'], due = '2026-11-22T10:00:00Z') => ({ name, position: { lon, lat: 37.8 }, lamp, due_at: due })
const names = (order: { name: string }[]) => order.map(({ name }) => name).join('')

it('walks red before yellow before green, and from stop to nearest stop', () => {
  const stops = [stop('a', 112.9, 'green'), stop('b', 112.51, 'green'), stop('c', 112.6, 'red'), stop('d', 112.58, 'yellow'), stop('e', 112.7, 'red')]
  expect(names(walkingOrder(stops, { lon: 112.5, lat: 37.8 }))).toBe('cedba')
  expect(names(walkingOrder(stops, { lon: 112.9, lat: 37.8 }))).toBe('ecdba')
})

it('untangles a walk that crosses itself, and is never longer than from nearest to nearest', () => {
  const at = (name: string, lon: number, lat: number) => ({ name, position: { lon, lat }, lamp: 'green' as const, due_at: '' })
  const crossing = [at('a', 112.5, 37.8), at('c', 112.51, 37.81), at('b', 112.51, 37.8), at('d', 112.5, 37.81)]
  const from = { lon: 112.499, lat: 37.8 }
  expect(names(untangled(crossing, from))).toBe('abcd')
  const scattered = Array.from({ length: 40 }, (_, n) => at(String(n), 112.5 + ((n * 37) % 40) / 2000, 37.8 + ((n * 23) % 40) / 2000))
  const walk = walkingOrder(scattered, from)
  expect(new Set(walk).size).toBe(40)
  expect(length(untangled(walk, from), from)).toBe(length(walk, from)) // nothing is left to be gained
  const asNear = scattered.reduce<typeof scattered>((order) => {
    const here = order.at(-1)?.position ?? from
    const left = scattered.filter((one) => !order.includes(one)).sort((a, b) => distance(here, a.position) - distance(here, b.position))
    return left[0] ? [...order, left[0]] : order
  }, [])
  expect(length(walk, from)).toBeLessThanOrEqual(length(asNear, from))
})

it('loses no task that has no place, and begins with what is due first where it does not know where it stands', () => {
  const placeless = { ...stop('x', 0, 'red'), position: null }
  const later = stop('b', 112.6, 'red', '2026-11-22T11:00:00Z')
  expect(names(walkingOrder([later, placeless, stop('a', 112.7, 'red')], null))).toBe('abx')
})

it('has its words in both languages', () => {
  const { 'zh-CN': zh, en } = TASK_WORDS
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
})

const square = (lon: number): Area => ({ type: 'Polygon', coordinates: [[[lon, 37.8], [lon + 0.01, 37.8], [lon + 0.01, 37.81], [lon, 37.81], [lon, 37.8]]] })
const task = (id: string, lon: number, due: string) => ({ id, position: { lon, lat: 37.805, accuracy: null, datum: 'wgs84' }, lamp: 'green', due_at: due }) as unknown as Task
const survey = (id: string, lon: number, due: string) => ({ id, area: square(lon), lamp: 'green', due_at: due }) as unknown as SurveyTask
const from = { lon: 112.5, lat: 37.805, accuracy: 0, datum: 'wgs84' } as const

it('walks to beats among the tasks, and says how far their edge is', () => {
  const all = errands([task('a', 112.52, '2026-11-22T10:00:00Z'), task('b', 112.6, '2026-11-22T12:00:00Z')], [survey('s', 112.55, '2026-11-22T19:00:00+08:00')])
  expect(all.map(({ id }) => id)).toEqual(['a', 's', 'b'])
  expect(walkingOrder(all, from).map(({ id }) => id)).toEqual(['a', 's', 'b'])
  expect(walkingOrder(all, { lon: 112.57, lat: 37.8 }).map(({ id }) => id)).toEqual(['b', 's', 'a'])
  const [, beat] = all
  expect(beat?.position?.lon).toBeCloseTo(112.555, 9)
  expect(beat && away(beat, from)).toBeCloseTo(distance(from, { lon: 112.55, lat: 37.805 }), -1)
  expect(beat && away(beat, { ...from, lon: 112.551 })).toBe(0)
})

it('goes into a beat that is bent round its middle, and into the largest part of one in parts', () => {
  const bent: Area = { type: 'Polygon', coordinates: [[[0, 0], [3, 0], [3, 0.2], [0.2, 0.2], [0.2, 2.8], [3, 2.8], [3, 3], [0, 3]]] }
  expect(outside({ ...from, ...middle(bent) }, bent)).toBe(0)
  const [small, large] = [square(112.1), { type: 'Polygon', coordinates: [[[113, 37], [113.2, 37], [113.2, 37.2], [113, 37.2]]] } as Area]
  const parts = { type: 'MultiPolygon', coordinates: [small.coordinates, large.coordinates] } as Area
  const there = middle(parts)
  expect([there.lon, there.lat].map((one) => one.toFixed(4))).toEqual(['113.1000', '37.1000'])
})
