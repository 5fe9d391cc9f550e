/** One step of a case being carried out: what is still missing, its photos on the way, how it ended. */
import { computed, reactive, ref } from 'vue'
import type { Case, CaseAction, Deed, Need } from '../api/types'
import type { Shown } from '../outbox/deeds'
import { carryOut, type Ending } from '../outbox/carryOut'
import { useSession } from '../session/useSession'
import { whyOf } from '../ui/useAsk'
import type { Word } from '../words'
import { useEvidence } from './useEvidence'

/** Who is told how it ended. */
export interface Told {
  moved: (item: Case | null) => void // null: another page has carried it out
  kept: () => void // no line: it goes by itself later
  stale: () => void
}

interface Given {
  note: string
  condition: number | null
  organisation: number | null
}

const MISSING: Record<Need, Word> = { note: 'needNote', condition: 'needCondition', organisation: 'needOrganisation', photo: 'needPhoto' }

function deedOf(action: CaseAction, given: Given, photos: string[]): Deed {
  const { condition, organisation } = given
  return { action: action.name as Deed['action'], note: given.note.trim(), condition, organisation, photos }
}

/** Take one step of a case by the outbox, with its photos. */
export function takeStep(item: Case, action: CaseAction, given: Given, photos: readonly Shown[]): Promise<Ending> {
  const { person } = useSession()
  return carryOut({
    subject: item.id,
    words: `${action.words} ${item.number}`,
    path: `/api/v1/cases/${item.id}/actions`,
    body: { ...deedOf(action, given, photos.map(({ sha256 }) => sha256)) },
    evidence: item.id,
  }, person.value?.id ?? 0, photos)
}

export function useDeed(item: () => Case, action: () => CaseAction, told: Told) {
  const given = reactive<Given>({ note: '', condition: null, organisation: null })
  const gathering = useEvidence()
  const why = ref<string | null>(null)
  const isBusy = ref(false)

  function isMet(need: Need): boolean {
    switch (need) {
      case 'note': return given.note.trim() !== ''
      case 'condition': return given.condition !== null
      case 'organisation': return given.organisation !== null
      case 'photo': return gathering.photos.value.length > 0
    }
  }
  const missing = computed<Word | null>(() => {
    const need = action().needs.find((one) => !isMet(one))
    return need ? MISSING[need] : null
  })

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

/** What is given for an action that asks for nothing. */
export const NOTHING: Given = { note: '', condition: null, organisation: null }
