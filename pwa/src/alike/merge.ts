/** Making one of two cases, by the outbox like every step. */
import type { Alike, Case } from '../api/types'
import { carryOut, type Ending } from '../outbox/carryOut'
import { useSession } from '../session/useSession'
import { a } from './words'

/** The one that does not stand joins the one that does. */
export function mergeCases(item: Case, other: Alike, note: string): Promise<Ending> {
  const [joining, standing] = other.stands ? [item, other.case] : [other.case, item]
  const { person } = useSession()
  return carryOut({
    subject: item.id,
    words: `${a('merge')} ${joining.number}`,
    path: `/api/v1/cases/${joining.id}/actions`,
    body: { action: 'merge', into: standing.id, note: note.trim() },
    evidence: joining.id,
  }, person.value?.id ?? 0, [])
}
