/** Metres and pixels on the map, and what keys do to it. Pure; degrees are WGS-84. */
import type { Position } from '../api/types'

const ROUND = 40_075_016.686 // metres around the equator
const TILE = 512 // pixels of the whole world at zoom 0
const FINGER = 20 // pixels by which a pin may be off
const STEP = 32 // pixels for an arrow key; four times as many with shift

export interface Point {
  lon: number
  lat: number
}

/** How many metres one pixel covers at this latitude and zoom. */
export function metresPerPixel(lat: number, zoom: number): number {
  return (ROUND * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** zoom)
}

/** The point under the pin as a position: as exact as twenty pixels are. */
export function picked({ lon, lat }: Point, zoom: number): Position {
  const accuracy = Math.max(1, Math.round(metresPerPixel(lat, zoom) * FINGER))
  return { lon: exact(lon), lat: exact(lat), datum: 'wgs84', accuracy }
}

/** A ring of 64 points, so many metres around a point; closed, as GeoJSON wants it. */
export function ring({ lon, lat }: Point, metres: number): [number, number][] {
  const north = metres / (ROUND / 360)
  const east = north / Math.cos((lat * Math.PI) / 180)
  return Array.from({ length: 65 }, (_, at) => {
    const turn = ((at % 64) / 64) * 2 * Math.PI
    return [lon + east * Math.sin(turn), lat + north * Math.cos(turn)]
  })
}

export type Move = { by: [right: number, down: number] } | { zoom: number } | null

/** What a key does: arrows move, plus and minus zoom; null for any other. */
export function moveOf(key: string, shift: boolean): Move {
  const far = shift ? STEP * 4 : STEP
  switch (key) {
    case 'ArrowLeft': return { by: [-far, 0] }
    case 'ArrowRight': return { by: [far, 0] }
    case 'ArrowUp': return { by: [0, -far] }
    case 'ArrowDown': return { by: [0, far] }
    case '+': case '=': return { zoom: 1 }
    case '-': case '_': return { zoom: -1 }
    default: return null
  }
}

/** What a key press asks of the map; one that does is not the browser's any more. */
export function pressed(event: KeyboardEvent): Move {
  const isOther = event.ctrlKey || event.metaKey || event.altKey
  const what = isOther ? null : moveOf(event.key, event.shiftKey)
  if (what) event.preventDefault()
  return what
}

function exact(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
