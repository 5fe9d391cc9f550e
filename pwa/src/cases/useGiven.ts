/** What a step asks for: what was given so far, and what is still missing, in words. */
import { computed, reactive } from 'vue'
import type { CaseAction, Need } from '../api/types'
import { c } from '../crews/words'
import { t } from '../words'
import { w } from './words'

export interface Given {
  note: string
  condition: number | null
  organisation: number | null
  amount: number | null
  until: string | null // as the input says it: local time, no zone
  satisfied: boolean | null
  into: string | null
  person: number | null
}

/** What is given for an action that asks for nothing. */
export const NOTHING: Readonly<Given> = { note: '', condition: null, organisation: null, amount: null, until: null, satisfied: null, into: null, person: null }

export function useGiven(action: () => CaseAction, photos: () => number) {
  const given = reactive<Given>({ ...NOTHING })

  const MISSING: Record<Need, () => string | null> = {
    note: () => (given.note.trim() === '' ? t('needNote') : null),
    condition: () => (given.condition === null ? t('needCondition') : null),
    organisation: () => (given.organisation === null ? t('needOrganisation') : null),
    amount: () => (given.amount === null ? w('needAmount') : null),
    until: () => (given.until ? null : w('needUntil')),
    satisfied: () => (given.satisfied === null ? w('needSatisfied') : null),
    member: () => (given.person === null ? c('needMember') : null),
    case: () => (given.into === null ? t('case') : null),
    photo: () => {
      const left = action().views.slice(photos())
      if (left.length > 0) return w('needViews', { n: left.map(({ words }) => words).join('、') })
      return photos() === 0 ? t('needPhoto') : null
    },
  }
  const missing = computed(() => action().needs.map((need) => MISSING[need]()).find((words) => words !== null) ?? null)

  return { given, missing }
}
