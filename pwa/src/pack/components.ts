/** The components that the pack holds, as the server tells of those near a point. */
import type { Component, Position } from '../api/types'
import { distance } from '../tasks/route'
import { componentAddress } from './addresses'
import { openShelf } from './kept'
import { heldParts, type Row } from './parts'

const PLACE = componentAddress(0).slice(0, -1)

/** Those of one category within so many metres, the nearest first; null where nothing is kept. */
export async function packedComponents(at: Position, category: string, within: number): Promise<Component[] | null> {
  const shelf = await openShelf()
  const kept = (await shelf?.keys())?.filter(({ url }) => url.includes(PLACE)) ?? []
  if (!shelf || kept.length === 0) return null
  const found: Component[] = []
  for (const one of kept) {
    const held = await heldParts(shelf, new URL(one.url).pathname)
    for (const row of Object.values(held?.parts ?? {}).flat()) if (row[1] === category) found.push(shown(row, at))
  }
  return found.filter(({ metres }) => metres <= within).sort((a, b) => a.metres - b.metres)
}

function shown([code, category, name, owner, lon, lat]: Row, at: Position): Component {
  return { code, category, name, owner, metres: distance(at, { lon, lat }), position: { lon, lat, datum: 'wgs84', accuracy: null } }
}
