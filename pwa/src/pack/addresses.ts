/** What an inspector needs of the city without a line: the tiles that hold a beat, layer by layer. Pure. */

/** West, south, east, north in degrees (WGS-84). */
export type Box = readonly [number, number, number, number]

/** For which zooms each layer is kept; further in, the last is stretched, as the map does it. */
const ZOOMS = { roads: [11, 16], cells: [15, 16], places: [14, 16] } as const
const MOST = 3000 // tiles: beats are small, and a wrong box must not fill a phone

interface Tile {
  z: number
  x: number
  y: number
}

/** The tile at a zoom that holds a point (degrees). */
export function tileAt(lon: number, lat: number, z: number): Tile {
  const wide = 2 ** z
  const turn = (lat * Math.PI) / 180
  const fit = (at: number) => Math.min(wide - 1, Math.max(0, Math.floor(at)))
  return { z, x: fit(((lon + 180) / 360) * wide), y: fit(((1 - Math.asinh(Math.tan(turn)) / Math.PI) / 2) * wide) }
}

function* tilesOf([west, south, east, north]: Box, z: number): Generator<Tile> {
  const first = tileAt(west, north, z)
  const last = tileAt(east, south, z)
  for (let x = first.x; x <= last.x; x += 1) for (let y = first.y; y <= last.y; y += 1) yield { z, x, y }
}

function* named(boxes: readonly Box[]): Generator<string> {
  for (const [layer, [first, last]] of Object.entries(ZOOMS)) {
    for (let z = first; z <= last; z += 1) {
      for (const box of boxes) for (const { x, y } of tilesOf(box, z)) yield `/api/v1/tiles/${layer}/${String(z)}/${String(x)}/${String(y)}.mvt`
    }
  }
}

/** The addresses of all tiles of these boxes, each once, the coarse ones first. */
export function tileAddresses(boxes: readonly Box[]): string[] {
  const found = new Set<string>()
  for (const address of named(boxes)) if (found.add(address).size >= MOST) break
  return [...found]
}

/** Where the phone book is, as its reader may see it. */
export const BOOK = '/api/v1/people'

const BEATS = '/api/v1/components/beats/'

/** Where a beat's components are. */
export function componentAddress(beat: number): string {
  return `${BEATS}${String(beat)}`
}

/** Whether components are there, which come in parts. */
export function isComponents(address: string): boolean {
  return address.startsWith(BEATS)
}
