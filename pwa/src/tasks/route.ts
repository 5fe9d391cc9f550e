/** In which order to walk to today's tasks: what is due first, then whatever lies nearest on the way. Pure. */
import type { Lamp } from '../api/types'
import type { Point } from '../map/ground'

/** What the order is made from; degrees in WGS-84. */
export interface Stop {
  position: Point | null
  lamp: Lamp
  due_at: string
}

const EARTH = 6_371_008.8 // metres, mean radius
const RANK = { red: 0, yellow: 1, green: 2 } as const

/** Metres between two points (equirectangular; under 0.1 % off within a city). */
export function distance(a: Point, b: Point): number {
  const turn = Math.PI / 180
  const east = (b.lon - a.lon) * turn * Math.cos(((a.lat + b.lat) / 2) * turn)
  return EARTH * Math.hypot(east, (b.lat - a.lat) * turn)
}

function rank(stop: Stop): number {
  return stop.lamp === null ? RANK.green : RANK[stop.lamp]
}

function nearest<One extends Stop>(from: Point | null, stops: readonly One[]): One | undefined {
  const placed = stops.filter((stop) => stop.position !== null)
  if (from === null || placed.length === 0) return placed[0] ?? stops[0]
  const far = (stop: One) => (stop.position ? distance(from, stop.position) : Infinity)
  return placed.reduce((best, stop) => (far(stop) < far(best) ? stop : best))
}

/** Red before yellow before green; within each, from stop to nearest stop, beginning where one stands. */
export function walkingOrder<One extends Stop>(stops: readonly One[], from: Point | null): One[] {
  const order: One[] = []
  let here = from
  for (const lamp of [0, 1, 2]) {
    let left = stops.filter((stop) => rank(stop) === lamp).sort((a, b) => a.due_at.localeCompare(b.due_at))
    while (left.length > 0) {
      const next = nearest(here, left)
      if (!next) break
      order.push(next)
      here = next.position ?? here
      left = left.filter((stop) => stop !== next)
    }
  }
  return order
}
