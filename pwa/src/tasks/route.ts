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

/** From stop to nearest stop, beginning where one stands. */
function fromNearestToNearest<One extends Stop>(stops: readonly One[], from: Point | null): One[] {
  const order: One[] = []
  let left = [...stops]
  for (let here = from, next = nearest(here, left); next !== undefined; next = nearest(here, left)) {
    const taken = next
    order.push(taken)
    here = taken.position ?? here
    left = left.filter((stop) => stop !== taken)
  }
  return order
}

const GAIN = 0.5 // metres; less is no shorter way, only another one

/** Metres between two places of a walk; what has no place costs nothing. */
function step(a: Point | null | undefined, b: Point | null | undefined): number {
  return a && b ? distance(a, b) : 0
}

/** Turn round stretches of the walk (2-opt) for as long as that makes it shorter; it still begins at `from`. */
export function untangled<One extends Stop>(order: readonly One[], from: Point | null): One[] {
  const way = [...order]
  const at = (index: number) => (index < 0 ? from : way[index]?.position)
  const shorter = (): boolean => {
    for (let first = 0; first < way.length - 1; first += 1) {
      for (let last = first + 1; last < way.length; last += 1) {
        const now = step(at(first - 1), at(first)) + step(at(last), at(last + 1))
        const turned = step(at(first - 1), at(last)) + step(at(first), at(last + 1))
        if (turned > now - GAIN) continue
        way.splice(first, last - first + 1, ...way.slice(first, last + 1).reverse())
        return true
      }
    }
    return false
  }
  let rounds = way.length * way.length // it ends by itself, since each turn is a gain; a phone is not to find out how late
  while (rounds > 0 && shorter()) rounds -= 1
  return way
}

/** Metres of a walk from where one stands. */
export function length(order: readonly Stop[], from: Point | null): number {
  const placed = order.flatMap(({ position }) => (position ? [position] : []))
  return placed.reduce((sum, place, index) => sum + step(index === 0 ? from : placed[index - 1], place), 0)
}

/** Red before yellow before green; within each, as short a walk as is found from where the one before ended. */
export function walkingOrder<One extends Stop>(stops: readonly One[], from: Point | null): One[] {
  const order: One[] = []
  let here = from
  for (const lamp of [0, 1, 2]) {
    const due = stops.filter((stop) => rank(stop) === lamp).sort((a, b) => a.due_at.localeCompare(b.due_at))
    const placed = untangled(fromNearestToNearest(due.filter(({ position }) => position !== null), here), here)
    order.push(...placed, ...due.filter(({ position }) => position === null))
    here = placed.at(-1)?.position ?? here
  }
  return order
}
