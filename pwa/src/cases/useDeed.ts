/** One step of a case being carried out: what is still missing, its photos on the way, how it ended. */
import { computed, reactive, ref } from 'vue'
import { Refusal } from '../api/problem'
import type { Case, CaseAction, Deed, Need } from '../api/types'
import { whyOf } from '../ui/useAsk'
import type { Word } from '../words'
import { act } from './calls'
import { refusal } from './evidence'
import { useEvidence } from './useEvidence'

export interface Ending {
  moved: (item: Case) => void
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

/** The step of an action that asks for nothing. */
export function plainDeed(action: CaseAction): Deed {
  return deedOf(action, { note: '', condition: null, organisation: null }, [])
}

export function useDeed(caseId: () => string, action: () => CaseAction, ending: Ending) {
  const given = reactive<Given>({ note: '', condition: null, organisation: null })
  const gathering = useEvidence(caseId)
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

  async function carryOut(): Promise<void> {
    isBusy.value = true
    why.value = null
    try {
      const photos = await gathering.bring()
      ending.moved(await act(caseId(), deedOf(action(), given, photos)))
    } catch (error) {
      why.value = refusal(error) ?? whyOf(error)
      if (error instanceof Refusal && error.problem.status === 409) ending.stale()
    } finally {
      isBusy.value = false
    }
  }

  return { given, gathering, why, isBusy, missing, carryOut }
}
