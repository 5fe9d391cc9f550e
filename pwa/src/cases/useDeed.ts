/** One step of a case being carried out: what is still missing, its photos on the way, how it ended. */
import { ref } from 'vue'
import type { Case, CaseAction, Deed } from '../api/types'
import type { Shown } from '../outbox/deeds'
import { carryOut, type Ending } from '../outbox/carryOut'
import { useSession } from '../session/useSession'
import { whyOf } from '../ui/useAsk'
import { useEvidence } from './useEvidence'
import { useGiven, type Given } from './useGiven'

/** Who is told how it ended. */
export interface Told {
  moved: (item: Case | null) => void // null: another page has carried it out
  kept: () => void // no line: it goes by itself later
  stale: () => void
}

const DECIDING = new Set(['approve', 'refuse', 'withdraw'])

/** What is asked of the server; each photo shows the view that was asked for at its place. */
export function deedOf(action: CaseAction, given: Readonly<Given>, photos: string[], approval: string | null = null): Deed {
  const { condition, organisation, amount, satisfied, into, person } = given
  return {
    action: action.name as Deed['action'], note: given.note.trim(), condition, organisation, amount, satisfied, photos, into,
    until: given.until ? new Date(given.until).toISOString() : null,
    views: photos.map((_, index) => (action.views[index]?.name ?? '') as ''),
    approval: DECIDING.has(action.name) ? approval : null, elsewhere: null, person,
  }
}

/** Take one step of a case by the outbox, with its photos. */
export function takeStep(item: Case, action: CaseAction, given: Readonly<Given>, photos: readonly Shown[]): Promise<Ending> {
  const { person } = useSession()
  return carryOut({
    subject: item.id,
    words: `${action.words} ${item.number}`,
    path: `/api/v1/cases/${item.id}/actions`,
    body: { ...deedOf(action, given, photos.map(({ sha256 }) => sha256), item.asked?.id ?? null) },
    match: `"${String(item.version)}"`,
    evidence: item.id,
  }, person.value?.id ?? 0, photos)
}

export function useDeed(item: () => Case, action: () => CaseAction, told: Told) {
  const gathering = useEvidence()
  const { given, missing } = useGiven(action, () => gathering.photos.value.length)
  const why = ref<string | null>(null)
  const isBusy = ref(false)

  async function carry(): Promise<void> {
    isBusy.value = true
    why.value = null
    try {
      tell(await takeStep(item(), action(), given, gathering.photos.value))
    } catch (error) {
      why.value = whyOf(error)
    } finally {
      isBusy.value = false
    }
  }

  function tell(ending: Ending): void {
    switch (ending.state) {
      case 'done': return told.moved(ending.answer as Case | null)
      case 'kept': return told.kept()
      case 'refused':
        why.value = ending.why
        return told.stale()
    }
  }

  return { given, gathering, why, isBusy, missing, carry }
}
