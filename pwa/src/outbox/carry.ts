/** One deed's way: its photos first, then the request, then the server's word that it was this very deed. */
import { done } from './deeds'
import { headersFor } from './headers'
import { Halt, ask, halt, type Line } from './line'
import { photosOf } from './queue'
import type { Outcome } from './send'
import { bringTo } from './photos'
import type { Deed } from './store'
import { note } from './turns'

/** What the server said to the deeds that this page carried out, as long as the page lives. */
const answers = new Map<string, unknown>()

/** The server's answer to a deed, or null where another page carried it out. */
export function answerTo(id: string): unknown {
  return answers.get(id) ?? null
}

async function bringPhotos(line: Line, deed: Deed, headers: Record<string, string>): Promise<void> {
  const photos = await photosOf(deed.id)
  for (const [index, photo] of photos.entries()) {
    if (photo.delivery.state === 'received') continue
    await note({ kind: 'deed', one: deed }, { delivery: { state: 'sending', sent: index, total: photos.length } })
    await bringTo(line, { [deed.owner ?? 'case']: deed.evidence ?? '' }, photo, headers)
  }
}

async function request(line: Line, deed: Deed, headers: Record<string, string>): Promise<void> {
  const match: Record<string, string> = deed.match === null ? {} : { 'If-Match': deed.match }
  // Who waits for the first try is shown the case anew; of a later one nobody reads the answer.
  const brief: Record<string, string> = deed.attempts > 0 ? { Prefer: 'return=minimal' } : {}
  const response = await ask(line, deed.path, {
    method: deed.method,
    headers: { ...headers, ...match, ...brief, 'Content-Type': 'application/json', 'Idempotency-Key': deed.id },
    body: JSON.stringify(deed.body),
  })
  if (!response.ok) throw await halt(line, response)
  // Captive portals say 200 to everything; only the server knows whose deed it has carried out.
  if (response.headers.get('Idempotency-Key') !== deed.id) throw new Halt({ kind: 'cut' })
  answers.clear() // one is looked at, the last
  answers.set(deed.id, await response.json().catch(() => null))
}

/** Carry out one deed as far as the line allows, and say how it ended. */
export async function carry(line: Line, deed: Deed): Promise<Outcome> {
  try {
    const headers = await headersFor(deed, line)
    await bringPhotos(line, deed, headers)
    await note({ kind: 'deed', one: deed }, { delivery: { state: 'sending', sent: 0, total: 0 } })
    await request(line, deed, headers)
    await done(deed)
    return { kind: 'sent', number: '' }
  } catch (error) {
    if (error instanceof Halt) return error.why
    throw error
  }
}
