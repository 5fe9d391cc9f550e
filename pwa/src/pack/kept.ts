/** The pack's own shelf: answers by their address, asked anew by ETag, so that only what changed travels. */

export const SHELF = 'xunjie-pack'

/** The part of the browser's Cache that the pack needs. */
export type Shelf = Pick<Cache, 'match' | 'put' | 'keys' | 'delete'>

export type Freshened = { state: 'same' | 'new'; bytes: number }

/** The shelf, or null where the browser has none: plain HTTP, or an old web-view. */
export async function openShelf(): Promise<Shelf | null> {
  return typeof caches === 'undefined' ? null : caches.open(SHELF).catch(() => null)
}

/** What is kept of an address, or null. */
export async function keptAnswer(address: string): Promise<Response | null> {
  return (await (await openShelf())?.match(address)) ?? null
}

/** Whether anything at all is kept. */
export async function hasPack(): Promise<boolean> {
  return typeof caches !== 'undefined' && (await caches.has(SHELF).catch(() => false))
}

async function sizeOf(answer: Response): Promise<number> {
  return (await answer.clone().arrayBuffer()).byteLength
}

/** Ask for an address as it is now; what did not change is not sent again. Throws where the line is cut or the server refuses. */
export async function freshen(shelf: Shelf, address: string, ask: typeof fetch): Promise<Freshened> {
  const before = (await shelf.match(address)) ?? null
  const etag = before?.headers.get('ETag')
  const answer = await ask(address, { cache: 'no-cache', headers: etag ? { 'If-None-Match': etag } : {} })
  if (answer.status === 304 && before) return { state: 'same', bytes: await sizeOf(before) }
  if (!answer.ok) throw new Error(`${address} ${String(answer.status)}`)
  const isSame = etag !== null && etag !== undefined && etag === answer.headers.get('ETag') // the browser's own cache may have asked for us
  await shelf.put(address, answer.clone())
  return { state: isSame ? 'same' : 'new', bytes: await sizeOf(answer) }
}

/** Let go of what no beat of one's own needs any more. */
export async function letGo(shelf: Shelf, wanted: readonly string[]): Promise<void> {
  const stays = new Set(wanted)
  for (const { url } of await shelf.keys()) {
    const address = url.replace(/^https?:\/\/[^/]+/, '')
    if (!stays.has(address)) await shelf.delete(address)
  }
}
