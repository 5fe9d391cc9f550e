/** Which cases a finger on the map means, and how far around its middle to ask. Pure. */
import type { PublicCase } from '../api/types'
import { metresPerPixel, type Point } from '../map/ground'
import { distance } from '../tasks/route'

const FINGER = 28 // pixels
const HALF = 260 // pixels from the middle of the map to where cases are still asked for
const [NEAREST, FARTHEST] = [300, 5000] // metres; the server takes no more

/** How many metres around the middle are in sight at this zoom. */
export function reach(lat: number, zoom: number): number {
  return Math.round(Math.min(FARTHEST, Math.max(NEAREST, metresPerPixel(lat, zoom) * HALF)))
}

/** All cases at the place nearest to the finger; none where it is too far from any. Places are rounded, so many share one. */
export function touched(cases: readonly PublicCase[], at: Point, zoom: number): PublicCase[] {
  const [nearest] = [...cases].sort((a, b) => distance(a.position, at) - distance(b.position, at))
  if (!nearest || distance(nearest.position, at) > FINGER * metresPerPixel(at.lat, zoom)) return []
  return cases.filter(({ position }) => position.lon === nearest.position.lon && position.lat === nearest.position.lat)
}

/** Whether the map stands somewhere of which the last answer does not tell. */
export function isElsewhere(asked: { at: Point; within: number } | null, at: Point, within: number): boolean {
  return asked === null || distance(asked.at, at) > asked.within / 3 || within > asked.within * 1.3 || within < asked.within / 3
}
