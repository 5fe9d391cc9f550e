/** One's own jobs kept whole on this phone, so that each opens where there is no line. */
import type { CaseSummary } from '../api/types'
import { caseOf } from '../cases/calls'
import { shelved } from '../outbox/shelf'

const kept = new Map<string, number>() // versions that were fetched since the page was opened

/** Fetch those of these cases that changed since they were last fetched; a line that is cut ends it. */
export async function keepAhead(items: readonly CaseSummary[]): Promise<void> {
  for (const { id, version } of items) {
    if (kept.get(id) === version) continue
    await shelved(`case.${id}`, () => caseOf(id))
    kept.set(id, version)
  }
}
