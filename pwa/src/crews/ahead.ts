/** One's own jobs kept whole on this phone, so that each opens where there is no line. */
import type { CaseSummary } from '../api/types'
import { caseOf } from '../cases/calls'
import { shelved } from '../outbox/shelf'

const kept = new Map<string, number>() // versions that were fetched since the page was opened

const MOST_PHOTOS = 3 // of a case, to be laid over the ones that are taken afterwards

/** Fetch those of these cases that changed since they were last fetched, with their photos; a line that is cut ends it. */
export async function keepAhead(items: readonly CaseSummary[]): Promise<void> {
  for (const { id, version } of items) {
    if (kept.get(id) === version) continue
    const { photos } = await shelved(`case.${id}`, () => caseOf(id))
    const before = photos.filter(({ kind, medium, state }) => kind === 'before' && medium === 'photo' && state === 'ready')
    for (const photo of before.slice(0, MOST_PHOTOS)) await fetch(`/api/v1/photos/${photo.id}/display`) // kept by the browser, since it never changes
    kept.set(id, version)
  }
}
