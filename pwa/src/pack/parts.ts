/** A beat's components in parts: only those that changed travel, and are put together with the rest here. */
import type { Shelf } from './kept'

/** Code, category's code and name, owner, degrees in WGS-84. */
export type Row = [code: string, category: string, name: string, owner: string | null, lon: number, lat: number]

/** As the server tells of a beat: the versions of all parts, and by its place each that the phone does not hold. */
export interface Parts {
  versions: string[]
  parts: Record<string, Row[]>
}

/** What is there now: what was held where it is the same still, and what came. Pure. */
export function merged(held: Parts | null, told: Parts): Parts {
  const same = Object.entries(held?.parts ?? {}).filter(([at]) => held?.versions[Number(at)] === told.versions[Number(at)])
  return { versions: told.versions, parts: { ...Object.fromEntries(same), ...told.parts } }
}

/** What is kept of a beat, or null; what an earlier app kept in another shape is fetched anew. */
export async function heldParts(shelf: Shelf, address: string): Promise<Parts | null> {
  const kept = (await (await shelf.match(address))?.json().catch(() => null)) as Partial<Parts> | null | undefined
  return kept?.versions && kept.parts ? { versions: kept.versions, parts: kept.parts } : null
}

/** Ask for what changed of a beat, and answer with the whole of it as if the server had sent that. */
export function askParts(shelf: Shelf, ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const address = String(input)
    const held = await heldParts(shelf, address)
    if (held === null) return ask(address, { ...init, headers: {} })
    const answer = await ask(`${address}?have=${held.versions.join(',')}`, init)
    if (answer.status !== 200) return answer
    return new Response(JSON.stringify(merged(held, (await answer.json()) as Parts)), { headers: { 'Content-Type': 'application/json', ETag: answer.headers.get('ETag') ?? '' } })
  }
}
