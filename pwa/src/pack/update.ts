/** Bringing the pack up to date: address by address, some at a time, telling how far it is. */
import { isComponents } from './addresses'
import { freshen, letGo, type Shelf } from './kept'
import { askParts } from './parts'

const AT_ONCE = 4

/** How a round went: addresses that were kept, those of them that had changed, bytes that are kept in all. */
export interface Round {
  kept: number
  changed: number
  failed: number
  bytes: number
}

export type Told = (done: number, total: number) => void

/** Go through all addresses; one that fails now leaves what was kept of it. Nothing is let go of unless all went well. */
export async function update(shelf: Shelf, addresses: readonly string[], ask: typeof fetch, tell: Told): Promise<Round> {
  const round: Round = { kept: 0, changed: 0, failed: 0, bytes: 0 }
  const left = [...addresses]
  async function work(): Promise<void> {
    for (let address = left.shift(); address !== undefined; address = left.shift()) {
      try {
        const { state, bytes } = await freshen(shelf, address, isComponents(address) ? askParts(shelf, ask) : ask)
        round.kept += 1
        round.bytes += bytes
        if (state === 'new') round.changed += 1
      } catch {
        round.failed += 1
      }
      tell(round.kept + round.failed, addresses.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (round.failed === 0) await letGo(shelf, addresses)
  return round
}
