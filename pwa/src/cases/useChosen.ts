/** Cases chosen from a list for one step together, and what became of each. */
import { computed, ref, shallowRef } from 'vue'
import type { CaseAction, CaseSummary, Result } from '../api/types'
import { whyOf } from '../ui/useAsk'
import { actOnMany } from './calls'
import { deedOf } from './useDeed'
import type { Given } from './useGiven'

export const MOST = 500 // the server takes no more at once

export function useChosen(items: () => readonly CaseSummary[]) {
  const isChoosing = ref(false)
  const ids = ref(new Set<string>())
  const results = shallowRef<Result[] | null>(null)
  const why = ref<string | null>(null)
  const isBusy = ref(false)
  const chosen = computed(() => items().filter(({ id }) => ids.value.has(id)))

  function toggle(id: string): void {
    if (ids.value.has(id)) ids.value.delete(id)
    else if (ids.value.size < MOST) ids.value.add(id)
  }
  function all(): void {
    ids.value = new Set(items().slice(0, MOST).map(({ id }) => id))
  }
  function stop(): void {
    isChoosing.value = false
    ids.value = new Set()
    results.value = null
    why.value = null
  }
  async function act(action: CaseAction, given: Readonly<Given>): Promise<boolean> {
    isBusy.value = true
    why.value = null
    try {
      const cases = chosen.value.map(({ id, version }) => ({ id, version }))
      results.value = await actOnMany({ ...deedOf(action, given, []), cases })
      ids.value = new Set()
      return true
    } catch (error) {
      why.value = whyOf(error)
      return false
    } finally {
      isBusy.value = false
    }
  }

  return { isChoosing, ids, chosen, results, why, isBusy, toggle, all, stop, act }
}
