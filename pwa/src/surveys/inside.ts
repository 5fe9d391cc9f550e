/** Where a beat is, and how far a place lies outside it, both doubts considered, as the server counts. Pure. */
import type { Position } from '../api/types'
import type { Point } from '../map/ground'
import type { Area } from './types'

const EARTH = 6_371_008.8 // metres, mean radius
const TURN = Math.PI / 180
const MOST_DOUBT = 100 // metres

type Metres = readonly [east: number, north: number]

function ringsOf(area: Area): [number, number][][][] {
  return area.type === 'Polygon' ? [area.coordinates] : area.coordinates
}

/** Metres from the stretch between two corners to the middle of the plane. */
function toStretch([ax, ay]: Metres, [bx, by]: Metres): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length))
  return Math.hypot(ax + along * dx, ay + along * dy)
}

/** Whether a ring goes round the middle of the plane, by a ray to the east. */
function goesRound(ring: readonly Metres[]): boolean {
  let within = false
  for (const [at, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(at + 1) % ring.length] ?? [0, 0]
    if (ay > 0 !== by > 0 && ((bx - ax) * -ay) / (by - ay) + ax > 0) within = !within
  }
  return within
}

type Ring = readonly [number, number][]

/** Twice the area that a ring goes round (degrees squared), and its middle. */
function weighed(ring: Ring): { twice: number; lon: number; lat: number } {
  const [[lon0, lat0] = [0, 0]] = ring
  let [twice, east, north] = [0, 0, 0]
  for (const [at, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(at + 1) % ring.length] ?? [ax, ay]
    const cross = (ax - lon0) * (by - lat0) - (bx - lon0) * (ay - lat0)
    twice += cross
    east += cross * (ax + bx - 2 * lon0)
    north += cross * (ay + by - 2 * lat0)
  }
  const third = twice === 0 ? 0 : 1 / (3 * twice)
  return { twice: Math.abs(twice), lon: lon0 + east * third, lat: lat0 + north * third }
}

/** Where to go for an area: the middle of its largest part; of one that is bent round its middle, the corner next to that. */
export function middle(area: Area): Point {
  const outlines = ringsOf(area).map(([outline]) => outline ?? [])
  const largest = outlines.reduce((best, ring) => (weighed(ring).twice > weighed(best).twice ? ring : best), outlines[0] ?? [])
  const { lon, lat } = weighed(largest)
  const at = { lon, lat, accuracy: 0, datum: 'wgs84' as const }
  if (outside(at, area) === 0) return { lon, lat }
  const far = ([x, y]: [number, number]) => Math.hypot((x - lon) * Math.cos(lat * TURN), y - lat)
  const [east, north] = largest.reduce((best, corner) => (far(corner) < far(best) ? corner : best))
  return { lon: east, lat: north }
}

/** Metres that surely lie between a place and an area; 0 inside of it. */
export function outside({ lon, lat, accuracy }: Position, area: Area): number {
  const flat = ([x, y]: [number, number]): Metres => [(x - lon) * TURN * Math.cos(lat * TURN) * EARTH, (y - lat) * TURN * EARTH]
  let nearest = Infinity
  for (const polygon of ringsOf(area)) {
    const rings = polygon.map((ring) => ring.map(flat))
    if (rings.filter(goesRound).length % 2 === 1) return 0
    for (const ring of rings) {
      for (const [at, corner] of ring.entries()) nearest = Math.min(nearest, toStretch(corner, ring[(at + 1) % ring.length] ?? corner))
    }
  }
  return Math.max(0, nearest - Math.min(accuracy ?? 0, MOST_DOUBT))
}
